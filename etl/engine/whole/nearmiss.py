"""Doubt a number that no rule gave an indicator though its words, or its neighbour, speak of one."""

import re

from etl.engine.matches import sure
from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook, expression, one_of, word_set
from etl.engine.whole.doubts import doubt
from etl.engine.whole.evidence import is_table

BEFORE, AFTER = 20, 8  # characters of the words of a number
SHARE = re.compile("[，,、]?占")
LAST_STOP = re.compile(r"(?s)\A.*[，,。；;：:、（()）\n]")
TO_STOP = re.compile(r"[^，,。；;：:、（()）\n]{0,8}")
NEAR = expression(one_of("whole", "near_indicator"))
# persons, places and goods are told of beside what is counted, and no cases
BESIDE = word_set("whole", "units_beside")
WITHOUT = expression(one_of("whole", "without_indicator"))


def doubt_near_misses(rules: Rulebook, text: str, figures: list[Figure]) -> None:
    """Doubt the levels without an indicator among `figures`, which are all of `text`, in order of place."""
    last: Figure | None = None
    for figure in figures:
        counts = figure.measure == "level" and figure.unit not in rules[BESIDE]
        if counts and not figure.indicator and not is_table(figure):
            words = _words(text, figure)
            listed = (
                last is not None and last.unit == figure.unit and last.sentence_start == figure.sentence_start
            )
            listed = listed or _is_share_of_what_is_counted(text, figure)
            if (listed or rules[NEAR].search(words)) and not rules[WITHOUT].search(words):
                doubt(figure, "weak_indicator")
        last = figure if figure.indicator else None


def _is_share_of_what_is_counted(text: str, figure: Figure) -> bool:
    """Whether a bracket gives a number with its share of all: 未按期报告（22件，占7%）."""
    return text[figure.start - 1 : figure.start] in ("（", "(") and bool(SHARE.match(text, figure.end))


def _words(text: str, figure: Figure) -> str:
    before = text[max(figure.sentence_start, figure.start - BEFORE) : figure.start]
    after = text[figure.end : figure.end + AFTER]
    stop = LAST_STOP.match(before)
    return before[stop.end() if stop else 0 :] + sure(TO_STOP.match(after))[0]
