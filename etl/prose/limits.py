"""What limits a figure: the industry, the campaign, the part of a breakdown."""

import re

from etl.prose.lexicon import any_of, one_of

SECTOR = re.compile(one_of("limits", "sectors"))
_tail = one_of("limits", "campaign_tails")
QUOTED = re.compile(rf"[“\"]([^“”\"，。]{{2,16}})[”\"](?:[^，。；“”]{{0,8}})?({_tail})")
NAMED = re.compile(rf"([一-鿿]{{2,14}}?{_tail})")
HOLIDAY = re.compile(rf"[“\"]?({one_of('limits', 'holidays')})[”\"]?(?:节日?|假期|假日|期间|前后|小长假|假日期间)+")
TRIM = re.compile(r"^.*(?:开展|推进|实施|组织|深化|抓好|结合|依托|围绕|深入|扎实|有力|全面|持续|部署|按照|根据|聚焦|在|以|对|的|全市|全区|全县|省|年)")
_ = any_of


def campaign_in(text: str) -> str:
    """Return the last campaign or holiday that `text` names, else ""."""
    found = ""
    for match in QUOTED.finditer(text):
        found = match[1]
    if not found:
        for match in NAMED.finditer(text):
            found = TRIM.sub("", match[1])
    if not found and (match := HOLIDAY.search(text)):
        found = match[1] + ("假期" if match[1] in ("五一", "国庆", "春节", "中秋", "元旦", "端午", "清明") else "")
    return found


def sector_in(text: str) -> str:
    """Return the last industry that `text` names, else ""."""
    found = ""
    for match in SECTOR.finditer(text):
        found = match[0]
    return found
