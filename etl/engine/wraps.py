"""Texts whose lines were cut at one width, through words and numbers: where a line end is none.

Only the layout tells: no line is longer than the width, and most of the long ones end there in mid-sentence.
"""

import re
from collections.abc import Callable
from functools import lru_cache

_LONGEST = 120  # characters; a paragraph on one line is longer, and its text not wrapped
_LEAST, _NARROWEST = 4, 18  # lines that fill the width, and its characters
_SHORT_BY = 3  # columns by which a line may miss it: no line begins with a comma, no word is parted
_LEAST_FULL, _MOST_ENDED, _LEAST_RUNNING = 0.5, 0.4, 0.6  # shares, see _width
_ENDED = ("。", "！", "？", "!", "?", "；", ";", "：", ":")
_RUNNING = re.compile("[，。、；,;]")
_COLUMNS = re.compile(r"[\t|│┃]|[ \u3000\xa0]{2}")  # within a line, but for the blanks at its ends
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]{1,3}[章节条]|附件|[-—|*]"
)
_WIDE = re.compile("[\u2000-\U0010ffff]")
_BLANK = (" ", "\u3000", "\t", "\xa0")


@lru_cache(maxsize=2)  # who reports is asked of the same text as its figures
def wraps_in(text: str) -> tuple[int, ...]:
    """The places of the line feeds, with the blanks before them, that only end a line and no paragraph.

    Empty for a text that is not wrapped: most cost one look at the lengths of their lines.
    """
    lines = text.split("\n")
    if len(lines) <= _LEAST or max(map(len, lines)) > _LONGEST:
        return ()
    bare = ["" if _COLUMNS.search(line.strip()) else line.rstrip() for line in lines]
    full = max((_full(bare, measure) for measure in (len, _columns)), key=len)
    indented = any(line.startswith(_BLANK) for line in lines if line.strip())
    places: list[int] = []
    at = 0
    for number, line in enumerate(lines[:-1]):
        if number in full and _goes_on(bare[number], bare[number + 1], indented):
            places += range(at + len(bare[number]), at + len(line) + 1)
        at += len(line) + 1
    return tuple(places)


def _columns(line: str) -> int:
    """The width on a screen: 2 for a Chinese character or sign, 1 for a Latin one."""
    return len(line) + len(_WIDE.findall(line))


def _full(lines: list[str], measure: Callable[[str], int]) -> set[int]:
    """The lines that fill the width, if the text is wrapped by that measure."""
    widths = [measure(line) for line in lines]
    width = max(widths)
    full = {at for at, found in enumerate(widths) if found >= width - _SHORT_BY}
    long = sum(found * 2 >= width for found in widths)
    ended = sum(lines[at].endswith(_ENDED) for at in full)
    running = sum(bool(_RUNNING.search(lines[at])) for at in full)
    wrapped = (
        len(full) >= _LEAST
        and width >= _NARROWEST
        and len(full) >= _LEAST_FULL * long
        and ended <= _MOST_ENDED * len(full)
        and running >= _LEAST_RUNNING * len(full)
    )
    return full if wrapped else set()


def _goes_on(line: str, following: str, indented: bool) -> bool:
    """Whether the paragraph goes on; `indented`: paragraphs of this text begin with blanks."""
    if not following or following.startswith(_BLANK):
        return False
    if not line.endswith(_ENDED):
        return True
    return indented and not _ITEM.match(following)
