"""The present state of a document: its decisions, in their order, over what the program found.

A decision carries all that it says, place included, so that it stands whatever a later program finds:
the text is the same, by its hash, and with it every offset.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from etl.ledger.items import FIGURE_FIELDS, SAID_LATER, Decision, Item
from etl.ledger.states import REJECTION_FIELDS, by_key, is_beside

# Decisions about the report rather than about a numeral in it.
ABOUT_THE_REPORT = ""


@dataclass(frozen=True)
class Standing:
    """The decisions that count, by key in the order taken; an undone one counts no more."""

    by_key: dict[str, list[Decision]]

    def last(self, key: str) -> Decision | None:
        """The one that says what the numeral is now; None where it stands as found."""
        stack = self.by_key.get(key)
        return stack[-1] if stack else None


def standing(decisions: Iterable[Decision]) -> Standing:
    """Sort out which decisions count."""
    by_key: dict[str, list[Decision]] = {}
    for decision in decisions:
        stack = by_key.setdefault(decision.key, [])
        if decision.action == "undo":
            stack[:] = [earlier for earlier in stack if earlier.id != decision.undoes]
        else:
            stack.append(decision)
    return Standing(by_key)


def with_undone(decisions: list[Decision]) -> list[Decision]:
    """The same decisions, those that were taken back marked."""
    undone = {decision.undoes for decision in decisions if decision.action == "undo"}
    return [each if each.undone == (each.id in undone) else replace(each, undone=True) for each in decisions]


def fold(found: list[dict[str, Any]], decisions: Iterable[Decision]) -> list[Item]:
    """The numerals in order of place; `found` are the states of the extraction, in any order.

    What was decided comes first; what the program found stands where nothing decided is in its place.
    """
    proposals = by_key(found)
    counting = standing(decisions)
    decided = _decided(counting, proposals)
    taken = Places(item for item in decided if not is_beside(item.key))
    known = {item.key for item in decided}
    untouched = [
        item_of(key, state, None, state)
        for key, state in proposals.items()
        if key not in known and not counting.last(key) and not _is_taken(taken, key, state)
    ]
    return sorted(decided + untouched, key=lambda item: (item.start, item.end, is_beside(item.key)))


def _is_taken(taken: "Places", key: str, state: dict[str, Any]) -> bool:
    """Whether something decided is in its place; a second zero stands beside the first, decided or not."""
    there = taken.meets(state["start"], state["end"])
    if there is not None and is_beside(key):
        return (there.start, there.end) != (state["start"], state["end"])
    return there is not None


def _decided(counting: Standing, proposals: dict[str, dict[str, Any]]) -> list[Item]:
    """What the decisions that count have made of numerals."""
    decided = []
    for key, stack in counting.by_key.items():
        if key != ABOUT_THE_REPORT and stack and (state := stack[-1].after) is not None:
            decided.append(item_of(key, state, stack[-1], proposals.get(key)))
    # A figure that someone entered over numerals that were no figures takes their place.
    figures = Places(item for item in decided if item.status != "rejected")
    return [i for i in decided if i.status != "rejected" or not figures.meets(i.start, i.end)]


def item_of(
    key: str, state: dict[str, Any], decision: Decision | None, proposal: dict[str, Any] | None
) -> Item:
    """The item that a state describes."""
    rejected = state["status"] == "rejected"
    names = REJECTION_FIELDS if rejected else FIGURE_FIELDS
    fields = {name: state[name] if name in state else _said_later(name, state, proposal) for name in names}
    return Item(key, state["status"], fields, state.get("reason", ""), decision, proposal)


def _said_later(name: str, state: dict[str, Any], proposal: dict[str, Any] | None) -> Any:
    """A field that the state's program did not know: what is found there now, if of the same figure."""
    same = proposal and all(proposal.get(each) == state[each] for each in _SAME_FIGURE)
    return proposal.get(name, SAID_LATER[name]) if proposal and same else SAID_LATER[name]


_SAME_FIGURE = ("indicator", "measure", "scope", "body", "campaign", "sector", "part")


class Places:
    """Places in a text, to ask whether another one meets them. They may overlap each other."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = sorted(items, key=lambda item: item.start)
        self._longest = max((item.end - item.start for item in self._items), default=0)

    def meets(self, start: int, end: int) -> Item | None:
        """The first item that has a character of text[start:end], None if none has."""
        at = bisect_left(self._items, start - self._longest, key=lambda item: item.start)
        for item in self._items[at:]:
            if item.start >= end:
                return None
            if item.end > start:
                return item
        return None
