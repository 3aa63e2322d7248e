"""Rates of the selection: computed within one report and one basis, or as the report states them."""

from collections.abc import Iterable

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards, guards_of_figures, months, places
from dashboard.rates import POPULATION, RateDefinition
from etl.engine.codes import REPORT_KINDS

_KINDS = ", ".join(f"'{kind}'" for kind in REPORT_KINDS)
# The best pair first: the order in which the build chooses headlines (etl/published/headline.py).
_BEST = f"""row_number() OVER (PARTITION BY agency, year ORDER BY NOT shown,
    CASE scope WHEN 'own' THEN 0 WHEN 'system' THEN 1 ELSE 2 END, campaign <> '', period_months < 11,
    report_year <> year, NOT stated, list_position([{_KINDS}], kind), period_months DESC, period_end DESC,
    report_id) = 1"""
_APPROX = """CASE WHEN n.approx = 'exact' AND d.approx = 'exact' THEN 'exact'
    WHEN n.approx = 'at_least' AND d.approx = 'exact' THEN 'at_least'
    WHEN n.approx = 'exact' AND d.approx = 'at_least' THEN 'at_most' ELSE 'about' END"""

# What may be a numerator or a denominator
_END = """f.measure = 'level' AND f.status <> 'rejected' AND f.sector = '' AND f.part = ''
    AND (f.whole <> '' OR f.campaign <> '') AND f.scope <> 'other'"""


def any_told(published: Published, filters: Filters, definitions: Iterable[RateDefinition]) -> bool:
    """Does a report of the selection state both ends of one of the rates, or the rate itself? Whether the two
    may be divided `rates` says, for each agency and year."""
    definitions = list(definitions)
    ends = {end for rate in definitions for end in (rate.numerator, rate.denominator)}
    stated = {rate.stated_indicator for rate in definitions} - {""}
    of_figures = places(filters, Where().add_in("f.indicator", sorted(ends)).add_in("f.year", filters.years))
    of_marks = Where().add_in("h.indicator", sorted(ends | stated)).add_in("h.year", filters.years)
    places(filters, of_marks)
    found = published.rows(
        f"""
        SELECT DISTINCT list_sort(list(DISTINCT f.indicator)) FROM figure f JOIN agency a USING (agency)
        WHERE {of_figures} AND {_END} GROUP BY f.report_id, f.year
        UNION SELECT DISTINCT [h.indicator, CASE WHEN a.population > 0 THEN '{POPULATION}' END]
        FROM headline h JOIN agency a USING (agency) WHERE {of_marks}
        """,
        of_figures.parameters + of_marks.parameters,
    )
    told = [set(row[0]) for row in found]
    return any(
        {rate.numerator, rate.denominator} <= said or rate.stated_indicator in said
        for rate in definitions
        for said in told
    )


def rates(published: Published, filters: Filters, definition: RateDefinition) -> pd.DataFrame:
    """One row an agency and year of which there is a report, with the rate or the reason why it is missing.

    Columns: agency, adcode, province, city, district, level, trade, year, indicator (the rate's id), name_zh,
    unit, value (missing where `reason` is given), value_high (always missing), approx, stated (the report
    gives the rate itself), numerator, denominator, numerator_printed, denominator_printed, numerator_unit,
    denominator_unit (those of their indicators), printed (what a stated rate says), scope, campaign, part,
    derived, conflict, period_start, period_end,
    period_months, report_id, kind, status, figure_ids, reason (a key of `rates.REASON_TEXT`, or empty).
    Sorted by year and adcode. Rows with a value are marks: `comparability.badges` applies.
    """
    where = places(filters, Where())
    shown_years = Where().add_in("year", filters.years)
    pairs, parameters = _pairs(filters, definition)
    sql = f"""
        WITH asked AS (SELECT a.* FROM agency a WHERE {where}),
        {pairs},
        best AS (FROM pair QUALIFY {_BEST}),
        expected AS (
            SELECT DISTINCT agency, year FROM report SEMI JOIN asked USING (agency) WHERE {shown_years}
            UNION SELECT agency, year FROM best
        ), judged AS (
            SELECT e.agency, e.year, b.* EXCLUDE (agency, year, shown, report_year),
                has.numerator AS has_numerator, has.denominator AS has_denominator,
                CASE WHEN b.value IS NULL THEN CASE
                        WHEN has.unclear THEN 'several_numbers'
                        WHEN has.numerator AND has.denominator THEN 'basis'
                        WHEN has.numerator THEN {
        "'no_population'" if _by_population(definition) else "'no_denominator'"
    }
                        WHEN has.denominator THEN 'no_numerator' ELSE 'neither' END
                    WHEN NOT b.shown THEN 'filtered'
                    WHEN NOT b.stated AND b.denominator < {definition.least_denominator}
                        THEN 'small_denominator'
                    WHEN b.value > {definition.maximum or "NULL"} THEN 'above_maximum' ELSE '' END AS reason
            FROM expected e LEFT JOIN best b USING (agency, year) LEFT JOIN has USING (agency, year)
        )
        SELECT j.agency, a.adcode, a.province, a.city, a.district, a.level, a.trade, j.year,
            '{definition.id}' AS indicator, ? AS name_zh, ? AS unit,
            CASE WHEN reason = '' THEN value END AS value, NULL::DOUBLE AS value_high,
            j.* EXCLUDE (agency, year, value, has_numerator, has_denominator)
        FROM judged j JOIN asked a USING (agency) ORDER BY j.year, a.adcode, j.agency
    """
    named = [definition.name_zh, definition.unit]
    return published.query(sql, where.parameters + parameters + shown_years.parameters + named)


def _by_population(definition: RateDefinition) -> bool:
    return definition.denominator == POPULATION


def _pairs(filters: Filters, definition: RateDefinition) -> tuple[str, list]:
    """The common table expressions `pair` (candidate rates) and `has` (what was reported at all)."""
    if _by_population(definition):
        return _population_pairs(filters, definition)
    within = Where().add_in("f.indicator", [definition.numerator, definition.denominator])
    within.add_in("f.year", filters.years)
    shown = " AND ".join(guards_of_figures(filters)) or "true"
    stated, stated_parameters = _stated(filters, definition)
    sql = f"""
        piece AS (
            SELECT f.*, i.unit AS indicator_unit, {months("f")} AS period_months, {shown} AS shown
            FROM figure f JOIN indicator i ON i.id = f.indicator SEMI JOIN asked USING (agency)
            WHERE {within} AND {_END}
        ), one AS (
            SELECT agency, year, indicator, report_id, scope, campaign, period_start, period_end,
                period_months, bool_and(shown) AS shown, min(value) AS value, min(approx) AS approx,
                min(status) AS status, list(figure_id ORDER BY ordinal) AS figure_ids,
                arg_min(printed, ordinal) AS printed, any_value(indicator_unit) AS indicator_unit
            FROM (FROM piece QUALIFY rank() OVER (
                PARTITION BY report_id, year, indicator, scope, campaign, period_start, period_end
                ORDER BY status <> 'reviewed', unit <> indicator_unit, approx <> 'exact') = 1)
            GROUP BY ALL HAVING count(DISTINCT value) = 1
        ), computed AS (
            SELECT agency, year, {definition.scale} * n.value / d.value AS value, {_APPROX} AS approx,
                false AS stated, n.value AS numerator, d.value AS denominator, n.printed AS numerator_printed,
                d.printed AS denominator_printed, n.indicator_unit AS numerator_unit,
                d.indicator_unit AS denominator_unit, '' AS printed, scope, campaign, '' AS part,
                false AS derived, false AS conflict, period_start, period_end, n.period_months,
                report_id, r.kind, least(n.status, d.status) AS status,
                n.figure_ids || d.figure_ids AS figure_ids, n.shown AND d.shown AS shown,
                r.year AS report_year
            FROM one n JOIN one d USING (agency, year, report_id, scope, campaign, period_start, period_end)
            JOIN report r USING (report_id)
            WHERE n.indicator = ? AND d.indicator = ? AND d.value > 0
        ), pair AS (FROM computed {stated}),
        has AS (
            SELECT agency, year, bool_or(p.indicator = ?) AS numerator,
                bool_or(p.indicator = ?) AS denominator,
                count(DISTINCT p.indicator) > count(DISTINCT o.indicator) AS unclear
            FROM piece p LEFT JOIN one o USING (agency, year) GROUP BY ALL
        )
    """
    ends = [definition.numerator, definition.denominator]
    return sql, within.parameters + ends + stated_parameters + ends


def _stated(filters: Filters, definition: RateDefinition) -> tuple[str, list]:
    if not definition.stated_indicator:
        return "", []
    within = Where().add("h.indicator = ?", definition.stated_indicator).add_in("h.year", filters.years)
    shown = " AND ".join(guards(filters).values()) or "true"
    sql = f"""
        UNION ALL BY NAME
        SELECT h.agency, h.year, h.value::DOUBLE AS value, h.approx, true AS stated, h.printed, h.scope,
            h.campaign, h.part, h.derived, h.conflict, h.period_start, h.period_end,
            {months("h")} AS period_months, h.report_id, h.kind, h.status, h.figure_ids, {shown} AS shown,
            r.year AS report_year
        FROM headline h SEMI JOIN asked USING (agency) JOIN report r USING (report_id) WHERE {within}
    """
    return sql, within.parameters


def _population_pairs(filters: Filters, definition: RateDefinition) -> tuple[str, list]:
    within = Where().add("h.indicator = ?", definition.numerator).add_in("h.year", filters.years)
    shown = " AND ".join(guards(filters).values()) or "true"
    sql = f"""
        counted AS (
            SELECT h.*, {months("h")} AS period_months, a.population, a.population_year, {shown} AS shown
            FROM headline h JOIN asked a USING (agency) WHERE {within}
        ), pair AS (
            SELECT c.agency, c.year, {definition.scale} * c.value / c.population AS value, c.approx,
                false AS stated, c.value AS numerator, c.population AS denominator,
                c.printed AS numerator_printed, i.unit AS numerator_unit, '人' AS denominator_unit,
                c.population || '人（' || coalesce(c.population_year, 0) || '年）' AS denominator_printed,
                '' AS printed, c.scope, c.campaign, c.part, c.derived, c.conflict, c.period_start,
                c.period_end, c.period_months, c.report_id, c.kind, c.status, c.figure_ids, c.shown,
                r.year AS report_year
            FROM counted c JOIN report r USING (report_id) JOIN indicator i ON i.id = c.indicator
            WHERE c.population > 0
        ), has AS (
            SELECT agency, year, true AS numerator, bool_or(population > 0) IS TRUE AS denominator,
                false AS unclear
            FROM counted GROUP BY ALL
        )
    """
    return sql, within.parameters
