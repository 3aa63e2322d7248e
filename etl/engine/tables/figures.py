"""From a cell and its meaning to a figure: unit, value in base units, scope, period, label."""

from decimal import Decimal

from etl.engine.model import Cell, Figure, ReportContext
from etl.engine.rulebook import Rulebook
from etl.engine.tables.bodies import scope_of
from etl.engine.tables.cells import CellNumber
from etl.engine.tables.forms import Item
from etl.engine.tables.labels import Label, label_of
from etl.engine.tables.meaning import GENERAL, Meaning, Place
from etl.engine.tables.parts import part_of
from etl.engine.tables.periods import Period, period_in
from etl.engine.tables.words import MULTIPLIER_WORD

_MONEY_WORDS = ("金额", "罚没款", "款项", "资金", "经费", "收入", "支出", "总额", "数额")
_PERCENT_WORDS = ("率", "占比", "比重", "比例", "增长", "增幅", "下降", "升降", "同比", "环比")
_SURELY_YUAN = 10_000
_NO_UNIT = ("", Decimal(1))


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
    item = meaning.item if meaning else None
    labels = [*place.columns, *place.rows]
    unit, times = (number.unit, Decimal(1)) if number.unit else _unit(rules, place, item, titles)
    aside = [label for label in labels if not (meaning and label is meaning.named_by)]
    if item and item.unit == "元" and not number.unit and _is_unsure(rules, place, number, titles):
        meaning, item, unit, times = None, None, "", Decimal(1)
    scope, body = scope_of(aside, bodies, titles, context)
    start, end = _period(aside, item, titles, context)
    measure = item.measure if item else "level"
    part = part_of(rules, meaning, place)
    heading_unit = "" if number.scaled or times == 1 else MULTIPLIER_WORD[times] + unit
    return Figure(
        start=cell.start + number.start,
        end=cell.start + number.end,
        printed=cell.text[number.start : number.end],
        value=_plain(number.value if number.scaled else number.value * times),
        unit=unit or ("%" if measure in ("share", "change") and _is_percent(labels) else ""),
        approx=number.approx,
        indicator=item.indicator if item else "",
        label=_label(rules, place, meaning),
        measure=measure,
        scope=scope,
        body=body,
        sector=next((label.words for label in reversed(aside) if label.kind == "sector"), ""),
        part=part,
        period_start=start,
        period_end=end,
        rule=item.rule if item else "table",
        in_total=item is not None and not part and measure == "level" and (item.total or _in_total(place)),
        heading_unit=heading_unit,
    )


def _is_unsure(rules: Rulebook, place: Place, number: CellNumber, titles: list[str]) -> bool:
    """Money whose unit nothing states: some count in 万元, others in 元; only large sums are surely 元."""
    stated = any(label.units or label.kind == "unit" for label in (*place.columns, *place.rows))
    return (
        not stated
        and not any(label_of(rules, title).units for title in titles)
        and 0 < number.value < _SURELY_YUAN
    )


def _unit(rules: Rulebook, place: Place, item: Item | None, titles: list[str]) -> tuple[str, Decimal]:
    """The nearest stated unit that fits what is counted; else the form's own."""
    columns, rows = place.columns[::-1], place.rows[::-1]
    nearest = [label for label in (*columns[:1], *rows[:1]) if label.units]
    if nearest:
        return nearest[0].units[0]
    for label in rows:
        if label.kind == "unit":
            return label_of(rules, f"({label.text})").units[0]
    money = _counts_money(place, item)
    stated = [unit for label in (*columns[1:], *rows[1:]) for unit in label.units]
    stated += [unit for title in titles for unit in label_of(rules, title).units]
    for unit in stated:
        if (unit[0] == "元") == money:
            return unit
    return (item.unit, Decimal(1)) if item else _NO_UNIT


def _counts_money(place: Place, item: Item | None) -> bool:
    if item and item.unit:
        return item.unit == "元"
    nearest = (*place.columns[-1:], *place.rows[-1:])
    return any(word in label.words for label in nearest for word in _MONEY_WORDS)


def _is_percent(labels: list[Label]) -> bool:
    return any(word in label.words for label in labels for word in _PERCENT_WORDS)


def _period(
    aside: list[Label], item: Item | None, titles: list[str], context: ReportContext
) -> tuple[str, str]:
    """Dates of the label's period, else the nearest title's, else the report's."""
    start, end = context.period_start, context.period_end
    named = next((label.period for label in aside if label.period), None)
    heading = next((period for title in titles if (period := period_in(title))), None)
    if heading:
        start, end = heading.dates(start, end)
    if named:
        start, end = named.dates(start, end)
    if item and item.period == "prior":
        start, end = Period(shift=-1).dates(start, end)
    return start, end


def _label(rules: Rulebook, place: Place, meaning: Meaning | None) -> str:
    """What is counted, in the table's words: the item's label, or the labels that are no body or year."""
    named = meaning.named_by if meaning else None
    fixed = bool(meaning and meaning.item.rows)
    thing = named is not None and named.kind == "thing" or any(label.kind == "thing" for label in place.rows)
    if meaning and meaning.item.label and (fixed or meaning.item.under or not thing):
        return meaning.item.label
    rows = [label.words for label in place.rows if fixed or label.kind in ("thing", "sector")]
    columns = [label.words for label in place.columns if label.kind in ("thing", "total")]
    if not columns and not rows:
        columns = [label.words for label in (*place.rows, *place.columns) if label.kind in ("total", "plain")]
    if named and named.kind == "thing" and named in place.columns and named.key not in rules[GENERAL]:
        last = place.columns[-1]
        own = [last.words] if last.kind == "thing" and named is not last else []
        return " ".join([*rows[-1:], named.words, *own])
    leaf = place.columns[-1] if place.columns else None
    wide = not rows or leaf and leaf.key in rules[GENERAL] and leaf.kind != "total"
    return " ".join(word for word in (*rows[-1:], *columns[-2 if wide else -1 :]) if word)


def _in_total(place: Place) -> bool:
    """Whether the row or the column is a total."""
    return any(label.kind == "total" for label in (*place.columns[-1:], *place.rows))


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros or exponent: 35000.0 is 35000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
