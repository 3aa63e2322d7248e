"""The headings above a place of a document: their path, as the design writes it (一 / (四)), and words."""

import re
from bisect import bisect_right
from functools import cached_property

_HEADING = re.compile(
    r"^[ \t\u3000]*(?:([一二三四五六七八九十]{1,3})、|[(（]([一二三四五六七八九十]{1,3})[)）])", re.MULTILINE
)
_HEADS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．](?!\d))\S"
)
_LEADS = re.compile(r"下表|如下|附表|见表|表\s?\d|[:：]$")
_REACH = 800  # characters above a table
_HEADING_LIMIT = 60


def words_above(text: str, start: int) -> list[str]:
    """The sentence that leads to a table (情况见下表) and the heading of its section, the nearer first."""
    found: list[str] = []
    for line in reversed(text[max(0, start - _REACH) : start].split("\n")[:-1]):
        line = line.strip()
        if _HEADS.match(line) and len(line) <= _HEADING_LIMIT:
            return [*found, line]
        if line.endswith(("。", "：", ":")) and not found and _LEADS.search(line):
            found.append(line.rstrip("。：:").rpartition("。")[2])
    return found


class Sections:
    """Headings of one text, looked for only when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, place: int) -> str:
        """The path of the headings that the place lies under, "" before the first."""
        starts = [start for start, _ in self._paths]
        index = bisect_right(starts, place) - 1
        return self._paths[index][1] if index >= 0 else ""

    @cached_property
    def _paths(self) -> list[tuple[int, str]]:
        paths, chapter = [], ""
        for match in _HEADING.finditer(self._text):
            if match[1]:
                chapter = match[1]
                paths.append((match.start(), chapter))
            else:
                paths.append((match.start(), f"{chapter} / ({match[2]})" if chapter else f"({match[2]})"))
        return paths
