"""The content of a briefing on paper: for slides and memos. Nothing is judged here: the content says it."""

import os
from dataclasses import replace

import pandas as pd

from dashboard.comparability import Panel, Standing
from dashboard.drawing.marks import NO_BAR, chart_unit, mixture_caption
from dashboard.drawing.theme import agency_colours, colours
from dashboard.exported import export_table
from dashboard.numbers import MONEY, marked
from dashboard.office.model import Cited, Plot, Series, Sheet, Table
from dashboard.queries.figures import figures_by_id
from dashboard.records import records
from dashboard.screens.briefing.content import BARS, LINES, Content, Drawn
from dashboard.sentences import figure_sentence, title_marks, value_with_limits
from dashboard.take_away import selection, source_line, workbook_sheets
from dashboard.view import View
from dashboard.words import KINDS, LEVELS

MOST_CITED = 40  # figures told in the notes of one view
YEAR_SHADES = ("#a9bdd3", "#7c9cbf", "#33639c")  # the latest year is the darkest
MOST_NAMES = 4  # agencies with a column a year: more would leave the numbers no room


def sheet_of(content: Content, link: str = "") -> Sheet:
    """The briefing of a choice as a sheet; `link` is the address of its page."""
    choice, view = content.choice, content.choice.view
    definition = choice.indicator
    return Sheet(
        title=content.findings.title,
        subject=f"{choice.title} · {choice.when}",
        points=content.findings.points,
        verdict=verdict_said(content.standing, content.shared),
        selection=selection(view),
        source=source_line(content.reports, view.published.name),
        version=view.published.name.removesuffix(".duckdb"),
        plots=tuple(plot_of(drawn) for drawn in content.drawn),
        tables=(_marks_table(content), *_beside_table(content)),
        cited=cited(view, content.rows["figure_ids"]),
        definitions=((definition["name_zh"], definition["definition"]),),
        stamp=view.published.stamp,
        link=link,
        books=lambda: workbook_sheets(view, export_table(content.rows)),
    )


def verdict_said(standing: Standing, shared: Panel) -> str:
    """The one verdict on all marks of a view, in one line; first on those of one level, where others are left
    out of the chart for their level."""
    count, alike = len(standing.each), len(standing.group)
    if count == 1:
        return "只有一个数字，无从相比"
    if alike < 2:
        return standing.of_all.sentence
    drawn = len(shared.places)
    level = f"{drawn}个{LEVELS.get(shared.level, '')}机构{shared.verdict.sentence}；" if drawn < alike else ""
    if alike == count:
        return f"可比性：{level}{f'全部{count}个' if level else ''}{standing.verdict.sentence}"
    rest = f"其余{count - alike}个不可比：{standing.of_all.text}"
    return f"可比性：{level}{count}个数字中{alike}个{standing.verdict.sentence}。{rest}"


def plot_of(drawn: Drawn) -> Plot:
    """The chart as native charts draw it: bars as they are; years as lines, or as columns a year."""
    marks, unit = drawn.marks, chart_unit(drawn.marks)
    if drawn.kind == BARS:
        texts = tuple(f"{m['text']} {m['note']}".strip() for m in records(marks))
        bars = Series(drawn.title, _values(marks), texts, tuple(marks["pattern"]), colours().mark)
        return Plot("bars", drawn.title, unit, tuple(marks["name"]), (bars,), drawn.caption)
    years = range(int(marks["year"].min()), int(marks["year"].max()) + 1)
    names = tuple(dict.fromkeys(marks["name"]))
    of = {(mark["name"], mark["year"]): mark for mark in records(marks)}
    if drawn.kind == LINES:
        palette = agency_colours(sorted(set(marks["agency"])))
        colour = dict(zip(marks["name"], marks["agency"].map(palette), strict=True))
        series = tuple(
            stretch
            for name in names
            for stretch in _stretches(name, [of.get((name, y)) for y in years], colour[name], len(names) > 1)
        )
        return Plot("lines", drawn.title, unit, tuple(f"{y}年" for y in years), series, drawn.caption)
    return _columns(drawn, names[:MOST_NAMES], unit)


def _columns(drawn: Drawn, names: tuple[str, ...], unit: str) -> Plot:
    """The first agencies with a column a year, of the latest years; the caption says what is left out."""
    marks = drawn.marks[drawn.marks["name"].isin(names)]
    told = sorted(set(marks["year"]))
    years = told[-len(YEAR_SHADES) :]
    marks = marks[marks["year"].isin(years)]
    of = {(mark["name"], mark["year"]): mark for mark in records(marks)}
    series = tuple(
        _series(f"{year}年", [of.get((name, year)) for name in names], shade, short=True)
        for year, shade in zip(years, YEAR_SHADES[-len(years) :], strict=True)
    )
    caption = mixture_caption(marks) + NO_BAR
    if drawn.of > len(names):
        caption += f"另有{drawn.of - len(names)}个机构有两年以上的数字，未画。"
    if len(years) < len(told):
        caption += f"{years[0]}年以前的未画。"
    title = f"{drawn.marks['name_zh'].iloc[0]} · {years[0]}–{years[-1]}年 · {len(names)}个机构"
    return Plot("columns", title, unit, names, series, caption)


def cited(view: View, figure_ids: pd.Series) -> tuple[Cited, ...]:
    """The figures that marks stand on, each in a sentence with its source."""
    ids = [int(number) for numbers in figure_ids for number in numbers]
    found = figures_by_id(view.published, list(dict.fromkeys(ids))[:MOST_CITED])
    public = os.environ.get("PUBLIC_ADDRESS", "").rstrip("/")
    return tuple(
        Cited(
            figure_sentence(row),
            f"{row['agency']}{title_marks(row['title'])}（{KINDS.get(row['kind'], row['kind'])}）",
            row["url"] or "",
            f"{public}/figure/{int(row['figure_id'])}" if public else "",
        )
        for row in records(found)
    )


def _series(name: str, marks: list[dict | None], colour: str, short: bool = False) -> Series:
    return Series(
        name,
        tuple(None if mark is None else float(mark["value"]) for mark in marks),
        tuple("" if mark is None else _short(mark) if short else mark["text"] for mark in marks),
        tuple("" if mark is None else mark["pattern"] for mark in marks),
        colour,
    )


def _stretches(name: str, marks: list[dict | None], colour: str, named: bool) -> list[Series]:
    """The line of an agency, a series for each stretch within which its years may be compared: programs other
    than PowerPoint draw a line through a point that is told to have none."""
    stretches: list[list[dict | None]] = [[None] * len(marks)]
    for place, mark in enumerate(marks):
        if mark is not None:
            if mark["breaks"]:
                stretches.append([None] * len(marks))
            stretches[-1][place] = mark
    found: list[Series] = []
    for stretch in stretches:
        first = next(mark for mark in stretch if mark is not None)
        found.append(_series(f"{name}（{first['year']}年起）" if found else name, stretch, colour))
    return [*found[:-1], replace(found[-1], label=name if named else "")]


def _short(mark: dict) -> str:
    """The number and the signs of its limits; its unit, but for money, stands at the axis."""
    return marked({**mark, "unit": mark["unit"] if mark["unit"] == MONEY else ""}) + mark["signs"]


def _values(marks: pd.DataFrame) -> tuple[float, ...]:
    return tuple(float(value) for value in marks["value"])


def _marks_table(content: Content) -> Table:
    """All marks with their verdicts: those that may be compared first, and of each the greatest."""
    group = set(content.standing.group)
    judged = [
        (place not in group, mark, verdict)
        for place, (mark, verdict) in enumerate(
            zip(records(content.rows), content.standing.each, strict=True)
        )
    ]
    alone = len(content.rows) == 1
    rows = tuple(
        (
            mark["agency"],
            f"{mark['year']}年",
            value_with_limits(mark),
            *(("", "") if alone else (verdict.word, verdict.text)),
        )
        for _, mark, verdict in sorted(judged, key=lambda each: (each[0], -float(each[1]["value"])))
    )
    shown = len(content.drawn[0].marks) if content.drawn and content.drawn[0].kind == BARS else 0
    header = ("机构", "年份", "数值与限定", "可比性", "原因")
    title = f"{content.choice.title}：全部{len(rows)}个机构"
    return Table(header, rows, title=title, drawn=shown >= len(rows))


def _beside_table(content: Content) -> tuple[Table, ...]:
    if not content.beside:
        return ()
    rows = tuple((other["name_zh"], value_with_limits(other)) for other in content.beside)
    return (Table(("指标", "数值与限定"), rows, title="同一机构同年的其他数字"),)
