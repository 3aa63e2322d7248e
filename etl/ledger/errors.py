"""What the ledger raises on purpose."""

from etl.engine.errors import EnforcementCompareError
from etl.ledger.items import Decision


class LedgerUnavailable(EnforcementCompareError):
    """The ledger cannot be reached, read or written now; what was confirmed before is kept."""


class UnknownReport(EnforcementCompareError):
    """The ledger has no report of that number or name."""


class InvalidDecision(EnforcementCompareError):
    """A decision that cannot be taken: a place outside the text, a value that is not what is printed."""


class ConflictingDecision(EnforcementCompareError):
    """Someone has decided about the same numeral meanwhile: `other` is their decision."""

    def __init__(self, message: str, other: Decision) -> None:
        super().__init__(message)
        self.other = other
