"""The trade that an agency's name tells, by the words in data/trades.yml."""

import re

from etl.engine.identify.divisions import find_division
from etl.engine.identify.words import TRADES
from etl.engine.rulebook import Rulebook

# One body of a name that lists several, the higher first: 云岭市公安局|交通警察支队.
_BODY = re.compile(
    r".{1,99}?(?:人民政府|委员会|办公[室厅]|办事处|指挥部|总队|支队|大队|分局|[局厅委](?![员会]))|.{1,99}$"
)


def trade_of(rules: Rulebook, agency: str) -> str:
    """Return the trade by the end of the name, "" where no word of it tells one.

    The place counts for nothing (a 工业园区 is of no industry), and 人民政府 holds no 民政.
    """
    _, length = find_division(rules, agency)
    bodies = _BODY.findall(agency[length:])
    for words, trade in rules[TRADES]:
        for body in reversed(bodies):
            for found in words.finditer(body):
                if found[0] in trade:
                    return trade[found[0]]
    return ""
