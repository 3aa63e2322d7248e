"""What a comparison says at first sight: how many indicators may be compared, and of which year. Pure."""

import pandas as pd

from dashboard.comparability import ANSWERS, stand_together
from dashboard.records import records

ALONE = "alone"


def counted(marks: pd.DataFrame) -> dict[str, int]:
    """Indicators by verdict: the keys of ANSWERS, and ALONE for those that one agency tells.

    `marks`: one an agency and indicator. Where only some may be compared, their verdict counts.
    """
    found = {answer: 0 for answer in (*ANSWERS, ALONE)}
    for _, rows in marks.groupby("indicator", sort=False):
        standing = stand_together(records(rows))
        if len(rows) == 1:
            found[ALONE] += 1
        else:
            found[standing.verdict.answer if len(standing.group) > 1 else "no"] += 1
    return found


def sentence(marks: pd.DataFrame, agencies: int, when: str) -> str:
    """2024年，2个机构：可比0项、不可比1项、只有一方披露3项。"""
    words = {**ANSWERS, ALONE: "只有一方披露"}
    said = [
        f"{words[answer]}{number}项" for answer, number in counted(marks).items() if number or answer == "yes"
    ]
    return f"{when}，{agencies}个机构：{'、'.join(said)}。"


def shared_year(marks: pd.DataFrame) -> int:
    """The year of which most of the agencies share indicators, then that of most shared indicators, then
    the latest; where no year is shared, that of most agencies. `marks`: of all years, not empty."""
    tellers = marks.groupby(["year", "indicator"])["agency"].transform("nunique")
    shared = marks[tellers > 1].groupby("year").agg({"agency": "nunique", "indicator": "nunique"})
    told = marks.groupby("year")["agency"].nunique()

    def rank(year: int) -> tuple:
        sharing = tuple(shared.loc[year]) if year in shared.index else (0, 0)
        return (*sharing, told[year], year)

    return int(max(told.index, key=rank))
