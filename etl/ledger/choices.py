"""What a choice of a reviewer does to the numerals: pure functions of the choice and the present state."""

from collections.abc import Container
from typing import Any

from etl.ledger.errors import InvalidDecision
from etl.ledger.items import FIGURE_FIELDS, Choice, Item
from etl.ledger.states import figure_state, key_of, place_of, rejection_state, shares_place
from etl.ledger.validate import check_figure, check_reason, completed

State = dict[str, Any]
_ON_FIGURES = ("accept", "edit", "reject", "piece")


def affected(choice: Choice, items: dict[str, Item], text: str) -> tuple[str, list[tuple[int, int]]]:
    """The key that the choice is about, and the places that it takes up.

    Raises InvalidDecision for an unknown action or a place outside the text.
    """
    if choice.action == "add":
        fields = completed(choice.fields, text)
        place = (fields["start"], fields["end"])
        return _free_key(fields, items), [place]
    if choice.action not in (*_ON_FIGURES, "promote"):
        raise InvalidDecision(f"没有“{choice.action}”这种决定")
    places = [(items[choice.key].start, items[choice.key].end)] if choice.key in items else []
    if places and {"start", "end"} & set(choice.fields):
        fields = completed(items[choice.key].fields | choice.fields, text)
        places.append((fields["start"], fields["end"]))
    return choice.key, places


def _free_key(fields: State, items: dict[str, Item]) -> str:
    """The key of a figure that is added: a place may hold several zeros."""
    nth = 1
    while (
        item := items.get(key := key_of(fields["start"], fields["end"], nth))
    ) and item.status != "rejected":
        if not shares_place(fields, item.fields):
            return key
        nth += 1
    return key


def applied(
    choice: Choice, key: str, items: dict[str, Item], text: str, indicators: Container[str]
) -> tuple[State | None, State]:
    """The state before and after; `items` in order of place, `indicators`: the ids that there are.

    Raises InvalidDecision where the choice does not fit.
    """
    item = items.get(key)
    if choice.action == "add":
        return _added(choice, key, items, text, indicators)
    if item is None:
        raise InvalidDecision("这个数字已不在列表中，请刷新后再看")
    if choice.action in _ON_FIGURES and item.status == "rejected":
        raise InvalidDecision(f"“{item.fields['printed']}”已判为非数据，要取用请改判为数据")
    if choice.action == "promote" and item.status != "rejected":
        raise InvalidDecision(f"“{item.fields['printed']}”已经是数据")
    before = state_of(item)
    if choice.action == "reject":
        check_reason(choice.reason)
        return before, rejection_state(item.fields, choice.reason)
    if choice.action == "accept":
        return before, figure_state(check_figure(item.fields, text, indicators), "reviewed")
    if choice.action == "piece":
        return before, figure_state(item.fields | {"whole": ""}, item.status)
    return before, _figure(item, choice.fields, items, text, indicators)


def state_of(item: Item) -> State:
    """The state that an item shows."""
    if item.status == "rejected":
        return rejection_state(item.fields, item.reason)
    return figure_state(item.fields, item.status)


def _added(
    choice: Choice, key: str, items: dict[str, Item], text: str, indicators: Container[str]
) -> tuple[State | None, State]:
    item = items.get(key)
    if item and item.status != "rejected":
        raise InvalidDecision(f"“{item.fields['printed']}”已经在列表中，请直接修改它")
    fields = check_figure(completed(choice.fields, text), text, indicators)
    _refuse_overlap(fields, key, items)
    return state_of(item) if item else None, figure_state(fields, "reviewed")


def _figure(
    item: Item, changes: dict[str, Any], items: dict[str, Item], text: str, indicators: Container[str]
) -> State:
    """The state of a figure that was changed, or of a numeral that becomes one."""
    said = said_as_figure(item) | item.fields
    kept = {name: said[name] for name in FIGURE_FIELDS if name in said}
    moved = {"start", "end"} & set(changes)
    if moved:  # what is printed and its number follow the place, where they are not given
        kept = {name: value for name, value in kept.items() if name not in ("printed", "value", "value_high")}
    if "whole" not in changes and any(changes.get(name) for name in ("campaign", "sector", "part")):
        kept["whole"] = ""  # what a limit is put on is no longer the total
    fields = check_figure(completed(kept | changes, text), text, indicators)
    first, last = place_of(item.key)
    if not (fields["start"] < last and first < fields["end"]):
        raise InvalidDecision("新的位置离开了原来的数字；请把这个判为非数据，再补录另一个")
    _refuse_overlap(fields, item.key, items)
    return figure_state(fields, "reviewed")


def said_as_figure(item: Item) -> dict[str, Any]:
    """What a numeral that is no figure said while it was one, so that nobody need enter it again."""
    earlier = (item.decision.before if item.decision else None, item.proposal)
    return next((state for state in earlier if state and state["status"] != "rejected"), {})


def _refuse_overlap(fields: dict[str, Any], key: str, items: dict[str, Item]) -> None:
    for other in items.values():
        if other.start >= fields["end"] or other.end <= fields["start"] or other.key == key:
            continue
        if other.status == "rejected" or shares_place(fields, other.fields):
            continue
        raise InvalidDecision(f"“{fields['printed']}”与已有的“{other.fields['printed']}”重叠，请先处理它")
