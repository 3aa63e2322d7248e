"""What limits a mark, as small signs with their meaning in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.comparability.periods import FULL_YEAR, period_text
from dashboard.numbers import amount, is_missing
from etl.engine.codes import SCOPES, chinese

SCOPE_TEXT = chinese(SCOPES)


@dataclass(frozen=True)
class Badge:
    """A limit of one mark. `sign` goes on the mark itself, `text` in a chip, `meaning` in its tooltip."""

    code: str
    sign: str
    text: str
    meaning: str


def badges(mark: Mapping) -> list[Badge]:
    """What limits a mark, in a fixed order; an unlimited exact full-year figure of the agency has none."""
    return [badge for rule in _BADGES if (badge := rule(mark)) is not None]


def describe(mark: Mapping) -> str:
    """One line for a tooltip: the value and everything that limits it (2,754项 · 口径：全系统 · 专项：…)."""
    return " · ".join([amount(mark["value"], mark["unit"]), *(badge.text for badge in badges(mark))])


def _approximate(mark: Mapping) -> Badge | None:
    found = {
        "at_least": Badge("at_least", "≥", "≥ 下限", "报告只说“余、多、以上”，实际不少于此数"),
        "about": Badge("about", "≈", "≈ 约数", "报告只说“约、近”，实际在此数上下"),
        "at_most": Badge("at_most", "≤", "≤ 上限", "报告只说“不超过”，实际不多于此数"),
        "range": Badge("range", "~", "区间", "报告给出的是区间"),
    }
    return found.get(mark["approx"])


def _scope(mark: Mapping) -> Badge | None:
    if mark["scope"] == "own":
        return None
    name = SCOPE_TEXT.get(mark["scope"], mark["scope"])
    return Badge(
        "scope",
        "系" if mark["scope"] == "system" else "他",
        f"口径：{name}",
        "不是本机关自身的数字，而是辖区内全系统的合计"
        if mark["scope"] == "system"
        else "文中另外点名的机构的数字",
    )


def _campaign(mark: Mapping) -> Badge | None:
    if not mark["campaign"]:
        return None
    return Badge("campaign", "专", f"专项：{mark['campaign']}", "只是一次专项行动的数字，没有更全的数字")


def _derived(mark: Mapping) -> Badge | None:
    if not mark["derived"]:
        return None
    return Badge("derived", "Σ", "分项相加", f"报告没有给出合计，由分项相加：{mark['part']}")


def _period(mark: Mapping) -> Badge | None:
    months = mark["period_months"]
    if not is_missing(months) and months == FULL_YEAR:
        return None
    length = "期间不明" if is_missing(months) else period_text(mark)
    return Badge("period", "◔", f"期间：{length}", "不是一整年的数字")


def _conflict(mark: Mapping) -> Badge | None:
    if not mark["conflict"]:
        return None
    return Badge("conflict", "!", "与他处不一致", "同一机构同一年的另一处数字与此不同，见数据质量页")


def _unreviewed(mark: Mapping) -> Badge | None:
    if mark["status"] == "reviewed":
        return None
    return Badge("unreviewed", "?", "未经核对", "由程序从报告中提取，尚无人核对")


def _quoted(mark: Mapping) -> Badge | None:
    if mark.get("from_superior"):
        return Badge("from_superior", "上", "上级通报", "取自上级机关的通报，不是本机关自己的报告")
    if mark.get("quoted"):
        return Badge("quoted", "引", "引自他年报告", "取自另一年度的报告，当年的报告里没有这个数字")
    return None


_BADGES = (_approximate, _campaign, _derived, _scope, _period, _conflict, _unreviewed, _quoted)
