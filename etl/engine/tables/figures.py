"""From a cell and its meaning to a figure: unit, value in base units, scope, period, label."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from etl.engine.model import Cell, Figure, ReportContext
from etl.engine.rulebook import Rulebook
from etl.engine.tables.bodies import scope_of
from etl.engine.tables.cells import CellNumber
from etl.engine.tables.evidence import Place
from etl.engine.tables.forms import Item
from etl.engine.tables.labels import SUBTOTALS, Label, label_of
from etl.engine.tables.meaning import Meaning
from etl.engine.tables.parts import part_of
from etl.engine.tables.periods import Period, period_in
from etl.engine.tables.words import GENERAL, MONEY_WORDS, MULTIPLIER_WORD

_SHARES = ("占比", "比重", "比例", "百分比", "份额")
_PERCENT_WORDS = (*_SHARES, "率", "增长", "增幅", "下降", "升降", "同比", "环比")
_SURELY_YUAN = 10_000
_TELLING = re.compile("|".join((*MONEY_WORDS, *_PERCENT_WORDS)))
_NO_UNIT = ("", Decimal(1))
_NO_ITEM = Item(form="", id="")


@dataclass(frozen=True, slots=True)
class _Common:
    """What figures have in common whose labels say the same. `figure` makes one, `times` multiplies its
    value; `named`, the label that names what is counted, does not tell whose it is."""

    figure: Callable[..., Figure]
    times: Decimal
    named: Label | None


class Figures:
    """The figures of one block of a table: what cells have in common is worked out once for all of them.

    `titles`: the lines above the block; `bodies`: the distinct ones that it names.
    """

    def __init__(self, rules: Rulebook, titles: list[str], bodies: set[str], context: ReportContext) -> None:
        self._rules, self._titles, self._bodies, self._context = rules, titles, bodies, context
        self._units = [unit for title in titles for unit in label_of(rules, title).units]
        self._dates = _dates(titles, context)
        self._known: dict[tuple, _Common] = {}
        self._whose: dict[tuple, tuple[str, str]] = {}
        self._alike: dict[int, tuple] = {}

    def of(self, cell: Cell, number: CellNumber, place: Place, meaning: Meaning | None) -> Figure:
        """The figure of one number cell; without a meaning it has a label but no indicator.

        The labels of a place must live as long as this does: they are known by their identity.
        """
        sort = number.unit, number.scaled, 0 < number.value < _SURELY_YUAN
        columns, rows = id(place.columns), id(place.rows)
        if rows not in self._alike:
            self._alike[rows] = _alike(self._rules, place.rows)
        by_row = meaning is not None and bool(meaning.item.rows)  # of a form: its row may be the label
        said = columns, tuple(map(id, place.rows)) if by_row else self._alike[rows], sort
        if said not in self._known:
            self._known[said] = self._common(number, place, meaning)
        common = self._known[said]
        whose = columns, rows, id(common.named)
        if whose not in self._whose:
            aside = _beside(common.named, place)
            self._whose[whose] = scope_of(aside, self._bodies, self._titles, self._context)
        scope, body = self._whose[whose]
        return common.figure(
            start=cell.start + number.start,
            end=cell.start + number.end,
            printed=cell.text[number.start : number.end],
            value=_plain(number.value * common.times),
            approx=number.approx,
            scope=scope,
            body=body,
        )

    def _common(self, number: CellNumber, place: Place, meaning: Meaning | None) -> _Common:
        rules = self._rules
        unit, times = _unit(rules, place, meaning.item if meaning else None, number, self._units)
        named = meaning.named_by if meaning else None
        aside = _beside(named, place)
        if meaning and meaning.item.unit == "元" and self._is_unsure(place, number):
            meaning, unit, times = None, "", Decimal(1)
        item = meaning.item if meaning else _NO_ITEM
        start, end = _period((*place.columns, *place.rows), item, self._dates)
        part = part_of(rules, meaning, place)
        made = partial(
            Figure,
            unit=unit or _unit_of_ratio(place, item),
            indicator=item.indicator,
            label=_label(rules, place, meaning),
            measure=item.measure,
            sector=_sector(aside),
            part=part,
            period_start=start,
            period_end=end,
            rule=item.rule if meaning else "table",
            in_total=meaning is not None and not part and _is_total(place, item),
            heading_unit="" if number.scaled or times == 1 else MULTIPLIER_WORD[times] + unit,
        )
        return _Common(made, Decimal(1) if number.scaled else times, named)

    def _is_unsure(self, place: Place, number: CellNumber) -> bool:
        """Money whose unit nothing states: some count in 万元, others in 元; only large is surely 元."""
        stated = any(label.units or label.kind == "unit" for label in (*place.columns, *place.rows))
        return not (stated or number.unit or self._units) and 0 < number.value < _SURELY_YUAN


def _sector(aside: list[Label]) -> str:
    return next((label.words for label in reversed(aside) if label.kind == "sector"), "")


def _alike(rules: Rulebook, rows: tuple[Label, ...]) -> tuple:
    """What rows have in common that say the same of their figures but for the bodies that they name.

    A body's own words count where a subtotal stands beside it, or where they sound like money or a share.
    """
    if any(label.key in rules[SUBTOTALS] for label in rows):
        return tuple(map(id, rows))
    return tuple(
        label.kind
        if label.kind in ("body", "own") and not (label.period or label.units or _TELLING.search(label.words))
        else id(label)
        for label in rows
    )


def _beside(named: Label | None, place: Place) -> list[Label]:
    """The labels but for the one that names what is counted."""
    return [label for label in (*place.columns, *place.rows) if named is None or label is not named]


def _unit(
    rules: Rulebook, place: Place, item: Item | None, number: CellNumber, above: list[tuple[str, Decimal]]
) -> tuple[str, Decimal]:
    """The cell's own unit, else the nearest stated one that fits what is counted; else the form's own.

    `above`: those that the titles state.
    """
    if number.unit:
        return number.unit, Decimal(1)
    columns, rows = place.columns[::-1], place.rows[::-1]
    nearest = [label for label in (*columns[:1], *rows[:1]) if label.units]
    if nearest:
        return nearest[0].units[0]
    for label in rows:
        if label.kind == "unit":
            return label_of(rules, f"({label.text})").units[0]
    headings = [unit for label in (*columns[1:], *rows[1:]) for unit in label.units]
    return _fitting(headings, above, _counts_money(place, item)) or (
        (item.unit, Decimal(1)) if item else _NO_UNIT
    )


def _fitting(
    headings: list[tuple[str, Decimal]], above: list[tuple[str, Decimal]], money: bool
) -> tuple[str, Decimal] | None:
    """The nearest unit of money, or of things; a title 单位：家、次、件 says of no column which it has."""
    near, far = ([unit for unit in stated if (unit[0] == "元") == money] for stated in (headings, above))
    return near[0] if near else far[0] if len({unit for unit, _ in far}) == 1 else None


def _counts_money(place: Place, item: Item | None) -> bool:
    if item and item.unit:
        return item.unit == "元"
    nearest = (*place.columns[-1:], *place.rows[-1:])
    return any(word in label.words for label in nearest for word in MONEY_WORDS)


def _unit_of_ratio(place: Place, item: Item) -> str:
    """% of a share or a change whose labels speak of one."""
    if item.measure not in ("share", "change"):
        return ""
    labels = (*place.columns, *place.rows)
    return "%" if any(word in label.words for label in labels for word in _PERCENT_WORDS) else ""


def _dates(titles: list[str], context: ReportContext) -> tuple[str, str]:
    """Dates of the nearest title's period, else the report's."""
    heading = next((period for title in titles if (period := period_in(title))), None)
    dates = context.period_start, context.period_end
    return heading.dates(*dates) if heading else dates


def _period(labels: tuple[Label, ...], item: Item, dates: tuple[str, str]) -> tuple[str, str]:
    """Dates of the label's period, else `dates`; of an item of the year before those of that year."""
    start, end = dates
    named = next((label.period for label in labels if label.period), None)
    if named:
        start, end = named.dates(start, end)
    if item.period == "prior":
        start, end = Period(shift=-1).dates(start, end)
    return start, end


def _label(rules: Rulebook, place: Place, meaning: Meaning | None) -> str:
    """What is counted, in the table's words: the item's label, or the labels that are no body or year."""
    item, named = (meaning.item, meaning.named_by) if meaning else (_NO_ITEM, None)
    if item.label and (item.rows or item.under or not _names_a_thing(named, place)):
        return item.label
    kinds = ("thing", "sector")
    rows = [label.words for label in place.rows] if item.rows else _words_of(place.rows, kinds)
    if named and _says_it_all(rules, named, place):
        return " ".join([*rows[-1:], named.words, *_leaf(named, place)])
    columns = _words_of(place.columns, ("thing", "total"))
    if not rows:
        columns = columns or _words_of((*place.rows, *place.columns), ("total", "plain"))
    wide = not rows or _is_general(rules, place)
    return " ".join(filter(None, (*rows[-1:], *columns[-2 if wide else -1 :])))


def _says_it_all(rules: Rulebook, named: Label, place: Place) -> bool:
    """Whether the column that names what is counted does so without its heading."""
    return named.kind == "thing" and named in place.columns and named.key not in rules[GENERAL]


def _leaf(named: Label, place: Place) -> list[str]:
    """The words right above the cell, where another label names what is counted."""
    last = place.columns[-1]
    return [last.words] if last.kind == "thing" and named is not last else []


def _names_a_thing(named: Label | None, place: Place) -> bool:
    return any(label.kind == "thing" for label in (named, *place.rows) if label)


def _words_of(labels: tuple[Label, ...], kinds: tuple[str, ...]) -> list[str]:
    return [label.words for label in labels if label.kind in kinds]


def _is_general(rules: Rulebook, place: Place) -> bool:
    """Whether the label right above says something only under its heading: 数量, 金额."""
    leaf = place.columns[-1] if place.columns else None
    return leaf is not None and leaf.key in rules[GENERAL] and leaf.kind != "total"


def _is_total(place: Place, item: Item) -> bool:
    """Whether the form, the row or the column says that the number is a total."""
    labels = (*place.columns[-1:], *place.rows)
    return item.measure == "level" and (item.total or any(label.kind == "total" for label in labels))


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros or exponent: 35000.0 is 35000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
