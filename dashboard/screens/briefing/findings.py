"""Sentences that the figures support: a title, three findings, one figure to paste. Pure; every number in
them is a mark's own, as printed, with its basis and its approximation.

Neutral: more is not better, and nothing is said of marks that may not be compared but that they exist.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.comparability import (
    SCOPE_TEXT,
    Panel,
    Standing,
    arrange,
    badges,
    before_of,
    foremost,
    year_on_year,
)
from dashboard.naming import agency_in_full, place_in_full
from dashboard.numbers import amount, in_words, unit_of
from dashboard.records import records
from dashboard.sentences import limits_of, plainly, title_marks, value_with_limits, with_brackets
from dashboard.words import LEVELS

_PARTICULARS = re.compile(r"（[^（）]*）")
NAMED = 3  # agencies that one finding names


@dataclass(frozen=True)
class Findings:
    title: str
    points: tuple[str, str, str]


@dataclass(frozen=True)
class Coverage:
    """Agencies of the selection by what their reports of the year say of the indicator."""

    reporting: int = 0
    not_disclosed: int = 0
    unknown: int = 0
    partial: int = 0


def findings(
    rows: pd.DataFrame, name: str, when: str, titles: Mapping[str, str], coverage: Coverage
) -> Findings:
    """What the marks of one indicator say; `rows` are of `queries.year_on_year`, one an agency, not empty.

    `when` is 2024年 or 各自最近一年, `titles` the titles of the reports by id.
    """
    marks = records(rows)
    arrangement = arrange(marks)
    standing, shared = arrangement.standing, foremost(arrangement)
    group = [marks[place] for place in shared.places]
    group.sort(key=lambda mark: (-float(mark["value"]), mark["adcode"]))
    return Findings(
        _title(marks, group, shared, standing, name, when),
        (
            _values(marks, group, name, titles),
            _changes(marks, titles),
            _limits(marks, shared, standing, coverage),
        ),
    )


def _title(
    marks: list[dict], group: list[dict], shared: Panel, standing: Standing, name: str, when: str
) -> str:
    if len(marks) == 1:
        mark = marks[0]
        said = with_brackets(plainly(mark), limits_of(mark))
        return f"{mark['year']}年，{agency_in_full(mark)}{name}为{said}"
    if len(group) == 1:
        return f"{when}，{len(marks)}个机构有{name}的数字，彼此不可比：{_kinds(standing)}"
    level = f"{LEVELS.get(shared.level, '')}机构" if len(group) < len(standing.group) else ""
    whose = (
        f"{len(group)}个机构{name}"
        if len(group) == len(marks)
        else f"{len(marks)}个机构中{shared.verdict.word}的{len(group)}个{level}，{name}"
    )
    low, high = plainly(group[-1]), plainly(group[0])
    if float(group[0]["value"]) == float(group[-1]["value"]):
        return f"{when}，{whose}都是{low}"
    if len(group) == 2:
        said = "，".join(f"{agency_in_full(mark)}{plainly(mark)}" for mark in group)
        return f"{when}，{whose}：{said}"
    return f"{when}，{whose}从{_end(group, -1)}{low}到{_end(group, 0)}{high}，中位数{_middle(group)}"


def _end(group: list[dict], place: int) -> str:
    """Whose number is at an end of a span, where it is one agency's: 云岭市青禾区的."""
    mark = group[place]
    same = [other for other in group if float(other["value"]) == float(mark["value"])]
    where = place_in_full(*(mark.get(name) or "" for name in ("province", "city", "district")))
    return f"{where or mark['agency']}的" if len(same) == 1 else ""


def _kinds(standing: Standing) -> str:
    """Why no two may be compared, in kinds: 行业不同、口径不同."""
    return "、".join(_PARTICULARS.sub("", reason) for reason in standing.of_all.reasons)


def _middle(group: list[dict]) -> str:
    units = {unit_of(mark) for mark in group}
    unit = units.pop() if len(units) == 1 else group[0]["indicator_unit"]
    about = "约" if any(mark["approx"] != "exact" for mark in group) else ""
    return about + amount(pd.Series([float(mark["value"]) for mark in group]).median(), unit, 1)


def _values(marks: list[dict], group: list[dict], name: str, titles: Mapping[str, str]) -> str:
    """Single marks with their reports: all of few, the ends of many."""
    if len(group) < 2:
        shown, rest = [(mark, 1) for mark in marks[:NAMED]], len(marks) - NAMED
        tail = f"；另有{rest}个机构" if rest > 0 else ""
    elif len(group) <= NAMED:
        shown, tail = [(mark, 1) for mark in group], ""
    else:
        ends = [[mark for mark in group if mark["value"] == end["value"]] for end in (group[0], group[-1])]
        shown = [
            (same[0], len(same)) for same in ends[: 1 if ends[0][0]["value"] == ends[1][0]["value"] else 2]
        ]
        rest = len(group) - sum(count for _, count in shown)
        tail = f"；其余{rest}个在两者之间" if rest else ""
    said = [
        _sourced(mark, titles)
        + (f"等{count}个机构" if count > 1 else "")
        + f"{name}{value_with_limits(mark)}"
        for mark, count in shown
    ]
    return "；".join(said) + tail + "。"


def _changes(marks: list[dict], titles: Mapping[str, str]) -> str:
    """How many may be set against the year before, and the largest change, with both numbers."""
    pairs = [(mark, before) for mark in marks if (before := before_of(mark))]
    changes = [(mark, before, year_on_year(mark, before)) for mark, before in pairs]
    known = [each for each in changes if each[2].verdict.allowed and each[2].difference is not None]
    if not known:
        return f"{_bases(marks)}没有可比的上年数字，不作同比。"
    mark, earlier, change = max(known, key=lambda each: abs(each[2].percent or 0))
    said = in_words({**earlier, "indicator_unit": mark["indicator_unit"]})
    now = with_brackets(in_words(mark), change.text)
    example = f"{_sourced(mark, titles)}由上年的{said}变为{now}"
    if len(marks) == 1:
        return f"{example}。"
    counted = _counted([change.difference or 0 for _, _, change in known])
    return f"{len(known)}个机构可与上年比：{counted}。变化幅度最大的一个：{example}。"


def _counted(differences: list[float]) -> str:
    """2个增加、1个持平"""
    up, down = sum(each > 0 for each in differences), sum(each < 0 for each in differences)
    counts = ((up, "增加"), (down, "减少"), (len(differences) - up - down, "持平"))
    return "、".join(f"{count}个{word}" for count, word in counts if count)


def _bases(marks: list[dict]) -> str:
    """On what bases the marks stand: 口径：本机关1个、全系统5个；其中3个只是专项行动，1个不满一年。"""
    if len(marks) == 1:
        return ""
    scopes = pd.Series([SCOPE_TEXT[mark["scope"]] for mark in marks]).value_counts(sort=False)
    said = "口径：" + "、".join(f"{scope}{count}个" for scope, count in scopes.items())
    codes = [badge.code for mark in marks for badge in badges(mark)]
    limits = [
        f"{codes.count(code)}个{words}"
        for code, words in (("campaign", "只是专项行动"), ("period", "不满一年"), ("derived", "由分项相加"))
        if code in codes
    ]
    return said + ("；其中" + "，".join(limits) if limits else "") + "。"


def _limits(marks: list[dict], shared: Panel, standing: Standing, coverage: Coverage) -> str:
    """The verdict, what was left out of the comparison and why, who says nothing."""
    parts = [] if len(marks) == 1 or len(shared.places) < 2 else [f"所比的数字{shared.verdict.sentence}"]
    if levels := len(standing.group) - len(shared.places):
        parts.append(f"另有{levels}个机构层级不同，不放在一起比")
    others = [verdict for place, verdict in enumerate(standing.each) if place not in standing.group]
    if others and len(standing.group) > 1:
        why = standing.of_all.text if len(others) == 1 else standing.of_all.text.replace("一个", "有的")
        parts.append(f"另有{len(others)}个机构有数字而不可比：{why}")
    parts += _silent(coverage)
    if len(marks) == 1:
        parts = [badge.meaning for badge in badges(marks[0])] + parts
        return "；".join(parts or ["这个数字是全年、本机关口径的确数"]) + "。"
    return "；".join(parts or ["各数字不可比，只宜各自引用"]) + "。"


def _silent(coverage: Coverage) -> list[str]:
    """How many state no total, by what is known of why."""
    told = (
        (coverage.partial, f"{coverage.partial}个机构只有分项，没有合计"),
        (coverage.not_disclosed, f"读了报告全文的机构中{coverage.not_disclosed}个未披露此项"),
        (coverage.unknown, f"{coverage.unknown}个机构只读到报告摘录，是否披露不知"),
    )
    return [said for count, said in told if count]


def _sourced(mark: dict, titles: Mapping[str, str]) -> str:
    title = titles.get(mark["report_id"])
    return (f"据{title_marks(title)}，" if title else "") + agency_in_full(mark)
