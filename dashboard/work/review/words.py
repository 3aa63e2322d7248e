"""The codes of a figure in the words of the review, and states and decisions in a line."""

from typing import Any

from dashboard import words
from dashboard.comparability.states import REASON_TEXT
from dashboard.work.plainly import in_words
from etl.data.rules import rulebook
from etl.ledger.doubts import DOUBTS
from etl.ledger.items import Decision

FIELD_NAMES = {
    "indicator": "指标", "value": "数值", "value_high": "至（区间上限）", "unit": "单位", "label": "所指",
    "approx": "确切程度", "measure": "性质", "scope": "口径", "body": "所指机构", "campaign": "专项",
    "sector": "行业", "part": "分项", "period_start": "期间起", "period_end": "期间止", "section": "章节",
    "heading_unit": "表头单位", "whole": "能否代表全部", "doubts": "疑点",
    "printed": "原文", "start": "起", "end": "止", "rule": "依据",
}  # fmt: skip
ACTIONS = {
    "accept": "接受", "edit": "修改", "reject": "判为非数据", "promote": "改判为数据", "add": "补录",
    "piece": "判为不能代表全部",
    "carry": "沿用上一版的决定", "undo": "撤销", "describe": "更正报告信息", "withdraw": "撤下报告",
    "restore": "恢复报告",
}  # fmt: skip
OPTIONS: dict[str, dict[str, str]] = {
    "approx": words.APPROX, "measure": words.MEASURES, "scope": words.SCOPES,
    "whole": {"": "不能代表全部", **words.WHOLES},
}  # fmt: skip
# Why a figure would stand on a chart, or why none would.
WHYS = {
    **words.WHOLES, **REASON_TEXT, "campaign": "只有这个专项行动的数字", "derived": "由分项相加",
    "rate": "报告给出的比率",
}  # fmt: skip
_FIELDS_OF_PLACE = ("start", "end", "rule", "section")


def said_as_here(message: str) -> str:
    """A message of the rules with the fields as the form names them."""
    codes = {code: word for options in OPTIONS.values() for code, word in options.items() if code}
    indicators = {key: indicator.name_zh for key, indicator in rulebook().indicators.items()}
    return in_words(message, FIELD_NAMES, indicators | codes)


def field_text(name: str, value: Any, indicators: dict[str, str]) -> str:
    """A field's value in words; a dash where it says nothing."""
    if value in (None, "", []):
        return OPTIONS.get(name, {}).get("", "—")
    if name == "indicator":
        return indicators.get(value, value)
    return OPTIONS.get(name, {}).get(value, str(value))


def doubt_text(code: str, instead: str | None, indicators: dict[str, str]) -> str:
    """A doubt of etl.ledger.doubts for a person; `instead`: what figures in like words say otherwise."""
    if instead is None:
        return DOUBTS[code]
    if code == "unlike_indicator":
        return (
            f"措辞相近的数字多属“{indicators.get(instead, instead)}”"
            if instead
            else "措辞相近的数字多不属任何指标"
        )
    if code == "unlike_scope":
        return f"措辞相近的数字，口径多是“{words.SCOPES[instead]}”"
    if code == "unlike_whole":
        return f"措辞相近的数字多{'能' if instead == str(True) else '不能'}代表全部"
    return DOUBTS[code]


def basis_text(scope: str, year: int, usual_year: int | None) -> str:
    """The scope and year of a place on a chart, as far as they are not what one expects."""
    said = ["" if scope == "own" else words.SCOPES[scope], "" if year == usual_year else f"{year}年"]
    return "，".join(part for part in said if part)


def state_text(state: dict[str, Any] | None, indicators: dict[str, str]) -> str:
    """A numeral's state in a line."""
    if state is None:
        return "未收录"
    if state["status"] == "rejected":
        return f"“{state['printed']}”非数据：{words.REASONS.get(state['reason'], state['reason'])}"
    named = field_text("indicator", state["indicator"], indicators)
    kept = [state["label"], field_text("scope", state["scope"], indicators)]
    return f"“{state['printed']}”{named}（{'，'.join(part for part in kept if part)}）"


def change_text(decision: Decision, indicators: dict[str, str]) -> str:
    """What a decision changed: the fields that differ, or the states before and after."""
    before, after = decision.before, decision.after
    if not decision.key:
        old = before or {}
        changes = (after or {}).items()
        return "；".join(f"{name}：{old.get(name) or '—'} → {new or '—'}" for name, new in changes)
    if decision.action == "accept":
        return state_text(after, indicators)
    if before and after and "rejected" not in (before["status"], after["status"]):
        differing = [
            f"{FIELD_NAMES[name]}：{field_text(name, before[name], indicators)} → "
            f"{field_text(name, after[name], indicators)}"
            for name in FIELD_NAMES
            if name not in _FIELDS_OF_PLACE and before[name] != after[name]
        ]
        return "；".join(differing) or state_text(after, indicators)
    return f"{state_text(before, indicators)} → {state_text(after, indicators)}"
