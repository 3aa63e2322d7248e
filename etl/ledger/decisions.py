"""Take decisions: append-only, each with who, when, before and after; nobody overwrites anybody."""

import uuid
from dataclasses import replace

from sqlalchemy import Connection, update

from etl.data.rules import rulebook
from etl.ledger.choices import State, affected, applied, state_of
from etl.ledger.connect import Ledger
from etl.ledger.errors import ConflictingDecision, InvalidDecision
from etl.ledger.fold import ABOUT_THE_REPORT, Places, fold, item_of, standing, with_undone
from etl.ledger.items import Choice, Decision, Item
from etl.ledger.rowsof import now, read_decisions, read_found, read_report, read_text, write_decision
from etl.ledger.schema import reports
from etl.ledger.states import are_beside, shares_place


def decide(ledger: Ledger, report: int, choices: list[Choice], who: str, based_on: int) -> list[Decision]:
    """Take the decisions, all or none; `based_on` is the revision of the review that `who` looked at.

    Several are one batch, that `undo` takes back as one.

    Raises ConflictingDecision where someone has meanwhile decided about one of the same numerals
    (`error.other` is their Decision; decisions about other numerals do not conflict), InvalidDecision
    where a choice does not fit (Chinese message, shown as it is), UnknownReport.
    The same choice by the same person again (a lost answer, a double click) is no conflict.
    """
    with ledger.writing() as connection:
        desk = Desk(connection, report, uuid.uuid4().hex if len(choices) > 1 else "")
        taken = [desk.take(choice, who, based_on) for choice in choices]
        desk.close()
        return taken


def accept_all(
    ledger: Ledger, report: int, keys: list[str], who: str, based_on: int
) -> tuple[list[Decision], list[Decision]]:
    """Accept what is still undecided among `keys`, in one batch that `undo` takes back as one.

    Returns the decisions taken, and those of others that were found in the way and left as they are.
    Raises InvalidDecision, with nothing taken, where one of the figures breaks a rule.
    """
    batch = uuid.uuid4().hex
    taken, others = [], []
    with ledger.writing() as connection:
        desk = Desk(connection, report, batch)
        for key in keys:
            try:
                taken.append(desk.take(Choice("accept", key), who, based_on))
            except ConflictingDecision as conflict:
                others.append(conflict.other)
        desk.close()
    return [decision for decision in taken if decision.batch == batch], others


def undo(ledger: Ledger, report: int, decision: int, who: str) -> list[Decision]:
    """Take back a decision (with its batch): the numeral is again what it was before.

    Raises ConflictingDecision where a later decision stands on it: that one must be undone first;
    InvalidDecision where there is nothing to take back. For decisions about numerals: what `describe`,
    `withdraw` and `restore` did is corrected by another of them.
    """
    with ledger.writing() as connection:
        desk = Desk(connection, report)
        taken = desk.take_back(decision, who)
        desk.close()
        return taken


def last_undoable(decisions: list[Decision], who: str) -> Decision | None:
    """The latest decision of `who` that can still be undone: what Ctrl+Z means."""
    counting = standing(decisions)
    tops = [counting.last(key) for key in counting.by_key if key != ABOUT_THE_REPORT]
    mine = [decision for decision in tops if decision and decision.who == who]
    return max(mine, key=lambda decision: decision.revision, default=None)


class Desk:
    """One report open for decisions, in one transaction: nobody else can decide about it meanwhile."""

    def __init__(self, connection: Connection, report: int, batch: str = "") -> None:
        self.connection = connection
        self.report = read_report(connection, report, lock=True)
        self.text = read_text(connection, self.report.sha256)
        self.found = read_found(connection, report)
        self.decisions = read_decisions(connection, report)
        self.batch = batch
        self._items: dict[str, Item] | None = None
        self._indicators = rulebook().indicators  # asking for the rules looks at every rule file

    @property
    def items(self) -> dict[str, Item]:
        """The numerals by key, as they are after what was decided so far."""
        if self._items is None:
            self._items = {item.key: item for item in fold(self.found, self.decisions)}
        return self._items

    def take(self, choice: Choice, who: str, based_on: int) -> Decision:
        """Take one decision. Raises ConflictingDecision, InvalidDecision."""
        key, places = affected(choice, self.items, self.text)
        other = self._meanwhile(key, places, based_on)
        if other and self._is_the_same(other, choice, key, who):
            return other
        if other:
            raise ConflictingDecision(_what_they_did(other), other)
        if choice.action == "accept" and (standing_one := self._accepted_already(key)):
            return standing_one
        before, after = applied(choice, key, self.items, self.text, self._indicators)
        return self._write(key, choice.action, who, before, after)

    def take_back(self, decision: int, who: str) -> list[Decision]:
        """Undo a decision, with its batch where it was one of several."""
        given = next((d for d in self.decisions if d.id == decision), None)
        if given is None or given.undone or given.action == "undo" or given.key == ABOUT_THE_REPORT:
            raise InvalidDecision("这一决定不能撤销，或已经撤销")
        batch = [d for d in self.decisions if d.batch == given.batch] if given.batch else [given]
        counting = standing(self.decisions).by_key
        taken = []
        for each in reversed([d for d in batch if not d.undone]):
            last = counting[each.key].pop()  # `each` itself counts
            if last.id != each.id:
                raise ConflictingDecision(f"{_what_they_did(last)}；请先撤销它", last)
            taken.append(self._write(each.key, "undo", who, each.after, each.before, each.id))
        self._refuse_overlaps(taken)
        return taken

    def carry(self, states: list[tuple[str, Decision, State]]) -> None:
        """Take over decisions about the version before: (key here, the decision there, its state here)."""
        items = self.items
        for key, decision, state in states:
            before = state_of(items[key]) if key in items else None
            revision = self.report.revision + 1
            said = (self.report.id, revision, key, "carry", decision.who, decision.at, before, state)
            write_decision(self.connection, Decision(0, *said))
            self.report = replace(self.report, revision=revision)
        self.decisions = read_decisions(self.connection, self.report.id)
        self._items = None

    def reload(self) -> None:
        """See what another extraction has found since."""
        self.found = read_found(self.connection, self.report.id)
        self._items = None

    def close(self) -> None:
        """Write down what the decisions add up to."""
        figures = [item for item in self.items.values() if item.status != "rejected"]
        counts = {"figures": len(figures), "reviewed": sum(item.status == "reviewed" for item in figures)}
        self.connection.execute(
            update(reports)
            .where(reports.c.id == self.report.id)
            .values(revision=self.report.revision, **counts)
        )

    def _write(
        self,
        key: str,
        action: str,
        who: str,
        before: State | None,
        after: State | None,
        undoes: int | None = None,
    ) -> Decision:
        revision = self.report.revision + 1
        taken = write_decision(
            self.connection,
            Decision(0, self.report.id, revision, key, action, who, now(), before, after, undoes, self.batch),
        )
        self.report = replace(self.report, revision=revision)
        item = None if action == "undo" else self.items.get(key)
        if item and after and _changes_alone(item, after):  # of many rows at once most
            self.items[key] = item_of(key, after, taken, item.proposal)
        else:
            self._items = None
        self.decisions = with_undone([*self.decisions, taken])
        return taken

    def _meanwhile(self, key: str, places: list[tuple[int, int]], based_on: int) -> Decision | None:
        """The latest decision since `based_on` that the choice would overwrite."""
        for decision in reversed(self.decisions):
            if decision.revision <= based_on:
                return None
            if decision.key == ABOUT_THE_REPORT or are_beside(decision.key, key):
                continue
            if decision.key == key or any(_meets(decision, *place) for place in places):
                return decision
        return None

    def _is_the_same(self, other: Decision, choice: Choice, key: str, who: str) -> bool:
        if (other.who, other.action, other.key) != (who, choice.action, key):
            return False
        earlier = {item.key: item for item in fold(self.found, self.decisions[: other.revision - 1])}
        return applied(choice, key, earlier, self.text, self._indicators)[1] == other.after

    def _accepted_already(self, key: str) -> Decision | None:
        item = self.items.get(key)
        return item.decision if item and item.status == "reviewed" else None

    def _refuse_overlaps(self, taken: list[Decision]) -> None:
        """What an undone decision had covered may have been used otherwise since."""
        for decision in taken:
            key, item = decision.key, self.items.get(decision.key)
            if item is None or item.status != "reviewed":
                continue
            figures = [
                i for i in self.items.values() if i.key != key and i.status != "rejected" and i.decision
            ]
            others = Places(each for each in figures if not shares_place(item.fields, each.fields))
            met = others.meets(item.start, item.end)
            if met and met.decision:
                raise ConflictingDecision(f"{_what_they_did(met.decision)}；请先撤销它", met.decision)


def _changes_alone(item: Item, after: State) -> bool:
    """Whether no other numeral appears or goes: what was decided of a place decides what else is shown there.

    A figure covers the numerals in its place that are none, so that these may be seen again without it.
    """
    stays = (item.start, item.end) == (after["start"], after["end"])
    return stays and (item.decision is None or "rejected" not in (item.status, after["status"]))


def _meets(decision: Decision, start: int, end: int) -> bool:
    states = [state for state in (decision.before, decision.after) if state]
    return any(state["start"] < end and start < state["end"] for state in states)


_DONE = {
    "accept": "确认了", "edit": "修改了", "reject": "判为非数据", "promote": "改判为数据", "add": "补录了",
    "piece": "判为不能代表全部", "undo": "撤销了对它的决定：", "carry": "在上一版中核对了",
}  # fmt: skip


def _what_they_did(decision: Decision) -> str:
    state = decision.after or decision.before or {}
    return f"{decision.who} 已于 {decision.at[11:16]}（UTC）{_DONE[decision.action]}“{state['printed']}”"
