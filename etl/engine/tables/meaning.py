"""Which item of which form a cell is, from the labels above it and beside it."""

from collections import Counter
from dataclasses import dataclass, replace

from etl.engine.rulebook import Rulebook
from etl.engine.tables.evidence import (
    Place,
    evidence,
    form_of_title,
    is_named_by_title,
    is_row,
    item_like,
    money_item,
    named_item,
)
from etl.engine.tables.forms import FORMS, Form, Item
from etl.engine.tables.labels import Label
from etl.engine.tables.sayings import said_item, titled_item
from etl.engine.tables.words import GENERAL, key

_CASES = frozenset(("件", "宗", "起", "案", "次"))
_AMOUNTS = ("金额", "款额")  # of money, whatever the row counts


@dataclass(frozen=True, slots=True)
class Meaning:
    """The item, and the label that named it (None where two labels together did)."""

    item: Item
    named_by: Label | None


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
        found = named_item(self.rules, label_key, self.place, self.votes, units)
        if found and found.unlike and label_key in self.rules[GENERAL]:
            titles = (*self.place.titles, *self.place.above)
            return None if any(map(found.unlike.search, titles)) else found  # 合计 of how cases ended
        return found

    def amount(self, label: Label) -> Item | None:
        """The item of that name where what stands there is money."""
        return money_item(self.rules, label, self.place, self.votes)


def meaning_of(rules: Rulebook, place: Place, block_votes: Counter) -> Meaning | None:
    """The item of the cell at `place`, or None: then the cell keeps its label and has no indicator."""
    columns = [label for label in place.columns if label.key and label.kind != "period"]
    rows = [label for label in place.rows if label.kind in ("thing", "total", "plain") and label.key]
    asked = _Asked(rules, place, block_votes, columns, rows)
    found = next((found for way in _WAYS if (found := way(asked))), None)
    return None if found and _is_of_another_unit(asked, found.item) else found


def _is_of_another_unit(asked: _Asked, item: Item) -> bool:
    """A count below a name that says 万元 or 金额, money below one that says 件: nothing tells what it is."""
    stated = {unit for unit, _ in asked.column.units} if asked.column else set()
    if asked.column and not stated and asked.column.words.endswith(_AMOUNTS):
        stated = {"元"}
    money = item.unit == "元"
    return bool(stated and item.indicator) and (stated == {"元"} if not money else "元" not in stated)


def _by_row_and_column(asked: _Asked) -> Meaning | None:
    """By a form that prescribes its rows as well as its columns."""
    rules, place = asked.rules, asked.place
    column_key = next((label.key for label in reversed(place.columns) if label.key), "")
    for row_key in [label.key for label in reversed(place.rows) if label.key]:
        for item in rules[FORMS].by_name.get(column_key, ()):
            general = row_key in rules[GENERAL]
            if is_row(row_key, item) and evidence(rules, item, place, asked.votes, general):
                return Meaning(item, None)
    return None


def _by_ratio(asked: _Asked) -> Meaning | None:
    for label in (*asked.place.rows[-1:], asked.column):
        if label and label.kind in ("thing", "sector") and (found := _ratio(asked.rules, label)):
            return Meaning(found, label)
    return None


def _by_kind(asked: _Asked) -> Meaning | None:
    """A kind of what the table counts: 行政处罚 in a table of reviews, 占道经营 below a corner 案件类型."""
    form, kind = form_of_title(asked.rules, asked.place), _kind_in(asked)
    if form is None or kind is None or _is_of(form, kind) or not (asked.place.sorts or form.divided):
        return None
    item = next((item for item in form.items if _has_kind(asked, item, kind)), None)
    if item is None and not form.divided:
        return None
    found = replace(item, part=kind.words) if item else Item(form=form.id, id="kind")
    return Meaning(replace(found, label=kind.words), kind)


def _kind_in(asked: _Asked) -> Label | None:
    """The one label of a cell that could name a kind of cases: the other says 数量, or nothing."""
    labels = [label for label in (asked.row, asked.column) if label and label.kind not in ("total", "plain")]
    if (
        len(labels) != 1
        or labels[0].kind == "period"
        or any(unit not in _CASES for unit, _ in labels[0].units)
    ):
        return None
    like = item_like(asked.rules, labels[0].words)
    return labels[0] if like is None or like.measure == "level" else None


def _has_kind(asked: _Asked, item: Item, kind: Label) -> bool:
    """Whether the item counts what is divided into such kinds."""
    if not item.kinds or kind.key in asked.rules[GENERAL] or item.unlike and item.unlike.search(kind.words):
        return False
    return not item.under or is_named_by_title(asked.rules, item, asked.place)


def _is_of(form: Form, label: Label) -> bool:
    """Whether the label is a column or a heading of the form itself."""
    return label.key in form.names or label.key in form.groups or label.key in form.members


def _by_money_heading(asked: _Asked) -> Meaning | None:
    """What money is divided into below its heading: 罚款（万元） over 监督检查 and 合计."""
    column = asked.column
    for heading in asked.columns[-2::-1] if column and not column.units else ():
        if {unit for unit, _ in heading.units} == {"元"} and (found := asked.amount(heading)):
            return Meaning(found, heading)
    return None


def _by_column(asked: _Asked) -> Meaning | None:
    column = asked.column
    if column is None or asked.plain or column.kind == "total" and asked.row and asked.row.kind == "thing":
        return None  # 合计 of what the row counts
    found = asked.amount(column) or asked.named(column.key, column.units)
    return Meaning(found, column) if found else None


def _by_heading_and_leaf(asked: _Asked) -> Meaning | None:
    """重大 below 查处隐患: 重大隐患."""
    if len(asked.columns) < 2 or asked.columns[-1].kind != "thing" or asked.columns[-1].units:
        return None
    heading, leaf = (label.words for label in asked.columns[-2:])
    for words in (heading + leaf, leaf + heading, leaf + heading[-2:]):
        if (found := item_like(asked.rules, words)) and found.indicator and found.measure == "level":
            return Meaning(found, None)
    return None


def _by_two_labels(asked: _Asked) -> Meaning | None:
    """隐患 above 数量, or beside it: 隐患数量."""
    heading = asked.columns[-2] if len(asked.columns) > 1 else None
    row = asked.row if asked.row and not asked.named(asked.row.key, asked.row.units) else None
    for first, second in ((heading, asked.column), (row, asked.column)):
        if first and second and first.kind in ("thing", "sector") and second.kind in ("plain", "total"):
            words = first.words + second.words
            if found := asked.named(key(words), second.units) or item_like(asked.rules, words, second.units):
                return Meaning(found, None)
    return None


def _by_any_label(asked: _Asked) -> Meaning | None:
    column, row = asked.column, asked.row
    vague = column if asked.plain and row and row.kind in ("thing", "total") else None
    for label in (column, row, *asked.columns[-2::-1], *asked.rows[-2::-1]):
        if label and label.kind != "total" and label is not vague:
            found = asked.amount(label) or asked.named(label.key, label.units)
            sort = asked.place.sorts and label in asked.rows  # 虚假宣传 below 案由 is no 宣传
            if found := found or (None if sort else item_like(asked.rules, label.words, label.units)):
                return Meaning(found, label)
    return None


def _by_total(asked: _Asked) -> Meaning | None:
    column = asked.column
    if asked.row and asked.row.kind == "thing" or not asked.place.is_told:
        return None  # 合计 of what the row counts, or of no column that is told
    total = asked.row if column is None or asked.plain else column if column.kind == "total" else None
    found = asked.named(total.key) if total else None
    return Meaning(found, None if total is asked.row else total) if found else None


def _is_bare(asked: _Asked) -> bool:
    """Whether a cell's labels only say 数量 or 合计, or 案件数 beside a year, or name nothing but bodies."""
    row = asked.row
    if asked.column is None:
        return asked.place.is_told and (asked.place.several_rows if row is None else row.kind == "plain")
    return asked.plain and (row is None or row.kind == "total")


def _by_title(asked: _Asked) -> Meaning | None:
    found = titled_item(asked.rules, asked.place) if _is_bare(asked) else None
    heading = next((label for label in asked.columns[-2::-1] if label.kind == "thing"), None)
    if found and heading and not found.part:
        found = replace(found, part=heading.words)
    return Meaning(found, None) if found else None


def _by_saying(asked: _Asked) -> Meaning | None:
    """As prose would say it: 水行政检查, 监督户次."""
    for label in (asked.column, asked.row):
        if label and label.kind == "thing" and (found := said_item(asked.rules, label, asked.place)):
            return Meaning(found, label)
    return None


# Tried in order.
_WAYS = (
    _by_row_and_column,
    _by_ratio,
    _by_kind,
    _by_money_heading,
    _by_column,
    _by_heading_and_leaf,
    _by_two_labels,
    _by_any_label,
    _by_total,
    _by_title,
    _by_saying,
)


def _ratio(rules: Rulebook, label: Label) -> Item | None:
    """A row 占比 or a column 增减 tells of other cells and counts nothing itself."""
    found = item_like(rules, label.words)
    return found if found and found.measure in ("share", "change") else None
