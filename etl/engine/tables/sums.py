"""Whether the rows of values bear out a reading of a header: parts that add up to the column 合计."""

from collections.abc import Iterable
from functools import lru_cache

from etl.engine.rulebook import Rulebook
from etl.engine.tables.cells import number_in
from etl.engine.tables.labels import label_of
from etl.engine.tables.layout import Path

Values = list[tuple[int, int, str]]


def borne_out(rules: Rulebook, paths: list[Path], rows: Iterable[Values]) -> tuple[int, int]:
    """How many rows add up to their totals, and how many do not; `paths` are of the columns of values."""
    names = tuple(tuple(cell.text for cell in path) for path in paths)
    totals = totals_of(rules, names)
    proven = refuted = 0
    for values in rows if totals else ():
        numbers = [number_in(rules, text) for _, _, text in values[: len(names)]]
        known = {at: number.value for at, number in enumerate(numbers) if number}
        stated = {total: known[total] for total in totals if total in known}
        sums = {total: sum(known.get(part, 0) for part in totals[total]) for total in stated}
        if any(stated.values()):
            agrees = stated == sums
            proven, refuted = proven + agrees, refuted + (not agrees)
    return proven, refuted


@lru_cache(maxsize=512)
def totals_of(rules: Rulebook, names: tuple[tuple[str, ...], ...]) -> dict[int, list[int]]:
    """For each column 合计 the columns of counts beside it below the same heading, or before it."""
    found = {}
    for total, path in enumerate(names):
        if not _is_total(rules, path):
            continue
        above = path[:-1]
        beside = [
            at for at, other in enumerate(names) if (other[: len(above)] == above if above else at < total)
        ]
        parts = [
            at for at in beside if not _is_total(rules, names[at]) and not takes_fractions(rules, names[at])
        ]
        if len(parts) > 1:
            found[total] = parts
    return found


def _is_total(rules: Rulebook, path: tuple[str, ...]) -> bool:
    return label_of(rules, path[-1]).kind == "total"


def is_share(rules: Rulebook, path: tuple[str, ...]) -> bool:
    """Whether a column's name speaks of shares or rates."""
    return "%" in _stated(rules, path) or path[-1].endswith(("率", "占比", "比重", "比例"))


def takes_fractions(rules: Rulebook, path: tuple[str, ...]) -> bool:
    """Whether a column may hold fractions: money, or a share."""
    return "元" in _stated(rules, path) or is_share(rules, path) or path[-1].endswith("金额")


def _stated(rules: Rulebook, path: tuple[str, ...]) -> list[str]:
    return [unit for text in path for unit, _ in label_of(rules, text).units]
