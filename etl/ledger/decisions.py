"""Take decisions: append-only, each with who, when, before and after; nobody overwrites anybody."""

from etl.ledger.connect import Ledger
from etl.ledger.items import Choice, Decision


def decide(ledger: Ledger, report: int, choices: list[Choice], who: str, based_on: int) -> list[Decision]:
    """Take the decisions, all or none; `based_on` is the revision of the review that `who` looked at.

    Raises ConflictingDecision where someone has meanwhile decided about one of the same numerals
    (`error.other` is their Decision; decisions about other numerals do not conflict), InvalidDecision
    where a choice does not fit (Chinese message, shown as it is), UnknownReport.
    The same choice by the same person again (a lost answer, a double click) is no conflict.
    """
    raise NotImplementedError


def accept_all(
    ledger: Ledger, report: int, keys: list[str], who: str, based_on: int
) -> tuple[list[Decision], list[Decision]]:
    """Accept what is still undecided among `keys`, in one batch that `undo` takes back as one.

    Returns the decisions taken, and those of others that were found in the way and left as they are.
    """
    raise NotImplementedError


def undo(ledger: Ledger, report: int, decision: int, who: str, based_on: int) -> list[Decision]:
    """Take back a decision (with its batch): the numeral is again what it was before.

    Raises ConflictingDecision where a later decision stands on it: that one must be undone first.
    """
    raise NotImplementedError


def last_undoable(decisions: list[Decision], who: str) -> Decision | None:
    """The latest decision of `who` that can still be undone: what Ctrl+Z means."""
    raise NotImplementedError
