"""What the extraction is held against: reviewed reports and labelled passages, in one form."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from etl.engine.identify.identify import identify
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
    """A text with all its figures labelled: an extracted figure that is not here is a false one."""

    name: str
    group: str
    document: Document
    context: ReportContext
    figures: list[LabelledFigure]


def reviewed_reports(data: Path, folders: list[Path]) -> list[GoldDocument]:
    """The full reports of `data` whose document lies in one of `folders`.

    The context is what `identify` makes of the text alone, as on the command line.
    """
    gold = []
    with (data / "reports.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = _place(row["document"], folders)
            figures = data / "figures" / f"{row['report_id']}.csv"
            if place is not None and figures.is_file():
                document = read_document(place)
                gold.append(
                    GoldDocument(
                        row["report_id"], "reports", document, identify(document), _reviewed(figures)
                    )
                )
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
        )
        for passage in load_passages(folder)
    ]


def _place(name: str, folders: list[Path]) -> Path | None:
    return next((folder / name for folder in folders if name and (folder / name).is_file()), None)


def _reviewed(path: Path) -> list[LabelledFigure]:
    """The figures of one CSV that have a place in the document."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            _labelled(row) for row in csv.DictReader(file) if row["start"] and row["status"] == "reviewed"
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
