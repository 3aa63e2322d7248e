"""Rows that lost their blank cells: which columns their values stand in, as far as the table tells.

A page that gives one cell a line, or parts cells by single gaps, leaves no trace of a blank one. The columns
of a row's values are then told by what they hold (shares, money), by totals beside the row, and by the sums
below it. Where several places fit, the one most like the other rows is taken and the values are doubted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from math import comb, log1p
from statistics import median

from etl.engine.rulebook import Rulebook
from etl.engine.tables.cells import number_in
from etl.engine.tables.labels import label_of
from etl.engine.tables.layout import Path
from etl.engine.tables.sums import is_share, takes_fractions, totals_of

Row = list[tuple[int, int, str]]  # (start, end, text) of each cell
Places = tuple[int, ...]  # the column of each value
_BLANK = (-1, -1, "")
_MOST_WAYS = 800  # to place the values of one row
_MOST_TRIED = 20_000  # steps of the search for ways that add up below
_SHORT_LIMIT = 40  # rows of one table that lost cells


@dataclass(slots=True)
class Filled:
    """Rows with blank cells put in. `doubted`: starts of the values that may stand in another column."""

    rows: list[tuple[Row, Row]]
    doubted: set[int] = field(default_factory=set)


def fill(rules: Rulebook, paths: Sequence[Path], rows: list[tuple[Row, Row]]) -> Filled:
    """Put blank cells into the rows that are too short for the columns of values, whose `paths` these are.

    Rows stay as they are where their values have no place, or neither a full row nor a total tells of any.
    """
    wanted = len(paths)
    short = [at for at, (_, values) in enumerate(rows) if 0 < len(values) < wanted and _written(values)]
    if not 0 < len(short) <= _SHORT_LIMIT or wanted < 2:
        return Filled(rows)
    search = _Search(rules, paths, rows, short)
    told = any(len(values) >= wanted for _, values in rows)
    if not told and not search.totals:
        return Filled(rows)
    ways = {at: search.ways(rows[at][1]) for at in short}
    found = {at: fits for at, fits in search.below(ways).items() if fits}
    told = told or any(search.adds_up(search.numbers(rows[at][1]), fits[0]) for at, fits in found.items())
    return _put_in(search, rows, found) if told else Filled(rows)


def _put_in(search: "_Search", rows: list[tuple[Row, Row]], found: dict[int, list[Places]]) -> Filled:
    """The rows with each short one in the likeliest of the ways that were found for it."""
    filled = Filled(list(rows))
    for at, fits in found.items():
        labels, values = rows[at]
        best = min(fits, key=lambda places: search.unlike(values, places))
        filled.rows[at] = labels, _spread(values, best, len(search.columns))
        filled.doubted |= {
            value[0] for value, *places in zip(values, *fits, strict=True) if len(set(places)) > 1
        }
    return filled


def _written(values: Row) -> bool:
    """Whether no blank cell of the row left a trace: the others must have been lost."""
    return all(text for _, _, text in values)


def _spread(values: Row, places: Places, wanted: int) -> Row:
    cells = [_BLANK] * wanted
    for value, place in zip(values, places, strict=True):
        cells[place] = value
    return cells


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column of values holds, by its name and by the rows that are full."""

    numbers: list[float]
    share: bool
    fractions: bool  # money or shares
    words: bool  # no numbers at all


def _column(rules: Rulebook, name: tuple[str, ...], texts: list[str]) -> _Column:
    numbers = [float(number.value) for text in texts if (number := number_in(rules, text))]
    share = is_share(rules, name) or any("%" in text for text in texts)
    fractions = share or takes_fractions(rules, name) or any("." in text for text in texts)
    return _Column(numbers, share, fractions, bool(texts) and not numbers)


class _Search:
    """What the columns and the full rows of a table say of where the values of the short rows may stand."""

    def __init__(
        self, rules: Rulebook, paths: Sequence[Path], rows: list[tuple[Row, Row]], short: list[int]
    ) -> None:
        self.rules, self.rows = rules, rows
        names = tuple(tuple(cell.text for cell in path) for path in paths)
        self.totals = totals_of(rules, names)
        full = [values for _, values in rows if len(values) == len(names)]
        texts = [[values[at][2] for values in full] for at in range(len(names))]
        self.columns = [_column(rules, name, column) for name, column in zip(names, texts, strict=True)]
        self.below_of = self._sums(short)

    def ways(self, values: Row) -> list[Places]:
        """The ways to place a row's values, in their order, that what they are and its totals allow.

        Where parts can add up to a stated total, that is no accident.
        """
        if comb(len(self.columns), len(values)) > _MOST_WAYS:
            return []
        may = [self._places(text) for _, _, text in values]
        numbers = self.numbers(values)
        fits: list[Places] = []
        proven: list[Places] = []
        for places in combinations(range(len(self.columns)), len(values)):
            if all(place in allowed for place, allowed in zip(places, may, strict=True)):
                adds_up = self.adds_up(numbers, places)
                if adds_up is not False:
                    (proven if adds_up else fits).append(places)
        return proven or fits

    def adds_up(self, numbers: list[Decimal | None], places: Places) -> bool | None:
        """Whether the parts of every total that a row states add up to it; None where it states none."""
        known = dict(zip(places, numbers, strict=True))
        stated = None
        for total, parts in self.totals.items():
            if (number := known.get(total)) is not None:
                if sum(known.get(part) or 0 for part in parts) != number:
                    return False
                stated = stated or bool(number) or None
        return stated

    def unlike(self, values: Row, places: Places) -> float:
        """How far the values are from those that the full rows have in these columns."""
        return sum(
            abs(log1p(abs(float(number))) - log1p(abs(median(self.columns[place].numbers))))
            for number, place in zip(self.numbers(values), places, strict=True)
            if number is not None and self.columns[place].numbers
        )

    def below(self, ways: dict[int, list[Places]]) -> dict[int, list[Places]]:
        """Of the ways of each short row those by which the columns add up to the row 合计, if any do."""
        left = self.below_of
        if left is None or not all(ways.values()):
            return ways
        found: dict[int, set[Places]] = {at: set() for at in ways}
        tried = 0
        stack: list[tuple[int, tuple[Places, ...], tuple[Decimal, ...]]] = [(0, (), tuple(left))]
        order = list(ways)
        while stack and tried < _MOST_TRIED:
            depth, chosen, rest = stack.pop()
            if depth == len(order):
                if not any(
                    number for number, column in zip(rest, self.columns, strict=True) if not column.share
                ):
                    for at, places in zip(order, chosen, strict=True):
                        found[at].add(places)
                continue
            numbers = self.numbers(self.rows[order[depth]][1])
            tried += len(ways[order[depth]])
            for places in ways[order[depth]]:
                after = self._less(rest, numbers, places)
                if after is not None:
                    stack.append((depth + 1, (*chosen, places), after))
        return {at: sorted(fits) for at, fits in found.items()} if all(found.values()) else ways

    def _less(
        self, rest: tuple[Decimal, ...], numbers: list[Decimal | None], places: Places
    ) -> tuple[Decimal, ...] | None:
        after = list(rest)
        for number, place in zip(numbers, places, strict=True):
            after[place] -= number or 0
            if after[place] < 0 and not self.columns[place].share:
                return None
        return tuple(after)

    def _sums(self, short: list[int]) -> list[Decimal] | None:
        """What the short rows must add up to in each column, by a full row 合计 that ends the table."""
        last = len(self.rows) - 1
        labels, values = self.rows[last]
        if last in short or last < 2 or len(values) != len(self.columns):
            return None
        if not any(label_of(self.rules, text).kind == "total" for _, _, text in labels):
            return None
        left = [number or Decimal(0) for number in self.numbers(values)]
        for at, (_, row) in enumerate(self.rows[:last]):
            for place, number in enumerate(self.numbers(row)) if at not in short else ():
                left[place] -= number or 0
        return (
            left
            if all(n >= 0 or column.share for n, column in zip(left, self.columns, strict=True))
            else None
        )

    def _places(self, text: str) -> set[int]:
        """Where a value may stand: shares among shares, fractions not among counts, none among words."""
        share = text.endswith(("%", "％"))
        found = {at for at, column in enumerate(self.columns) if not column.words}
        shares = {at for at in found if self.columns[at].share}
        if share and shares:
            return shares
        fractions = {at for at in found if self.columns[at].fractions}
        return fractions if "." in text and not share and fractions else found

    def numbers(self, values: Row) -> list[Decimal | None]:
        """The values as numbers, None for one that is none."""
        found = [number_in(self.rules, text) for _, _, text in values[: len(self.columns)]]
        return [number.value if number else None for number in found]
