"""May two marks be compared, and what is the change between two years?"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.comparability.badges import SCOPE_TEXT
from dashboard.comparability.periods import FULL_YEAR, NEARLY_A_YEAR, period_text, same_stretch
from dashboard.numbers import is_missing, signed

PUBLISHED_NOTICES = "公开"


@dataclass(frozen=True)
class Verdict:
    """May two marks be compared? `answer` is yes, warning or no; `text` says why, in Chinese."""

    answer: str
    text: str = ""

    @property
    def allowed(self) -> bool:
        return self.answer != "no"


@dataclass(frozen=True)
class Change:
    """Change on the year before. `percent` is missing where the base is zero or there is no base;
    `difference` is in the mark's unit (percentage points for rates). `text` is ready to print."""

    verdict: Verdict
    difference: float | None = None
    percent: float | None = None
    text: str = ""


def may_compare(one: Mapping, other: Mapping) -> Verdict:
    """May two marks of one indicator stand side by side as larger and smaller?"""
    if one["indicator"] != other["indicator"]:
        return Verdict("no", "指标不同")
    reasons = [text for rule in _OBSTACLES if (text := rule(one, other))]
    if reasons:
        return Verdict("no", "；".join(reasons))
    warnings = [text for rule in _WARNINGS if (text := rule(one, other))]
    return Verdict("warning", "；".join(warnings)) if warnings else Verdict("yes")


def year_on_year(now: Mapping, before: Mapping | None) -> Change:
    """Change from the mark of the year before: only for like scope, campaign and stretch of the year."""
    if before is None or is_missing(before.get("value")):
        return Change(Verdict("no", "上年无可比数字"))
    if is_missing(now.get("value")):
        return Change(Verdict("no", "本年无可比数字"))
    verdict = may_compare(now, before)
    if verdict.allowed and not same_stretch(now, before):
        verdict = Verdict("no", f"期间错位（{period_text(now)}，上年为{period_text(before)}）")
    if not verdict.allowed:
        return Change(verdict)
    difference = float(now["value"]) - float(before["value"])
    about = "约" if now["approx"] != "exact" or before["approx"] != "exact" else ""
    if now["unit"] == "%":
        return Change(verdict, difference, None, f"{about}{signed(difference, '个百分点')}")
    if float(before["value"]) == 0:
        return Change(verdict, difference, None, "上年为零" if difference else "与上年同为零")
    percent = difference / float(before["value"]) * 100
    return Change(verdict, difference, percent, about + signed(percent, "%"))


def before_of(row: Mapping) -> dict | None:
    """The earlier mark out of a row of `queries.year_on_year`; None where there is none."""
    if is_missing(row.get("before_value")):
        return None
    before = {name[7:]: value for name, value in row.items() if name.startswith("before_")}
    return {**before, "indicator": row["indicator"], "agency": row["agency"], "level": row.get("level")}


def _notices_beside_decisions(one, other):
    def said(mark):
        return not mark.get("derived") and PUBLISHED_NOTICES in (mark.get("part") or "").split(";")

    return "一个是公开的条数，一个是办理的件数" if said(one) != said(other) else ""


def _unlike_scope(one, other):
    if one["scope"] == other["scope"]:
        return ""
    return f"口径不同（{SCOPE_TEXT[one['scope']]}、{SCOPE_TEXT[other['scope']]}）"


def _unlike_campaign(one, other):
    mine, theirs = one["campaign"] or "", other["campaign"] or ""
    if mine == theirs:
        return ""
    if mine and theirs:
        return f"专项行动不同（{mine}、{theirs}）"
    return f"一个只是专项行动（{mine or theirs}）的数字"


def _unlike_length(one, other):
    mine, theirs = one["period_months"], other["period_months"]
    if is_missing(mine) or is_missing(theirs):
        return "" if is_missing(mine) and is_missing(theirs) else "期间不明"
    if mine == theirs or min(mine, theirs) >= NEARLY_A_YEAR and max(mine, theirs) <= FULL_YEAR:
        return ""
    return f"期间长短不同（{period_text(one)}、{period_text(other)}）"


def _approximates(one, other):
    return "含约数" if one["approx"] != "exact" or other["approx"] != "exact" else ""


def _nearly_a_year(one, other):
    mine, theirs = one["period_months"], other["period_months"]
    if is_missing(mine) or is_missing(theirs):
        return "期间不明"
    return "一个不足一整年" if mine != theirs else ""


def _elsewhere_in_year(one, other):
    if is_missing(one["period_start"]) or is_missing(other["period_start"]):
        return ""
    if one["period_months"] < NEARLY_A_YEAR and not same_stretch(one, other):
        return f"月份不同（{period_text(one)}、{period_text(other)}）"
    return ""


def _units(one, other):
    mine, theirs = one["unit"] or "", other["unit"] or ""
    return f"计量单位不同（{mine or '无'}、{theirs or '无'}）" if mine != theirs else ""


def _flagged(name, text):
    return lambda one, other: text if one.get(name) or other.get(name) else ""


def _status(one, other):
    return "含未经核对的数字" if {one["status"], other["status"]} != {"reviewed"} else ""


def _levels(one, other):
    mine, theirs = one.get("level"), other.get("level")
    return "机构层级不同" if mine and theirs and mine != theirs else ""


_OBSTACLES = (_notices_beside_decisions, _unlike_scope, _unlike_campaign, _unlike_length)
_WARNINGS = (
    _approximates,
    _nearly_a_year,
    _elsewhere_in_year,
    _units,
    _flagged("derived", "含由分项相加的数字"),
    _flagged("conflict", "含与他处不一致的数字"),
    _status,
    _levels,
)
