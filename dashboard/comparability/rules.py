"""The rules by which two marks of one indicator are held against each other, tried in order.

A rule takes two marks and returns why they are unlike, in Chinese, or "". An OBSTACLE keeps them apart
(不可比), a RESERVE lets them be read together (可参照).
"""

from collections.abc import Mapping

from dashboard.comparability.badges import SCOPE_TEXT
from dashboard.comparability.periods import FULL_YEAR, NEARLY_A_YEAR, period_text, same_stretch
from dashboard.numbers import is_missing, unit_of
from dashboard.words import LEVELS
from etl.published.units import count_alike

PUBLISHED_NOTICES = "公开"


def _counts_notices(mark: Mapping) -> bool:
    return not mark.get("derived") and PUBLISHED_NOTICES in (mark.get("part") or "").split(";")


def _notices_beside_decisions(one: Mapping, other: Mapping) -> str:
    unlike = _counts_notices(one) != _counts_notices(other)
    return "一个是公开的条数，一个是办理的件数" if unlike else ""


def _scope(one: Mapping, other: Mapping) -> str:
    if one["scope"] == other["scope"]:
        return ""
    return f"口径不同（{SCOPE_TEXT[one['scope']]}、{SCOPE_TEXT[other['scope']]}）"


def _campaign(one: Mapping, other: Mapping) -> str:
    mine, theirs = one["campaign"] or "", other["campaign"] or ""
    if mine == theirs:
        return ""
    if mine and theirs:
        return f"专项行动不同（{mine}、{theirs}）"
    return f"专项行动不同（{mine or theirs}、不限）"  # 一个只是… was read as said of the mark it stands at


def _length_of_period(one: Mapping, other: Mapping) -> str:
    mine, theirs = one["period_months"], other["period_months"]
    if is_missing(mine) or is_missing(theirs):
        return "" if is_missing(mine) and is_missing(theirs) else "期间不明"
    if mine == theirs or min(mine, theirs) >= NEARLY_A_YEAR and max(mine, theirs) <= FULL_YEAR:
        return ""
    return f"期间长短不同（{period_text(one)}、{period_text(other)}）"


def _unlike_units(one: Mapping, other: Mapping) -> str:
    mine, theirs = unit_of(one), unit_of(other)
    return "" if count_alike(mine, theirs) else f"计量单位不同（{mine or '无'}、{theirs or '无'}）"


def _trades(one: Mapping, other: Mapping) -> str:
    mine, theirs = one.get("trade"), other.get("trade")
    return f"行业不同（{mine}、{theirs}）" if mine and theirs and mine != theirs else ""


def _years(one: Mapping, other: Mapping) -> str:
    mine, theirs = one.get("year"), other.get("year")
    return f"年份不同（{mine}、{theirs}）" if mine and theirs and mine != theirs else ""


def _approximates(one: Mapping, other: Mapping) -> str:
    return "含约数" if one["approx"] != "exact" or other["approx"] != "exact" else ""


def _nearly_a_year(one: Mapping, other: Mapping) -> str:
    mine, theirs = one["period_months"], other["period_months"]
    if is_missing(mine) or is_missing(theirs):
        return "期间不明"
    return "含不足一整年的数字" if mine != theirs else ""


def _elsewhere_in_year(one: Mapping, other: Mapping) -> str:
    if is_missing(one["period_start"]) or is_missing(other["period_start"]):
        return ""
    if one["period_months"] < NEARLY_A_YEAR and not same_stretch(one, other):
        return f"月份不同（{period_text(one)}、{period_text(other)}）"
    return ""


def _spelt_units(one: Mapping, other: Mapping) -> str:
    mine, theirs = unit_of(one), unit_of(other)
    return f"计量单位不同（{mine or '无'}、{theirs or '无'}）" if mine != theirs else ""


def _levels(one: Mapping, other: Mapping) -> str:
    mine, theirs = one.get("level"), other.get("level")
    if not mine or not theirs or mine == theirs:
        return ""
    return f"机构层级不同（{LEVELS.get(mine, mine)}、{LEVELS.get(theirs, theirs)}）"


def _derived(one: Mapping, other: Mapping) -> str:
    return "含由分项相加的数字" if one.get("derived") or other.get("derived") else ""


def _conflict(one: Mapping, other: Mapping) -> str:
    return "含与他处不一致的数字" if one.get("conflict") or other.get("conflict") else ""


def _status(one: Mapping, other: Mapping) -> str:
    return "含未经核对的数字" if {one["status"], other["status"]} != {"reviewed"} else ""


OBSTACLES = (
    _notices_beside_decisions,
    _scope,
    _campaign,
    _length_of_period,
    _unlike_units,
    _trades,
)
OVER_YEARS = (
    _approximates,
    _nearly_a_year,
    _elsewhere_in_year,
    _spelt_units,
    _levels,
    _derived,
    _conflict,
    _status,
)
RESERVES = (_years, *OVER_YEARS)


# The columns of a mark that rules look at as they are; of `part` only what _counts_notices says matters.
_FIELDS = (
    "indicator", "scope", "campaign", "period_months", "period_start", "period_end", "unit",
    "indicator_unit", "measure", "level", "trade", "year", "approx", "derived", "conflict", "status",
)  # fmt: skip


def basis(mark: Mapping) -> tuple:
    """All that a rule looks at in a mark: marks of one basis are judged alike."""
    return (
        _counts_notices(mark),
        *("" if is_missing(mark.get(name)) else mark.get(name) for name in _FIELDS),
    )
