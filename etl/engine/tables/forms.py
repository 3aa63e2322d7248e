"""The forms of data/tables: which column or row of which official table counts what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.engine.rulebook import Made, Rulebook, any_of
from etl.engine.tables.words import GENERAL, key

_SHORTEST, _LONGEST = 4, 40  # letters of several names in one
_PLAIN_FIELDS = ("indicator", "label", "part", "measure", "period", "total", "kinds")


@dataclass(frozen=True, slots=True)
class Item:
    """One column of a form, or one cell of a form whose rows are fixed too.

    `names` and `rows` are keys (see words.key); `under` names a heading above the column. `like` and
    `unlike` are patterns for columns that have no official name. An item without indicator is kept
    under its label. `units`, if any, are those that its label may state. `period` "prior" is the year
    before the report's. In `part`, {row} and {column} stand for what the labels there say, {named} for what
    the label says that named the item.
    """

    form: str
    id: str
    names: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    like: re.Pattern | None = None
    unlike: re.Pattern | None = None
    indicator: str = ""
    label: str = ""
    part: str = ""
    unit: str = ""
    units: frozenset[str] = frozenset()
    measure: str = "level"
    period: str = ""
    total: bool = False  # the form's own total of its indicator
    kinds: bool = False  # what the form counts where a row or column only names a kind of it

    def takes(self, stated: tuple) -> bool:
        """True where the units that a label states allow the item: 检查企业（家次） counts visits."""
        return not self.units or not stated or any(unit in self.units for unit, _ in stated)

    @property
    def rule(self) -> str:
        """The name under which a figure says what decided it."""
        return f"table:{self.form}/{self.id}"


@dataclass(frozen=True, slots=True)
class Form:
    """One official table: words of its title, headings that span columns with what they span, columns."""

    id: str
    title: tuple[str, ...]
    groups: frozenset[str]
    row_groups: frozenset[str]
    members: dict[str, frozenset[str]]
    items: tuple[Item, ...]
    names: frozenset[str]
    fixed_rows: frozenset[str]  # of forms that prescribe their rows
    fixed_columns: frozenset[str]
    columns: tuple[tuple[str, ...], ...]  # the names above each column, of forms that never vary
    divided: bool = False  # whatever else stands below its title is a kind of what it counts


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms."""

    forms: tuple[Form, ...]
    by_name: dict[str, tuple[Item, ...]]
    patterns: tuple[Item, ...]
    members: dict[str, frozenset[str]] = field(default_factory=dict)
    groups: frozenset[str] = field(default=frozenset())
    rows: frozenset[str] = field(default=frozenset())
    by_id: dict[str, Form] = field(default_factory=dict)
    joined: tuple[tuple[re.Pattern, Item], ...] = ()  # of names run together: 警告、罚款

    def named(self, label_key: str) -> tuple[Item, ...]:
        """The items of that name; of several names of one form in one, the item of all these kinds."""
        found = self.by_name.get(label_key, ())
        if found or not _SHORTEST <= len(label_key) <= _LONGEST:
            return found
        return tuple(item for names, item in self.joined if names.fullmatch(label_key))

    def resembles(self, words: str) -> bool:
        """Whether a pattern of a column that counts something fits the words."""
        return any(item.indicator and item.like and item.like.fullmatch(words) for item in self.patterns)

    def form(self, form_id: str) -> Form:
        """The form of that id; KeyError for none."""
        return self.by_id[form_id]

    def knows(self, label_key: str) -> bool:
        """True where the key is a column, a heading or a row of some form."""
        return bool(self.named(label_key)) or label_key in self.groups or label_key in self.rows


def _forms(rules: Rulebook) -> Forms:
    """Return every form, in order of its file's name."""
    tables = rules.content["tables"]
    forms = tuple(_form(tables[name]) for name in sorted(tables))
    by_name: dict[str, list[Item]] = {}
    for form in forms:
        for item in form.items:
            for name in item.names:
                by_name.setdefault(name, []).append(item)
    rows = [form.row_groups for form in forms] + [item.rows for form in forms for item in form.items]
    return Forms(
        forms=forms,
        by_name={name: tuple(items) for name, items in by_name.items()},
        patterns=tuple(item for form in forms for item in form.items if item.like),
        members=_members([form.members for form in forms]),
        groups=frozenset().union(*(form.groups for form in forms)),
        rows=frozenset().union(*rows),
        by_id={form.id: form for form in forms},
        joined=tuple(_joined(rules, forms)),
    )


def _joined(rules: Rulebook, forms: tuple[Form, ...]) -> Iterator[tuple[re.Pattern, Item]]:
    """For each indicator of which a form has kinds: their names run together, and what that counts."""
    for form in forms:
        kinds = [
            item for item in form.items if item.part and item.indicator and not (item.rows or item.under)
        ]
        yield from _joined_of(rules, form, kinds)


def _joined_of(rules: Rulebook, form: Form, kinds: list[Item]) -> Iterator[tuple[re.Pattern, Item]]:
    for indicator in dict.fromkeys(item.indicator for item in kinds):
        names = frozenset().union(*(item.names for item in kinds if item.indicator == indicator))
        first, any_name = any_of(names - rules[GENERAL]), any_of(names)
        if len(names) > 1:
            unit = next(item.unit for item in kinds if item.indicator == indicator)
            item = Item(form=form.id, id="several", indicator=indicator, part="{named}", unit=unit)
            yield re.compile(f"(?:{first})(?:[或和及与]?(?:{any_name})){{1,4}}"), item


FORMS = Made(_forms)


def _form(record: dict) -> Form:
    items = tuple(_item(record, entry) for entry in record["items"])
    spanned = [
        {key(group): frozenset(map(key, heading["members"])) for group in heading["groups"]}
        for heading in record.get("headings", ())
    ]
    return Form(
        id=record["id"],
        title=tuple(key(word) for word in record["title"]),
        groups=frozenset(map(key, record["groups"])),
        row_groups=frozenset(map(key, record.get("row_groups", ()))),
        members=_members(spanned),
        items=items,
        names=frozenset().union(*(item.names for item in items)),
        fixed_rows=frozenset().union(*(item.rows for item in items)),
        fixed_columns=frozenset().union(*(item.names for item in items if item.rows)),
        columns=tuple(map(tuple, record.get("columns", ()))),
        divided=record.get("divided", False),
    )


def _members(parts: list[dict[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    """One mapping from headings to what they span; a heading of several forms spans what each says."""
    merged: dict[str, frozenset[str]] = {}
    for part in parts:
        for group, members in part.items():
            merged[group] = merged.get(group, frozenset()) | members
    return merged


def _item(form: dict, entry: dict) -> Item:
    return Item(
        form=form["id"],
        id=entry["id"],
        names=frozenset(map(key, entry.get("names", ()))),
        rows=frozenset(map(key, entry.get("rows", ()))),
        under=frozenset(map(key, entry.get("under", ()))),
        like=re.compile(entry["like"]) if "like" in entry else None,
        unlike=re.compile(entry["not"]) if "not" in entry else None,
        unit=entry.get("unit", form["unit"]),
        units=frozenset(entry.get("units", ())),
        **{name: entry[name] for name in _PLAIN_FIELDS if name in entry},
    )
