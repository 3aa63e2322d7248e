"""Figures in sentences, to be read or pasted: as printed, with what limits them. Pure."""

import re
from collections.abc import Mapping

from dashboard.comparability import SCOPE_TEXT, badges, period_text
from dashboard.numbers import amount, in_words, unit_of

_INNER = re.compile(r"（([^（）]*)）")
# What the words of a number say by themselves: 1.3万余条, 约200件.
_SAID_IN_NUMBER = ("at_least", "about", "at_most", "range")


def figure_sentence(figure: Mapping) -> str:
    """One figure ready to paste: 据《…报告》，云岭市应急管理局2024年检查企业452家次（全系统）。

    `figure` is a row of `queries.figures_by_id`.
    """
    label = figure["label"] or figure["name_zh"] or ""
    said = in_words(figure)
    limits = [f"部分：{figure[key]}" for key in ("sector", "part") if figure[key]]
    if figure["scope"] == "other" and figure["body"]:
        limits.append(f"所指机构：{figure['body']}")
    elif figure["scope"] != "own":
        limits.append(f"口径：{SCOPE_TEXT[figure['scope']]}")
    if figure["campaign"]:
        limits.append(f"专项：{figure['campaign']}")
    if figure["status"] != "reviewed":
        limits.append("程序提取，未经核对")
    tail = with_brackets(said, "；".join(limits))
    return f"据{title_marks(figure['title'])}，{figure['agency']}{period_text(figure)}{label}{tail}。"


def title_marks(title: str) -> str:
    """A report's title in 《》, whether or not it has them already."""
    return title if title.startswith("《") else f"《{title}》"


def with_brackets(said: str, limits: str) -> str:
    """What is said with its limits in brackets, never one pair within or beside another:
    0件（未作出，口径：全系统）, 43项（专项：强安行动·二期）."""
    if not limits:
        return said
    flat = _INNER.sub(r"·\1", limits)
    return f"{said.removesuffix('）')}，{flat}）" if said.endswith("）") else f"{said}（{flat}）"


def value_with_limits(mark: Mapping) -> str:
    """A mark as printed, with what limits it: 43项（专项：强安行动，口径：全系统）."""
    return with_brackets(in_words(mark), limits_of(mark))


def plainly(mark: Mapping) -> str:
    """A mark with its number in Chinese habit (2,754项) where it is exact, else as printed (1.3万余条)."""
    exact = mark["approx"] == "exact" and float(mark["value"]) != 0
    return amount(mark["value"], unit_of(mark)) if exact else in_words(mark)


def limits_of(mark: Mapping) -> str:
    """What limits a mark, without what its number says by itself; empty where nothing does."""
    return "，".join(badge.text for badge in badges(mark) if badge.code not in _SAID_IN_NUMBER)
