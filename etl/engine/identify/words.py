"""The words that tell an agency's trade (data/trades.yml), those of no place's name, and short forms."""

import re

from etl.engine.initials import searched
from etl.engine.rulebook import Made, Rulebook, any_of, headed, one_of

NOT_IN_PLACES = one_of("agencies", "no_places", "not_in_names")  # of an expression
GOVERNMENT = "人民政府"  # read as one word, so that no 民政 is found in it


def _words(rules: Rulebook) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """The words that count first and those that count otherwise: as an expression, and the trade of each."""
    kinds = []
    for kind in ("words", "otherwise"):
        trade = {word: each["trade"] for each in rules.content["trades"] for word in each.get(kind, ())}
        kinds.append((re.compile(any_of({*trade, GOVERNMENT})), trade))
    return tuple(kinds)


TRADES = Made(_words)
# any of all these words
TRADE_WORD = Made(
    lambda rules: searched(any_of([GOVERNMENT, *(word for _, trade in rules[TRADES] for word in trade)]))
)

_WRITTEN_OUT = headed("agencies", "written_out")


def _short_forms(rules: Rulebook) -> dict[str, str]:
    return {short: full for full, shorts in rules[_WRITTEN_OUT].items() for short in shorts}


WRITTEN_OUT = Made(_short_forms)  # the full form of each short one that is the same everywhere
