"""What one cell holds: a number, nothing, a mark for nothing, a year, or words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache, partial
from itertools import pairwise

from etl.engine.rulebook import Made, Rulebook, expression, word_set
from etl.engine.tables.words import COUNTER, base_unit, multiplier

_HALF_WIDTH = str.maketrans("０１２３４５６７８９，．％＋－−（）", "0123456789,.%+--()")
_NUMBER = expression(
    r"\s{0,40}(?P<before>约|近|超过|超|逾|共计|共|计|不少于|不足)?\s{0,40}"
    r"(?P<printed>(?P<sign>[+-]|增加?|减少?)?\s?(?P<digits>\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<more>[余多])?\s?(?P<times>百万|千万|亿|万|千|百)?(?P<more2>[余多])?"
    rf"\s?(?:(?P<unit>{COUNTER})|\((?P<times2>万|亿|千)?(?P<unit2>{COUNTER})\))?(?P<more3>以上|余|多)?)"
    r"\s{0,40}(?:左右)?\s{0,40}"
)
_ABOUT = {
    "约": "about",
    "近": "about",
    "超过": "at_least",
    "超": "at_least",
    "逾": "at_least",
    "不少于": "at_least",
    "不足": "at_most",
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTHING = word_set("labels", "nothing")
_NONE = word_set("labels", "none")
NUMBER_LIMIT = 40  # no printed number is longer


@dataclass(slots=True, frozen=True)
class CellNumber:
    """A number as printed in a cell; `start` and `end` are offsets into the cell's own text."""

    start: int
    end: int
    value: Decimal  # in base units where the cell prints its multiplier
    unit: str = ""
    approx: str = "exact"
    scaled: bool = False  # the cell itself states 万 or a unit, so that no header multiplies it

    def moved(self, by: int) -> "CellNumber":
        """The same number in a text that has `by` more characters before it."""
        return replace(self, start=self.start + by, end=self.end + by)


def number_in(rules: Rulebook, text: str) -> CellNumber | None:
    """The one number that the cell holds, or None when it holds none, or anything beside one."""
    return rules[_READ](text) if len(text) <= NUMBER_LIMIT else None


def _read(rules: Rulebook, text: str) -> CellNumber | None:
    if text.isascii() and text.isdigit():  # most cells that hold a number
        return CellNumber(0, len(text), Decimal(text))
    if not text:
        return None
    if text.strip() in rules[_NONE]:
        start = text.index(text.strip())
        return CellNumber(start, start + len(text.strip()), Decimal(0))
    match = rules[_NUMBER].fullmatch(text.translate(_HALF_WIDTH))
    if not match:
        return None
    unit = _first(match, "unit", "unit2")  # 0件, 0(件)
    times = _first(match, "times", "times2")
    value = Decimal(re.sub(r"[,\s]", "", match["digits"])) * multiplier(times)
    more = _first(match, "more", "more2", "more3")
    return CellNumber(
        start=match.start("printed"),
        end=match.end("printed"),
        value=-value if (match["sign"] or "+")[0] in "-减" else value,
        unit=base_unit(unit),
        approx="at_least" if more else _ABOUT.get(match["before"] or "", "exact"),
        scaled=bool(times or unit),
    )


# A cell is looked at by each step: what is a row, where a header ends, which blocks, what the numbers are
_READ = Made(lambda rules: lru_cache(maxsize=8192)(partial(_read, rules)))


def _first(match: re.Match, *names: str) -> str:
    """What the first of these groups has that is not empty."""
    return next((said for name in names if (said := match[name])), "")


def is_void(rules: Rulebook, text: str) -> bool:
    """True for a blank cell and for the marks that stand for "no figure"; none of them is zero."""
    bare = text.strip()
    return not bare or bare in rules[_NOTHING]


def is_year(text: str) -> bool:
    """True for a bare year, which in a header or a first column is a label and not a number."""
    return bool(_YEAR.fullmatch(text.strip().translate(_HALF_WIDTH)))


def near_years(texts: Iterable[str]) -> bool:
    """True for bare years one or two apart (2021, 2022, 2023): 1976 and 1980 below a header are counts."""
    shown = list(texts)
    if not shown or not all(map(is_year, shown)):
        return False
    return all(later - year <= 2 for year, later in pairwise(sorted(map(int, shown))))
