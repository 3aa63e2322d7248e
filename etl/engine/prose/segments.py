"""The stretch of text before a number in which its words stand."""

import re

from etl.engine.prose.attach import Numeral

BRACKET = re.compile(r"[（(][^（）()]{1,20}[）)]$")
INNER = re.compile(r"[（(][^（）()0-9０-９，。；：]{1,10}[）)]([^，,：:；;（()）\n。！？、0-9０-９]{1,10})$")
COMMAS = "，,：:；;（()）\n。！？"
LAST_COMMA = re.compile(f"(?s)\\A.*[{COMMAS}]")  # greedy: one look back from the end instead of one a comma
STOPS = frozenset(("", *"，。；、,;\n"))
DIGITS = frozenset("0123456789０１２３４５６７８９")
COLONS = "：: \u3000"


def words_before(text: str, low: int, n: Numeral, since: int) -> str:
    """Return the text from `low` to `n` as far as it may say what `n` counts.

    `since`: where in it the number before ends; a bracket before that stays.
    """
    return _without_bracket(_without_colon(text, low, n), since)


def _without_colon(text: str, low: int, n: Numeral) -> str:
    """Return the words before a number; a colon before a number without words behind ends none."""
    segment = text[low : n.start]  # 立案：12件
    if segment[-1:] not in COLONS or not segment.rstrip(" \u3000").endswith(("：", ":")):
        return segment
    alone = text[n.end - 1 : n.end] in DIGITS or text[n.end : n.end + 1] in STOPS
    return segment.rstrip(COLONS) if alone else segment


def _without_bracket(segment: str, since: int) -> str:
    """Return the words before a number, since the one before, without a bracket that explains their noun."""
    if "）" not in segment and ")" not in segment:
        return segment
    if segment.endswith(("）", ")")) and (bracket := BRACKET.search(segment)) and bracket.start() >= since:
        return segment[: bracket.start()]  # 企业（场所）12家
    inner = INNER.search(segment, max(0, since))
    return segment[: inner.start()] + inner[1] if inner else segment  # 学校（幼儿园）食堂12所


def last_comma(words: str) -> int:
    """Return where the last of COMMAS stands, -1 where none does."""
    return found.end() - 1 if (found := LAST_COMMA.match(words)) else -1


def list_mark(segment: str) -> int:
    """Return the place of the last 、 that divides a list, and no name in quotes: “双随机、一公开”抽查."""
    mark = segment.rfind("、")
    while mark >= 0 and (closing := segment.find("”", mark)) >= 0 and "“" not in segment[mark:closing]:
        mark = segment.rfind("、", 0, mark)
    return mark
