"""The quality page: stated against recomputed, conflicts, outliers, what is left unsorted or unread."""

import pandas as pd

from dashboard.queries.filters import Filters, Where, guards, months, places
from dashboard.store import Published

LEAST_PEERS = 8
STRIKING = 3.5  # the usual cut for the modified z-score


def quality_checks(
    published: Published, filters: Filters, kinds=(), agrees: bool | None = None, limit: int = 1000
) -> pd.DataFrame:
    """Checks of the selection, disagreements first.

    Columns: check_id, kind (total, share, change, per_head, rate, conflict), agency, adcode, year,
    report_id, indicator, name_zh (missing where the figure has no indicator), stated, recomputed, agrees
    (missing where the parts need not be all there are), figure_ids, explanation (Chinese).
    """
    where = places(filters, Where().add_in("q.year", filters.years).add_in("q.kind", kinds))
    if agrees is not None:
        where.add("q.agrees = ?", agrees)
    return published.query(
        f"""
        SELECT q.check_id, q.kind, q.agency, a.adcode, q.year, q.report_id, q.indicator, i.name_zh,
            q.stated, q.recomputed, q.agrees, q.figure_ids, q.explanation
        FROM quality_check q JOIN agency a USING (agency) LEFT JOIN indicator i ON i.id = q.indicator
        WHERE {where}
        ORDER BY CASE WHEN q.agrees THEN 2 WHEN q.agrees IS NULL THEN 1 ELSE 0 END,
            q.year DESC, a.adcode, q.agency, q.kind, q.check_id
        LIMIT {int(limit)}
    """,
        where.parameters,
    )


def check_counts(published: Published, filters: Filters) -> pd.DataFrame:
    """How many checks of each kind agree, disagree or cannot be decided.

    Columns: kind, agree, disagree, undecided.
    """
    where = places(filters, Where().add_in("q.year", filters.years))
    return published.query(
        f"""
        SELECT q.kind, count(*) FILTER (q.agrees) AS agree, count(*) FILTER (NOT q.agrees) AS disagree,
            count(*) FILTER (q.agrees IS NULL) AS undecided
        FROM quality_check q JOIN agency a USING (agency) WHERE {where} GROUP BY q.kind ORDER BY q.kind
    """,
        where.parameters,
    )


def outliers(published: Published, filters: Filters, indicators=(), limit: int = 200) -> pd.DataFrame:
    """Marks that lie far from their peers: same indicator, year, scope, level and length of period.

    Robust and on logarithms: |log(1 + value) − median| / (1.4826 × MAD) above 3.5, among at least eight
    peers that are not all alike. A striking value may be right: it is worth a look, no more.
    Columns: agency, adcode, level, indicator, name_zh, year, scope, value, unit, printed, peers,
    median (of the peers' values), score (signed), figure_ids, report_id.
    """
    where = places(filters, Where().add_in("h.indicator", indicators).add_in("h.year", filters.years))
    for condition in guards(filters).values():
        where.add(condition)
    return published.query(
        f"""
        WITH mark AS (
            SELECT h.*, a.adcode, a.level, ln(1 + h.value::DOUBLE) AS log, {months("h")} AS span
            FROM headline h JOIN agency a USING (agency)
            WHERE {where} AND h.value >= 0 AND h.campaign = ''
        ), peers AS (
            SELECT indicator, year, scope, level, span, count(*) AS peers, median(log) AS middle,
                1.4826 * mad(log) AS spread, median(value) AS median
            FROM mark GROUP BY ALL HAVING count(*) >= {LEAST_PEERS} AND mad(log) > 0
        )
        SELECT m.agency, m.adcode, m.level, m.indicator, i.name_zh, m.year, m.scope, m.value, m.unit,
            m.printed, p.peers, p.median, (m.log - p.middle) / p.spread AS score, m.figure_ids, m.report_id
        FROM mark m JOIN peers p
            ON (m.indicator, m.year, m.scope, m.level) = (p.indicator, p.year, p.scope, p.level)
            AND m.span IS NOT DISTINCT FROM p.span
        JOIN indicator i ON i.id = m.indicator
        WHERE abs(m.log - p.middle) / p.spread > {STRIKING}
        ORDER BY abs(score) DESC, m.agency LIMIT {int(limit)}
    """,
        where.parameters,
    )


def review_state(published: Published, filters: Filters) -> pd.DataFrame:
    """How much of each agency's figures has been seen by a person and fits an indicator.

    Columns: agency, adcode, year, figures, reviewed, without_indicator, unreviewed_share (0 to 1).
    """
    where = places(filters, Where().add_in("c.year", filters.years))
    return published.query(
        f"""
        SELECT c.agency, a.adcode, c.year, sum(c.figures) AS figures, sum(c.reviewed) AS reviewed,
            sum(c.without_indicator) AS without_indicator,
            1 - sum(c.reviewed) / sum(c.figures) AS unreviewed_share
        FROM report_count c JOIN agency a USING (agency) WHERE {where} AND c.figures > 0
        GROUP BY ALL ORDER BY unreviewed_share DESC, a.adcode, c.agency, c.year
        LIMIT 5000
    """,
        where.parameters,
    )


def without_indicator(published: Published, filters: Filters, limit: int = 200) -> pd.DataFrame:
    """What figures without an indicator count, commonest first: candidates for a new indicator.

    Columns: label, unit, measure, figures, agencies, example (a figure_id).
    """
    where = places(filters, Where().add("f.indicator = ''").add("f.status <> 'rejected'"))
    where.add_in("f.year", filters.years)
    return published.query(
        f"""
        SELECT f.label, f.unit, f.measure, count(*) AS figures, count(DISTINCT f.agency) AS agencies,
            min(f.figure_id) AS example
        FROM figure f JOIN agency a USING (agency) WHERE {where}
        GROUP BY f.label, f.unit, f.measure ORDER BY agencies DESC, figures DESC, f.label LIMIT {int(limit)}
    """,
        where.parameters,
    )
