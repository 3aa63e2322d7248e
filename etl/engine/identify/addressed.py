"""Who writes to those below it: 各县（区）应急管理局： opens what the city's bureau sends."""

import re

from etl.engine.identify.names import proper_name
from etl.engine.rulebook import Rulebook

_LINES = 6  # of the head, in which a letter says to whom it goes
_LONGEST = 120  # characters of that line
_TO_ALL = re.compile(
    r"^各(?:有关)?((?:[省州盟县区旗、，,]|市(?!场)|(?:高新|经开|开发|新)区|自治[州县旗]|乡镇|[(（][^()（）]{1,8}[)）]){1,12})([\u4e00-\u9fff]{2,12}?(?:局|委员会))"
    r"(?:[(（][^()（）]{1,6}[)）])?(?:[、，,；;][^。]*)?[：:]$"
)
_LEVELS = re.compile("[省市州盟县旗区]")
_PREFECTURE = re.compile("[全我本]([州盟])")


def writer_to_all(rules: Rulebook, body: str) -> tuple[str, str]:
    """Return the level and the body of who writes to all of its trade a level below; else empty ones."""
    for line in body.split("\n", _LINES)[:_LINES]:
        found = _TO_ALL.match(line) if len(line) <= _LONGEST else None
        if found and proper_name(rules, name := found[2]) == name:
            return _above(found[1], body), name
    return "", ""


def _above(areas: str, body: str) -> str:
    """The level of who writes to all these; empty where nobody knows: 各市、县, 各市、区."""
    levels = _LEVELS.findall(areas)
    if "州" in levels or "盟" in levels:
        return "省" if "州" in levels else "自治区"
    if not levels or levels[0] == "省":
        return ""
    if levels[0] != "市":
        prefecture = _PREFECTURE.search(body)
        return prefecture[1] if prefecture else "市"
    return "省" if levels.count("市") > 1 or len(levels) == 1 else ""  # 各市、县（市、区）: 市 of both kinds
