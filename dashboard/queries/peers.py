"""Who may be held beside an agency: the agencies of its level, province and trade."""

import pandas as pd

from dashboard.data.store import Published


def peers(published: Published, agency: str, limit: int = 400) -> pd.DataFrame:
    """The other agencies of the same level, province and trade, nearest in place first.

    Columns: agency, adcode, province, city, district, level, trade. Of an agency whose trade is not known
    the peers are of any trade.
    """
    return published.query(
        f"""
        WITH own AS (FROM agency WHERE agency = ?)
        SELECT a.agency, a.adcode, a.province, a.city, a.district, a.level, a.trade
        FROM agency a, own WHERE a.agency <> own.agency AND a.level = own.level
            AND a.province = own.province AND (own.trade = '' OR a.trade = own.trade)
        ORDER BY a.city <> own.city, a.adcode, a.agency LIMIT {int(limit)}
        """,
        [agency],
    )
