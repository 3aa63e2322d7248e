"""One document with every numeral in its present state."""

from etl.ledger.connect import Ledger
from etl.ledger.items import Review


def open_review(ledger: Ledger, report: int) -> Review:
    """The document, its numerals and its decisions, as they are now. Raises UnknownReport."""
    raise NotImplementedError
