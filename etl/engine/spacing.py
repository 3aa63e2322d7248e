"""Spaces that only set numbers apart from the words around them: 检查企业 30 家次，整改 12 项。

To the rules they are nothing: with and without them a sentence says the same.
"""

import re
from collections.abc import Iterator

from etl.engine.initials import searched

_BLANK = " \u00a0\u2009"
_WORD = "一-鿿，、；：。（）“”《》"
_SET_APART = searched(
    rf"(?<![{_BLANK}])[{_BLANK}](?:(?<=[{_WORD}][{_BLANK}])(?=[0-9０-９])|(?<=[0-9０-９%％][{_BLANK}])(?=[一-鿿%％]))"
)
_PROSE = re.compile("[，。；]")
_CLAUSE = re.compile("[^，。；：、,;:]+")
_NUMBER = re.compile(f"[0-9０-９.]{{1,16}}(?![0-9０-９.]|[{_BLANK}]?[年月日])")
_MOST = 3  # numbers beside dates in a clause; a table that was run into one line has more


def spaces_in(text: str) -> list[int]:
    """The places of single spaces between a number and a word in running text.

    Elsewhere spaces part the cells of a table that lost its lines, or the items of a menu.
    """
    if " " not in text and "\u00a0" not in text and "\u2009" not in text:
        return []
    places: list[int] = []
    at = 0
    for line in text.split("\n"):
        if _SET_APART.search(line) and _PROSE.search(line):
            places += (at + place for place in _spaces_in_line(line))
        at += len(line) + 1
    return places


def _spaces_in_line(line: str) -> Iterator[int]:
    for clause in _CLAUSE.finditer(line):
        found = [match.start() for match in _SET_APART.finditer(line, *clause.span())]
        if found and len(_NUMBER.findall(clause[0])) <= _MOST:
            yield from found
