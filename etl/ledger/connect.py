"""Open the ledger, bring its tables up to date, run transactions."""


class Ledger:
    """A ledger that is open. `address` may be shown: it holds no password."""

    address: str


def open_ledger(address: str | None = None) -> Ledger:
    """Open the ledger at a SQLAlchemy address or file path, by default what DATABASE_URL or LEDGER name.

    It is created where there is none, and migrated. Cheap to call again: one engine an address.
    Raises LedgerUnavailable with what to do.
    """
    raise NotImplementedError


def ledger_at_hand() -> Ledger | None:
    """The ledger of the environment where there is one already; None, and nothing created, otherwise."""
    raise NotImplementedError
