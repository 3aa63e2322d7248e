"""Reports: those of the selection, and those that figures come from."""

from collections.abc import Iterable

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, places


def reports(published: Published, filters: Filters, limit: int = 500) -> pd.DataFrame:
    """Reports of the selection, newest first.

    Columns: report_id, agency, title, kind, year, period_start, period_end, published, extent, url,
    has_document.
    """
    where = places(filters, Where().add_in("r.year", filters.years))
    sql = f"""
        SELECT r.* EXCLUDE (document, sha256) FROM report r JOIN agency a USING (agency)
        WHERE {where} ORDER BY r.year DESC, a.adcode, r.agency, r.report_id LIMIT {int(limit)}
    """
    return published.query(sql, where.parameters)


def reports_by_id(published: Published, report_ids: Iterable[str]) -> pd.DataFrame:
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
