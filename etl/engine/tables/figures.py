"""From a cell and its meaning to a figure: unit, value in base units, scope, period, label."""

from decimal import Decimal

from etl.engine.model import Cell, Figure, ReportContext
from etl.engine.rulebook import Rulebook
from etl.engine.tables.bodies import scope_of
from etl.engine.tables.cells import CellNumber
from etl.engine.tables.evidence import GENERAL, Place
from etl.engine.tables.forms import Item
from etl.engine.tables.labels import Label, label_of
from etl.engine.tables.meaning import Meaning
from etl.engine.tables.parts import part_of
from etl.engine.tables.periods import Period, period_in
from etl.engine.tables.words import MULTIPLIER_WORD

_MONEY_WORDS = ("金额", "罚没款", "款项", "资金", "经费", "收入", "支出", "总额", "数额")
_PERCENT_WORDS = ("率", "占比", "比重", "比例", "增长", "增幅", "下降", "升降", "同比", "环比")
_SURELY_YUAN = 10_000
_NO_UNIT = ("", Decimal(1))
_NO_ITEM = Item(form="", id="")


def figure_of(
    rules: Rulebook,
    cell: Cell,
    number: CellNumber,
    place: Place,
    meaning: Meaning | None,
    titles: list[str],
    bodies: set[str],
    context: ReportContext,
) -> Figure:
    """The figure of one number cell; without a meaning it has a label but no indicator."""
    unit, times = _unit(rules, place, meaning.item if meaning else None, number, titles)
    aside = _beside(meaning, place)
    if meaning and meaning.item.unit == "元" and _is_unsure(rules, place, number, titles):
        meaning, unit, times = None, "", Decimal(1)
    item = meaning.item if meaning else _NO_ITEM
    scope, body = scope_of(aside, bodies, titles, context)
    start, end = _period(aside, item, titles, context)
    part = part_of(rules, meaning, place)
    heading_unit = "" if number.scaled or times == 1 else MULTIPLIER_WORD[times] + unit
    return Figure(
        start=cell.start + number.start,
        end=cell.start + number.end,
        printed=cell.text[number.start : number.end],
        value=_plain(number.value if number.scaled else number.value * times),
        unit=unit or _unit_of_ratio(place, item),
        approx=number.approx,
        indicator=item.indicator,
        label=_label(rules, place, meaning),
        measure=item.measure,
        scope=scope,
        body=body,
        sector=next((label.words for label in reversed(aside) if label.kind == "sector"), ""),
        part=part,
        period_start=start,
        period_end=end,
        rule=item.rule if meaning else "table",
        in_total=meaning is not None and not part and _is_total(place, item),
        heading_unit=heading_unit,
    )


def _is_unsure(rules: Rulebook, place: Place, number: CellNumber, titles: list[str]) -> bool:
    """Money whose unit nothing states: some count in 万元, others in 元; only large sums are surely 元."""
    stated = any(label.units or label.kind == "unit" for label in (*place.columns, *place.rows))
    return (
        not stated
        and not number.unit
        and not any(label_of(rules, title).units for title in titles)
        and 0 < number.value < _SURELY_YUAN
    )


def _beside(meaning: Meaning | None, place: Place) -> list[Label]:
    """The labels but for the one that names what is counted."""
    named = meaning.named_by if meaning else None
    return [label for label in (*place.columns, *place.rows) if named is None or label is not named]


def _unit(
    rules: Rulebook, place: Place, item: Item | None, number: CellNumber, titles: list[str]
) -> tuple[str, Decimal]:
    """The cell's own unit, else the nearest stated one that fits what is counted; else the form's own."""
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
    above = [unit for title in titles for unit in label_of(rules, title).units]
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
    return any(word in label.words for label in nearest for word in _MONEY_WORDS)


def _unit_of_ratio(place: Place, item: Item) -> str:
    """% of a share or a change whose labels speak of one."""
    if item.measure not in ("share", "change"):
        return ""
    labels = (*place.columns, *place.rows)
    return "%" if any(word in label.words for label in labels for word in _PERCENT_WORDS) else ""


def _period(aside: list[Label], item: Item, titles: list[str], context: ReportContext) -> tuple[str, str]:
    """Dates of the label's period, else the nearest title's, else the report's."""
    start, end = context.period_start, context.period_end
    named = next((label.period for label in aside if label.period), None)
    heading = next((period for title in titles if (period := period_in(title))), None)
    if heading:
        start, end = heading.dates(start, end)
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
