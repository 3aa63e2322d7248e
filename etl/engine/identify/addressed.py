"""Who writes to those below it: 各县（区）应急管理局： opens what the city's bureau sends."""

import re

from etl.engine.identify.names import proper_name
from etl.engine.rulebook import Rulebook

_LINES = 6  # of the head, in which a letter says to whom it goes
_LONGEST = 120  # characters of that line
_TO_ALL = re.compile(
    r"^各(?:有关)?((?:[省市州盟县区旗、，,]|(?:高新|经开|开发|新)区|自治[州县旗]|乡镇|[(（][^()（）]{1,8}[)）]){1,12})([\u4e00-\u9fff]{2,12}?(?:局|委员会))"
    r"(?:[(（][^()（）]{1,6}[)）])?(?:[、，,；;][^。]*)?[：:]$"
)
# Above whom is written to; whoever writes to prefectures is of a province.
_ABOVE = (("州", "省"), ("盟", "自治区"), ("县", "市"), ("旗", "市"), ("区", "市"), ("市", "省"))


def writer_to_all(rules: Rulebook, lines: list[str]) -> tuple[str, str]:
    """Return the level and the body of who writes to all of its trade a level below; else empty ones."""
    for line in lines[:_LINES]:
        found = _TO_ALL.match(line) if len(line) <= _LONGEST else None
        if found and proper_name(rules, body := found[2]) == body:
            return next((level for below, level in _ABOVE if below in found[1]), ""), body
    return "", ""
