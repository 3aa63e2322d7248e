"""Figures that no indicator fits, and the figures behind the rows of the quality page."""

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, near, places, rows_of
from etl.published.counts import MOST_IDS


def labels_without_indicator(published: Published, filters: Filters, limit: int = 200) -> pd.DataFrame:
    """What figures without an indicator count, commonest first.

    Columns: label, unit, measure, figures, agencies, figure_ids (at most 30 of them).
    """
    where = places(filters, Where().add("f.indicator = ''").add("f.status <> 'rejected'"))
    where.add_in("f.year", filters.years)
    if not filters.years and not places(filters, Where()).conditions:
        return published.query(
            f"""
            SELECT label, unit, measure, figures, agencies, figure_ids FROM unsorted_label
            ORDER BY agencies DESC, figures DESC, label, unit, measure LIMIT {int(limit)}
            """
        )
    return published.query(
        f"""
        SELECT f.label, f.unit, f.measure, count(*) AS figures, count(DISTINCT f.agency) AS agencies,
            arg_max(f.figure_id, {{'year': f.year, 'id': -f.figure_id}}, {MOST_IDS}) AS figure_ids
        FROM {rows_of("figure", filters)} f JOIN agency a ON a.agency = f.agency
        WHERE {near(filters, where, "f")}
        GROUP BY f.label, f.unit, f.measure
        ORDER BY agencies DESC, figures DESC, f.label, f.unit, f.measure LIMIT {int(limit)}
        """,
        where.parameters,
    )


def figure_ids_of(published: Published, agency: str, year: int, without_indicator: bool = False) -> list[int]:
    """The first figures of an agency's reports of one year, unreviewed ones first."""
    where = Where().add("f.agency = ? AND r.year = ?", agency, year).add("f.status <> 'rejected'")
    if without_indicator:
        where.add("f.indicator = ''")
    rows = published.rows(
        f"""
        SELECT f.figure_id FROM figure_by_place f JOIN report r USING (report_id) WHERE {where}
        ORDER BY f.status = 'reviewed', f.report_id, f.ordinal LIMIT {MOST_IDS}
        """,
        where.parameters,
    )
    return [row[0] for row in rows]
