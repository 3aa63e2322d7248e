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


def meaning_of(rules: Rulebook, place: Place, block_votes: Counter) -> Meaning | None:
    """The item of the cell at `place`, or None: then the cell keeps its label and has no indicator."""
    fixed = _fixed_cell(rules, place, block_votes)
    if fixed:
        return fixed
    columns = [label for label in place.columns if label.key and label.kind != "period"]
    rows = [label for label in place.rows if label.kind in ("thing", "total", "plain") and label.key]
    column = columns[-1] if columns else None
    row = rows[-1] if rows else None
    for label in (row, column):
        if label and label.kind == "thing" and (found := _ratio(rules, label)):
            return Meaning(found, label)
    if column and column.kind != "plain" and (found := _money_item(rules, column, place, block_votes)):
        return Meaning(found, column)
    if (
        column
        and column.kind != "plain"
        and (found := _named(rules, column.key, place, block_votes, column.units))
    ):
        return Meaning(found, column)
    for first, second in ((columns[-2] if len(columns) > 1 else None, column), (row, column)):
        if first and second and first.kind in ("thing", "sector") and second.kind in ("plain", "total"):
            words = first.words + second.words
            if found := _named(rules, key(words), place, block_votes) or item_like(
                rules, words, second.units
            ):
                return Meaning(found, None)
    for label in (column, row, *columns[-2::-1], *rows[-2::-1]):
        vague = label is column and column is not None and column.kind == "plain" and row is not None
        if label and label.kind != "total" and not (vague and row and row.kind == "thing"):
            found = _money_item(rules, label, place, block_votes)
            found = found or _named(rules, label.key, place, block_votes, label.units)
            if found := found or item_like(rules, label.words, label.units):
                return Meaning(found, label)
    total = row if column is None or column.kind == "plain" else column if column.kind == "total" else None
    found = _named(rules, total.key, place, block_votes) if total else None
    if found is None and column and column.kind == "plain" and (row is None or row.kind == "total"):
        return _of_title(rules, place)
    return Meaning(found, total) if found else None


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


def _fixed_cell(rules: Rulebook, place: Place, block_votes: Counter) -> Meaning | None:
    """A form that prescribes its rows as well as its columns."""
    column_keys = [label.key for label in place.columns if label.key]
    row_keys = [label.key for label in place.rows if label.key]
    if not column_keys or not row_keys:
        return None
    for row_key in reversed(row_keys):
        for item in rules[FORMS].by_name.get(column_keys[-1], ()):
            if _is_row(row_key, item) and _evidence(
                rules, item, place, block_votes, row_key in rules[GENERAL]
            ):
                return Meaning(item, None)
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
