"""A search text turned into a condition and a score: Chinese words cut by jieba, ranked by what matches.

Every blank-separated word must match, by at least half of the pieces that jieba cuts it into, so that
重大事故隐患 also finds 重大隐患; a word with a number matches by its value (1.3万 finds 13000). The pieces
are looked up in the list of distinct texts (`search_term`): no search reads the text of all figures.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from dashboard.store import Published
from etl.numerals import parse_number

MOST_TEXTS = 300  # of one kind for one piece: the ones with most figures
_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，.．]*[十百千万亿]*")


@dataclass(frozen=True)
class Search:
    """SQL over the alias f (figure). An empty text: no condition, score 0."""

    condition: str = ""
    condition_parameters: list = field(default_factory=list)
    score: str = "0"
    score_parameters: list = field(default_factory=list)


def search(published: Published, text: str) -> Search:
    """Look the words of `text` up and return what selects and ranks the figures that they mean."""
    words = text.split()
    if not words:
        return Search()
    cut = {word: pieces(word) for word in words}
    wanted = list(dict.fromkeys([*words, *(piece for found in cut.values() for piece in found)]))
    texts = _texts(published, wanted)
    matches = {piece: _matching(texts, piece) for piece in wanted}
    conditions, parameters, scores, score_parameters = [], [], [], []
    for word, parts in cut.items():
        condition, values = _word_condition(word, parts, matches)
        conditions.append(condition)
        parameters += values
        for piece, points in [(word, 4), *((part, 2) for part in parts)]:
            scored, values = _points(matches[piece], points)
            scores += scored
            score_parameters += values
        scores.append("8 * CAST(f.label = ? AS INTEGER) + 4 * CAST(f.printed = ? AS INTEGER)")
        score_parameters += [word, word]
    return Search(" AND ".join(conditions), parameters, " + ".join(scores), score_parameters)


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


def _texts(published: Published, wanted: list[str]) -> list[tuple[str, str, str]]:
    """All (kind, text, value of the column) in which a wanted piece occurs, commonest first."""
    contains = " OR ".join(["contains(text, ?)"] * len(wanted))
    named = " OR ".join(["contains(name_zh, ?)"] * len(wanted))
    return published.rows(
        f"""
        SELECT kind, text, text AS value FROM (
            FROM search_term WHERE {contains} ORDER BY figures DESC LIMIT {len(wanted) * MOST_TEXTS * 4}
        ) UNION ALL SELECT 'indicator', name_zh, id FROM indicator WHERE {named}
        """,
        wanted + wanted,
    )


def _matching(texts: list[tuple[str, str, str]], piece: str) -> dict[str, list[str]]:
    """Column of figure -> its values in which the piece occurs."""
    found: dict[str, list[str]] = {}
    for kind, text, value in texts:
        values = found.setdefault(kind, [])
        if piece in text and len(values) < MOST_TEXTS:
            values.append(value)
    return {kind: values for kind, values in found.items() if values}


def _word_condition(word: str, parts: list[str], matches: dict) -> tuple[str, list]:
    matched, parameters = [], []
    for part in parts:
        options = []
        for kind, values in matches[part].items():
            options.append(_among(kind, values))
            parameters += values
        matched.append(f"CAST({' OR '.join(options) or 'false'} AS INTEGER)")
    condition = f"({' + '.join(matched)}) >= {(len(parts) + 1) // 2}"
    number = _number_in(word)
    if number is not None:
        condition = f"({condition} OR f.value = CAST(? AS DECIMAL(24, 6)))"
        parameters.append(str(number))
    return condition, parameters


def _number_in(word: str) -> Decimal | None:
    """The number that a word holds, if the database can hold it too."""
    found = _NUMBER.search(word)
    try:
        number = parse_number(found.group()) if found else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < 10**18 else None


def _points(found: dict[str, list[str]], points: int) -> tuple[list[str], list]:
    """Score terms: a label that holds the piece counts most, any other text one."""
    terms, parameters = [], []
    for kind, values in found.items():
        terms.append(f"{points if kind == 'label' else 1} * CAST({_among(kind, values)} AS INTEGER)")
        parameters += values
    return terms, parameters


def _among(column: str, values: list[str]) -> str:
    return f"f.{column} IN ({', '.join('?' * len(values))})"
