"""Marks: the headline figures that a chart shows, read from the table that the build has chosen."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import OWN_FIRST, Filters, Where, guards, months, near, places, rows_of
from dashboard.queries.wider import out_of_wider

_COLUMNS = f"""
    h.agency, a.adcode, a.province, a.city, a.district, a.level, a.trade,
    h.year, h.indicator, i.name_zh, i.theme, i.unit AS indicator_unit,
    h.value, h.value_high, h.approx, h.unit, h.scope, h.derived, h.campaign, h.part,
    h.period_start, h.period_end, {months("h")} AS period_months,
    h.report_id, h.kind, h.status, h.figure_ids, h.conflict, h.printed, h.label,
    h.report_year <> h.year AS quoted, h.stated_by <> h.agency AS from_superior
"""
_BESIDE = "JOIN agency a ON a.agency = h.agency JOIN indicator i ON i.id = h.indicator"
_BEFORE = (
    "value", "approx", "scope", "campaign", "period_months", "derived", "printed", "figure_ids", "report_id",
    "unit", "part", "period_start", "period_end", "status", "conflict",
)  # fmt: skip


def headlines(
    published: Published,
    filters: Filters,
    indicators: Iterable[str] = (),
    limit: int | None = None,
    latest_first: bool = False,
) -> pd.DataFrame:
    """One row a mark: at most one per agency, year and indicator, sorted by indicator, year and agency.

    Columns: agency, adcode, province, city, district, level, trade, year, indicator, name_zh, theme,
    indicator_unit, value, value_high (ranges only), approx, unit (as printed), scope, derived, campaign,
    part (the parts that a derived mark adds up, else empty), period_start, period_end, period_months,
    report_id, kind, status, figure_ids (array), conflict (another report of the year says otherwise),
    printed, label, quoted (taken from a report of another year), from_superior (stated by another
    agency's report). With `indicators` empty: all. `limit` keeps the first rows only.
    """
    asked = frozenset(indicators)
    where = selected_marks(filters, sorted(asked))
    sql = f"""
        SELECT {_COLUMNS} FROM {rows_of("headline", filters)} h {_BESIDE} WHERE {where}
        QUALIFY {OWN_FIRST}
        ORDER BY i.position, h.year {"DESC" if latest_first else ""}, a.adcode, h.agency {_limit(limit)}
    """
    ask = partial(published.query, sql, where.parameters)
    return ask() if limit is not None or latest_first else out_of_wider(published, filters, asked, ask)


def largest(
    published: Published, filters: Filters, indicator: str, latest: bool = False, limit: int = 400
) -> pd.DataFrame:
    """The marks of one indicator with the greatest values, each beside the year before, however many
    agencies the selection has. Columns as `year_on_year`. `latest`: of each agency its latest year only.
    """
    where = selected_marks(filters, [indicator])
    newest = "row_number() OVER (PARTITION BY h.agency ORDER BY h.year DESC) = 1"
    table = rows_of("headline", filters)
    # The windows run over few columns; what is told beside them is read for the chosen rows alone.
    found = published.rows(
        f"""
        WITH mark AS (
            SELECT h.rowid AS place, h.agency, h.year, h.value, a.adcode
            FROM {table} h JOIN agency a ON a.agency = h.agency WHERE {where} QUALIFY {OWN_FIRST}
        )
        SELECT place FROM (FROM mark h {f"QUALIFY {newest}" if latest else ""})
        ORDER BY value DESC, year DESC, adcode, agency LIMIT {int(limit)}
        """,
        where.parameters,
    )
    marks = published.query(
        f"""
        SELECT {_COLUMNS} FROM {table} h {_BESIDE}
        WHERE h.indicator = ? AND h.rowid IN (SELECT unnest(?::BIGINT[])) ORDER BY h.year, a.adcode, h.agency
        """,
        [indicator, [row[0] for row in found]],
    )
    years = tuple(sorted({int(year) - 1 for year in marks["year"]}))
    before = selected_marks(replace(filters, years=years), [indicator], "headline")
    before.add("h.agency IN (SELECT unnest(?::VARCHAR[]))", marks["agency"].tolist())
    earlier = published.query(
        f"SELECT {_COLUMNS} FROM headline h {_BESIDE} WHERE {before} QUALIFY {OWN_FIRST}", before.parameters
    )
    return _beside(marks, earlier)


def middles(published: Published, filters: Filters, indicators: Iterable[str]) -> pd.DataFrame:
    """The middle of each indicator on one basis (own, nearly a year, no campaign), of many agencies.

    Columns: indicator, name_zh, unit, agencies (on the basis), median. In order of the indicators.
    """
    where = selected_marks(filters, indicators)
    return published.query(
        f"""
        SELECT h.indicator, any_value(i.name_zh) AS name_zh, any_value(i.unit) AS unit,
            count(*) AS agencies, median(h.value) AS median
        FROM {rows_of("headline", filters)} h {_BESIDE}
        WHERE {where} AND h.scope = 'own' AND h.campaign = '' AND {months("h")} BETWEEN 11 AND 12
        GROUP BY h.indicator ORDER BY any_value(i.position)
        """,
        where.parameters,
    )


def hidden_by_filter(published: Published, filters: Filters, indicators: Iterable[str] = ()) -> pd.DataFrame:
    """Agencies of the selection that have figures of the indicators and yet no mark, with the reason.

    Columns: agency, indicator, reason. One row an agency and indicator without any mark in the selected
    years. `reason` is the guard that keeps out what comes nearest (basis, approximate, unreviewed,
    period, campaign, derived), or, where no figure can stand for the whole, that of `no_headline`
    (parts_only, published_notices, several_wholes, several_campaigns, other_body, shares_only).
    `comparability.hidden_sentence` puts it into words.
    """
    conditions = guards(filters)
    where = _selection(filters, indicators)
    shown = " AND ".join(f"({c})" for c in conditions.values()) or "true"
    failing = [f"CASE WHEN ({c}) THEN NULL ELSE '{code}' END" for code, c in conditions.items()]
    failed = f"list_filter([{', '.join(failing)}], lambda x: x IS NOT NULL)" if failing else "[]::VARCHAR[]"
    missing = _selection(filters, indicators, table="n")
    sql = f"""
        WITH mark AS (
            SELECT h.agency, h.indicator, {shown} AS shown, {failed} AS failed
            FROM {rows_of("headline", filters)} h JOIN agency a ON a.agency = h.agency WHERE {where}
        ), kept_out AS (
            SELECT agency, indicator, arg_min(failed, len(failed))[1] AS reason
            FROM mark GROUP BY agency, indicator HAVING NOT bool_or(coalesce(shown, false))
        ), unfit AS (
            SELECT n.agency, n.indicator, min(n.reason) AS reason
            FROM no_headline n JOIN agency a USING (agency) WHERE {missing}
            GROUP BY ALL
        )
        SELECT * FROM kept_out
        UNION ALL SELECT * FROM unfit ANTI JOIN mark USING (agency, indicator)
        ORDER BY indicator, reason, agency
    """
    return published.query(sql, where.parameters + missing.parameters)


def trend(published: Published, filters: Filters, indicators: Iterable[str] = ()) -> pd.DataFrame:
    """`headlines` over all years (the filter's years are ignored), of agencies with two or more years.

    Columns as `headlines`.
    """
    marks = headlines(published, _all_years(filters), indicators)
    years = marks.groupby(["agency", "indicator"])["year"].transform("nunique")
    return marks[years >= 2].reset_index(drop=True)


def year_on_year(published: Published, filters: Filters, indicators: Iterable[str] = ()) -> pd.DataFrame:
    """Each mark beside the one of the year before, whether or not they may be compared.

    Columns as `headlines`, then before_value, before_approx, before_scope, before_campaign,
    before_period_months, before_derived, before_printed, before_figure_ids, before_report_id,
    before_unit, before_part, before_period_start,
    before_period_end, before_status, before_conflict (empty where the year before has no mark). Ask
    `comparability.year_on_year` for each row whether the change may be stated, and for its percentage.
    """
    marks = headlines(published, filters, indicators)
    return _beside(marks, headlines(published, _shifted(filters), indicators))


def _beside(marks: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Marks with those of the year before in columns before_…"""
    keys = zip(earlier["agency"], earlier["indicator"], earlier["year"] + 1, strict=True)
    places_of = {key: place for place, key in enumerate(keys)}
    asked = zip(marks["agency"], marks["indicator"], marks["year"], strict=True)
    # By place and not by merge, which takes ten times as long on tables of many columns and few rows
    before = earlier[[*_BEFORE]].reset_index(drop=True).reindex([places_of.get(key, -1) for key in asked])
    before.columns = [f"before_{name}" for name in _BEFORE]
    return pd.concat([marks, before.set_axis(marks.index)], axis=1)


def breakdown(published: Published, indicator: str, agency: str, year: int) -> pd.DataFrame:
    """The parts of one agency's year that its reports give of it or its system: by sector, part or campaign.

    Columns: figure_id, report_id, kind, title (of the report), sector, part, campaign, label, value,
    value_high, approx, unit, printed, scope, period_start, period_end, period_months, status. Empty where no
    report breaks it down. Draw only rows of one report, scope and period beside each other.
    """
    sql = f"""
        SELECT f.figure_id, f.report_id, r.kind, r.title, f.sector, f.part, f.campaign, f.label, f.value,
            f.value_high, f.approx, f.unit, f.printed, f.scope, f.period_start, f.period_end,
            {months("f")} AS period_months, f.status
        FROM figure f JOIN report r USING (report_id)
        WHERE f.indicator = ? AND f.year = ? AND f.agency = ?
            AND f.measure = 'level' AND f.status <> 'rejected' AND f.scope <> 'other'
            AND (f.sector <> '' OR f.part <> '')
        ORDER BY f.report_id, f.scope, f.period_start, f.campaign, f.ordinal
    """
    return published.query(sql, [indicator, year, agency])


def selected_marks(filters: Filters, indicators: Iterable[str], table: str = "") -> Where:
    """Which rows of the table of headlines (alias h) may stand; `table` where not `rows_of` is read."""
    where = _selection(filters, indicators, near_place=not table)
    where.add_all(guards(filters).values())
    return where


def _selection(
    filters: Filters, indicators: Iterable[str], table: str = "h", near_place: bool = True
) -> Where:
    where = Where().add_in(f"{table}.indicator", indicators).add_in(f"{table}.year", filters.years)
    if near_place and table == "h":
        near(filters, where, table)
    return places(filters, where)


def _limit(limit: int | None) -> str:
    return "" if limit is None else f"LIMIT {int(limit)}"


def _all_years(filters: Filters) -> Filters:
    return replace(filters, years=())


def _shifted(filters: Filters) -> Filters:
    return replace(filters, years=tuple(year - 1 for year in filters.years))
