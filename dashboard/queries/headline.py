"""Marks: the headline figures that a chart shows, read from the table that the build has chosen."""

from dataclasses import replace

import pandas as pd

from dashboard.queries.filters import Filters, Where, guards, months, near, places, rows_of
from dashboard.store import Published

_COLUMNS = f"""
    h.agency, a.adcode, a.province, a.city, a.district, a.level, a.trade,
    h.year, h.indicator, i.name_zh, i.theme, i.unit AS indicator_unit,
    h.value, h.value_high, h.approx, h.unit, h.scope, h.derived, h.campaign, h.part,
    h.period_start, h.period_end, {months("h")} AS period_months,
    h.report_id, h.kind, h.status, h.figure_ids, h.conflict, h.printed, h.label,
    h.report_year <> h.year AS quoted, h.stated_by <> h.agency AS from_superior
"""
_BESIDE = "JOIN agency a ON a.agency = h.agency JOIN indicator i ON i.id = h.indicator"
_OWN_FIRST = """row_number() OVER (PARTITION BY h.indicator, h.year, h.agency
    ORDER BY CASE h.scope WHEN 'own' THEN 0 WHEN 'system' THEN 1 ELSE 2 END) = 1"""


def headlines(
    published: Published, filters: Filters, indicators=(), limit: int | None = None
) -> pd.DataFrame:
    """One row a mark: at most one per agency, year and indicator, sorted by them.

    Columns: agency, adcode, province, city, district, level, trade, year, indicator, name_zh, theme,
    indicator_unit, value, value_high (ranges only), approx, unit (as printed), scope, derived, campaign,
    part (the parts that a derived mark adds up, else empty), period_start, period_end, period_months,
    report_id, kind, status, figure_ids (array), conflict (another report of the year says otherwise),
    printed, label, quoted (taken from a report of another year), from_superior (stated by another
    agency's report). With `indicators` empty: all. `limit` keeps the first rows only.
    """
    where = _selection(filters, indicators)
    for condition in guards(filters).values():
        where.add(condition)
    sql = f"""
        SELECT {_COLUMNS} FROM {rows_of("headline", filters)} h {_BESIDE} WHERE {where}
        QUALIFY {_OWN_FIRST}
        ORDER BY i.position, h.year, a.adcode, h.agency {_limit(limit)}
    """
    return published.query(sql, where.parameters)


def hidden_by_filter(published: Published, filters: Filters, indicators=()) -> pd.DataFrame:
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


def trend(published: Published, filters: Filters, indicators=()) -> pd.DataFrame:
    """`headlines` over all years (the filter's years are ignored), of agencies with two or more years.

    Columns as `headlines`.
    """
    marks = headlines(published, _all_years(filters), indicators)
    years = marks.groupby(["agency", "indicator"])["year"].transform("nunique")
    return marks[years >= 2].reset_index(drop=True)


def year_on_year(published: Published, filters: Filters, indicators=()) -> pd.DataFrame:
    """Each mark beside the one of the year before, whether or not they may be compared.

    Columns as `headlines`, then before_value, before_approx, before_scope, before_campaign,
    before_period_months, before_derived, before_printed, before_figure_ids, before_report_id,
    before_unit, before_part, before_period_start,
    before_period_end, before_status, before_conflict (empty where the year before has no mark). Ask
    `comparability.year_on_year` for each row whether the change may be stated, and for its percentage.
    """
    marks = headlines(published, filters, indicators)
    earlier = headlines(published, _shifted(filters), indicators)
    taken = [
        "value",
        "approx",
        "scope",
        "campaign",
        "period_months",
        "derived",
        "printed",
        "figure_ids",
        "report_id",
        "unit",
        "part",
        "period_start",
        "period_end",
        "status",
        "conflict",
    ]
    before = earlier.assign(year=earlier["year"] + 1)[["agency", "indicator", "year", *taken]]
    before = before.rename(columns={name: f"before_{name}" for name in taken})
    return marks.merge(before, on=["agency", "indicator", "year"], how="left")


def breakdown(published: Published, indicator: str, agency: str, year: int) -> pd.DataFrame:
    """The parts of one agency's year that its reports give: by sector, part or campaign.

    Columns: figure_id, report_id, kind, sector, part, campaign, label, value, value_high, approx, unit,
    printed, scope, period_start, period_end, period_months, status. Empty where no report breaks it down.
    Draw only rows of one report, scope and period beside each other.
    """
    sql = f"""
        SELECT f.figure_id, f.report_id, r.kind, f.sector, f.part, f.campaign, f.label, f.value,
            f.value_high, f.approx, f.unit, f.printed, f.scope, f.period_start, f.period_end,
            {months("f")} AS period_months, f.status
        FROM figure f JOIN report r USING (report_id)
        WHERE f.indicator = ? AND f.year = ? AND f.agency = ?
            AND f.measure = 'level' AND f.status <> 'rejected' AND (f.sector <> '' OR f.part <> '')
        ORDER BY f.report_id, f.scope, f.period_start, f.campaign, f.ordinal
    """
    return published.query(sql, [indicator, year, agency])


def _selection(filters: Filters, indicators, table: str = "h") -> Where:
    where = Where().add_in(f"{table}.indicator", indicators).add_in(f"{table}.year", filters.years)
    if table == "h":
        near(filters, where, table)
    return places(filters, where)


def _limit(limit: int | None) -> str:
    return "" if limit is None else f"LIMIT {int(limit)}"


def _all_years(filters: Filters) -> Filters:
    return replace(filters, years=())


def _shifted(filters: Filters) -> Filters:
    return replace(filters, years=tuple(year - 1 for year in filters.years))
