"""Names that a search leads to by themselves: indicators, agencies and regions, with their pinyin.

`search_name` holds every name under which one of them is looked for: an indicator's own and what people call
it (data/search/names.yml), an agency's, a province's, city's and district's. Pinyin is worked out here, when
a file is published, so that no page need know it.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from duckdb import DuckDBPyConnection

from etl.engine.errors import InvalidData

INDICATOR, AGENCY, REGION = "indicator", "agency", "region"
_REGIONS = """
    SELECT province AS name, left(adcode, 2) AS code FROM agency WHERE province <> ''
    UNION SELECT city, left(adcode, 4) FROM agency WHERE city <> ''
    UNION SELECT district, adcode FROM agency WHERE district <> ''
"""


def fill(connection: DuckDBPyConnection, synonyms: Mapping[str, Iterable[str]]) -> None:
    """Fill `search_name`; `synonyms`: indicator id -> what else it is called.

    Raises InvalidData where these name an indicator that there is none of.
    """
    known = dict(connection.execute("SELECT id, name_zh FROM indicator").fetchall())
    if unknown := sorted(set(synonyms) - set(known)):
        said = "、".join(unknown)
        raise InvalidData(f"data/search/names.yml：没有指标 {said}，请写 data/indicators/ 里的 id")
    agencies = connection.execute("SELECT agency FROM agency ORDER BY adcode, agency").fetchall()
    regions = connection.execute(f"{_REGIONS} ORDER BY 2, 1").fetchall()
    rows = [(INDICATOR, name, id) for id, name in known.items()]
    rows += [(INDICATOR, name, id) for id, names in synonyms.items() for name in names]
    rows += [(AGENCY, name, name) for (name,) in agencies]
    rows += [(REGION, name, code) for name, code in regions]
    spelt = [(*row, *_spelt(row[1])) for row in rows]
    columns = [list(column) for column in zip(*spelt, strict=True)] or [[]] * 5
    connection.execute(
        "INSERT INTO search_name SELECT * FROM (SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), "
        "unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]))",
        columns,
    )


@lru_cache(maxsize=10_000)  # indicators are called the same in every file
def _spelt(name: str) -> tuple[str, str]:
    """The pinyin of a name without tones, and its initials; the polyphones of places as they are spoken.

    >>> _spelt("厦门市"), _spelt("重庆市")
    (('xiamenshi', 'xms'), ('chongqingshi', 'cqs'))
    """
    from pypinyin import lazy_pinyin  # a fifth of a second: only publishing pays for it

    syllables = [syllable.lower() for syllable in lazy_pinyin(name) if syllable.strip()]
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)
