"""What limits a figure: the industry, the campaign, the part of a breakdown."""

import re

from etl.prose.lexicon import one_of, words

DAYS_OFF = frozenset(words("limits", "days_off"))
SECTOR = re.compile(one_of("limits", "sectors"))
_tail = one_of("limits", "campaign_tails")
TAIL = re.compile(_tail)
QUOTED = re.compile(r"[“\"]([^“”\"，。]{2,16})[”\"][^，。；“”]{0,8}$")
NAME = re.compile(r"[一-鿿0-9]{1,14}$")
HOLIDAY = re.compile(rf"[“\"]?({one_of('limits', 'holidays')})[”\"]?(?:节日?|假期|假日|期间|前后|小长假|假日期间)+")
TRIM = re.compile(rf"^.*(?:{one_of('limits', 'campaign_leads')})")


def campaign_in(text: str) -> str:
    """Return the last campaign or holiday that `text` names, else ""."""
    tail = None
    for tail in TAIL.finditer(text):
        pass
    if tail is not None:
        head = text[max(0, tail.start() - 28):tail.start()]
        if quoted := QUOTED.search(head):
            return quoted[1]
        if name := NAME.search(head[-14:]):
            return TRIM.sub("", name[0]) + tail[0]
    for holiday in HOLIDAY.finditer(text):
        tail = holiday
    return tail[1] + "假期" * (tail[1] in DAYS_OFF) if tail is not None and tail.re is HOLIDAY else ""


def sector_in(text: str) -> str:
    """Return the last industry that `text` names, else ""."""
    found = ""
    for match in SECTOR.finditer(text):
        found = match[0]
    return found
