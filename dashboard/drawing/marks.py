"""Rows of the published database made into marks: what a chart draws and what is written beside it.

Pure: takes the DataFrames of `queries` and returns the columns that dashboard.drawing.charts asks for.
"""

from collections.abc import Iterable

import pandas as pd

from dashboard.comparability import Badge, badges, may_compare, stand_together
from dashboard.naming import axis_names
from dashboard.numbers import marked, quoted, unit_of
from dashboard.records import records

# The pattern of a limited mark; where several limits apply, the first of this order shows.
PATTERNS = {
    "campaign": ".",
    "scope": "\\",
    "period": "|",
    "derived": "x",
    "range": "/",
    "at_least": "/",
    "about": "/",
    "at_most": "/",
}
LONGEST_NOTE = 18  # characters
SAID_BY_SIGN = ("at_least", "about", "at_most", "range")  # the number itself carries ≥ ≈ ≤ –


def marks_of(rows: pd.DataFrame, names: dict[str, str] | None = None) -> pd.DataFrame:
    """The rows of `queries.headlines` with name, text, said, note, limits, signs, pattern, ids added."""
    names = names or axis_names(rows)
    each = records(rows)
    limits = [badges(record) for record in each]
    return rows.assign(
        name=[names[agency] for agency in rows["agency"]],
        text=[marked({**record, "unit": unit_of(record)}) for record in each],
        said=[quoted(record) for record in each],
        note=[shortened(note_of(found)) for found in limits],
        limits=[note_of(found) for found in limits],
        signs=[signs_of(found) for found in limits],
        pattern=[pattern_of(found) for found in limits],
        ids=[joined_ids(ids) for ids in rows["figure_ids"]],
    )


def judged(marks: pd.DataFrame) -> pd.DataFrame:
    """The same marks with the columns verdict (可比, 可参照, 不可比) and reasons, each among those of its
    indicator; empty where an indicator has one mark."""
    words, reasons = pd.Series("", marks.index), pd.Series("", marks.index)
    for _, rows in marks.groupby("indicator", sort=False):
        if len(rows) > 1:
            each = stand_together(records(rows)).each
            words[rows.index] = [verdict.word for verdict in each]
            reasons[rows.index] = [verdict.text for verdict in each]
    return marks.assign(verdict=words, reasons=reasons)


def note_of(found: Iterable[Badge]) -> str:
    """The limits in words, without those that the number shows by its sign."""
    return "，".join(
        badge.text.removeprefix("口径：").removeprefix("期间：")
        for badge in found
        if badge.code not in SAID_BY_SIGN
    )


def shortened(note: str) -> str:
    """A note short enough to stand beside a bar; the hover text and the table have it whole."""
    return note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 1] + "…"


def in_full(marks: pd.DataFrame) -> pd.DataFrame:
    """The same marks with what limits them uncut beside the numbers: for pictures, which have the room."""
    whole = [
        note.removesuffix(shortened(limits)) + limits if limits and note.endswith(shortened(limits)) else note
        for note, limits in zip(marks["note"], marks["limits"], strict=True)
    ]
    return marks.assign(note=whole)


def signs_of(found: Iterable[Badge]) -> str:
    """The limits as one character each, for charts without room for words."""
    return "".join(badge.sign for badge in found if badge.code not in SAID_BY_SIGN)


def with_years(marks: pd.DataFrame) -> pd.DataFrame:
    """The same marks with their year beside the number: for charts whose marks are of several years."""
    years = marks["year"].astype(str)
    return marks.assign(
        note=years + "年" + marks["note"].map(lambda note: "，" + note if note else ""),
        signs=years + " " + marks["signs"],
    )


def compact(marks: pd.DataFrame) -> pd.DataFrame:
    """The same marks with signs in place of words beside the numbers."""
    return marks.assign(note=marks["signs"])


def pattern_of(found: Iterable[Badge]) -> str:
    codes = {badge.code for badge in found}
    return next((pattern for code, pattern in PATTERNS.items() if code in codes), "")


def joined_ids(ids: Iterable[int] | None) -> str:
    """Figure ids as text: they exceed what JavaScript can count exactly."""
    return ",".join(str(int(i)) for i in ids) if ids is not None else ""


def chart_unit(marks: pd.DataFrame) -> str:
    """The unit of the value axis: that of the marks where they agree, else the indicator's."""
    units = [unit for unit in marks["unit"].dropna().unique() if unit]
    return str(units[0]) if len(units) == 1 else str(marks["indicator_unit"].iloc[0] or "")


def ordered(marks: pd.DataFrame, order: str) -> pd.DataFrame:
    """Marks by value (greatest first) or by place (division code), as the reader chose."""
    if order == "value":
        return marks.sort_values(["value", "adcode"], ascending=[False, True], kind="stable")
    return marks.sort_values(["adcode", "agency"], kind="stable")


def mark_breaks(marks: pd.DataFrame) -> pd.DataFrame:
    """Marks in order of year with the column `breaks`: may not be compared with the agency's mark before it.

    A line through marks of unlike scope, period or campaign would tell a change that nobody reported.
    """
    marks = marks.sort_values(["adcode", "agency", "year"], kind="stable")
    before: dict[str, dict] = {}
    breaks = []
    for mark in records(marks):
        earlier = before.get(mark["agency"])
        breaks.append(earlier is not None and not may_compare(mark, earlier).allowed)
        before[mark["agency"]] = mark
    return marks.assign(breaks=breaks)


def mixture_caption(marks: pd.DataFrame, hollow: bool = False) -> str:
    """What a chart's marks mix, and how its patterns are to be read; empty when all are plain.

    `hollow`: the chart draws points, and leaves those that something limits hollow instead of hatching them.
    """
    limits = [badge for record in records(marks) for badge in badges(record)]
    found = [badge.code for badge in limits]
    signs = {badge.code: badge.sign for badge in limits}
    parts = []
    approximate = sum(code in SAID_BY_SIGN for code in found)
    if approximate:
        parts.append(f"约数或区间 {approximate} 个（{'' if hollow else '右斜线，'}≥ ≈ ≤ –）")
    for code, words in MIXED.items():
        if found.count(code):
            parts.append(f"{words[0]} {found.count(code)} 个（{signs[code]}{'' if hollow else words[1]}）")
    limited = hollow and any(code in PATTERNS for code in found)
    said = "；".join(parts) + ("；有限定的画成空心点" if limited else "")
    return f"{len(marks)} 个数字中：{said}。" if parts else ""


NO_BAR = "没有柱的年份没有数字，不是零。"
OWN_AXES = "各小图的纵轴不同：这些机构彼此不可比或层级不同，高低不能相比。"


MIXED = {
    "scope": ("不是本机关口径", "，左斜线"),
    "campaign": ("只是专项行动", "，点"),
    "derived": ("由分项相加", "，网格"),
    "period": ("不满一年或期间不明", "，竖线"),
    "quoted": ("引自他年报告", ""),
    "from_superior": ("取自上级通报", ""),
    "conflict": ("与他处不一致", ""),
    "unreviewed": ("未经人工核对", ""),
}
