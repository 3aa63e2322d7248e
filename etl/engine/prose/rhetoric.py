"""Whether a Chinese numeral that no indicator knows is a way of speaking."""

from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import expression, one_of, word_set

# Chinese numerals with these units are mostly names and rhetoric: only known activities count.
WEAK_UNITS = word_set("rejections", "weak_units")
ACTIVITY = expression(one_of("rejections", "activities"))
ONLY_ONE = expression(one_of("rejections", "only_one") + "$")


def is_rhetoric(n: Numeral, around: Words) -> bool:
    """Return whether nothing is counted: 一个企业一个层级, 两项要求."""
    if n.unit in around.rules[RATIOS] or n.value >= 20:
        return False
    if around.rules[ONLY_ONE].search(around.raw):
        return True
    if around.raw.endswith("各"):
        return False
    if n.value > 1 and around.before and not around.after:
        return False
    if n.value == 1 and "每" in around.clause:
        return True
    if n.value == 1:
        stands_last = bool(around.before) and not around.after
        return (n.unit in around.rules[WEAK_UNITS] and not stands_last) or not around.rules[ACTIVITY].search(
            around.clause
        )
    return n.unit in around.rules[WEAK_UNITS] and not around.rules[ACTIVITY].search(around.clause)
