"""Which departments of an area did what: 消防部门检查单位90家；公安机关出动警力60人次.

Where the departments of several trades are told of, what those of one did is a part of the whole.
"""

import re

from etl.engine.identify.words import TRADES
from etl.engine.initials import searched
from etl.engine.matches import last
from etl.engine.model import Figure, ReportContext
from etl.engine.rulebook import Rulebook
from etl.engine.whole.evidence import is_table

# at the beginning of a clause, and acting by themselves: not 联合公安机关检查12家, 在消防部门支持下
_ALONE = "(?!联合|会同|协同|协助|配合|支持)[一-鿿]"
ACTS = searched(
    "(?<![一-鿿、”》）])(?:(?<=[0-9])[年月日]|年来|以来)?+(?:全[国省市区县州旗]|各级|[省市区县州]级)?+"
    f"(?P<name>(?![向利移由对与会经被报请在据受从为])(?:{_ALONE}){{2,8}}?(?:部门|系统|机关))(?![的和与及、等联配会牵])"
)
TURNS = re.compile("[；;。\n]|全[省市区县州]|各(?![类种项式个])")
LEAD = 160  # characters of a sentence before a number in which who acted is looked for


def name_departments(rules: Rulebook, text: str, figures: list[Figure], context: ReportContext) -> None:
    """Name the part of figures of the system that the departments of one trade of several came to.

    Not those of the agency's own trade: they are its system.
    """
    own = _trades_in(rules, context.agency or context.title)
    told = [(figure, said) for figure in figures if (said := _who_acts(rules, text, figure))]
    others = {trade for _, (_, trade) in told if trade not in own}
    if len(others) < 2:
        return
    for figure, (name, trade) in told:
        if trade in others and figure.indicator and not figure.part:
            figure.part = name


def _who_acts(rules: Rulebook, text: str, figure: Figure) -> tuple[str, str] | None:
    """Return the departments whose deeds the words before a figure of the system tell, and their trade."""
    if figure.scope != "system" or figure.measure != "level" or is_table(figure):
        return None
    start = max(0, figure.sentence_start, figure.start - LEAD)
    acts = last(ACTS.finditer(text, start, figure.start))
    if acts is None or TURNS.search(text, acts.end(), figure.start):
        return None
    trades = _trades_in(rules, acts["name"])
    return (acts["name"], min(trades)) if trades else None


def _trades_in(rules: Rulebook, name: str) -> set[str]:
    words, trades = rules[TRADES][0]
    return {trades[word] for word in words.findall(name) if word in trades}
