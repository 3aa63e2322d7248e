"""Single figures: where a mark comes from, and the list of all figures."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards_of_figures, months, near, places, rows_of
from dashboard.queries.found import Found, find

# Without an order the rows come as the build wrote them: by indicator, year, agency, place in the report.
SORTS = {
    "relevance": "",
    "indicator": "",
    "value": "f.value",
    "year": "f.year",
    "agency": "f.agency",
    "report": "f.report_id, f.ordinal",
    "newest": "f.year DESC, f.whole = '', f.agency, f.report_id, f.ordinal",  # totals before their pieces
}
# The same of a search's result, by the columns of the index; the numbers of terms follow value and place.
FOUND_SORTS = {
    "relevance": ("f.score DESC", "f.year DESC", "f.agency"),
    "indicator": ("f.row",),
    "value": ("f.number",),
    "year": ("f.year",),
    "agency": ("f.agency",),
    "report": ("g.report_id", "g.ordinal"),
}
MOST_NAMED = 100
FEW_ROWS = 8  # looked up one by one
_COLUMNS = f"""
    f.figure_id, f.printed, f.label, f.value, f.value_high, f.approx, f.unit, f.heading_unit,
    f.measure, f.indicator, i.name_zh, f.agency, f.year, f.scope, f.body, f.campaign, f.sector, f.part,
    f.period_start, f.period_end, {months("f")} AS period_months, f.section, f.status, f.rule, f.ordinal,
    f.report_id
"""
_DETAILS = """JOIN report r ON r.report_id = f.report_id JOIN agency a ON a.agency = f.agency
    LEFT JOIN indicator i ON i.id = f.indicator"""


@dataclass(frozen=True)
class FigureList:
    """What the figures page asks beside the shared filters. Empty fields restrict nothing."""

    text: str = ""
    indicators: tuple[str, ...] = ()
    report_id: str = ""
    measure: str = ""
    without_indicator: bool = False
    sort: str = ""
    """A key of SORTS; by default relevance when there is a text, else indicator."""
    descending: bool = False
    page: int = 1
    page_size: int = 50


def figures(published: Published, filters: Filters, asked: FigureList) -> pd.DataFrame:
    """One page of figures. The guards of the filters (basis, approximate, reviewed, …) hold here too,
    but every scope is listed under basis "any".

    Columns: figure_id, printed, label, value, value_high, approx, unit, heading_unit, measure, indicator,
    name_zh (missing for a figure without indicator), agency, year, scope, body, campaign, sector, part,
    period_start, period_end, period_months, section, status, rule, ordinal, report_id, title, kind, url,
    score (how well the text matches; 0 without one).
    """
    if asked.text.strip():
        return _with_reports(published, _searched(published, filters, asked))
    where = selected(filters, asked)
    sql = f"""
        SELECT {_COLUMNS}, 0 AS score FROM (
            SELECT *, row_number() OVER () AS place FROM (
                FROM {rows_of("figure", filters)} f WHERE {where} {_order(asked)} {_slice(asked)}
            )
        ) f LEFT JOIN indicator i ON i.id = f.indicator ORDER BY f.place
    """
    return _with_reports(published, published.query(sql, where.parameters))


def count_figures(published: Published, filters: Filters, asked: FigureList) -> int:
    """How many figures all pages of this list hold: of a search at most MOST_LISTED, see `cut_short`."""
    if asked.text.strip():
        return found_by(published, filters, asked).count(published)
    where = selected(filters, asked)
    return published.rows(
        f"SELECT count(*) FROM {rows_of('figure', filters)} f WHERE {where}", where.parameters
    )[0][0]


def cut_short(published: Published, filters: Filters, asked: FigureList) -> str:
    """What a search leaves out, to be told beside its list: "" nothing; "end" what comes after MOST_LISTED
    figures in the order asked for; "lesser" what matches less well or, where all match alike, older ones.
    """
    if not asked.text.strip():
        return ""
    found = found_by(published, filters, asked)
    if not found.complete:
        return "lesser"
    return "end" if found.overflows(published) else ""


def figure(published: Published, figure_id: int) -> dict | None:
    """Everything about one figure, or None if this version does not hold it.

    Keys: the columns of the table `figure`, those of `figures`, and definition, counts, excludes (of its
    indicator), title, url, kind, published, extent, has_document (of its report), adcode, province, city,
    district, level. `sentence` is empty where the document was not at hand; else
    `sentence[mark_start:mark_end] == printed`.
    """
    found = figures_by_id(published, [figure_id])
    return None if found.empty else _plain(found.iloc[0])


def figures_by_id(published: Published, figure_ids: Iterable[int]) -> pd.DataFrame:
    """The same for several figures at once, in document order (the parts of a derived mark, a conflict)."""
    ids = [int(figure_id) for figure_id in figure_ids]
    among = f"figure_id IN ({', '.join('?' * len(ids))})" if ids else "false"
    places = [row[0] for row in published.rows(f"SELECT row FROM figure_row WHERE {among}", ids)]
    rows, at = _rows_at(places)
    of = published.rows(f"SELECT DISTINCT report_id, agency FROM ({rows})", at)
    of_these = Where().add_in("r.report_id", {report_id for report_id, _ in of})
    of_these.add_in("a.agency", {agency for _, agency in of})
    sql = f"""
        SELECT f.*, i.name_zh, i.theme, i.unit AS indicator_unit, i.definition, i.counts, i.excludes,
            r.title, r.url, r.kind, r.published, r.extent, r.has_document,
            a.adcode, a.province, a.city, a.district, a.level, {months("f")} AS period_months,
            f.start_offset - f.sentence_start AS mark_start, f.end_offset - f.sentence_start AS mark_end
        FROM ({rows}) f {_DETAILS} WHERE {of_these} ORDER BY r.report_id, f.ordinal
    """
    return published.query(sql, at + of_these.parameters)


def _rows_at(places: list[int]) -> tuple[str, list]:
    """The rows of `figure` at these numbers, as a query with its parameters.

    Each of a few is looked up without a scan. Planning that takes a millisecond a row, so that more are
    cheaper found by their list, which reads the part of the table between the first and the last.
    """
    if not places:
        return "FROM figure LIMIT 0", []
    if len(places) <= FEW_ROWS:
        return " UNION ALL ".join(["FROM figure WHERE rowid = ?"] * len(places)), places
    return "FROM figure WHERE rowid IN (SELECT unnest(?::BIGINT[]))", [places]


def selected(filters: Filters, asked: FigureList) -> Where:
    """Which figures (alias f) the selection and the list ask for."""
    where = Where().add("f.status <> 'rejected'").add_in("f.indicator", asked.indicators)
    where.add_in("f.year", filters.years)
    if asked.report_id:
        where.add("f.report_id = ?", asked.report_id)
    if asked.measure:
        where.add("f.measure = ?", asked.measure)
    if asked.without_indicator:
        where.add("f.indicator = ''")
    near(filters, where, "f")
    agencies = places(filters, Where())
    if agencies.conditions:
        where.add(f"f.agency IN (SELECT agency FROM agency a WHERE {agencies})", *agencies.parameters)
    where.add_all(guards_of_figures(filters))
    return where


def found_by(published: Published, filters: Filters, asked: FigureList) -> Found:
    """What a search asks for (`asked.text` is not blank), not yet read."""
    where = Where()
    if asked.report_id:
        where.add("f.row IN (SELECT rowid FROM figure WHERE report_id = ?)", asked.report_id)
    if asked.measure:
        where.add("f.measure = ?", asked.measure)
    among = [*asked.indicators, *([""] if asked.without_indicator else [])]
    return find(published, filters, asked.text, where, among or None)


def _searched(published: Published, filters: Filters, asked: FigureList) -> pd.DataFrame:
    found = found_by(published, filters, asked)
    sort = asked.sort or "relevance"
    direction = " DESC" if asked.descending and sort != "relevance" else ""
    order = ", ".join(f"{column}{direction}" for column in FOUND_SORTS[sort])
    joined = "JOIN figure g ON g.rowid = f.row" if sort == "report" else ""
    for part in (*(found.best if sort == "relevance" else ()), found):
        page = published.rows(
            f"SELECT f.row, f.score FROM ({part.sql}) f {joined} ORDER BY {order}, f.row {_slice(asked)}",
            part.parameters,
        )
        if len(page) == asked.page_size:
            break
    rows, scores = [row for row, _ in page], [score for _, score in page]
    listed = published.query(
        f"""SELECT {_COLUMNS}, f.rowid AS row FROM figure f LEFT JOIN indicator i ON i.id = f.indicator
            WHERE f.rowid IN (SELECT unnest(?::BIGINT[]))""",
        [rows],
    )
    return listed.set_index("row").loc[rows].reset_index(drop=True).assign(score=scores)


def _with_reports(published: Published, listed: pd.DataFrame) -> pd.DataFrame:
    """Beside each figure its report's title, kind and url: only these reports are looked up."""
    ids = listed["report_id"].unique().tolist()
    if len(ids) > MOST_NAMED:
        among, ids = "report_id IN (SELECT unnest(?::VARCHAR[]))", [ids]
    else:
        among = f"report_id IN ({', '.join('?' * len(ids))})" if ids else "false"
    told = published.query(f"SELECT report_id, title, kind, url FROM report WHERE {among}", ids)
    score = listed.pop("score")
    return listed.merge(told, on="report_id", how="left", validate="many_to_one").assign(score=score)


def _slice(asked: FigureList) -> str:
    size = int(asked.page_size)
    return f"LIMIT {size} OFFSET {size * (max(1, int(asked.page)) - 1)}"


def _order(asked: FigureList) -> str:
    sort = asked.sort or "indicator"
    direction = " DESC" if asked.descending else ""
    if sort in ("indicator", "relevance"):
        return "ORDER BY f.rowid DESC" if asked.descending else ""
    return f"ORDER BY {SORTS[sort].replace(',', direction + ',')}{direction}, f.figure_id"


def _plain(row: pd.Series) -> dict:
    """A row as a dict of plain Python values: missing is None, whole numbers are int."""
    found = {}
    for name, value in row.items():
        if hasattr(value, "tolist"):
            value = value.tolist()
        if not isinstance(value, list) and pd.isna(value):
            value = None
        elif isinstance(value, float) and name.endswith(("_id", "_start", "_end", "offset", "months")):
            value = int(value)
        found[name] = value
    return found
