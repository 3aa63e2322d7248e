"""Read labelled passages: texts with every figure they state, at its place. See README.md."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import yaml

from etl.engine.codes import APPROX, MEASURES, REPORT_KINDS, SCOPES
from etl.engine.model import Figure, ReportContext
from etl.engine.rulefiles import FastLoader

HERE = Path(__file__).resolve().parent
TEXT_FIELDS = ("indicator", "label", "body", "campaign", "sector", "part", "period_start", "period_end")
OWN_FIELDS = {"printed", "value", "value_high", "unit", "approx", "measure", "scope", "after"}
OWN_FIELDS |= {"optional", "also", "also_scope", "whole"}


class BadPassage(ValueError):
    """A passage whose labels do not fit its text; the message names file, passage and figure."""


@dataclass(slots=True)
class LabelledFigure:
    """A figure as labelled. `optional`: finding it and not finding it are both right.

    `also`, `also_scope`: a second indicator or scope as right as the figure's own, else empty.
    `whole`: whether it is the total of its indicator, scope and period; None where nobody judged that.
    """

    figure: Figure
    optional: bool = False
    also: str = ""
    also_scope: str = ""
    whole: bool | None = None


@dataclass(slots=True)
class Passage:
    """One labelled text and what is known of its report; the figures in order of appearance."""

    id: str
    context: ReportContext
    text: str
    figures: list[LabelledFigure] = field(default_factory=list)
    path: str = ""


def load_passages(folder: Path = HERE) -> list[Passage]:
    """Return all passages of the `*.yml` files in `folder`, in the order of file names."""
    return [passage for path in sorted(folder.glob("*.yml")) for passage in read_passages(path)]


def read_passages(path: Path) -> list[Passage]:
    """Return the passages of one file."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=FastLoader)
    return [_passage(entry, path) for entry in content["passages"]]


def _passage(entry: dict, path: Path) -> Passage:
    where = f"{path.name}: {entry['id']}"
    context = ReportContext(**entry["context"])
    if context.kind not in REPORT_KINDS:
        raise BadPassage(f"{where}: unknown kind {context.kind!r}")
    context.period_start = context.period_start or f"{context.year}-01-01"
    context.period_end = context.period_end or f"{context.year}-12-31"
    rows = entry.get("figures") or []
    starts = _places(entry["text"], rows, where)
    figures = [_figure(row, start, context, where) for row, start in zip(rows, starts, strict=True)]
    if entry.get("wholes", any("whole" in row for row in rows)):
        for label, row in zip(figures, rows, strict=True):
            label.whole = _whole(label.figure, row, where)
    return Passage(entry["id"], context, entry["text"], figures, str(path))


def _figure(row: dict, start: int, context: ReportContext, where: str) -> LabelledFigure:
    unknown = set(row) - OWN_FIELDS - set(TEXT_FIELDS)
    if unknown:
        raise BadPassage(f"{where}: {row['printed']}: unknown fields {sorted(unknown)}")
    figure = Figure(
        start=start,
        end=start + len(row["printed"]),
        printed=row["printed"],
        value=Decimal(row["value"]),
        value_high=Decimal(row["value_high"]) if "value_high" in row else None,
        unit=row["unit"],
        approx=row.get("approx", "exact"),
        measure=row.get("measure", "level"),
        scope=row.get("scope", "own"),
        **{name: row.get(name, "") for name in TEXT_FIELDS},
    )
    figure.period_start = figure.period_start or context.period_start
    figure.period_end = figure.period_end or context.period_end
    if figure.approx not in APPROX or figure.measure not in MEASURES or figure.scope not in SCOPES:
        raise BadPassage(f"{where}: {row['printed']}: approx, measure or scope is not a known one")
    if (figure.approx == "range") != (figure.value_high is not None):
        raise BadPassage(f"{where}: {row['printed']}: a range, and only a range, has value_high")
    if row.get("also_scope", "own") not in SCOPES:
        raise BadPassage(f"{where}: {row['printed']}: also_scope is not a known scope")
    return LabelledFigure(
        figure, bool(row.get("optional", False)), row.get("also", ""), row.get("also_scope", "")
    )


def _whole(figure: Figure, row: dict, where: str) -> bool:
    """Return whether the row is labelled as a whole; a whole is a level of an indicator without limits."""
    whole = bool(row.get("whole", False))
    limits = (figure.body, figure.campaign, figure.sector, figure.part)
    if whole and (any(limits) or not figure.indicator or figure.measure != "level"):
        raise BadPassage(f"{where}: {row['printed']}: a whole has an indicator and no limit")
    return whole


def _places(text: str, rows: list[dict], where: str) -> list[int]:
    """Return where each row's `printed` starts, the only way all rows fit the text in order."""
    candidates = [_candidates(text, row) for row in rows]
    first, cursor = [], 0
    for row, places in zip(rows, candidates, strict=True):
        start = next((place for place in places if place >= cursor), None)
        if start is None:
            raise BadPassage(f"{where}: {row['printed']} ({row['label']}) does not follow in the text")
        first.append(start)
        cursor = start + len(row["printed"])
    bound = len(text)
    for row, places, start in zip(reversed(rows), reversed(candidates), reversed(first), strict=True):
        last = next(place for place in reversed(places) if place + len(row["printed"]) <= bound)
        if last != start:
            raise BadPassage(f"{where}: {row['printed']} ({row['label']}) fits twice: give `after`")
        bound = start
    return first


def _candidates(text: str, row: dict) -> list[int]:
    """Return the starts of `printed` in `text`, not inside a longer number, behind `after` if given."""
    before = row.get("after", "")
    sought = re.escape(before + row["printed"])
    starts = [match.start() + len(before) for match in re.finditer(f"(?={sought})", text)]
    return [start for start in starts if not _inside_number(text, start)]


def _inside_number(text: str, start: int) -> bool:
    """Tell whether the digit at `start` continues a number: 3件 in 13件, 5% in 2.5%."""
    return text[start].isdigit() and bool(re.search(r"\d[.．,，]?\Z", text[max(0, start - 2) : start]))
