"""What a statement of none is of, where it names several things: 未发生行政复议、行政诉讼; 无举报、复议."""

from etl.engine.prose.classify import classify
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import Rulebook

NONE_OF = frozenset(
    ("reconsiderations", "litigations", "penalties", "licences", "coercions")
    + ("overturned", "hearings", "disclosure_requests")
)


def also_none(rules: Rulebook, around: Words, indicator: str, title: str) -> dict[str, tuple[str, str]]:
    """Return what else than `indicator` there is none of: the indicator, and its rule and words."""
    found: dict[str, tuple[str, str]] = {}
    for words in around.other_alternatives():
        rule = classify(rules, "", "level", [words], around, title)
        if rule and rule.indicator != indicator and rule.indicator in NONE_OF and "违法" not in words:
            found.setdefault(rule.indicator, (rule.name, words))
    return found


def none_of_later(rules: Rulebook, around: Words, title: str) -> tuple[str, str]:
    """Return the first indicator of a statement of none that begins with none, and its rule."""
    later = ((indicator, rule) for indicator, (rule, _) in also_none(rules, around, "", title).items())
    return next(later, ("", ""))
