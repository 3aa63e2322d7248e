"""What a statement of none is of, where it names several things: 未发生行政复议、诉讼; 复议、诉讼均为0."""

import re

from etl.engine.prose.attach import Numeral
from etl.engine.prose.classify import classify
from etl.engine.prose.clauses import ALTERNATIVES, Words, without_fillers
from etl.engine.rulebook import Rulebook

NONE_OF = frozenset(
    ("reconsiderations", "litigations", "penalties", "licences", "coercions")
    + ("overturned", "hearings", "disclosure_requests")
)
ALL_ARE = re.compile("[均都](?:为|是)?$")


def also_none(
    rules: Rulebook, n: Numeral, around: Words, indicator: str, title: str
) -> dict[str, tuple[str, str]]:
    """Return what else than `indicator` there is none of: the indicator, and its rule and words."""
    found: dict[str, tuple[str, str]] = {}
    for words in _things(rules, n, around):
        rule = classify(rules, "", "level", [words], around, title)
        if rule and rule.indicator != indicator and rule.indicator in NONE_OF and "违法" not in words:
            found.setdefault(rule.indicator, (rule.name, words))
    return found


def _things(rules: Rulebook, n: Numeral, around: Words) -> list[str]:
    """The things but one that there is none of: those behind the negation, or before 均为0."""
    if n.kind == "none" and around.after:
        return around.other_alternatives()
    if not ALL_ARE.search(around.raw):
        return []
    return [item for item in ALTERNATIVES.split(without_fillers(rules, around.clause)) if item]


def none_of_later(rules: Rulebook, n: Numeral, around: Words, title: str) -> tuple[str, str]:
    """Return the first indicator of a statement of none that begins with none, and its rule."""
    later = ((indicator, rule) for indicator, (rule, _) in also_none(rules, n, around, "", title).items())
    return next(later, ("", ""))
