"""What befalls an area: accidents, deaths, losses."""

import re

from etl.engine.initials import searched
from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook, expression, one_of

BEFALLS = expression(one_of("campaigns", "befalls"))
SUFFERED = searched(
    "(?:事故|火灾|死亡|亡人|受伤|伤亡)(?:总?起数|总量|人数)|直接(?:经济|财产)损失|死亡失踪$"
    "|受[灾害](?:人口|面积)?$|过火面积$|自然灾害$|绝收$|倒房$|倒塌房屋$|严重损坏$|转移安置$"
)
HAPPENED = re.compile("发生[^，。；]{0,20}(?:事故|火灾|灾害|地震)$")
# 发生较大事故9起、死亡12人，较上年分别减少2起、3人: no body is named between them
GOES_ON = re.compile("[^局厅委队我。；0-9]{0,16}")
SUFFERS = re.compile("(?:死亡|受伤|失踪|重伤|轻伤|伤亡|亡人)$")


def befell(rules: Rulebook, figure: Figure, last: Figure | None) -> bool:
    """Whether the figure is of what befell the area, or changed in that; `last`: the figure before it."""
    words = figure.label
    if last and figure.measure == "change" and not (last.campaign or last.indicator):
        words += last.label
    return not figure.indicator and bool(rules[BEFALLS].search(words))


def settle_befallen(rules: Rulebook, text: str, figure: Figure, last: Figure | None) -> None:
    """Make what an area suffered its own, whoever tells of it, and no campaign's."""
    told_as_own = figure.scope == "own" and figure.value and not figure.indicator
    if told_as_own and (_suffered(text, figure) or last and _goes_on(text, figure, last)):
        figure.scope = "system"
    if figure.campaign and befell(rules, figure, last):
        figure.campaign = ""


def _suffered(text: str, figure: Figure) -> bool:
    """Whether the figure's own words, or those right before it, tell of an accident, a loss or a disaster."""
    said = SUFFERED.search(figure.label) or HAPPENED.search(text, max(0, figure.start - 30), figure.start)
    return said is not None


def _goes_on(text: str, figure: Figure, last: Figure) -> bool:
    """Whether the figure goes on with what the one right before it tells that the area suffered."""
    if last.scope != "system" or last.indicator or not GOES_ON.fullmatch(text, last.end, figure.start):
        return False
    return figure.measure == "change" or SUFFERS.search(figure.label) is not None
