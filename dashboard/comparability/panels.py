"""Which marks of one indicator may be drawn on one axis: those of the group, each level by itself.

A city is no district: what is 可参照 across levels is read in panels, so that one never flattens the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.comparability.compare import Standing, Verdict, largest_groups, stand_together


@dataclass(frozen=True)
class Panel:
    """Marks of one level that share an axis: their places in the order given, and the verdict among them
    (ALONE where there is one)."""

    level: str
    places: tuple[int, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Arrangement:
    """`panels` hold the group of `standing`, the fullest first (of equally full ones the lower level);
    `apart` are the places of all marks that may not stand beside it."""

    standing: Standing
    panels: tuple[Panel, ...]
    apart: tuple[int, ...]


def arrange(marks: Iterable[Mapping]) -> Arrangement:
    """Set marks of one indicator out. Where no two may be compared there is no panel, unless there is but one
    mark, which nothing is set against."""
    marks = list(marks)
    standing = stand_together(marks)
    group = standing.group if len(standing.group) > 1 or len(marks) == 1 else ()
    by_level: dict[str, list[int]] = {}
    for place in group:
        by_level.setdefault(marks[place].get("level") or "", []).append(place)
    panels = [
        Panel(level, tuple(places), stand_together(marks[place] for place in places).verdict)
        for level, places in by_level.items()
    ]
    panels.sort(key=lambda panel: -len(panel.places))
    inside = set(group)
    return Arrangement(
        standing, tuple(panels), tuple(place for place in range(len(marks)) if place not in inside)
    )


def foremost(arrangement: Arrangement) -> Panel:
    """What one chart and one sentence may tell of marks: the fullest panel; where nobody has another of its
    level, the whole group, of no level."""
    first = next(iter(arrangement.panels), None)
    if first is not None and len(first.places) > 1:
        return first
    return Panel("", arrangement.standing.group, arrangement.standing.verdict)


@dataclass(frozen=True, order=True)
class Reach:
    """How many marks of a set are 可比 with each other, and how many at least 可参照 (0: no two are)."""

    alike: int = 0
    readable: int = 0


def reach(marks: Iterable[Mapping]) -> Reach:
    """How far marks of one indicator reach beside each other: the most of which any two are 可比, and the
    most of which no two are 不可比."""
    alike, readable = map(len, largest_groups(marks, ("yes",), ("yes", "warning")))
    return Reach(alike if alike > 1 else 0, readable if readable > 1 else 0)
