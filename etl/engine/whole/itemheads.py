"""What the heading of an item limits its numbers to: （四）打击非法行医。… 罚款6万元 counts no year."""

import re

from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook
from etl.engine.whole.names import without_generic
from etl.engine.whole.reach import ANCHOR, Limit

LONGEST = 400  # characters of an item that are looked back over
HEADED = re.compile(
    r"[ 　]{0,9}(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|[一二三四五六七八九十]是)[ 　]?"
    r"([^，,。；;：:\n]{2,24})[。：:\n]"
)
ACTS = re.compile(
    "(?:打击|整治|查处|清理|取缔|清查)(?!.{0,8}(?:机制|制度|力度|方案|文件|规章|工作$))|双随机(?!.{0,8}(?:机制|制度|名录))"
)
COUNTED_OF_ALL = re.compile("(?<!公)共(?!同)|累计|合计|总计|全[市县区州省局年]|[0-9]年")


def limit_of_heading(rules: Rulebook, text: str, figure: Figure) -> Limit | None:
    """Return what an item's heading names that is fought or looked at, where the item names no period.

    A heading of words that every report has (打击违法行为) names nothing.
    """
    begin = text.rfind("\n", max(0, figure.start - LONGEST), figure.start) + 1
    heading = HEADED.match(text, begin, figure.start)
    if heading is None or not (acts := ACTS.search(heading[1])):
        return None
    said = text[heading.end() : figure.start]
    named = heading[1][acts.start() :]
    if COUNTED_OF_ALL.search(said) or rules[ANCHOR].search(said):
        return None
    if not acts[0].startswith("双") and len(without_generic(rules, heading[1][acts.end() :])) < 2:
        return None
    return Limit(named, is_told=True)
