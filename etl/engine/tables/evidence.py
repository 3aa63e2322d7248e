"""What speaks for an item of a form: the names of its columns, the headings and titles above a cell."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache, partial

from etl.engine.rulebook import Made, Rulebook
from etl.engine.tables.forms import FORMS, Form, Item
from etl.engine.tables.labels import Label
from etl.engine.tables.words import GENERAL, key, units_in

_COUNT = re.compile("总?(?:数量|数)$")


@dataclass(frozen=True, slots=True)
class Place:
    """The labels of one cell: column labels from the top down, row labels from the left."""

    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    titles: tuple[str, ...]  # keys of the lines above, the nearest first
    above: tuple[str, ...] = ()  # keys of what leads to the table: a sentence, the heading of its section
    units: tuple[str, ...] = ()  # that the nearest of the titles to state any states
    several_rows: bool = False  # the block has more than one
    beside_total: bool = False  # a total stands below the same heading
    sorts: bool = False  # the corner says that the labels are kinds of one thing: 案件类型, 申请事项
    broken: bool = False  # the column holds fractions: no count of cases
    apart: bool = False  # its row labels name it alone: they stand beside no other column, or in its cell

    @property
    def is_told(self) -> bool:
        """Whether what stands above or beside the cell tells it from others: else it may count anything."""
        return self.apart or bool(self.columns)


def votes(rules: Rulebook, labels: list[Label]) -> Counter:
    """How many labels of a block are unmistakable names of each form."""
    counted: Counter = Counter()
    for label in {label.key: label for label in labels}.values():
        if label.key in rules[GENERAL]:
            continue
        named = {item.form for item in rules[FORMS].named(label.key)}
        if len(named) == 1:
            counted[named.pop()] += 1
    return counted


def named_item(
    rules: Rulebook, label_key: str, place: Place, block_votes: Counter, units: tuple = ()
) -> Item | None:
    """The item of that official name for which most speaks."""
    best, best_score, rival = None, 0, False
    for item in rules[FORMS].named(label_key):
        if item.rows or not item.takes(units):
            continue
        general = (
            label_key in rules[GENERAL]
            or len({i.form for i in rules[FORMS].named(label_key) if not i.rows}) > 1
        )
        score = evidence(rules, item, place, block_votes, general)
        if score > best_score:
            best, best_score, rival = item, score, False
        elif best and score == best_score and item.form != best.form:
            rival = general  # 合计 of columns of several forms is of none
    return None if rival else best


def evidence(rules: Rulebook, item: Item, place: Place, block_votes: Counter, general: bool) -> int:
    """How much around the cell speaks for the item; 0 rules it out."""
    form = rules[FORMS].form(item.form)
    headings = {label.key for label in (*place.columns[:-1], *place.rows)}
    under = bool(item.under & (headings | {label.key for label in place.rows[-1:]}))
    if item.under and not under and not is_named_by_title(rules, item, place):
        return 0
    return (
        (0 if general else 1)
        + 8 * under
        + 8 * bool(form.groups & (headings - item.names))
        + _title_score(rules, form, (*place.titles, *place.above))
        + min(block_votes[form.id], 3)
    )


def _forms_named(rules: Rulebook, title: str) -> dict[str, Form]:
    return {form.id: form for form in rules[FORMS].forms if any(word in title for word in form.title)}


# The forms that a title names, by id; the few titles above a table are asked for each of its cells
FORMS_NAMED = Made(lambda rules: lru_cache(maxsize=1024)(partial(_forms_named, rules)))


def _title_score(rules: Rulebook, form: Form, titles: tuple[str, ...]) -> int:
    """The nearest title that names any form decides; farther ones do not count."""
    for title in titles:
        if named := rules[FORMS_NAMED](title):
            return 4 if form.id in named else 0
    return 0


def is_named_by_title(rules: Rulebook, item: Item, place: Place) -> bool:
    """Whether a column without a heading stands under one that the nearest title says: 复议案件情况."""
    groups = rules[FORMS].form(item.form).groups
    for title in (*place.titles, *place.above) if len(place.columns) < 2 else ():
        if named := {group for group in groups if group in title}:
            return named <= item.under
    return False


def form_of_title(rules: Rulebook, place: Place) -> Form | None:
    """The form that the nearest title names; None where one names several."""
    for title in (*place.titles, *place.above):
        if named := rules[FORMS_NAMED](title):
            return next(iter(named.values())) if len(named) == 1 else None
    return None


@lru_cache(maxsize=8192)
def item_like(rules: Rulebook, words: str, units: tuple = ()) -> Item | None:
    """The first item whose pattern fits a label that has no official name, or its words without 数."""
    for said in dict.fromkeys((words, _COUNT.sub("", words))):
        for item in rules[FORMS].patterns:
            if (
                item.takes(units)
                and item.like.search(said)
                and not (item.unlike and item.unlike.search(said))
            ):
                return item
    return None


def money_item(rules: Rulebook, label: Label, place: Place, block_votes: Counter) -> Item | None:
    """罚款（万元） is the amount, not the number of fines."""
    units = label.units
    if label in place.rows:
        units += tuple(
            unit for row in place.rows if row.kind == "unit" for unit in units_in(rules, f"({row.text})")
        )
    stated = [unit for unit, _ in units] or place.units
    if "元" not in stated or not units and set(stated) != {"元"} and not place.broken:
        return None
    for words in (label.words, label.words + "金额", _COUNT.sub("", label.words) + "金额"):  # 罚款数（万元）
        found = named_item(rules, key(words), place, block_votes) or item_like(rules, words)
        if found and found.unit == "元":
            return found
    return None


def is_row(row_key: str, item: Item) -> bool:
    """The row's name; of the form's longest ones the beginning is enough."""
    return row_key in item.rows or row_key.startswith(_long(item.rows))


@lru_cache(maxsize=1024)
def _long(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if len(name) > 12)
