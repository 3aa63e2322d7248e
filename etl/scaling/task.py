"""What is done with one document, in whichever process: its report's row, and those of its figures."""

import json
from dataclasses import replace
from typing import Any

from etl.engine import Engine
from etl.engine.identify.record import FIELDS
from etl.engine.model import Document, ReportContext
from etl.engine.records import report_id
from etl.importing.task import storable
from etl.pool import Order, Outcome, outcome_of
from etl.published.figurerows import fits, found_rows
from etl.scaling.tables import SAID

REPORT = "report_id"  # in an order's `known`: what the report is called; not a field of the context


def read_report(engine: Engine, order: Order) -> Outcome:
    """Read one document: its records are what it says of its report, then a row of FIGURES_OF a figure."""
    return outcome_of(order, lambda document: _rows(engine, document, order.known))


def _rows(engine: Engine, document: Document, known: dict[str, Any]) -> list[dict[str, Any]]:
    entered = {name: value for name, value in known.items() if name != REPORT}
    name = known.get(REPORT) or report_id(document.path)
    document = replace(document, text=storable(document.text))
    reading = engine.take(document, entered)
    large = [figure.printed for figure in reading.figures if not fits(figure)]
    document.warnings.extend(f"“{printed}”数值过大，没有收入" for printed in large)
    figures = found_rows(name, [figure for figure in reading.figures if fits(figure)], document.text)
    said = {"report_id": name, "characters": len(document.text), **_said(document, reading.context, entered)}
    return [said, *figures]


def _said(document: Document, context: ReportContext, entered: dict[str, Any]) -> dict[str, Any]:
    said = {name: getattr(context, name) for name in SAID if name not in ("url", "guessed")}
    guessed = {
        name: code
        for name, code in context.guessed.items()
        if entered.keys().isdisjoint(FIELDS.get(name, (name,)))  # what someone entered is no guess
    }
    said["title"] = said["title"] or document.title
    said["published"] = document.published or said["published"]
    return said | {"url": document.url, "guessed": json.dumps(guessed)}
