"""A search text turned into a condition and a score: Chinese words cut by jieba, ranked by what matches.

Every blank-separated word must match, by at least half of the pieces that jieba cuts it into, so that
重大事故隐患 also finds 重大隐患; a word with a number matches by its value (1.3万 finds 13000). The pieces
are looked up in the list of distinct texts (`search_term`): no search reads the text of all figures.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from dashboard.store import Published
from etl.numerals import parse_number

MOST_TEXTS = 300  # of one kind for one word or piece: the best, then the ones with most figures
_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，.．]*[十百千万亿]*")


class Text(NamedTuple):
    """A distinct text: its column of figure, the text, the column's value, the indicators of its figures."""

    column: str
    text: str
    value: str
    indicators: list[str]


@dataclass
class Search:
    """SQL over the alias f (figure). An empty text: no condition, score 0."""

    conditions: list[str] = field(default_factory=list)
    condition_parameters: list = field(default_factory=list)
    scores: list[str] = field(default_factory=list)
    score_parameters: list = field(default_factory=list)

    @property
    def condition(self) -> str:
        return " AND ".join(self.conditions)

    @property
    def score(self) -> str:
        return " + ".join(self.scores) or "0"

    def require(self, options: list[tuple[str, list]]) -> None:
        """One of the options (SQL, parameters) must hold; without any, nothing is found."""
        self.conditions.append("(" + (" OR ".join(sql for sql, _ in options) or "false") + ")")
        self.condition_parameters += [value for _, values in options for value in values]

    def reward(self, points: int, sql: str, values: list) -> None:
        self.scores.append(f"{points} * CAST({sql} AS INTEGER)")
        self.score_parameters += values


def search(published: Published, text: str) -> Search:
    """Look the words of `text` up and return what selects and ranks the figures that they mean."""
    found = Search()
    cut = {word: pieces(word) for word in text.split()}
    if cut:
        texts = _texts(published, [*cut, *(piece for parts in cut.values() for piece in parts)])
        for word, parts in cut.items():
            _add_word(found, word, parts, texts)
    return found


def pieces(word: str) -> list[str]:
    """The word cut by jieba, punctuation dropped; the word itself when nothing is left.

    >>> pieces("重大事故隐患")
    ['重大', '事故', '隐患', '事故隐患']
    """
    import jieba  # half a second and 90 MB: only a server that is searched pays for it

    jieba.setLogLevel("WARNING")
    found = [piece for piece in jieba.cut_for_search(word) if re.search(r"\w", piece)]
    longer = [piece for piece in found if len(piece) > 1]
    return list(dict.fromkeys(longer or found)) or [word]


def _texts(published: Published, wanted: list[str]) -> list[Text]:
    """All texts in which a wanted piece occurs, commonest first."""
    wanted = list(dict.fromkeys(wanted))
    contains = " OR ".join(["contains(text, ?)"] * len(wanted))
    named = " OR ".join(["contains(name_zh, ?)"] * len(wanted))
    rows = published.rows(
        f"""
        SELECT kind, text, text AS value, indicators FROM (
            FROM search_term WHERE {contains} ORDER BY figures DESC LIMIT {len(wanted) * MOST_TEXTS * 4}
        ) UNION ALL SELECT 'indicator', name_zh, id, [id] FROM indicator WHERE {named}
        """,
        wanted + wanted,
    )
    return [Text(*row) for row in rows]


def _add_word(found: Search, word: str, parts: list[str], texts: list[Text]) -> None:
    scored: dict[tuple[str, int], list[str]] = defaultdict(
        list
    )  # (column, points) -> values that match alone
    where: set[str] = set()
    for column, text, value, indicators in texts:
        matched = sum(_occurs(part, text) for part in parts)
        if 2 * matched >= len(parts) and matched:
            points = 2 * matched + 4 * (word in text) + 8 * (word == text) if column == "label" else matched
            scored[column, points].append(value)
            where.update(indicators)
    best = sorted(scored.items(), key=lambda item: -item[0][1])
    options = []
    for (column, points), values in best:
        options.append((_among(column, values[:MOST_TEXTS]), values[:MOST_TEXTS]))
        found.reward(points, *options[-1])
    number = _number_in(word)
    if number is not None:
        options.append(("f.value = CAST(? AS DECIMAL(24, 6))", [str(number)]))
        found.reward(4, "f.printed = ?", [word])
    found.require(options or [_across_columns(parts, texts)])
    if options and number is None:
        found.require([(_among("indicator", sorted(where)), sorted(where))])  # the table is sorted by it


def _occurs(part: str, text: str) -> bool:
    """Digits count where they stand alone: 17 is in 第17类, not in 第117类."""
    if part.isdecimal():
        return re.search(rf"(?<!\d){part}(?!\d)", text) is not None
    return part in text


def _across_columns(parts: list[str], texts: list[Text]) -> tuple[str, list]:
    """Half of the pieces, each in any column: 眉山罚款 without a blank names a place and a label."""
    terms, parameters = [], []
    for part in parts:
        columns: dict[str, list[str]] = defaultdict(list)
        for column, text, value, _ in texts:
            if _occurs(part, text) and len(columns[column]) < MOST_TEXTS:
                columns[column].append(value)
        anywhere = [_among(column, values) for column, values in columns.items() if values]
        terms.append(f"CAST({' OR '.join(anywhere) or 'false'} AS INTEGER)")
        parameters += [value for values in columns.values() for value in values]
    return f"({' + '.join(terms)}) >= {(len(parts) + 1) // 2}", parameters


def _number_in(word: str) -> Decimal | None:
    """The number that a word holds, if the database can hold it too."""
    found = _NUMBER.search(word)
    try:
        number = parse_number(found.group()) if found else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < 10**18 else None


def _among(column: str, values: list[str]) -> str:
    return f"f.{column} IN ({', '.join('?' * len(values))})"
