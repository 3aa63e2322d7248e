"""The reports that figures come from, for source lines and for the sources sheet of a download."""

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Where


def reports_by_id(published: Published, report_ids) -> pd.DataFrame:
    """The reports of these ids, by id; no ids, no rows.

    Columns: report_id, agency, title, kind, year, period_start, period_end, published, extent, url.
    """
    where = Where().add_in("report_id", sorted(set(report_ids)) or [""])
    return published.query(
        f"""
        SELECT report_id, agency, title, kind, year, period_start, period_end, published, extent, url
        FROM report WHERE {where} ORDER BY report_id
        """,
        where.parameters,
    )


def sentences_of(published: Published, figure_ids: list[int]) -> dict[int, str]:
    """The sentence around each of the figures whose document is at hand."""
    rows = published.rows(
        """
        SELECT figure_id, sentence FROM figure WHERE sentence <> '' AND rowid IN (
            SELECT row FROM figure_row WHERE figure_id IN (SELECT unnest(?::BIGINT[])))
        """,
        [figure_ids],
    )
    return dict(rows)


def places_of(published: Published, agencies: list[str]) -> pd.DataFrame:
    """Where agencies lie: agency, adcode, province, city, district."""
    return published.query(
        "SELECT agency, adcode, province, city, district FROM agency "
        "WHERE agency IN (SELECT unnest(?::VARCHAR[]))",
        [agencies],
    )
