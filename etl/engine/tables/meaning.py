"""Which item of which form a cell is, from the labels above it and beside it."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from etl.engine.rulebook import Rulebook
from etl.engine.tables.forms import FORMS, Form, Item
from etl.engine.tables.labels import Label
from etl.engine.tables.words import key, key_set, units_in

# Names that mean something only under a heading, a title or beside the form's other columns.
_TITLE_END = re.compile("(?:实施)?(?:情况|统计|汇总|一览|数据|分布|数量|明细)*表?$")
_THING_LENGTH = 12  # characters
GENERAL = key_set("general")


@dataclass(frozen=True, slots=True)
class Place:
    """The labels of one cell: column labels from the top down, row labels from the left."""

    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    titles: tuple[str, ...]  # keys of the lines above, the nearest first
    units: tuple[str, ...] = ()  # that the nearest of them to state any states
    several_rows: bool = False  # the block has more than one
    beside_total: bool = False  # a total stands below the same heading


@dataclass(frozen=True, slots=True)
class Meaning:
    """The item, and the label that named it (None where two labels together did)."""

    item: Item
    named_by: Label | None


def votes(rules: Rulebook, labels: list[Label]) -> Counter:
    """How many labels of a block are unmistakable names of each form."""
    counted: Counter = Counter()
    for label in {label.key: label for label in labels}.values():
        if label.key in rules[GENERAL]:
            continue
        for form_id in {item.form for item in rules[FORMS].by_name.get(label.key, ())}:
            counted[form_id] += 1
    return counted


@dataclass(frozen=True, slots=True)
class _Asked:
    """A cell whose item is sought: its labels that could name one, those nearest to it last."""

    rules: Rulebook
    place: Place
    votes: Counter
    columns: list[Label]
    rows: list[Label]

    @property
    def column(self) -> Label | None:
        """The label right above the cell."""
        return self.columns[-1] if self.columns else None

    @property
    def row(self) -> Label | None:
        """The label right beside the cell."""
        return self.rows[-1] if self.rows else None

    @property
    def plain(self) -> bool:
        """Whether the column only says 数量."""
        return self.column is not None and self.column.kind == "plain"

    def named(self, label_key: str, units: tuple = ()) -> Item | None:
        """The item of that official name."""
        return _named(self.rules, label_key, self.place, self.votes, units)

    def amount(self, label: Label) -> Item | None:
        """The item of that name where what stands there is money."""
        return _money_item(self.rules, label, self.place, self.votes)


def meaning_of(rules: Rulebook, place: Place, block_votes: Counter) -> Meaning | None:
    """The item of the cell at `place`, or None: then the cell keeps its label and has no indicator."""
    columns = [label for label in place.columns if label.key and label.kind != "period"]
    rows = [label for label in place.rows if label.kind in ("thing", "total", "plain") and label.key]
    asked = _Asked(rules, place, block_votes, columns, rows)
    return next((found for way in _WAYS if (found := way(asked))), None)


def _by_row_and_column(asked: _Asked) -> Meaning | None:
    """By a form that prescribes its rows as well as its columns."""
    rules, place = asked.rules, asked.place
    column_key = next((label.key for label in reversed(place.columns) if label.key), "")
    for row_key in [label.key for label in reversed(place.rows) if label.key]:
        for item in rules[FORMS].by_name.get(column_key, ()):
            general = row_key in rules[GENERAL]
            if _is_row(row_key, item) and _evidence(rules, item, place, asked.votes, general):
                return Meaning(item, None)
    return None


def _by_ratio(asked: _Asked) -> Meaning | None:
    for label in (asked.row, asked.column):
        if label and label.kind == "thing" and (found := _ratio(asked.rules, label)):
            return Meaning(found, label)
    return None


def _by_column(asked: _Asked) -> Meaning | None:
    column = asked.column
    if column is None or asked.plain:
        return None
    found = asked.amount(column) or asked.named(column.key, column.units)
    return Meaning(found, column) if found else None


def _by_two_labels(asked: _Asked) -> Meaning | None:
    """隐患 above 数量, or beside it: 隐患数量."""
    heading = asked.columns[-2] if len(asked.columns) > 1 else None
    for first, second in ((heading, asked.column), (asked.row, asked.column)):
        if first and second and first.kind in ("thing", "sector") and second.kind in ("plain", "total"):
            words = first.words + second.words
            if found := asked.named(key(words)) or item_like(asked.rules, words, second.units):
                return Meaning(found, None)
    return None


def _by_any_label(asked: _Asked) -> Meaning | None:
    column, row = asked.column, asked.row
    vague = column if asked.plain and row and row.kind == "thing" else None
    for label in (column, row, *asked.columns[-2::-1], *asked.rows[-2::-1]):
        if label and label.kind != "total" and label is not vague:
            found = asked.amount(label) or asked.named(label.key, label.units)
            if found := found or item_like(asked.rules, label.words, label.units):
                return Meaning(found, label)
    return None


def _by_total(asked: _Asked) -> Meaning | None:
    column = asked.column
    total = asked.row if column is None or asked.plain else column if column.kind == "total" else None
    found = asked.named(total.key) if total else None
    return Meaning(found, total) if found else None


def _by_title(asked: _Asked) -> Meaning | None:
    bare = asked.plain and (asked.row is None or asked.row.kind == "total")
    return _of_title(asked.rules, asked.place) if bare else None


# Tried in order.
_WAYS = (_by_row_and_column, _by_ratio, _by_column, _by_two_labels, _by_any_label, _by_total, _by_title)


def _of_title(rules: Rulebook, place: Place) -> Meaning | None:
    """What a table of plain numbers counts, by the end of its title: 各区行政处罚案件情况."""
    for title in place.titles[:2]:
        words = _TITLE_END.sub("", title)
        for at in range(max(0, len(words) - _THING_LENGTH), len(words) - 1):
            if (found := item_like(rules, words[at:], ())) and found.measure == "level":
                part = "受理" if words[:at].endswith("受理") else found.part
                return Meaning(replace(found, part=part), None)
    return None


def _ratio(rules: Rulebook, label: Label) -> Item | None:
    """A row 占比 or a column 增减 tells of other cells and counts nothing itself."""
    found = item_like(rules, label.words)
    return found if found and found.measure in ("share", "change") else None


def _money_item(rules: Rulebook, label: Label, place: Place, block_votes: Counter) -> Item | None:
    """罚款（万元） is the amount, not the number of fines."""
    units = label.units
    if label in place.rows:
        units += tuple(
            unit for row in place.rows if row.kind == "unit" for unit in units_in(rules, f"({row.text})")
        )
    stated = [unit for unit, _ in units] or place.units
    if "元" not in stated or not units and set(stated) != {"元"}:
        return None
    for words in (label.words, label.words + "金额"):
        found = _named(rules, key(words), place, block_votes) or item_like(rules, words)
        if found and found.unit == "元":
            return found
    return None


def _is_row(row_key: str, item: Item) -> bool:
    """The row's name; of the form's longest ones the beginning is enough."""
    return row_key in item.rows or any(len(name) > 12 and row_key.startswith(name) for name in item.rows)


def _named(
    rules: Rulebook, label_key: str, place: Place, block_votes: Counter, units: tuple = ()
) -> Item | None:
    best, best_score = None, 0
    for item in rules[FORMS].by_name.get(label_key, ()):
        if item.rows or not item.takes(units):
            continue
        general = (
            label_key in rules[GENERAL]
            or len({i.form for i in rules[FORMS].by_name[label_key] if not i.rows}) > 1
        )
        score = _evidence(rules, item, place, block_votes, general)
        if score > best_score:
            best, best_score = item, score
    return best


def _evidence(rules: Rulebook, item: Item, place: Place, block_votes: Counter, general: bool) -> int:
    """How much around the cell speaks for the item; 0 rules it out."""
    form = rules[FORMS].form(item.form)
    headings = {label.key for label in (*place.columns[:-1], *place.rows)}
    under = bool(item.under & (headings | {label.key for label in place.rows[-1:]}))
    if item.under and not under:
        return 0
    return (
        (0 if general else 1)
        + 8 * under
        + 8 * bool(form.groups & headings)
        + _title_score(rules, form, place.titles)
        + min(block_votes[form.id], 3)
    )


def _title_score(rules: Rulebook, form: Form, titles: tuple[str, ...]) -> int:
    """The nearest title that names any form decides; farther ones do not count."""
    for title in titles:
        if any(word in title for word in form.title):
            return 4
        if any(word in title for other in rules[FORMS].forms for word in other.title):
            return 0
    return 0


@lru_cache(maxsize=8192)
def item_like(rules: Rulebook, words: str, units: tuple = ()) -> Item | None:
    """The first item whose pattern fits the words of a label that has no official name."""
    for item in rules[FORMS].patterns:
        if item.takes(units) and item.like.search(words) and not (item.unlike and item.unlike.search(words)):
            return item
    return None
