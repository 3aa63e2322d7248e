"""What the pane shows of a review, as plain values: pure functions, no Streamlit.

A long document has thousands of items, all sent with each decision: what is as usual is left out. Offsets
count characters (code points) of the document's text, as everywhere; the pane converts them.
"""

from datetime import datetime
from typing import Any

from dashboard import words as shared_words
from dashboard.work.review import words
from etl.data.rules import rulebook
from etl.engine.codes import REASONS, chinese
from etl.ledger.doubts import FirstLook
from etl.ledger.items import FIGURE_FIELDS, Decision, Item, Review
from etl.ledger.wholes import wholes_of

MOST_DECISIONS = 400  # shown; all are kept
# The form of a figure, in the order asked; "wide" fields take a line of their own.
FORM = ("indicator", "label", "value", "unit", "approx", "value_high", "measure", "scope", "body",
        "campaign", "sector", "part", "whole", "heading_unit", "period_start", "period_end")  # fmt: skip
_WIDE = ("indicator", "label")
_SENT = [name for name in FIGURE_FIELDS if name not in ("start", "rule", "doubts")]


def document_of(review: Review) -> dict[str, Any]:
    """The part that stays the same while a document is under review."""
    indicators = rulebook().indicators
    return {
        "id": review.report.id,
        "text": review.text,
        "indicators": [
            {"id": i.id, "name": i.name_zh, "theme": shared_words.THEMES.get(i.theme, i.theme)}
            for i in indicators.values()
        ],
        "reasons": chinese(REASONS),
        "usual": usual_fields(review),
        "form": [
            {"name": name, "label": words.FIELD_NAMES[name], "options": words.OPTIONS.get(name),
             "wide": name in _WIDE}
            for name in FORM
        ],
    }  # fmt: skip


def state_of(review: Review, look: FirstLook) -> dict[str, Any]:
    """The part that changes with each decision; the look may be an earlier one, that knows all that wait."""
    names = {key: indicator.name_zh for key, indicator in rulebook().indicators.items()}
    usual = usual_fields(review)
    waiting = {item.key for item in review.items if item.status == "extracted"}
    return {
        "revision": review.revision,
        "items": [_item(item, look, names, usual) for item in review.items],
        "order": [key for key in look.order if key in waiting],
        "acceptable": [key for key in look.acceptable if key in waiting],
        "decisions": [decision_of(d, names) for d in reversed(review.decisions[-MOST_DECISIONS:])],
    }


def wholes_said(review: Review) -> list[dict[str, Any]]:
    """For each indicator, scope and year: which figures would stand on a chart, why, and which there are."""
    names = {key: indicator.name_zh for key, indicator in rulebook().indicators.items()}
    return [
        {
            "name": names[whole.indicator],
            "basis": words.basis_text(whole.scope, whole.year, review.report.known["year"]),
            "why": words.WHYS[whole.why],
            "standing": whole.standing,
            "figures": whole.figures,
        }
        for whole in wholes_of(review)
    ]


def usual_fields(review: Review) -> dict[str, str]:
    """What a figure says where an item leaves it out; what is not here is empty then."""
    known = review.report.known
    period = {name: known[name] for name in ("period_start", "period_end")}
    return {"approx": "exact", "measure": "level", "scope": "own"} | period


def decision_of(decision: Decision, names: dict[str, str]) -> dict[str, Any]:
    """A decision as the record shows it."""
    state = decision.after or decision.before or {}
    return {
        "id": decision.id,
        "key": decision.key,
        "action": words.ACTIONS[decision.action],
        "who": decision.who,
        "at": local_time(decision.at),
        "printed": state.get("printed", ""),
        "change": words.change_text(decision, names),
        "undone": decision.undone,
        "undoable": bool(decision.key) and decision.action != "undo" and not decision.undone,
        "batch": decision.batch,
    }


def local_time(moment: str) -> str:
    """An ISO moment as the clock of this machine shows it: 11-20 17:05."""
    return datetime.fromisoformat(moment).astimezone().strftime("%m-%d %H:%M")


def _item(item: Item, look: FirstLook, names: dict[str, str], usual: dict[str, str]) -> dict[str, Any]:
    fields = {"start": item.start} | {
        name: item.fields[name] or ""
        for name in _SENT
        if name in item.fields and (item.fields[name] or "") != usual.get(name, "")
    }
    found = {"key": item.key, "status": item.status, "fields": fields}
    if item.status == "rejected":
        found["reason"] = item.reason
    elif item.fields["indicator"]:
        found["name"] = names.get(item.fields["indicator"], item.fields["indicator"])
    if item.status == "extracted" and (raised := look.doubts[item.key]):
        other = look.instead.get(item.key)
        found["doubts"] = [words.doubt_text(code, other, names) for code in raised]
    if item.decision:
        found["by"] = item.decision.who
    return found
