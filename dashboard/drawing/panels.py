"""Marks of one indicator set out in panels, as the one verdict arranges them. Pure."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from dashboard.comparability import SCOPE_TEXT, Arrangement, Panel, arrange
from dashboard.drawing.marks import chart_unit, ordered
from dashboard.records import records
from dashboard.words import LEVELS


@dataclass(frozen=True)
class MarkPanel:
    """Marks on one axis under a heading; `apart`: not comparable with those of the other panels, so that only
    their numbers are shown, with the reasons, and no length; `alone`: the only one of its level, likewise."""

    heading: str
    marks: pd.DataFrame
    unit: str
    apart: bool = False
    alone: bool = False

    @property
    def has_axis(self) -> bool:
        return not (self.apart or self.alone)


@dataclass(frozen=True)
class Panels:
    """`shown` are the panels that are drawn, `all` the marks that they were made of, in the order in which
    they stand there, with the columns verdict (可比, 可参照, 不可比) and reasons."""

    arrangement: Arrangement
    shown: tuple[MarkPanel, ...]
    all: pd.DataFrame

    @property
    def together(self) -> tuple[MarkPanel, ...]:
        """The panels whose marks may be compared."""
        return tuple(panel for panel in self.shown if not panel.apart)

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """The marks of all panels that are shown."""
        return pd.concat([panel.marks for panel in self.shown])

    def limited(self, most: int, apart: int | None = None) -> "Panels":
        """The first `most` rows of the panels, from the first panel on; of those apart at most `apart`."""
        kept, left = [], most
        for panel in self.shown:
            rows = left if apart is None or not panel.apart else min(left, apart)
            if rows > 0:
                kept.append(replace(panel, marks=panel.marks.head(rows)))
                left -= len(kept[-1].marks)
        return replace(self, shown=tuple(kept))

    def fullest(self) -> "Panels":
        """Only the panel that holds most marks."""
        return replace(self, shown=self.shown[:1])

    def without_apart(self) -> "Panels":
        """Only what may be compared, where there is such."""
        return replace(self, shown=self.together) if self.together else self


def in_panels(marks: pd.DataFrame, order: str = "value") -> Panels:
    """Marks of one indicator (drawing.marks.marks_of) in panels; within each `ordered`."""
    marks = marks.reset_index(drop=True)
    arrangement = arrange(records(marks))
    alone = len(marks) == 1
    each = arrangement.standing.each
    judged = marks.assign(
        verdict=["" if alone else verdict.word for verdict in each],
        reasons=["" if alone else verdict.text for verdict in each],
    )
    shown = []
    for panel in arrangement.panels:
        rows = ordered(judged.iloc[list(panel.places)], order)
        if not alone and rows["scope"].nunique() == 1:  # which the heading says
            rows = rows.assign(
                note=[_without(note, SCOPE_TEXT[rows["scope"].iloc[0]]) for note in rows["note"]]
            )
        only = len(rows) == 1 and not alone
        shown.append(MarkPanel(_heading(rows, panel, alone), rows, chart_unit(rows), alone=only))
    if arrangement.apart:
        rows = ordered(judged.iloc[list(arrangement.apart)], order)
        shown.append(MarkPanel(_heading_apart(len(rows), bool(shown)), rows, "", apart=True))
    return Panels(arrangement, tuple(shown), pd.concat([panel.marks for panel in shown]))


def on_one_axis(marks: pd.DataFrame) -> list[str]:
    """Of marks over years the agencies that may share an axis: by their latest marks those of the fullest
    panel; where no two may, the one of most years."""
    latest = marks.sort_values("year", kind="stable").groupby("agency", sort=False).tail(1)
    panels = arrange(records(latest)).panels
    if panels:
        return latest["agency"].iloc[list(panels[0].places)].tolist()
    return [marks.groupby("agency", sort=False)["year"].nunique().idxmax()]


def _without(note: str, said: str) -> str:
    return "，".join(part for part in note.split("，") if part != said)


def _heading(rows: pd.DataFrame, panel: Panel, alone: bool) -> str:
    """区县级 · 市场监管 · 本机关 · 2个机构 · 可比."""
    if alone:
        return ""
    trades, scopes = rows["trade"].dropna().unique(), rows["scope"].unique()
    parts = [LEVELS.get(panel.level, "")]
    parts += [trades[0]] if len(trades) == 1 and trades[0] else []
    parts += [SCOPE_TEXT[scopes[0]]] if len(scopes) == 1 else []
    parts.append(f"{len(rows)}个机构")
    if len(rows) > 1:
        parts.append(panel.verdict.sentence)
    return " · ".join(part for part in parts if part)


def _heading_apart(count: int, beside_others: bool) -> str:
    who = f"另有{count}个与上面的不可比" if beside_others else f"这{count}个数字彼此不可比"
    return f"{who}：只列数字和原因，不画长短"
