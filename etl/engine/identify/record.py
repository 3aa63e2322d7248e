"""What a document says of itself as one plain record, guesses marked."""

from typing import Any

from etl.engine.identify.guesses import GUESSES
from etl.engine.identify.trades import trade_of
from etl.engine.model import Document, ReportContext
from etl.engine.rulebook import Rulebook

# The fields that one guess stands for.
FIELDS = {
    "place": ("province", "city", "district", "adcode", "level"),
    "period": ("period_start", "period_end"),
}
_OF_CONTEXT = ("agency", "province", "city", "district", "adcode", "level", "trade", "kind", "year")
_FURTHER = ("period_start", "period_end", "title", "published")


def identity(rules: Rulebook, document: Document, context: ReportContext) -> dict:
    """The record: `doubts` has, for each field that is guessed and not empty, its code and what it means."""
    known = {"trade": trade_of(rules, context.agency)}
    record: dict[str, Any] = {"document": document.path}
    record |= {name: known.get(name) or getattr(context, name, "") for name in (*_OF_CONTEXT, *_FURTHER)}
    guessed = ((field, code) for name, code in context.guessed.items() for field in FIELDS.get(name, (name,)))
    return record | {
        "doubts": {field: {"code": code, "text": GUESSES[code]} for field, code in guessed if record[field]}
    }
