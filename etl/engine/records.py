"""Figures and rejections as plain records, and a record as one line of JSON with exact numbers."""

import json
from decimal import Decimal
from pathlib import PurePath

from etl.engine import Reading
from etl.engine.model import Document, Figure, Rejection, ReportContext

FROM_FIGURE = (
    "start",
    "end",
    "printed",
    "value",
    "value_high",
    "approx",
    "unit",
    "indicator",
    "label",
    "measure",
    "scope",
    "body",
    "campaign",
    "sector",
    "part",
    "heading_unit",
    "whole",
    "doubts",
)


def records(reading: Reading, rejections: bool = False) -> list[dict]:
    """One record a figure with all fields of the design; with `rejections` those too, in order of place."""
    document = reading.document
    found = [(f.start, _figure_record(f, document, reading.context)) for f in reading.figures]
    if rejections:
        found += [(r.start, _rejection_record(r, document)) for r in reading.rejections]
        found.sort(key=lambda pair: pair[0])
    return [record for _, record in found]


def report_id(path: str) -> str:
    """The file's name without its ending; the standard input keeps its dash."""
    return PurePath(path).stem


def _figure_record(figure: Figure, document: Document, context: ReportContext) -> dict:
    return {
        "document": document.path,
        "report_id": report_id(document.path),
        **{name: getattr(figure, name) for name in FROM_FIGURE},
        "period_start": figure.period_start or context.period_start,
        "period_end": figure.period_end or context.period_end,
        "section": figure.section,
        "sentence": document.text[figure.sentence_start : figure.sentence_end],
        "status": "extracted",
        "rule": figure.rule,
    }


def _rejection_record(rejection: Rejection, document: Document) -> dict:
    return {
        "document": document.path,
        "report_id": report_id(document.path),
        "start": rejection.start,
        "end": rejection.end,
        "printed": rejection.printed,
        "reason": rejection.reason,
        "section": rejection.section,
        "status": "rejected",
        "rule": rejection.rule,
    }


def to_json(record: dict) -> str:
    """One line of JSON; a Decimal becomes a number with all its digits and no exponent."""
    return "{" + ", ".join(f"{_quoted(key)}: {_value(value)}" for key, value in record.items()) + "}"


def plain(value: Decimal) -> str:
    """All digits, no exponent, no zeros at the end of a fraction: 35410700, not 35410700.00."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _value(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return _quoted(value)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
