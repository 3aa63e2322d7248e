"""What a search text means: which terms of the index each of its words finds, and how well.

A term is a distinct text of figures: what one counts, what limits it, its agency, its number (see
etl/published/search_index.py). Every blank-separated word must match. jieba cuts it into pieces; a term
that holds at least half of them matches, so that 重大事故隐患 also finds 重大隐患, and the best of a
figure's terms gives its points. Where no single term holds all pieces, those of a figure's terms count
together: 眉山罚款 names a place and a label. A word with a number also matches by value (1.3万 finds 13000).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from dashboard.data.store import Published
from dashboard.queries.filters import Where
from etl.engine.numerals import parse_number
from etl.published.search_index import AGENCY, LABEL, LIMITS, NUMBER
from etl.published.search_names import AGENCY as AGENCY_NAME
from etl.published.search_names import INDICATOR

KINDS = (LABEL, LIMITS, AGENCY, NUMBER)
MOST_PIECES = 60  # of a word: bits of a BIGINT
MOST_NUMBERED = 4_000  # terms of a group that are named one by one; of more only the first and last
MEANT = 32  # points of what the word is the name of, above all that merely holds it
_LATIN = re.compile("[A-Za-z]{2,}")
_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，.．]*[十百千万亿]*")


class Group(NamedTuple):
    """Terms of one kind that a word finds equally well: how many figures they have, and their numbers."""

    kind: str
    points: int
    mask: int  # the pieces that they hold, as bits
    figures: int
    first: int
    last: int
    terms: list[int] | None  # None: too many to name


@dataclass(frozen=True)
class Word:
    """A word, or another restriction that is met by some terms: SQL for its terms, and their groups.

    `sql` selects term, mask and points. A figure meets the word when its terms together hold
    `needed` pieces. `decisive` (bits): every figure that meets the word has a term with one of these pieces.
    """

    sql: str
    parameters: tuple
    groups: tuple[Group, ...]
    needed: int = 1
    decisive: int = -1
    apart: int = 0  # how many pieces the word has, where they are looked for in different terms

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in KINDS if any(group.kind == kind for group in self.groups)]

    @property
    def leading(self) -> list[Group]:
        """The groups of which every figure that meets the word has a term."""
        return [group for group in self.groups if group.mask & self.decisive]

    @property
    def figures(self) -> int:
        """How many figures must be read to find all that meet the word."""
        return sum(group.figures for group in self.leading)

    def met_by(self, joined: dict[str, str]) -> str:
        """SQL: a figure f meets the word by its terms; `joined`: kind -> alias of `sql`, an outer join."""
        if self.apart and joined:
            return f"{_together(joined.values())} >= {self.needed}"
        met = [f"{alias}.term IS NOT DISTINCT FROM f.{kind}" for kind, alias in joined.items()]
        return f"({' OR '.join(met) or 'false'})"

    def leads(self, kind: str, alias: str) -> str:
        """SQL: this term of a figure f is one of the `leading`."""
        term = f"CASE WHEN {alias}.mask & {self.decisive} <> 0 THEN {alias}.term END"
        return f"({term} IS NOT DISTINCT FROM f.{kind})"

    def score_of(self, tables: list[str]) -> str:
        """SQL: the points of a figure for the word; of pieces in several terms, their number comes first."""
        best = f"greatest(0, {', '.join(f'{table}.points' for table in tables)})" if tables else "0"
        return f"(1000 * {_together(tables)} + {best})" if self.apart and tables else best

    def levels(self) -> Iterator["Word"]:
        """The word asked ever less strictly, from its best matches to itself."""
        if self.apart:
            for needed in range(self.apart, self.needed, -1):
                yield replace(self, needed=needed, decisive=_decisive(self.groups, self.apart, needed))
        else:
            for points in sorted({group.points for group in self.groups}, reverse=True)[:-1]:
                kept = tuple(group for group in self.groups if group.points >= points)
                yield replace(self, sql=f"SELECT * FROM ({self.sql}) WHERE points >= {points}", groups=kept)
        yield self


def search(published: Published, text: str) -> list[Word]:
    """The words of the text, each looked up in the index."""
    return [_word(published, word) for word in text.split()]


def restriction(published: Published, kind: str, source: str, where: Where) -> Word:
    """Figures with a term of this kind that fulfils a condition; `source`: search_term t, and what it joins.

    It gives no points.
    """
    sql = f"""SELECT t.term, t.kind, 0 AS points, 1::BIGINT AS mask, t.figures
        FROM {source} WHERE t.kind = '{kind}' AND {where}"""
    groups = _groups(published, sql, where.parameters)
    return Word(*_named(groups, sql, tuple(where.parameters)), groups)


def pieces(word: str) -> list[str]:
    """The word cut by jieba, punctuation dropped; the word itself when nothing is left.

    >>> pieces("重大事故隐患")
    ['重大', '事故', '隐患', '事故隐患']
    """
    import jieba  # half a second and 90 MB: only a server that is searched pays for it

    jieba.setLogLevel("WARNING")
    found = [piece for piece in jieba.cut_for_search(word) if re.search(r"\w", piece)]
    longer = [piece for piece in found if len(piece) > 1]
    return (list(dict.fromkeys(longer or found)) or [word])[:MOST_PIECES]


def _word(published: Published, word: str) -> Word:
    parts = pieces(word)
    half = (len(parts) + 1) // 2
    sql, parameters = _terms_sql(word, parts)
    groups = _groups(published, sql, parameters)
    if any(group.mask == _all(parts) for group in groups):
        sql = f"SELECT * FROM ({sql}) WHERE bit_count(mask) >= {half}"
        groups = tuple(group for group in groups if group.mask.bit_count() >= half)
        return Word(*_named(groups, sql, parameters), groups)
    return Word(
        *_named(groups, sql, parameters), groups, half, _decisive(groups, len(parts), half), len(parts)
    )


def _terms_sql(word: str, parts: list[str]) -> tuple[str, tuple]:
    """All terms that hold a piece of the word, or its number."""
    of_text, text_parameters = _mask("text", parts)
    of_name, name_parameters = _mask("name_zh", parts)
    called, called_parameters = _called(word, parts)
    sql = f"""
        SELECT term, kind, figures, own | coalesce(named.mask, 0) AS mask, CASE kind WHEN '{LABEL}' THEN
                2 * bit_count(own) + bit_count(coalesce(named.mask, 0)) + {MEANT} * coalesce(named.meant, 0)
                + 4 * CAST(contains(text, ?) AS INTEGER) + 8 * CAST(text = ? AS INTEGER)
            ELSE bit_count(own) END AS points
        FROM (SELECT *, {of_text} | {_spelt(word, parts)} AS own FROM search_term WHERE kind <> '{NUMBER}')
        LEFT JOIN (SELECT id, {of_name} | {called} AS mask, CAST({called} > 0 AS INTEGER) AS meant
            FROM indicator) named ON named.id = indicator
        WHERE own | coalesce(named.mask, 0) > 0
    """
    spelt_parameters = [word.lower(), word.lower()] if _LATIN.fullmatch(word) else []
    parameters = [word, word, *text_parameters, *spelt_parameters, *name_parameters, *called_parameters * 2]
    number = _number_in(word)
    if number is not None:  # a bare number is meant as one; in 第17类 it is only a part of the word
        bare = 4 if _NUMBER.fullmatch(word) else 0
        digits = sum(1 << position for position, part in enumerate(parts) if re.search(r"\d", part))
        sql += f"""UNION ALL SELECT term, kind, figures, {digits or _all(parts)}::BIGINT,
            {bare} + 4 * CAST(text = ? AS INTEGER)
            FROM search_term WHERE kind = '{NUMBER}' AND value = CAST(? AS DECIMAL(24, 6))"""
        parameters += [word, str(number)]
    return sql, tuple(parameters)


def _called(word: str, parts: list[str]) -> tuple[str, list[str]]:
    """SQL, in a question about indicators: all pieces where the word is what people call the indicator."""
    named = f"SELECT target FROM search_name WHERE kind = '{INDICATOR}' AND name = ?"
    return f"CASE WHEN id IN ({named}) THEN {_all(parts)}::BIGINT ELSE 0 END", [word]


def _spelt(word: str, parts: list[str]) -> str:
    """SQL, in a question about terms: all pieces where Latin letters begin an agency's pinyin or initials."""
    if not _LATIN.fullmatch(word):
        return "0"
    named = f"""SELECT name FROM search_name
        WHERE kind = '{AGENCY_NAME}' AND (starts_with(pinyin, ?) OR starts_with(initials, ?))"""
    return f"CASE WHEN kind = '{AGENCY}' AND text IN ({named}) THEN {_all(parts)}::BIGINT ELSE 0 END"


def _all(parts: list[str]) -> int:
    return (1 << len(parts)) - 1


def _together(tables: Iterable[str]) -> str:
    """SQL: how many pieces the terms in these tables hold between them."""
    return f"bit_count({' | '.join(f'coalesce({table}.mask, 0)' for table in tables)})"


def _mask(column: str, parts: list[str]) -> tuple[str, list[str]]:
    """SQL for the pieces that a text holds, as bits."""
    bits, parameters = [], []
    for position, part in enumerate(parts):
        holds = f"contains({column}, ?)"
        parameters.append(part)
        if part.isdecimal():  # digits count where they stand alone: 17 is in 第17类, not in 第117类
            holds = f"({holds} AND regexp_matches({column}, ?))"
            parameters.append(rf"(^|\P{{Nd}}){part}(\P{{Nd}}|$)")
        bits.append(f"CASE WHEN {holds} THEN {1 << position}::BIGINT ELSE 0 END")
    return " | ".join(bits), parameters


def _groups(published: Published, sql: str, parameters: Iterable) -> tuple[Group, ...]:
    rows = published.rows(
        f"""
        SELECT kind, points, mask, sum(figures), min(term), max(term),
            CASE WHEN count(*) <= {MOST_NUMBERED} THEN list(term) END
        FROM ({sql}) GROUP BY kind, points, mask ORDER BY points DESC, kind, mask
        """,
        list(parameters),
    )
    return tuple(Group(*row) for row in rows)


def _named(groups: tuple[Group, ...], sql: str, parameters: tuple) -> tuple[str, tuple]:
    """The terms by their numbers where these are known, so that their texts are not gone through again."""
    if not groups or any(group.terms is None for group in groups):
        return sql, parameters
    terms = [(term, group.mask, group.points) for group in groups for term in group.terms or ()]
    columns = tuple(list(column) for column in zip(*terms, strict=True))
    return "SELECT unnest(?::INTEGER[]) AS term, unnest(?::BIGINT[]) AS mask, unnest(?) AS points", columns


def _decisive(groups: Iterable[Group], parts: int, needed: int) -> int:
    """Of 4 pieces 2 are needed: who has them has one of any 3. The 3 that the fewest figures hold."""
    figures = [sum(group.figures for group in groups if group.mask >> i & 1) for i in range(parts)]
    rarest = sorted(range(parts), key=figures.__getitem__)[: parts - needed + 1]
    return sum(1 << position for position in rarest)


def _number_in(word: str) -> Decimal | None:
    """The number that a word holds, if the database can hold it too."""
    found = _NUMBER.search(word)
    try:
        number = parse_number(found.group()) if found else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < 10**18 else None
