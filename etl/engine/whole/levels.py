"""Shares beside what they are held against: 市本级立案10件，各区立案40件; 累计公开900条，本年度公开80条.

罚款9万元，没收违法所得2万元: neither is all that was taken.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

from etl.engine.initials import searched
from etl.engine.matches import last
from etl.engine.model import Figure
from etl.engine.whole.evidence import is_table

# 市局本级 is the office that reports itself, and its own number is no part of its own
LEVEL = re.compile(
    "(?<![局厅委队])[省市县区州]?本级|[省市州]级(?=层面|共|累计|全年|立案|检查|开展|查处|办[理结]|处罚|[作做]出|实施)|[局厅委队]机关(?!干部|党)"
)
# 各县（市）立案40件, 18个街镇处罚90件: the share of those below, where the same is counted otherwise, too
_THOSE = "市县|县区|区县|县[（(]市(?:、区)?[）)]|镇街道?|街镇|乡镇|街道|区|县"
BELOW = searched(
    rf"(?<![和及含与、])(?:(?:各|[0-9]{{1,3}}余?个)(?:{_THOSE})|[市区县]直|(?<![一-鿿])(?:街镇|镇街|乡镇))"
    "[^，。；、,;：:（）()0-9]{0,12}?"
    "(?=全年|上半年|共|累计|办[理结]|立案|检查|查[处办]|处罚|新收|实施|[作做]出|监督检查|出动|受理|收到)"
)
TURNS = re.compile("[；;。\n]|全[省市县区州]|各(?![类种项式个])")
# 截至2020年底，累计公开900条: of all the years since the first, where another number is of the year
EVER = re.compile("截[至止][^，。；]{0,12}[年底末日][，,][^，。；]{0,8}累计[^，。；]{0,16}\\Z")
OF_YEAR = re.compile("(?:本年|全年|今年|当年|年内|20[0-9]{2}年度?[，,])[^，。；]{0,20}\\Z")
# 办理申请9件（含上年结转2件）: more than came in this year
CAME_IN = re.compile("[收接新](?:到|收|悉)?[^，。；]{0,30}\\Z|受理[^，。；]{0,30}\\Z")
CARRIED_OVER = re.compile("[（(](?:其中)?(?:含|包括|包含)?[^（）()，。；]{0,8}(?:结转|遗留)")
LEAD = 60  # characters before a number in which a year may be named
REACH = 400  # characters between the share of the office and that of a body
FINED, FORFEITED, NEXT = re.compile("罚款[^，。；没]{0,6}\\Z"), "没收违法所得", 20


def name_shares(text: str, figures: list[Figure]) -> None:
    """Name the part of figures that what they are held against shows to be one."""
    _name_own_level(text, figures)
    _name_those_below(text, figures)
    _name_all_years(text, figures)
    _name_carried_over(text, figures)
    _name_fines_beside_forfeits(text, figures)


def _name_fines_beside_forfeits(text: str, figures: list[Figure]) -> None:
    """Name the part of fines beside which stands what was confiscated: 罚款9万元，没收违法所得2万元."""
    for fine, forfeit in pairwise(figures):
        beside = fine.indicator == forfeit.indicator == "fines" and forfeit.part == FORFEITED
        if not beside or fine.part or is_table(fine) or forfeit.start - fine.end > NEXT:
            continue
        if FINED.search(text, max(0, fine.start - NEXT), fine.start):
            fine.part = "罚款"


def _name_own_level(text: str, figures: list[Figure]) -> None:
    """Name the part of figures that the office counts for itself where the same is counted of others near.

    The level of an area (市本级) is a part in any report that counts the whole area, too.

    What follows in the sentence is of the office, too: 全市立案50件，市本级立案10件，罚款3万元.
    """
    named = None
    of_all = any(figure.scope == "system" and figure.indicator for figure in figures)
    for figure in figures:
        if figure.scope != "own" or not figure.indicator or figure.part or is_table(figure):
            continue
        level = _level_before(text, max(0, figure.sentence_start), figure.start)
        if level is None or TURNS.search(text, level.end(), figure.start):
            continue
        if (
            level.start() == named
            or (level[0].endswith("级") and of_all)
            or _is_told_of_others(figure, figures)
        ):
            figure.part, named = level[0], level.start()


def _level_before(text: str, start: int, end: int) -> re.Match | None:
    """Return the last level that is named there; most sentences have neither 级 nor 机关, and name none."""
    if text.find("级", start, end) < 0 and text.find("机关", start, end) < 0:
        return None
    return last(LEVEL.finditer(text, start, end))


def _is_told_of_others(figure: Figure, figures: list[Figure]) -> bool:
    first = bisect_right(figures, figure.start - REACH, key=lambda other: other.start)
    last_one = bisect_left(figures, figure.start + REACH, key=lambda other: other.start)
    return any(
        other.indicator == figure.indicator
        and other.scope != "own"
        and other.measure == figure.measure == "level"
        for other in figures[first:last_one]
    )


def _name_those_below(text: str, figures: list[Figure]) -> None:
    """Name the part of figures that those below an area count, where the same is counted otherwise."""
    told = [(figure, _those_below(text, figure)) for figure in figures if _may_be_share(figure)]
    names: dict[str, set[str]] = defaultdict(set)
    greatest: dict[str, Decimal] = {}  # that is told of all, or, without end, of the office
    for figure, name in told:
        if name:
            names[figure.indicator].add(name)
        else:
            value = Decimal("Infinity") if figure.scope == "own" else figure.value
            greatest[figure.indicator] = max(value, greatest.get(figure.indicator, value))
    for figure, name in told:
        beside = len(names[figure.indicator]) > 1 or greatest.get(figure.indicator, 0) > figure.value
        if name and beside and not figure.part:
            figure.part = name


def _may_be_share(figure: Figure) -> bool:
    counts = figure.indicator and figure.measure == "level" and figure.scope != "other"
    return bool(counts) and not is_table(figure)


def _those_below(text: str, figure: Figure) -> str:
    """Return who below an area counts a figure, as the words before it say; else ""."""
    start = max(0, figure.sentence_start, figure.start - LEAD)
    below = last(BELOW.finditer(text, start, figure.start))
    return "" if below is None or TURNS.search(text, below.end(), figure.start) else below[0]


def _name_all_years(text: str, figures: list[Figure]) -> None:
    """Name the part of what was published in all the years together where the same is counted of this one."""
    published = [f for f in figures if f.indicator == "publications" and f.measure == "level"]
    if not any(OF_YEAR.search(text, max(0, f.start - LEAD), f.start) for f in published):
        return
    for figure in published:
        if not figure.part and EVER.search(text, max(0, figure.start - LEAD), figure.start):
            figure.part = "历年累计"


def _name_carried_over(text: str, figures: list[Figure]) -> None:
    """Name the part of requests among which are some of the year before."""
    for figure in figures:
        if figure.indicator != "disclosure_requests" or figure.measure != "level" or figure.part:
            continue
        came_in = CAME_IN.search(text, max(0, figure.start - LEAD), figure.start)
        if not came_in and CARRIED_OVER.match(text, figure.end):
            figure.part = "含上年结转"
