"""The quality page: stated against recomputed, conflicts, outliers, what is left unsorted or unread."""

from collections.abc import Iterable

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards, places


def quality_checks(
    published: Published,
    filters: Filters,
    kinds: Iterable[str] = (),
    agrees: bool | None = None,
    limit: int = 1000,
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


def outliers(
    published: Published, filters: Filters, indicators: Iterable[str] = (), limit: int = 200
) -> pd.DataFrame:
    """Marks of the selection that lie far from their peers in the whole country: etl/published/outliers.py.

    Columns: agency, adcode, level, indicator, name_zh, year, scope, value, approx, unit, printed, peers,
    median (of the peers' values), score (signed, in robust standard deviations of the logarithm),
    figure_ids, report_id. The farthest first. A striking value may be right.
    """
    where = places(filters, Where().add_in("h.indicator", indicators).add_in("h.year", filters.years))
    where.add_all(guards(filters).values())
    return published.query(
        f"""
        SELECT h.agency, a.adcode, a.level, h.indicator, i.name_zh, h.year, h.scope, h.value, h.approx,
            h.unit, h.printed, h.peers, h.median, h.score, h.figure_ids, h.report_id
        FROM outlier h JOIN agency a ON a.agency = h.agency JOIN indicator i ON i.id = h.indicator
        WHERE {where} ORDER BY abs(h.score) DESC, h.agency LIMIT {int(limit)}
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
