"""What the region view counts: how many agencies of a division tell an indicator, and the middle of them."""

from dataclasses import dataclass

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards, months, near, places, rows_of
from dashboard.queries.told import counted_before, told_agencies

_NAMES = {2: "province", 4: "city", 6: "district"}


@dataclass(frozen=True)
class Basis:
    """The one basis on which medians are taken, so that tiles may stand beside each other."""

    scope: str = "own"
    level: str = "district"


def disclosing(published: Published, filters: Filters, indicator: str, width: int) -> pd.DataFrame:
    """Agencies by province (width 2), city (4) or district (6), in the years of the selection.

    Columns: code, name, agencies (known there), reporting (with a report or a mark), reports (how many),
    disclosing (with a mark of the indicator), figure_ids (of their latest marks, at most 30; of districts
    only, for what lies above them leads to its divisions).
    """
    where, name = places(filters, Where()), _NAMES[width]
    years = Where().add_in("year", filters.years)
    told, parameters = _telling(published, filters, indicator, width)
    return published.query(
        f"""
        WITH place AS (
            SELECT agency, left(adcode, {width}) AS code, {name} AS name FROM agency a
            WHERE {where} AND {name} <> ''
        ), read AS (
            SELECT agency, count(*) AS reports FROM report SEMI JOIN place USING (agency) WHERE {years}
            GROUP BY agency
        ), told AS ({told})
        SELECT code, min(name) AS name, count(*) AS agencies,
            count(coalesce(read.agency, told.agency)) AS reporting,
            coalesce(sum(read.reports), 0)::INTEGER AS reports, count(told.agency) AS disclosing,
            coalesce(flatten(list(told.figure_ids) FILTER (told.agency IS NOT NULL))[:30], []) AS figure_ids
        FROM place LEFT JOIN read USING (agency) LEFT JOIN told USING (agency)
        GROUP BY code ORDER BY code
        """,
        where.parameters + years.parameters + parameters,
    )


def _telling(published: Published, filters: Filters, indicator: str, width: int) -> tuple[str, list]:
    """SQL with its parameters: agency and figure_ids of those of `place` that have a mark."""
    if width < 6 and counted_before(filters):
        agencies, parameters = told_agencies(published, filters, indicator)
        return f"SELECT agency, []::BIGINT[] AS figure_ids FROM ({agencies})", parameters
    marks = Where().add("h.indicator = ?", indicator).add_in("h.year", filters.years)
    marks.add_all(guards(filters).values())
    sql = f"""SELECT agency, arg_max(figure_ids, year) AS figure_ids FROM {rows_of("headline", filters)} h
        SEMI JOIN place USING (agency) WHERE {near(filters, marks, "h")} GROUP BY agency"""
    return sql, marks.parameters


def medians(
    published: Published, filters: Filters, indicator: str, year: int, basis: Basis, width: int
) -> pd.DataFrame:
    """The middle of one indicator and year by division, on one basis: scope, level, whole year, no campaign.

    No sums: agencies of a division overlap, and those that disclose nothing would count as zero.
    Columns: code, fit (marks on the basis), unfit (other marks), median, low, high (of the fitting ones),
    approximate (one of them is), unit (where they agree, else empty), figure_ids (at most 30).
    """
    where = places(filters, Where())
    marks = Where().add("h.indicator = ? AND h.year = ?", indicator, year)
    marks.add_all(guards(filters).values())
    return published.query(
        f"""
        WITH mark AS (
            SELECT left(a.adcode, {width}) AS code, h.agency, h.value, h.approx, h.unit, h.figure_ids,
                h.scope = ? AND a.level = ? AND h.campaign = '' AND {months("h")} BETWEEN 11 AND 12 AS fits
            FROM {rows_of("headline", filters)} h JOIN agency a ON a.agency = h.agency
            WHERE {where} AND {near(filters, marks, "h")}
        )
        SELECT code, count(*) FILTER (fits) AS fit,
            count(DISTINCT agency) - count(DISTINCT agency) FILTER (fits) AS unfit,
            median(value) FILTER (fits) AS median, min(value) FILTER (fits) AS low,
            max(value) FILTER (fits) AS high,
            coalesce(bool_or(approx <> 'exact') FILTER (fits), false) AS approximate,
            CASE WHEN count(DISTINCT unit) FILTER (fits) = 1 THEN min(unit) FILTER (fits) ELSE '' END AS unit,
            coalesce(flatten(list(figure_ids) FILTER (fits))[:30], []) AS figure_ids
        FROM mark GROUP BY code ORDER BY code
        """,
        [basis.scope, basis.level, *where.parameters, *marks.parameters],
    )
