"""Who discloses what: the state of each agency, indicator and year."""

from collections.abc import Iterable

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import OWN_FIRST, Filters, Where, months, near, of_basis, places, rows_of

STATES = ("value", "zero", "partial", "not_disclosed", "unknown", "no_report")


def coverage(
    published: Published, filters: Filters, indicators: Iterable[str] = (), limit: int = 500, offset: int = 0
) -> pd.DataFrame:
    """One row a cell: every selected agency × indicator × year, whether or not anything was reported.

    Columns: agency, adcode, province, city, district, level, indicator, name_zh, theme, year, state,
    value, value_high, approx, unit, printed, scope, campaign, derived, period_months, report_id,
    figure_ids, reason. `state` is one of STATES; `partial` means that figures exist of which none can
    stand for the whole (`reason` says why, `figure_ids` lists them); `not_disclosed` is said only where a
    full report of that year was read. Of the guards only the basis applies: what is disclosed does not
    depend on what the reader hides. `limit` and `offset` page through the agencies, in order of adcode.
    """
    place = places(filters, Where())
    years = Where().add_in("year", filters.years)
    of_these = Where().add_in("indicator", indicators).add_in("year", filters.years)
    chosen = Where().add_in("id", indicators)
    close = near(filters, Where(), "h")
    sql = f"""
        WITH asked AS (
            SELECT agency, adcode, province, city, district, level FROM agency a WHERE {place}
            ORDER BY adcode, agency LIMIT {int(limit)} OFFSET {int(offset)}
        ), year AS (SELECT DISTINCT year FROM reporting WHERE {years}),
        what AS (SELECT id AS indicator, name_zh, theme, position FROM indicator WHERE {chosen}),
        mark AS (
            SELECT h.*, {months("h")} AS period_months
            FROM {rows_of("headline", filters)} h SEMI JOIN asked USING (agency)
            WHERE {of_basis(filters)} AND {of_these} AND {close}
            QUALIFY {OWN_FIRST}
        ), parts AS (
            SELECT indicator, year, agency, min(reason) AS reason, flatten(list(figure_ids)) AS figure_ids
            FROM no_headline SEMI JOIN asked USING (agency) WHERE {of_these} GROUP BY ALL
        ), read AS (
            SELECT agency, year, in_full FROM reporting SEMI JOIN asked USING (agency) WHERE {years}
        )
        SELECT asked.*, what.indicator, what.name_zh, what.theme, year.year,
            CASE WHEN mark.value = 0 AND mark.value_high IS NULL THEN 'zero'
                 WHEN mark.value IS NOT NULL THEN 'value'
                 WHEN parts.reason IS NOT NULL THEN 'partial'
                 WHEN read.in_full THEN 'not_disclosed'
                 WHEN read.agency IS NOT NULL THEN 'unknown' ELSE 'no_report' END AS state,
            mark.value, mark.value_high, mark.approx, mark.unit, mark.printed, mark.scope, mark.campaign,
            mark.derived, mark.period_months, mark.report_id,
            coalesce(mark.figure_ids, parts.figure_ids) AS figure_ids, parts.reason
        FROM asked CROSS JOIN what CROSS JOIN year
        LEFT JOIN mark USING (indicator, year, agency) LEFT JOIN parts USING (indicator, year, agency)
        LEFT JOIN read USING (agency, year)
        ORDER BY asked.adcode, asked.agency, what.position, year.year
    """
    parameters = place.parameters + years.parameters + chosen.parameters + of_these.parameters
    return published.query(sql, parameters + close.parameters + of_these.parameters + years.parameters)


def count_states(cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """How many cells of each state there are: one row a value of `by` (agency, indicator, year, …).

    Columns: `by` as index, then every state of STATES, then disclosed (values, zeros and partial ones).
    """
    counted = pd.crosstab(cells[by], cells["state"]).reindex(columns=list(STATES), fill_value=0)
    counted["disclosed"] = counted["value"] + counted["zero"] + counted["partial"]
    return counted.reindex(cells[by].unique())
