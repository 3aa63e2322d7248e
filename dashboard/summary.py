"""One indicator in one glance: a single agency's number and change, or the middle of several.

Pure: takes the rows of `queries.year_on_year` of one indicator and one year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from dashboard.comparability import arrange, badges, before_of, year_on_year
from dashboard.naming import axis_names
from dashboard.numbers import amount, in_words, marked, unit_of
from dashboard.records import records
from dashboard.words import LEVELS


@dataclass(frozen=True)
class Summary:
    """`number` is what stands large, `about` says what it is, `change` how it moved on the year before;
    `whose` are the agencies that `about` names, by these names."""

    name: str
    number: str
    about: str
    change: str
    whose: Mapping[str, str] = field(default_factory=dict)


def summarise(rows: pd.DataFrame) -> Summary:
    """The headline of one indicator; `rows` has at least one mark."""
    marks = records(rows)
    name = marks[0]["name_zh"]
    if len(marks) == 1:
        return _of_one(name, marks[0])
    arrangement = arrange(marks)
    years = sorted({mark["year"] for mark in marks})
    when = f"{years[0]}年" if len(years) == 1 else "各自最近一年"
    if not arrangement.panels:
        why = f"{when}{len(marks)}个机构的数字彼此不可比：{arrangement.standing.of_all.text}"
        return Summary(name, "不可比", why, "")
    places, verdict = arrangement.panels[0].places, arrangement.panels[0].verdict
    if len(places) == 1 and len(arrangement.standing.group) == 2:  # two, each the only one of its level
        places, verdict = arrangement.standing.group, arrangement.standing.verdict
    shown = [marks[place] for place in places]
    rest = len(marks) - len(shown)
    others = f"；另有{rest}个不在其中" if rest else ""
    if len(shown) == 1:  # nobody of its own level: the one that stands first, by name
        who = shown[0]["agency"]
        return Summary(name, _said(shown[0]), f"{who}，{when}{others}", _changes(marks), {who: who})
    if len(shown) == 2:
        shown.sort(key=lambda mark: float(mark["value"]))
        names = axis_names(rows)
        whose = {names[mark["agency"]]: mark["agency"] for mark in shown}
        about = f"{'、'.join(whose)}，{when}，{verdict.sentence}{others}"
        return Summary(name, "、".join(map(_said, shown)), about, _changes(marks), whose)
    units = {unit_of(mark) for mark in shown}
    unit = units.pop() if len(units) == 1 else marks[0]["indicator_unit"]
    middle = pd.Series([float(mark["value"]) for mark in shown]).median()
    about = (
        f"{len(shown)}个{LEVELS.get(shown[0]['level'], '')}机构的中位数，{when}，{verdict.sentence}{others}"
    )
    return Summary(name, amount(middle, unit, 1), about, _changes(marks))


def _said(mark: dict) -> str:
    return marked({**mark, "unit": unit_of(mark)})


def _of_one(name: str, mark: dict) -> Summary:
    change = year_on_year(mark, before_of(mark))
    said = f"比上年 {change.text}" if change.verdict.allowed and change.text else change.verdict.text
    limits = "，".join(badge.text for badge in badges(mark))
    return Summary(
        name,
        in_words(mark),
        f"{mark['agency']}，{mark['year']}年" + (f"（{limits}）" if limits else ""),
        said,
        {mark["agency"]: mark["agency"]},
    )


def _changes(marks: list[dict]) -> str:
    """How many agencies rose and fell, of those whose two years may be compared."""
    found = [year_on_year(mark, before_of(mark)) for mark in marks]
    differences = [
        change.difference for change in found if change.verdict.allowed and change.difference is not None
    ]
    if not differences:
        return ""
    up, down = sum(d > 0 for d in differences), sum(d < 0 for d in differences)
    parts = [f"升{up}" if up else "", f"降{down}" if down else ""]
    same = len(differences) - up - down
    parts.append(f"平{same}" if same else "")
    return f"比上年：{len(differences)}个可比，" + " ".join(p for p in parts if p)
