"""What was decided about one version of a report, in the next: what is said in the same words stands."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from etl.ledger.alignment import Moved
from etl.ledger.choices import state_of
from etl.ledger.connect import Ledger
from etl.ledger.decisions import Desk
from etl.ledger.fold import fold
from etl.ledger.items import SAID_LATER, Decision, Item
from etl.ledger.rowsof import read_decisions, read_found, read_report, read_text
from etl.ledger.states import by_key, key_of, nth_of, place_of
from etl.published.figurerows import sentence_span

# What the program must find again of a numeral: its words are the same, its column or heading might not be.
_SAID = (
    "status", "printed", "value", "value_high", "approx", "unit", "heading_unit", "indicator", "label",
    "measure", "scope", "body", "campaign", "sector", "part", "period_start", "period_end",
)  # fmt: skip
_MEANING = ("indicator", "label", "measure", "scope", "body", "campaign", "sector", "part")
_WORDING = ("label",)  # what another version of the program may put otherwise of the same words


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that was reviewed in the version before and is not, or not in the same words, in this one.

    `after`: the figure of the same meaning that stands there now, None where there is none. `sentence` and
    `sentence_after` have them in.
    """

    before: Item
    sentence: str
    after: Item | None
    sentence_after: str


def carry_over(connection: Connection, report: int) -> int:
    """Carry decisions from the version before, where nobody has decided anything yet; how many there are."""
    before = read_report(connection, report).supersedes
    if before is None:
        return 0
    desk = Desk(connection, report)
    if any(item.decision for item in desk.items.values()):
        return 0
    carried = list(_carried(_Version(connection, before), desk))
    desk.carry(carried)
    desk.close()
    return len(carried)


def give_back(connection: Connection, report: int, who: str) -> None:
    """Take back what was carried: the document is no version of the other one."""
    desk = Desk(connection, report)
    for decision in reversed(desk.decisions):
        if decision.action == "carry" and not decision.undone and _stands(desk, decision):
            desk.take_back(decision.id, who)
    desk.close()


def changes_of(ledger: Ledger, report: int) -> list[Change]:
    """What was reviewed in the version before, says something else here, and is not reviewed yet; or is gone.

    In order of place.
    """
    with ledger.reading() as connection:
        before = read_report(connection, report).supersedes
        if before is None:
            return []
        old, new = _Version(connection, before), _Version(connection, report)
    gone, same = _parted(old, new)
    names = _comparable(_MEANING, old.program, new.program)
    waiting: dict[tuple, deque[Item]] = defaultdict(deque)
    for item in new.items:
        if item.key not in same and item.status != "rejected":
            waiting[_values(item.fields, names)].append(item)
    found = []
    for item in gone:
        others = waiting[_values(item.proposal or item.fields, names)]
        after = others.popleft() if others else None
        found.append(Change(item, old.sentence(item), after, new.sentence(after) if after else ""))
    return [change for change in found if not (change.after and change.after.decision)]


def _parted(old: "_Version", new: "_Version") -> tuple[list[Item], set[str]]:
    """The reviewed figures that do not stand in the new version, and the keys there of those that do."""
    moved = _moved(old.text, old.found, new.text, new.found)
    names = _comparable(_SAID, old.program, new.program)
    there = {(item.start, item.end): item for item in new.items}
    gone, same = [], set()
    for item in (item for item in old.items if item.status == "reviewed"):
        place = moved.place(item.start, item.end)
        stands = there.get(place) if place else None
        if stands and (stands.decision or _alike(item.proposal, stands.proposal, names)):
            same.add(stands.key)
        else:
            gone.append(item)
    return gone, same


class _Version:
    """A version's text, its numerals as they stand, and which program found them."""

    def __init__(self, connection: Connection, report: int) -> None:
        known = read_report(connection, report)
        self.program = known.engine
        self.text = read_text(connection, known.sha256)
        self.found = read_found(connection, report)
        self.items = fold(self.found, read_decisions(connection, report))

    def sentence(self, item: Item) -> str:
        start, end = sentence_span(self.text, item.start, item.end)
        return self.text[start:end]


def _moved(old: str, found: list[dict[str, Any]], new: str, found_now: list[dict[str, Any]]) -> Moved:
    """By what the program finds in the two texts."""
    spans = [
        [(s["start"], s["end"]) for s in states if s["status"] != "rejected"] for states in (found, found_now)
    ]
    return Moved(old, spans[0], new, spans[1])


def _carried(old: _Version, desk: Desk) -> Iterator[tuple[str, Decision, dict[str, Any]]]:
    """(key, decision, state) of each decision that holds here, too."""
    moved = _moved(old.text, old.found, desk.text, desk.found)
    found, before = by_key(desk.found), by_key(old.found)
    names = _comparable(_SAID, old.program, desk.report.engine)
    for item in old.items:
        place = moved.place(item.start, item.end)
        begun = moved.place(*place_of(item.key))
        if not (item.decision and place and begun):
            continue
        # what a person put beside another zero holds where that one does
        nth = nth_of(item.key) if item.key in before else 1
        proposal = item.proposal if nth == nth_of(item.key) else before.get(key_of(*place_of(item.key)))
        if _alike(proposal, found.get(key_of(*begun, nth)), names):
            key = key_of(*begun, nth_of(item.key))
            yield key, item.decision, state_of(item) | {"start": place[0], "end": place[1]}


def _comparable(names: tuple[str, ...], *programs: str) -> tuple[str, ...]:
    """Those of the fields that both programs would put alike."""
    return names if len(set(programs)) == 1 else tuple(name for name in names if name not in _WORDING)


def _alike(one: dict[str, Any] | None, other: dict[str, Any] | None, names: tuple[str, ...]) -> bool:
    """Does the program find the same in both places? Nothing in either is the same, too."""
    if one is None or other is None:
        return one is other
    first, second = SAID_LATER | one, SAID_LATER | other
    return all(first.get(name) == second.get(name) for name in names)


def _values(state: dict[str, Any], names: tuple[str, ...]) -> tuple:
    return tuple(state.get(name, "") for name in names)


def _stands(desk: Desk, decision: Decision) -> bool:
    item = desk.items.get(decision.key)
    return bool(item and item.decision and item.decision.id == decision.id)
