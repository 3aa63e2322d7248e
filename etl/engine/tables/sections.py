"""The heading path at a place of a document, as the design writes it: 一 / (四)."""

import re
from bisect import bisect_right
from functools import cached_property

_HEADING = re.compile(
    r"^[ \t\u3000]*(?:([一二三四五六七八九十]{1,3})、|[(（]([一二三四五六七八九十]{1,3})[)）])", re.MULTILINE
)


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
