"""Rows for programs, a page at a time and in the order of the file.

Each function takes `start`, the place at which to begin (0 at first), and `limit`, and returns an Arrow
table of at most that many rows, with the place at which the next page begins (None: there is none).
Figure ids are text: they exceed what JavaScript and Excel count exactly.
"""

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.data.store import Published
from dashboard.queries.coverage import coverage
from dashboard.queries.figures import FigureList, selected
from dashboard.queries.filters import Filters, Where, months, places, rows_of
from dashboard.queries.headline import selected_marks
from dashboard.queries.overview import indicators, years
from etl.engine.codes import SCOPES

Page = tuple[pa.Table, int | None]

_FIGURE = f"""
    CAST(f.figure_id AS VARCHAR) AS figure_id, f.report_id, f.agency, a.adcode, f.year, f.indicator,
    coalesce(i.name_zh, '') AS indicator_name, f.label, f.printed, CAST(f.value AS DOUBLE) AS value,
    CAST(f.value_high AS DOUBLE) AS value_high, f.approx, f.unit, f.heading_unit, f.measure, f.scope,
    f.body, f.campaign, f.sector, f.part, f.period_start, f.period_end, {months("f")} AS period_months,
    f.section, f.whole, f.doubts, f.status, f.rule
"""
_HEADLINE = f"""
    h.indicator, i.name_zh AS indicator_name, h.year, h.agency, a.adcode, a.province, a.city, a.district,
    a.level, a.trade, CAST(h.value AS DOUBLE) AS value, CAST(h.value_high AS DOUBLE) AS value_high, h.approx,
    CASE WHEN h.unit <> '' THEN h.unit ELSE i.unit END AS unit, h.printed, h.label, h.scope, h.derived,
    h.campaign, h.part, h.period_start, h.period_end, {months("h")} AS period_months, h.conflict,
    h.report_year <> h.year AS quoted, h.stated_by <> h.agency AS from_superior, h.status, h.kind,
    h.report_id, list_transform(h.figure_ids, lambda x: CAST(x AS VARCHAR)) AS figure_ids
"""
_SCOPES = tuple(SCOPES)  # the first that an agency has is its mark, as in `headlines`


def figures_page(published: Published, filters: Filters, asked: FigureList, start: int, limit: int) -> Page:
    """Figures of the selection, whatever their scope; the guards hold as on the page of figures."""
    where = selected(filters, asked)
    sql = f"""
        SELECT f.place, {_FIGURE} FROM (
            SELECT f.rowid AS place, f.* FROM {rows_of("figure", filters)} f
            WHERE f.rowid >= ? AND {where} ORDER BY f.rowid LIMIT {int(limit) + 1}
        ) f LEFT JOIN indicator i ON i.id = f.indicator LEFT JOIN agency a ON a.agency = f.agency
        ORDER BY f.place
    """
    return _cut(published.arrow(sql, [start, *where.parameters]), limit)


def headlines_page(
    published: Published, filters: Filters, asked: Sequence[str], start: int, limit: int
) -> Page:
    """Marks of the selection, at most one an agency, year and indicator: the same that `headlines` gives."""
    where = selected_marks(filters, asked)
    most = limit + len(_SCOPES)
    table = rows_of("headline", filters)
    sql = f"""
        SELECT h.rowid AS place, {_HEADLINE} FROM (
            SELECT h.rowid AS place FROM {table} h
            JOIN agency a ON a.agency = h.agency WHERE h.rowid >= ? AND {where} ORDER BY h.rowid LIMIT {most}
        ) asked JOIN {table} h ON h.rowid = asked.place
        JOIN agency a ON a.agency = h.agency JOIN indicator i ON i.id = h.indicator ORDER BY h.rowid
    """
    found = published.arrow(sql, [start, *where.parameters])
    return _one_each(found, complete=found.num_rows < most, limit=limit)


def agencies_page(published: Published, filters: Filters, start: int, limit: int) -> Page:
    """Agencies of the selection, with the number of their reports."""
    where = places(filters, Where())
    sql = f"""
        WITH asked AS (SELECT a.rowid AS place, a.* FROM agency a
            WHERE a.rowid >= ? AND {where} ORDER BY a.rowid LIMIT {int(limit) + 1})
        SELECT asked.*, count(r.report_id) AS reports FROM asked LEFT JOIN report r USING (agency)
        GROUP BY ALL ORDER BY place
    """
    return _cut(published.arrow(sql, [start, *where.parameters]), limit)


def reports_page(published: Published, filters: Filters, start: int, limit: int) -> Page:
    """Reports of the selection's agencies and years; the documents themselves are not given."""
    where = places(filters, Where().add_in("r.year", filters.years))
    sql = f"""
        SELECT r.place, r.* EXCLUDE (place, document), a.adcode FROM (
            SELECT r.rowid AS place, r.* FROM report r JOIN agency a USING (agency)
            WHERE r.rowid >= ? AND {where} ORDER BY r.rowid LIMIT {int(limit) + 1}
        ) r JOIN agency a USING (agency) ORDER BY r.place
    """
    return _cut(published.arrow(sql, [start, *where.parameters]), limit)


def coverage_page(
    published: Published, filters: Filters, asked: Sequence[str], start: int, limit: int
) -> Page:
    """Cells of as many agencies as fit into `limit` rows, one at least; `start` counts agencies."""
    cells = max(1, len(asked or indicators(published)) * len(filters.years or years(published)))
    agencies = max(1, limit // cells)
    found = coverage(published, filters, tuple(asked), limit=agencies + 1, offset=start)
    named = found["agency"].unique()[:agencies]
    more = found["agency"].nunique() > agencies
    rows = found[found["agency"].isin(named)]
    ids = [[str(int(i)) for i in ids] if hasattr(ids, "__len__") else [] for ids in rows["figure_ids"]]
    rows = rows.assign(figure_ids=ids).rename(columns={"name_zh": "indicator_name"})
    return as_arrow(rows), start + agencies if more else None


def has_more_marks(published: Published, filters: Filters, indicator: str, than: int) -> bool:
    """Whether the selection may have more marks of an indicator: one an agency and year for each scope."""
    where = selected_marks(filters, [indicator])
    sql = f"""SELECT count(*) FROM (SELECT 1 FROM {rows_of("headline", filters)} h
        JOIN agency a ON a.agency = h.agency WHERE {where} LIMIT {than + 1})"""
    return published.rows(sql, where.parameters)[0][0] > than


def _cut(found: pa.Table, limit: int) -> Page:
    """Without the row that only shows that there is more, and without places."""
    rows = found.slice(0, limit)
    following = rows["place"][-1].as_py() + 1 if found.num_rows > limit else None
    return rows.drop_columns(["place"]), following


def _one_each(found: pa.Table, complete: bool, limit: int) -> Page:
    """Of rows that stand together by agency, year and indicator the first in order of scope.

    Where there may be more rows than were read, the last group may be cut short: it is left to the next page.
    """
    keys = list(zip(*(found[name].to_pylist() for name in ("indicator", "year", "agency")), strict=True))
    scopes = found["scope"].to_pylist()
    groups: list[list[int]] = []
    for row, key in enumerate(keys):
        if row and key == keys[row - 1]:
            groups[-1].append(row)
        else:
            groups.append([row])
    kept = groups[:limit] if complete else groups[:-1][:limit]
    chosen = [min(group, key=lambda row: _SCOPES.index(scopes[row])) for group in kept]
    more = len(kept) < len(groups)
    following = found["place"][kept[-1][-1]].as_py() + 1 if more else None
    rows = found.take(pa.array(chosen, pa.int64()))
    return rows.drop_columns(["place"]), following


def with_text(table: pa.Table, name: str, values: Sequence[str]) -> pa.Table:
    """The table with a column of text at its end."""
    return table.append_column(name, pa.array(values, pa.string()))


def texts_joined(table: pa.Table) -> pa.Table:
    """The same with lists of text as one text (joined by commas): for formats without lists."""
    for place, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            table = table.set_column(place, field.name, pc.binary_join(table[field.name], ","))
    return table


def as_arrow(table: pd.DataFrame) -> pa.Table:
    """A table of another query, without its index."""
    return pa.Table.from_pandas(table, preserve_index=False)
