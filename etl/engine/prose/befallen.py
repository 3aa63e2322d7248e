"""What befalls an area: accidents, deaths, losses."""

import re

from etl.engine.initials import searched
from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook, expression, one_of

BEFALLS = expression(one_of("campaigns", "befalls"))
SUFFERED = searched(
    "(?:事故|火灾|死亡|亡人|受伤|伤亡)(?:总?起数|总量|人数)|直接(?:经济|财产)损失|死亡失踪$"
    "|受灾(?:人口|面积)?$|绝收$|倒房$|倒塌房屋$|严重损坏$|转移安置$"
)
HAPPENED = re.compile("发生[^，。；]{0,20}(?:事故|火灾|灾害|地震)$")


def befell(rules: Rulebook, figure: Figure, last: Figure | None) -> bool:
    """Whether the figure is of what befell the area, or changed in that; `last`: the figure before it."""
    words = figure.label
    if last and figure.measure == "change" and not (last.campaign or last.indicator):
        words += last.label
    return not figure.indicator and bool(rules[BEFALLS].search(words))


def settle_befallen(rules: Rulebook, text: str, figure: Figure, last: Figure | None) -> None:
    """Make what an area suffered its own, whoever tells of it, and no campaign's."""
    if figure.scope == "own" and figure.value and not figure.indicator and _suffered(text, figure):
        figure.scope = "system"
    if figure.campaign and befell(rules, figure, last):
        figure.campaign = ""


def _suffered(text: str, figure: Figure) -> bool:
    """Whether the figure's own words, or those right before it, tell of an accident, a loss or a disaster."""
    said = SUFFERED.search(figure.label) or HAPPENED.search(text, max(0, figure.start - 30), figure.start)
    return said is not None
