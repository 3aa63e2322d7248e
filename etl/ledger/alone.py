"""A report under review as it would be published, alone, in a file in memory: what its figures say of each
other, and which of them would stand on a chart."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection
from pydantic import ValidationError

from etl.data.datafiles import Data
from etl.data.rules import data_folder, rulebook
from etl.engine.model import Figure
from etl.ledger.items import Item, Review
from etl.ledger.metadata import agency_row, report_row
from etl.ledger.states import figure_of
from etl.published import headline
from etl.published.database import Writer
from etl.published.definitions import Definitions
from etl.published.figurerows import extracted_rows, fits, sentence_span


@dataclass(frozen=True)
class Alone:
    """The file, with its headlines; `items` are the numerals in it by the id of their figure."""

    connection: DuckDBPyConnection
    definitions: Definitions
    items: dict[int, Item]


@contextmanager
def published_alone(review: Review) -> Iterator[Alone | None]:
    """The figures of the review as they stand, decided or not; None while too little is known of it."""
    try:
        report = report_row(review.report.known, review.report.report_id)
        agency = agency_row(review.report.known)
    except ValidationError:
        yield None
        return
    chosen = _figures(review)
    extracted = extracted_rows(report, [figure for _, figure in chosen], review.text)
    rows = [row | {"status": item.status} for (item, _), row in zip(chosen, extracted, strict=True)]
    definitions = Definitions(data_folder())
    writer = Writer(Path(":memory:"), Path("spill"))
    try:
        writer.connection.execute("SET threads = 1")  # so few rows: handing them around costs more
        writer.add_definitions(Data(Path(), {agency.agency: agency}, {}, {}, rulebook().indicators, {}))
        writer.add_figures(rows)
        writer.add_reports([(report, True)])
        writer.finish_figures()
        headline.fill(writer.connection, definitions.parts)
        items = {row["figure_id"]: item for (item, _), row in zip(chosen, rows, strict=True)}
        yield Alone(writer.connection, definitions, items)
    finally:
        writer.connection.close()


def _figures(review: Review) -> list[tuple[Item, Figure]]:
    figures = [item for item in review.items if item.status != "rejected"]
    made = [
        (item, figure_of(item.fields, sentence_span(review.text, item.start, item.end))) for item in figures
    ]
    return [(item, figure) for item, figure in made if fits(figure)]
