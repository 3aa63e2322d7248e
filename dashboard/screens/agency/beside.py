"""An agency beside its peers, indicator by indicator, as the one verdict lets it."""

from dataclasses import dataclass, replace

import pandas as pd

from dashboard.comparability import ANSWERS, may_compare
from dashboard.data.store import Published
from dashboard.drawing.marks import joined_ids
from dashboard.numbers import amount, marked, unit_of
from dashboard.queries import Filters, agencies, headlines
from dashboard.queries.peers import peers
from dashboard.records import records
from dashboard.sentences import plainly
from dashboard.words import LEVELS


@dataclass(frozen=True)
class Beside:
    """One indicator: the agency's `mark`, and the peers' marks by verdict (a key of ANSWERS)."""

    mark: dict
    peers: dict[str, list[dict]]
    reasons: tuple[str, ...]

    @property
    def alike(self) -> list[dict]:
        """Those that may be read beside it: 可比, else 可参照; never both in one number."""
        return self.peers["yes"] or self.peers["warning"]

    @property
    def counted(self) -> str:
        """可比3个、不可比1个."""
        found = [
            f"{word}{len(self.peers[answer])}个" for answer, word in ANSWERS.items() if self.peers[answer]
        ]
        return "、".join(found) or "没有同级机构有这一项"

    @property
    def middle(self) -> str:
        """The median of the like peers, the number itself of one, the two of two."""
        marks = sorted(self.alike, key=lambda mark: float(mark["value"]))
        if not marks:
            return "—"
        if len(marks) < 3:
            return "、".join(marked({**mark, "unit": unit_of(mark)}) for mark in marks)
        values = pd.Series([float(mark["value"]) for mark in marks])
        units = {unit_of(mark) for mark in marks}
        sign = "≈" if any(mark["approx"] != "exact" for mark in marks) else ""
        unit = units.pop() if len(units) == 1 else unit_of(self.mark)
        return sign + amount(values.median(), unit, 1)

    @property
    def ids(self) -> str:
        """The figures behind the row: its own first, then the like peers'."""
        return ",".join(joined_ids(mark["figure_ids"]) for mark in [self.mark, *self.alike])


def by_year(
    published: Published, agency: str, filters: Filters, marks: pd.DataFrame
) -> tuple[str, dict[int, list[Beside]]]:
    """Who the peers are, in words, and what stands beside them in each year in which a peer tells the same.

    `filters` and `marks` are the agency's own. First the year in which most indicators may be read beside
    peers, of equal ones the latest.
    """
    return published.made(("peers", agency, filters), lambda: _by_year(published, agency, filters, marks))


def _by_year(
    published: Published, agency: str, filters: Filters, marks: pd.DataFrame
) -> tuple[str, dict[int, list[Beside]]]:
    own = agencies(published, Filters(agencies=(agency,))).iloc[0]
    others = peers(published, agency)["agency"]
    who = f"{own['province']}{LEVELS.get(own['level'], '')}{own['trade']}机构"
    found: dict[int, list[Beside]] = {}
    if len(others) and len(marks):
        among = replace(filters, agencies=(agency, *others))
        rows = headlines(published, among, tuple(marks["indicator"].unique()))
        found = {int(year): beside_peers(of_year, agency) for year, of_year in rows.groupby("year")}
    told = {year: rows for year, rows in found.items() if any(map(_has_peer, rows))}
    order = sorted(told, key=lambda year: (sum(bool(one.alike) for one in told[year]), year), reverse=True)
    return f"{who}（另有{len(others)}个）", {year: told[year] for year in order}


def _has_peer(one: Beside) -> bool:
    return any(one.peers.values())


def beside_peers(marks: pd.DataFrame, agency: str) -> list[Beside]:
    """`marks`: rows of `queries.headlines` of one year, of the agency and its peers."""
    found = []
    for _, rows in marks.groupby("indicator", sort=False):
        marks_of_it = records(rows)
        own = next((mark for mark in marks_of_it if mark["agency"] == agency), None)
        if own is None:
            continue
        peers: dict[str, list[dict]] = {answer: [] for answer in ANSWERS}
        reasons: dict[str, None] = {}
        for mark in marks_of_it:
            if mark is not own:
                verdict = may_compare(own, mark)
                peers[verdict.answer].append(mark)
                reasons.update(dict.fromkeys(verdict.reasons))
        found.append(Beside(own, peers, tuple(reasons)))
    return found


def beside_table(found: list[Beside]) -> pd.DataFrame:
    """What the page shows of them, one row an indicator."""
    return pd.DataFrame(
        {
            "指标": [one.mark["name_zh"] for one in found],
            "本机构": [plainly(one.mark) for one in found],
            "同级中位数（一两个时列出）": [one.middle for one in found],
            "同级机构": [one.counted for one in found],
            "为什么": ["；".join(one.reasons) for one in found],
        }
    )


def closest(found: list[Beside], most: int) -> list[str]:
    """The peers with which most indicators may be read side by side, most first."""
    shared: dict[str, int] = {}
    for one in found:
        for mark in one.peers["yes"] + one.peers["warning"]:
            shared[mark["agency"]] = shared.get(mark["agency"], 0) + 1
    return sorted(shared, key=lambda name: (-shared[name], name))[:most]
