"""What a briefing says and draws of a choice, before it is a page or a slide. It draws nothing itself."""

from dataclasses import dataclass, replace

import pandas as pd

from dashboard.comparability import Arrangement, Panel, Standing, arrange, foremost
from dashboard.drawing.marks import NO_BAR, mark_breaks, marks_of, mixture_caption, ordered, with_years
from dashboard.drawing.panels import on_one_axis
from dashboard.queries import headlines
from dashboard.queries.coverage_counts import states_by
from dashboard.queries.offer import marks_by_year
from dashboard.queries.reports import reports_by_id
from dashboard.records import records
from dashboard.screens.briefing.findings import Coverage, Findings, findings
from dashboard.screens.theme.choice import Choice
from dashboard.words import LEVELS

BARS, LINES, PANELS = "bars", "lines", "panels"
MOST_BARS, MOST_TRENDS = 9, 6
MOST_LINES = 2  # more of them cover each other's numbers: panels then
BESIDE = 8  # other numbers of a single agency


@dataclass(frozen=True)
class Drawn:
    """A chart: `marks` in the order drawn, of drawing.marks.marks_of; `kind` BARS, LINES or PANELS."""

    name: str
    kind: str
    title: str
    marks: pd.DataFrame
    caption: str
    of: int = 0
    """How many agencies could be drawn."""


@dataclass(frozen=True)
class Content:
    """`rows` are of `queries.year_on_year`, one an agency; `reports` are theirs; `beside` are the other marks
    of the same year where there is one agency alone; `shared` are those that one chart and one sentence tell
    of."""

    choice: Choice
    rows: pd.DataFrame
    reports: pd.DataFrame
    findings: Findings
    standing: Standing
    shared: Panel
    drawn: tuple[Drawn, ...]
    beside: tuple[dict, ...]


def content_of(choice: Choice, any_year: bool = False) -> Content | None:
    """The content of a choice, None where it has no marks; `any_year`: nobody asked for a year, so the one in
    which most agencies tell the indicator will do."""
    rows = choice.rows
    if rows.empty and any_year:
        choice = _in_its_own_year(choice)
        rows = choice.rows
    if rows.empty:
        return None
    reports = reports_by_id(choice.view.published, rows["report_id"])
    titles = dict(zip(reports["report_id"], reports["title"], strict=True))
    arrangement = arrange(records(rows))
    years = _over_years(choice)
    # One bar says no more than the title.
    bars = None if len(rows) == 1 and years else _bars(choice, rows, arrangement)
    return Content(
        choice,
        rows,
        reports,
        findings(rows, choice.title, choice.when, titles, _coverage(choice)),
        arrangement.standing,
        foremost(arrangement),
        tuple(drawn for drawn in (bars, years) if drawn is not None),
        tuple(_beside(choice, rows.iloc[0])) if len(rows) == 1 else (),
    )


def _in_its_own_year(choice: Choice) -> Choice:
    offer = marks_by_year(choice.view.published, choice.view.filters, (choice.indicator["id"],))
    if offer.empty:
        return choice
    best = max(offer.itertuples(), key=lambda row: (row.agencies, row.year)).year
    return replace(choice, year=int(best))


def _coverage(choice: Choice) -> Coverage:
    if choice.year is None or choice.part:
        return Coverage()
    filters = replace(choice.view.filters, years=(choice.year,))
    counted = states_by(choice.view.published, filters, (choice.indicator["id"],))
    if counted.empty:
        return Coverage()
    row = counted.iloc[0]
    return Coverage(0, int(row["not_disclosed"]), int(row["unknown"]), int(row["partial"]))


def _bars(choice: Choice, rows: pd.DataFrame, arrangement: Arrangement) -> Drawn | None:
    """Those that may be compared, of one level; None where no two may: lengths on one axis are read as a
    comparison."""
    shared = foremost(arrangement)
    group = rows.iloc[list(shared.places)]
    if len(group) < min(2, len(rows)):
        return None
    marks = marks_of(group)
    marks = ordered(with_years(marks) if choice.year is None else marks, "value")
    shown = marks.head(MOST_BARS)
    others, unlike = len(arrangement.standing.group) - len(group), len(arrangement.apart)
    level = LEVELS.get(shared.level, "") if others else ""
    about = f"{shared.verdict.word}的" if others or unlike else ""
    title = f"{choice.title} · {choice.when} · {about}{len(marks)}个{level}机构{_listed(shown, marks)}"
    left = [f"{others}个层级不同"] if others else []
    left += [f"{unlike}个与它们不可比"] if unlike else []
    caption = f"{shared.verdict.sentence}。另有{'、'.join(left)}，不画在一起。" if left else ""
    return Drawn("bars", BARS, title, shown, caption + mixture_caption(shown))


def _over_years(choice: Choice) -> Drawn | None:
    """Years of agencies that have two or more, of those that may share an axis."""
    rows = choice.rows_of_all_years
    if rows.empty:
        return None
    unlike = rows["agency"].nunique()
    rows = rows[rows["agency"].isin(on_one_axis(rows))]
    unlike -= rows["agency"].nunique()
    longest = rows.groupby("agency")["year"].nunique().sort_values(ascending=False, kind="stable")
    marks = mark_breaks(marks_of(rows[rows["agency"].isin(longest.index[:MOST_TRENDS])]))
    if marks["breaks"].sum() == len(marks) - marks["agency"].nunique():
        return None  # no two years of anybody may be compared
    few = marks["agency"].nunique() <= MOST_LINES
    span = f"{marks['year'].min()}–{marks['year'].max()}年"
    left_out = len(longest) - marks["agency"].nunique()
    caption = mixture_caption(marks, hollow=few) + ("" if few else NO_BAR)
    caption += f"另有{left_out}个机构有两年以上的数字，未画。" if left_out else ""
    caption += f"另有{unlike}个机构与它们不可比或层级不同，不画在一起。" if unlike else ""
    title = f"{choice.title} · {span} · {marks['agency'].nunique()}个机构"
    return Drawn("lines", LINES if few else PANELS, title, marks, caption, len(longest))


def _listed(shown: pd.DataFrame, marks: pd.DataFrame) -> str:
    return f"，列出{len(shown)}个" if len(shown) < len(marks) else ""


def _beside(choice: Choice, mark: pd.Series) -> list[dict]:
    filters = replace(choice.view.filters, agencies=(mark["agency"],), years=(int(mark["year"]),))
    others = records(headlines(choice.view.published, filters, limit=BESIDE + 1))
    return [other for other in others if other["indicator"] != mark["indicator"]][:BESIDE]
