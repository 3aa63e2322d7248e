"""What limits a cell's figure: the form's own part, a subtotal, or a label beside the one that names it."""

import re

from etl.engine.rulebook import Rulebook
from etl.engine.tables.evidence import Place
from etl.engine.tables.forms import FORMS
from etl.engine.tables.labels import SUBTOTALS, Label
from etl.engine.tables.meaning import Meaning
from etl.engine.tables.words import GENERAL, key_set, squash

_VAGUE = re.compile(
    "(?:情况|数量|数据|统计|结果|工作|活动|金额|执法|处罚|监管|检查|案件|隐患|许可|强制|罚款)$"
)
VAGUE_ROWS = key_set("vague_rows")


def part_of(rules: Rulebook, meaning: Meaning | None, place: Place) -> str:
    """The part of its indicator that a cell counts, in whole words; empty where nothing limits it.

    小计, the total of some rows or columns, is a part of what stands above it; a column 其中：… and any row
    or column of a counted thing that another label has named is a part under its own name.
    """
    if meaning is None:
        return place.columns[-1].words if place.beside_total and _is_thing(rules, place.columns[-1]) else ""
    item = meaning.item
    if item.part:
        return _part_of_place(rules, item.part, place, meaning.named_by) if "{" in item.part else item.part
    if subtotal := next((label for label in _nearest(place) if label.key in rules[SUBTOTALS]), None):
        return _above(subtotal, place).words
    divided = item.indicator and item.measure == "level" and not item.rows
    return _beside(rules, meaning.named_by, place, item.total) if divided else ""


def _beside(rules: Rulebook, named: Label | None, place: Place, total: bool) -> str:
    """What another label than the one that names the indicator divides it by; `total`: a form's own total."""
    if named and squash(named.text).startswith("其中") and not total:
        return named.words
    limits = [label.words for label in _nearest(place) if _limits(rules, label, named, place)]
    if not limits and named and named is place.columns[-1:][0] if place.columns else False:
        limits = [label.words for label in place.columns[-2:-1] if _divides(rules, label)]
    return ";".join(limits)


def _divides(rules: Rulebook, heading: Label) -> bool:
    """Whether a heading names one kind of what stands below it: 按日连续处罚 over 案件数 and 罚款."""
    forms = rules[FORMS]
    known = heading.key in forms.groups or heading.key in forms.members or heading.key in forms.rows
    return _is_thing(rules, heading) and not known and not _VAGUE.search(heading.words)


def _above(subtotal: Label, place: Place) -> Label:
    """What a subtotal is the total of: the label above or before it."""
    before = place.columns[:-1] if subtotal in place.columns else place.rows[:-1]
    return before[-1] if before else subtotal


def _nearest(place: Place) -> tuple[Label, ...]:
    return (*place.rows[-1:], *place.columns[-1:])


def _is_thing(rules: Rulebook, label: Label) -> bool:
    return label.kind == "thing" and label.key not in rules[GENERAL] and label.key not in rules[VAGUE_ROWS]


def _limits(rules: Rulebook, label: Label, named: Label | None, place: Place) -> bool:
    """Whether a label divides what another label names."""
    if named is None or label is named or not (label.kind == "rest" or _is_thing(rules, label)):
        return False
    return place.several_rows if label in place.rows else True


def _part_of_place(rules: Rulebook, pattern: str, place: Place, named: Label | None) -> str:
    """`{row}`, `{column}` and `{named}` filled in with what these labels say: the row of a total with its
    heading."""
    rows = [label for label in place.rows if label.kind == "thing"]
    of_rows = [label.words for label in rows if label.key not in rules[VAGUE_ROWS]] or [
        label.words for label in rows
    ]
    column = place.columns[-1]
    words = {
        "row": ";".join(of_rows) or "合计",
        "column": column.words if column.kind != "total" else "",
        "named": named.words if named else "",
    }
    return pattern.format(**words).strip(";")
