"""What the title of a section leaves unsaid to its numbers: the deed, the thing that was found, a topic."""

import re
from functools import lru_cache
from typing import NamedTuple

from etl.engine.prose.clauses import Words
from etl.engine.rulebook import expression, one_of

# A heading that names one deed, and words that leave it to the heading: （二）行政处罚情况。全年共办理326件
DEED = re.compile("(?!.*[、和及与])(.{2,10}?)(?:工作|实施|办理|开展|执行)?(?:情况|方面|数量)?")
LEFT_TO_HEADING = expression(
    rf"(?:{one_of('verbs', 'fillers')}|办理|完成|[作做]出|实施|[受处]理|开展|执行|发生|案件)*"
)
THING = re.compile("[^，。；、和及与]{0,12}(?:隐患|违法行为|违规行为)")
FOUND_ONLY = re.compile(
    "(?:累计|全年)?[共已均]?(?:排查|查出|发现|查处|查获|摸排|整改|整治|治理|消除)(?:出|到|完成|到位|整改)?(?:各类)?"
)
NUMBER = re.compile("[0-9０-９]")
LONGEST_TOPIC = 16


class SectionTitle(NamedTuple):
    """A title as its section's numbers ask for it; `deed` and `thing` are empty where it names none.

    `is_topic`: it is short and tells no number itself.
    """

    words: str = ""
    deed: str = ""
    thing: str = ""
    is_topic: bool = True


@lru_cache(maxsize=256)
def section_title(words: str) -> SectionTitle:
    """Return what a title names; each sentence of its section asks."""
    deed = DEED.fullmatch(words)
    thing = words if THING.fullmatch(words) else ""
    return SectionTitle(
        words, deed[1] if deed else "", thing, len(words) <= LONGEST_TOPIC and not NUMBER.search(words)
    )


def leaves_deed(around: Words) -> bool:
    """Return whether the words around a number leave it to the title what was done."""
    if around.in_bracket or around.after:
        return False
    return around.rules[LEFT_TO_HEADING].fullmatch(around.before) is not None


def leaves_thing(around: Words) -> bool:
    """Return whether the words only say that something was found: 重大火灾隐患。共排查14处."""
    return not (around.after or around.earlier) and FOUND_ONLY.fullmatch(around.before) is not None
