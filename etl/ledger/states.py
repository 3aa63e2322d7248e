"""Between the pipeline's values and the states that the ledger keeps as JSON."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from etl.engine.model import Cell, Extraction, Figure, Rejection, Table
from etl.ledger.items import FIGURE_FIELDS

REJECTION_FIELDS = ("start", "end", "printed", "section")


def figure_fields(figure: Figure) -> dict[str, Any]:
    """FIGURE_FIELDS of a figure, numbers as their digits."""
    fields = {name: getattr(figure, name) for name in FIGURE_FIELDS}
    numbers = {"value": _digits(figure.value), "value_high": _digits(figure.value_high)}
    return fields | numbers | {"doubts": list(figure.doubts)}


def figure_of(fields: dict[str, Any], sentence: tuple[int, int] = (0, 0)) -> Figure:
    """The figure that the fields describe."""
    high = fields["value_high"]
    numbers = {"value": Decimal(fields["value"]), "value_high": None if high is None else Decimal(high)}
    said = fields | numbers | {"doubts": tuple(fields["doubts"])}
    return Figure(**said, sentence_start=sentence[0], sentence_end=sentence[1])


def figure_state(fields: dict[str, Any], status: str) -> dict[str, Any]:
    """The state of a numeral that is a figure; status is extracted or reviewed."""
    return {"status": status, **fields}


def rejection_state(fields: dict[str, Any], reason: str) -> dict[str, Any]:
    """The state of a numeral that is none."""
    return {"status": "rejected", "reason": reason, **{name: fields[name] for name in REJECTION_FIELDS}}


def key_of(start: int, end: int, nth: int = 1) -> str:
    """The name of the numeral at a place; of several there (`shares_place`) the first, second, …"""
    return f"{start}:{end}" if nth == 1 else f"{start}:{end}:{nth}"


def by_key(found: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the program found, by key: of several zeros at one place none hides another."""
    keyed: dict[str, dict[str, Any]] = {}
    for state in found:
        nth = 1
        while (key := key_of(state["start"], state["end"], nth)) in keyed:
            nth += 1
        keyed[key] = state
    return keyed


def place_of(key: str) -> tuple[int, int]:
    """The place that a key names."""
    start, end = key.split(":")[:2]
    return int(start), int(end)


def nth_of(key: str) -> int:
    """Which of the figures at its place the key names; mostly there is one."""
    return int([*key.split(":"), "1"][2])


def is_beside(key: str) -> bool:
    """Whether the key is of a figure that stands beside the first one at its place."""
    return nth_of(key) > 1


def are_beside(one: str, other: str) -> bool:
    """Whether the keys are of two figures at one place, each decided for itself."""
    return one != other and place_of(one) == place_of(other)


def shares_place(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two figures may stand at one place: 未发生行政复议、行政诉讼 is two zeros in one word."""
    same = (one["start"], one["end"]) == (other["start"], other["end"])
    told_apart = (one["indicator"], one["label"]) != (other["indicator"], other["label"])
    return same and told_apart and Decimal(one["value"]) == Decimal(other["value"]) == 0


def dump_extraction(extraction: Extraction) -> tuple[str, str]:
    """Figures and rejections as the ledger stores them."""
    figures = [figure_state(figure_fields(figure), "extracted") for figure in extraction.figures]
    rejections = [_rejected(rejection) for rejection in extraction.rejections]
    return dump(figures), dump(rejections)


def dump(value: Any) -> str:
    """JSON with the keys in one order, so that equal states are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def dump_tables(tables: list[Table]) -> str:
    """The tables that the format marks; a cell as a list, without its text, which is in the document."""
    return dump([
        {
            "start": table.start, "end": table.end, "title": table.title,
            "cells": [[c.row, c.column, c.start, c.end, c.row_span, c.column_span] for c in table.cells],
        }
        for table in tables
    ])  # fmt: skip


def load_tables(stored: str, text: str) -> list[Table]:
    """The tables of a stored document."""
    return [
        Table(table["start"], table["end"], [_cell(cell, text) for cell in table["cells"]], table["title"])
        for table in json.loads(stored)
    ]


def _cell(stored: list[int], text: str) -> Cell:
    row, column, start, end, row_span, column_span = stored
    return Cell(row, column, start, end, text[start:end], row_span, column_span)


def _rejected(rejection: Rejection) -> dict[str, Any]:
    fields = {name: getattr(rejection, name) for name in REJECTION_FIELDS}
    return rejection_state(fields, rejection.reason)


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
