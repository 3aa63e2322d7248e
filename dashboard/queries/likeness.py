"""The quality page: reports that are alike, addresses that are shared, numbers that never change."""

from collections.abc import Iterable

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.figures import figures_by_id
from dashboard.queries.filters import Filters, Where, places

MOST_FIGURES = 400  # of a report that is laid beside another


def likeness(
    published: Published, filters: Filters, kinds: Iterable[str] = (), limit: int = 1000
) -> pd.DataFrame:
    """What concerns the selection, on whichever side it stands, of these kinds (all); the likest first.

    Columns: kind (earlier, elsewhere, twice, address, unchanged), agency, adcode, year, report_id, other_id
    and other_agency (empty for unchanged), indicator, name_zh (missing but for unchanged), text_share and
    number_share (0 to 1 of what the report says, missing where too little can be compared), figure_ids,
    explanation (Chinese). See etl/published/likeness/. Which rows these are is asked by itself: the
    sentences and names of a hundred thousand others need not be read.
    """
    where = _concerned(filters).add_in("l.kind", kinds)
    return published.query(
        f"""
        WITH first AS MATERIALIZED (
            SELECT place FROM likeness l WHERE {where} ORDER BY place LIMIT {int(limit)}
        )
        SELECT l.kind, l.agency, a.adcode, l.year, l.report_id, l.other_id, l.other_agency, l.indicator,
            i.name_zh, l.text_share, l.number_share, l.figure_ids, l.explanation
        FROM likeness l JOIN first USING (place) JOIN agency a USING (agency)
        LEFT JOIN indicator i ON i.id = l.indicator ORDER BY l.place
        """,
        where.parameters,
    )


def likeness_counts(published: Published, filters: Filters) -> dict[str, int]:
    """How many rows of each kind `likeness` has for the selection."""
    where = _concerned(filters)
    found = published.rows(
        f"SELECT l.kind, count(*) FROM likeness l WHERE {where} GROUP BY l.kind", where.parameters
    )
    return dict(found)


def _concerned(filters: Filters) -> Where:
    where = Where().add_in("l.year", filters.years)
    chosen = places(filters, Where())
    if chosen.conditions:
        among = f"IN (SELECT agency FROM agency a WHERE {chosen})"
        twice = [*chosen.parameters, *chosen.parameters]
        where.add(f"(l.agency {among} OR l.other_agency {among})", *twice)
    return where


def figures_of_report(published: Published, report_id: str) -> pd.DataFrame:
    """The first MOST_FIGURES figures of a report, in its order; columns of `figures_by_id`."""
    ids = published.rows(
        """
        SELECT f.figure_id FROM report r JOIN agency a USING (agency)
        JOIN figure_by_place f ON f.adcode = a.adcode AND f.agency = r.agency AND f.report_id = r.report_id
        WHERE r.report_id = ? AND f.status <> 'rejected' ORDER BY f.ordinal LIMIT ?
        """,
        [report_id, MOST_FIGURES],
    )
    return figures_by_id(published, [figure_id for (figure_id,) in ids])
