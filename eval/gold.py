"""What the extraction is held against: reviewed reports and labelled passages, in one form."""

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from etl.engine import Engine
from etl.engine.model import Document, Figure, ReportContext
from etl.engine.reading import read_document, read_text
from tests.passages.loader import HERE as PASSAGES
from tests.passages.loader import LabelledFigure, load_passages

TEXT_FIELDS = (
    "unit",
    "approx",
    "indicator",
    "label",
    "measure",
    "scope",
    "body",
    "campaign",
    "sector",
    "part",
    "period_start",
    "period_end",
)


@dataclass(slots=True)
class GoldDocument:
    """A text with all its figures labelled: an extracted figure that is not here is a false one.

    `misread`: what its text was taken to say of the report and its registration says otherwise; `known`: what
    is labelled or registered of the report, where `context` may be what the text was taken to say.
    """

    name: str
    group: str
    document: Document
    context: ReportContext
    figures: list[LabelledFigure]
    misread: list[str] = field(default_factory=list)
    known: ReportContext | None = None


def reviewed_reports(engine: Engine, data: Path, folders: list[Path]) -> list[GoldDocument]:
    """The full reports of `data` whose document lies in one of `folders`.

    The context is what `identify` makes of the text alone, as on the command line.
    """
    gold = []
    with (data / "reports.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = _place(row["document"], folders)
            figures = data / "figures" / f"{row['report_id']}.csv"
            if place is not None and figures.is_file():
                gold.append(_reviewed(engine, row, read_document(place), figures))
    return gold


def labelled_passages(folder: Path = PASSAGES) -> list[GoldDocument]:
    """The labelled passages of every YAML file in `folder`, grouped by file."""
    return [
        GoldDocument(
            passage.id,
            Path(passage.path).stem,
            read_text(passage.text, passage.path),
            passage.context,
            passage.figures,
            known=passage.context,
        )
        for passage in load_passages(folder)
    ]


def _place(name: str, folders: list[Path]) -> Path | None:
    return next((folder / name for folder in folders if name and (folder / name).is_file()), None)


def _reviewed(engine: Engine, row: dict[str, str], document: Document, figures: Path) -> GoldDocument:
    """A report by its registration, with the figures of its CSV that have a place in the document."""
    context = engine.identify(document)
    with figures.open(encoding="utf-8", newline="") as file:
        labelled = [
            _labelled(line) for line in csv.DictReader(file) if line["start"] and line["status"] == "reviewed"
        ]
    name = row["report_id"]
    known = ReportContext(row["agency"], row["kind"], int(row["year"]) if row["year"] else None)
    return GoldDocument(name, "reports", document, context, labelled, _misread(row, context), known)


def _misread(row: dict[str, str], context: ReportContext) -> list[str]:
    """A text may name its agency without the place above it; all else has to be as registered."""
    right = {
        "agency": row["agency"].endswith(context.agency or "?"),
        "kind": row["kind"] == context.kind,
        "year": row["year"] == str(context.year),
    }
    return [
        f"{row['report_id']}: {name} is {row[name]}, read as {getattr(context, name) or '∅'}"
        for name, agrees in right.items()
        if not agrees
    ]


def _labelled(row: dict[str, str]) -> LabelledFigure:
    figure = Figure(
        int(row["start"]),
        int(row["end"]),
        row["printed"],
        Decimal(row["value"]),
        value_high=Decimal(row["value_high"]) if row["value_high"] else None,
        **{name: row[name] for name in TEXT_FIELDS},
    )
    # The guide leaves structural counts (14个行业领域) to the reader: kept or rejected, both are right.
    return LabelledFigure(figure, optional=row["rule"] == "structure")
