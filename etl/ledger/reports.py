"""What was imported: list it, correct what is known of it, set it aside."""

from typing import Any

from etl.ledger.connect import Ledger
from etl.ledger.items import Report


def list_reports(ledger: Ledger, *, all_versions: bool = False) -> list[Report]:
    """The current reports, newest import first; with `all_versions` the superseded and withdrawn too."""
    raise NotImplementedError


def get_report(ledger: Ledger, report: int) -> Report:
    """One report by its number. Raises UnknownReport."""
    raise NotImplementedError


def original_file(ledger: Ledger, report: int) -> tuple[str, bytes]:
    """The file as it was imported: its name and its bytes."""
    raise NotImplementedError


def describe(ledger: Ledger, report: int, changes: dict[str, Any], who: str, based_on: int) -> Report:
    """Correct REPORT_FIELDS; the change is a decision like any other and can be undone.

    A report that thereby has the agency, kind and period of another becomes its newer version (or stays
    behind it, where that was imported later). The figures stand until `importing.reextract` is run.
    Raises InvalidDecision (a value that cannot be, in Chinese), ConflictingDecision.
    """
    raise NotImplementedError


def withdraw(ledger: Ledger, report: int, who: str, reason: str, based_on: int) -> Report:
    """Set a report aside: it is kept and no longer published; the version before it counts again."""
    raise NotImplementedError


def restore(ledger: Ledger, report: int, who: str, based_on: int) -> Report:
    """Bring a withdrawn report back."""
    raise NotImplementedError
