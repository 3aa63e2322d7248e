"""Do what the pane asks for. Each ask has a number; each gets an answer with the same number.

An ask may arrive twice (an answer was lost, a key was held down): one that was answered is not done again.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.work.access import acting
from dashboard.work.review.drafts import draft, heading_of
from dashboard.work.review.payload import wholes_said
from dashboard.work.review.words import ACTIONS, said_as_here
from dashboard.work.roles import Role
from etl.engine.errors import EnforcementCompareError
from etl.ledger import Ledger
from etl.ledger.decisions import accept_all, decide, last_undoable, undo
from etl.ledger.errors import ConflictingDecision, InvalidDecision
from etl.ledger.items import FIGURE_FIELDS, Choice
from etl.ledger.review import open_review
from etl.ledger.wholes import choosing

_KEPT_ANSWERS = 50


@dataclass
class Conversation:
    """What one pane and this server have said to each other about one document."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def hear(self, ledger: Ledger, report: int, asks: list[dict[str, Any]]) -> None:
        """Do the asks that were not heard before. Raises LedgerUnavailable, AccessDenied."""
        for ask in asks:
            number = str(ask["number"])
            if number not in self.answers:
                self.answers[number] = {"number": number} | answer(ledger, report, ask)
        for oldest in list(self.answers)[:-_KEPT_ANSWERS]:
            del self.answers[oldest]


def answer(ledger: Ledger, report: int, ask: dict[str, Any]) -> dict[str, Any]:
    """Do one thing; the answer says whether it was done, and in Chinese why not."""
    try:
        who = acting(Role.REVIEWER)
        return {"done": True} | _DO[ask["do"]](ledger, report, ask, who)
    except ConflictingDecision as conflict:
        return {"done": False, "conflict": True, "text": f"{conflict}。你的决定没有保存，请看过再定。"}
    except EnforcementCompareError as trouble:
        return {"done": False, "text": said_as_here(str(trouble))}


def _decide(ledger: Ledger, report: int, ask: dict, who: str) -> dict:
    choice = Choice(ask["action"], ask.get("key", ""), _fields(ask), ask.get("reason", ""))
    try:
        (taken,) = decide(ledger, report, [choice], who, ask["based_on"])
    except InvalidDecision:
        if not (named := _named_by_its_column(ledger, report, choice)):
            raise
        (taken,) = decide(ledger, report, [named], who, ask["based_on"])
    return {"key": taken.key}


def _decide_many(ledger: Ledger, report: int, ask: dict, who: str) -> dict:
    """The same fields, or the same reason, for all of `keys`: all or none, undone as one."""
    choices = [Choice(ask["action"], key, _fields(ask), ask.get("reason", "")) for key in ask["keys"]]
    taken = decide(ledger, report, choices, who, ask["based_on"])
    return {"text": f"{ACTIONS[ask['action']]}了 {len(taken)} 个，可一起撤销（U）。"}


def _fields(ask: dict) -> dict[str, Any]:
    fields = {name: value for name, value in ask.get("fields", {}).items() if name in FIGURE_FIELDS}
    return {name: None if name == "value_high" and value == "" else value for name, value in fields.items()}


def _named_by_its_column(ledger: Ledger, report: int, choice: Choice) -> Choice | None:
    """The choice with the heading of the table's column as label, where it has none; else None."""
    review = open_review(ledger, report)
    item = next((item for item in review.items if item.key == choice.key), None)
    said = (item.fields if item else {}) | choice.fields
    if choice.action == "reject" or said.get("label", "").strip() or "start" not in said:
        return None
    heading = heading_of(review, said["start"])
    action = "edit" if choice.action == "accept" else choice.action
    return replace(choice, action=action, fields=choice.fields | {"label": heading}) if heading else None


def _accept_all(ledger: Ledger, report: int, ask: dict, who: str) -> dict:
    taken, others = accept_all(ledger, report, ask["keys"], who, ask["based_on"])
    said = f"接受了 {len(taken)} 个，可一起撤销（U）。"
    if others:
        said += f"另有 {len(others)} 个已由 {'、'.join(sorted({d.who for d in others}))} 决定，保持原样。"
    return {"text": said}


def _undo(ledger: Ledger, report: int, ask: dict, who: str) -> dict:
    """The decision named, else the last of the visitor's own."""
    wanted = ask.get("decision")
    if wanted is None:
        mine = last_undoable(open_review(ledger, report).decisions, who)
        if mine is None:
            return {"text": "你在这份报告里没有可撤销的决定。"}
        wanted = mine.id
    taken = undo(ledger, report, wanted, who)
    return {"key": taken[0].key, "text": f"已撤销 {len(taken)} 个决定。" if len(taken) > 1 else "已撤销。"}


def _wholes(ledger: Ledger, report: int, ask: dict, who: str) -> dict:
    """Which figure would stand on a chart for each indicator."""
    return {"wholes": wholes_said(open_review(ledger, report))}


def _choose_whole(ledger: Ledger, report: int, ask: dict, who: str) -> dict:
    """The figure is the stated whole of its indicator, and no other of the report is: undone as one."""
    review = open_review(ledger, report)
    decide(ledger, report, choosing(review, ask["key"]), who, ask["based_on"])
    after = open_review(ledger, report)
    printed = next(item.fields["printed"] for item in after.items if item.key == ask["key"])
    return {"key": ask["key"], "text": f"图上用“{printed}”，可撤销（U）。", "wholes": wholes_said(after)}


def _draft(ledger: Ledger, report: int, ask: dict, who: str) -> dict:
    """What the form for a new figure begins with: the words that were selected, or a numeral that is none."""
    return {"draft": draft(open_review(ledger, report), ask["start"], ask["end"], ask.get("key", ""))}


_DO = {
    "decide": _decide,
    "decide_many": _decide_many,
    "accept_all": _accept_all,
    "undo": _undo,
    "draft": _draft,
    "wholes": _wholes,
    "choose_whole": _choose_whole,
}
