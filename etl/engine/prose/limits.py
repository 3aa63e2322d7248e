"""What limits a figure: the industry, the campaign, the part of a breakdown."""

import re

from etl.engine.prose.clauses import Words
from etl.engine.prose.lexicon import last, one_of, words

DAYS_OFF = frozenset(words("limits", "days_off"))
HOLIDAY = re.compile(
    rf"[“\"]?({one_of('limits', 'holidays')})[”\"]?(?:节日?|假期|假日|期间|前后|小长假|假日期间)+"
)


def holiday_in(text: str) -> str:
    """Return the last holiday that `text` names, else ""."""
    holiday = last(HOLIDAY.finditer(text))
    return holiday[1] + "假期" * (holiday[1] in DAYS_OFF) if holiday else ""


def part_of(around: Words, is_part: bool, sector: str, body: str) -> str:
    """Return the name of the part that a number states of a whole (其中综合演练7场), else ""."""
    if not (is_part or "其中" in around.raw or around.in_bracket):
        return ""
    name = around.before.lstrip("、，,：: 其中的含和及")
    return "" if not name or name in sector or name == body else name[-16:]
