"""The trade of an agency, and what it looks after: of all of these a count is no kind's."""

import re
from functools import lru_cache

from etl.engine.identify.words import TRADES
from etl.engine.model import ReportContext
from etl.engine.rulebook import Rulebook, headed

IN_TRADE = re.compile("涉([一-鿿])")
OBJECTS = headed("whole", "objects")
MARKET = re.compile("(?:市场|行业|领域)$")
BODIES = re.compile(
    "(?:安全|卫生|执法|监察|监管|监督|管理|行政|主管|稽查)*(?:部门|系统|机构|机关|[总支大]队|局|”?办公室)"
)
FIELD = re.compile("领域|行业|类")  # 旅游领域检查772次 is one field, whoever reports


@lru_cache(maxsize=256)
def _trade_words(rules: Rulebook, name: str) -> tuple[str, ...]:
    """The words of the trade that an agency's name, or else a title, tells, and of what it looks after."""
    told = [trade for words, trades in rules[TRADES] for word, trade in trades.items() if word in name]
    words = {word for _, trades in rules[TRADES] for word, trade in trades.items() if trade in told}
    words.update(*(objects for of, objects in rules[OBJECTS].items() if of in told or of in name))
    return tuple(sorted({*told, *words}, key=lambda word: (-len(word), word)))


def without_trade(rules: Rulebook, said: str, context: ReportContext) -> str:
    """Return the words without those of the agency's trade: 发布交通运输信息 of a transport bureau."""
    beyond, agency = said, context.agency or context.title
    for word in _trade_words(rules, agency):
        if word in beyond and not FIELD.match(beyond, beyond.find(word) + len(word)):
            beyond = beyond.replace(word, "")
    for told_of in IN_TRADE.finditer(said):
        if told_of[1] in agency:
            beyond = beyond.replace(told_of[0], "")  # 查处涉盐案件 of an office of salt
    return beyond


def is_trade_told(name: str, told: str) -> bool:
    """Whether the text is about bodies of that trade: 价格违法案件 of 全市价格系统."""
    if not name or "政府" in name:
        return False
    trade = MARKET.sub("", name) or name
    at = told.find(trade)
    while at >= 0 and not BODIES.match(told, at + len(trade)):
        at = told.find(trade, at + 1)
    return at >= 0
