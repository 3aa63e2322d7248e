"""What a search text names, in characters, pinyin or initials, and its hits by indicator."""

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.figures import FigureList, found_by
from dashboard.queries.filters import Filters


def names_found(published: Published, text: str, limit: int = 6) -> pd.DataFrame:
    """The names that a word of the text means, best first: kind (indicator, agency, region), name, target.

    An indicator is meant by its whole name or what people call it; agencies and regions by a part of their
    name, or the beginning of its pinyin or of its initials. At most `limit` of each kind.
    """
    words = [word.lower() for word in text.split()]
    return published.query(
        f"""
        WITH word AS (SELECT unnest(?::VARCHAR[]) AS word), hit AS (
            SELECT kind, name, target, CASE WHEN lower(name) = word THEN 0 WHEN starts_with(name, word) THEN 1
                WHEN initials = word THEN 2 WHEN starts_with(initials, word) THEN 3
                WHEN starts_with(pinyin, word) THEN 4 ELSE 5 END AS far
            FROM search_name, word
            WHERE lower(name) = word OR kind <> 'indicator' AND length(word) > 1 AND (contains(name, word)
                OR starts_with(pinyin, word) OR starts_with(initials, word))
        ), best AS (SELECT kind, target, arg_min(name, far) AS name, min(far) AS far FROM hit GROUP BY ALL)
        SELECT kind, name, target FROM best
        QUALIFY row_number() OVER (PARTITION BY kind ORDER BY far, length(name), target) <= {int(limit)}
        ORDER BY CASE kind WHEN 'indicator' THEN 0 WHEN 'agency' THEN 1 ELSE 2 END, far, length(name), target
        """,
        [words],
    )


def hits_by_indicator(published: Published, filters: Filters, asked: FigureList) -> pd.DataFrame:
    """How many figures of each indicator a search finds, the best matching first.

    Columns: indicator, name_zh (both empty for figures without one), figures.
    """
    found = found_by(published, filters, asked)
    return published.query(
        f"""
        SELECT f.indicator, coalesce(i.name_zh, '') AS name_zh, count(*) AS figures
        FROM ({found.sql}) h JOIN figure f ON f.rowid = h.row LEFT JOIN indicator i ON i.id = f.indicator
        GROUP BY ALL ORDER BY max(h.score) DESC, figures DESC, f.indicator LIMIT 12
        """,
        found.parameters,
    )
