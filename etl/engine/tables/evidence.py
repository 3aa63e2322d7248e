"""What speaks for an item of a form: the names of its columns, the headings and titles above a cell."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from etl.engine.rulebook import Rulebook
from etl.engine.tables.forms import FORMS, Form, Item
from etl.engine.tables.labels import Label
from etl.engine.tables.words import key_set

# Names that mean something only under a heading, a title or beside the form's other columns.
GENERAL = key_set("general")


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


def votes(rules: Rulebook, labels: list[Label]) -> Counter:
    """How many labels of a block are unmistakable names of each form."""
    counted: Counter = Counter()
    for label in {label.key: label for label in labels}.values():
        if label.key in rules[GENERAL]:
            continue
        for form_id in {item.form for item in rules[FORMS].by_name.get(label.key, ())}:
            counted[form_id] += 1
    return counted


def named_item(
    rules: Rulebook, label_key: str, place: Place, block_votes: Counter, units: tuple = ()
) -> Item | None:
    """The item of that official name for which most speaks."""
    best, best_score = None, 0
    for item in rules[FORMS].by_name.get(label_key, ()):
        if item.rows or not item.takes(units):
            continue
        general = (
            label_key in rules[GENERAL]
            or len({i.form for i in rules[FORMS].by_name[label_key] if not i.rows}) > 1
        )
        score = evidence(rules, item, place, block_votes, general)
        if score > best_score:
            best, best_score = item, score
    return best


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
        + 8 * bool(form.groups & headings)
        + _title_score(rules, form, (*place.titles, *place.above))
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
        named = [form for form in rules[FORMS].forms if any(word in title for word in form.title)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


@lru_cache(maxsize=8192)
def item_like(rules: Rulebook, words: str, units: tuple = ()) -> Item | None:
    """The first item whose pattern fits the words of a label that has no official name."""
    for item in rules[FORMS].patterns:
        if item.takes(units) and item.like.search(words) and not (item.unlike and item.unlike.search(words)):
            return item
    return None
