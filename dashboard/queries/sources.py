"""What stands beside figures in a download: their sentences, and where their agencies lie."""

import pandas as pd

from dashboard.data.store import Published


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
