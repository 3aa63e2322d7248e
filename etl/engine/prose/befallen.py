"""What befalls an area: accidents, deaths, losses."""

import re

from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook, expression, one_of

BEFALLS = expression(one_of("campaigns", "befalls"))
SUFFERED = re.compile("(?:事故|火灾|死亡|亡人|受伤|伤亡)(?:总?起数|总量|人数)|直接(?:经济|财产)损失")


def befell(rules: Rulebook, figure: Figure, last: Figure | None) -> bool:
    """Whether the figure is of what befell the area, or changed in that; `last`: the figure before it."""
    words = figure.label
    if last and figure.measure == "change" and not (last.campaign or last.indicator):
        words += last.label
    return not figure.indicator and bool(rules[BEFALLS].search(words))


def settle_befallen(rules: Rulebook, figure: Figure, last: Figure | None) -> None:
    """Make what an area suffered its own, whoever tells of it, and no campaign's."""
    if figure.scope == "own" and not figure.indicator and figure.value and SUFFERED.search(figure.label):
        figure.scope = "system"
    if befell(rules, figure, last):
        figure.campaign = ""
