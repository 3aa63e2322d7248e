"""One indicator in one glance: a single agency's number and change, or the middle of several.

Pure: takes the rows of `queries.year_on_year` of one indicator and one year.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard.comparability import badges, before_of, stand_together, year_on_year
from dashboard.numbers import amount, in_words, marked, unit_of


@dataclass(frozen=True)
class Summary:
    """`number` is what stands large, `about` says what it is, `change` how it moved on the year before."""

    name: str
    number: str
    about: str
    change: str


def summarise(rows: pd.DataFrame) -> Summary:
    """The headline of one indicator; `rows` has at least one mark."""
    marks = rows.to_dict("records")
    name = marks[0]["name_zh"]
    if len(marks) == 1:
        return _of_one(name, marks[0])
    standing = stand_together(marks)
    alike = standing.members(marks)
    if len(alike) == 1:
        return Summary(name, "不可比", f"{len(marks)}个机构的数字口径各不相同，见下图", "")
    among = f"其中{len(alike)}个" if len(alike) < len(marks) else ""
    about = f"{len(marks)}个机构，{among}{standing.verdict.sentence}"
    if len(alike) == 2:
        low, high = sorted(alike, key=lambda mark: float(mark["value"]))
        ends = "、".join(marked({**mark, "unit": unit_of(mark)}) for mark in (low, high))
        return Summary(name, ends, about, _changes(marks))
    middle = pd.Series([float(mark["value"]) for mark in alike]).median()
    units = {unit_of(mark) for mark in alike}
    unit = units.pop() if len(units) == 1 else marks[0]["indicator_unit"]
    return Summary(name, amount(middle, unit, 1), f"中位数 · {about}", _changes(marks))


def _of_one(name: str, mark: dict) -> Summary:
    change = year_on_year(mark, before_of(mark))
    said = f"比上年 {change.text}" if change.verdict.allowed and change.text else change.verdict.text
    limits = "，".join(badge.text for badge in badges(mark))
    return Summary(name, in_words(mark), mark["agency"] + (f"（{limits}）" if limits else ""), said)


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
