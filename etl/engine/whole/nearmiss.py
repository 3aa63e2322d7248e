"""Doubt a number that no rule gave an indicator though its words, or its neighbour, speak of one."""

from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook, expression, one_of
from etl.engine.whole.doubts import doubt
from etl.engine.whole.evidence import is_table

BEFORE, AFTER = 20, 8  # characters of the words of a number
STOPS = "，,。；;：:、（()）\n"
NEAR = expression(one_of("whole", "near_indicator"))
WITHOUT = expression(one_of("whole", "without_indicator"))


def doubt_near_misses(rules: Rulebook, text: str, figures: list[Figure]) -> None:
    """Doubt the levels without an indicator among `figures`, which are all of `text`, in order of place."""
    last: Figure | None = None
    for figure in figures:
        if not figure.indicator and figure.measure == "level" and not is_table(figure):
            words = _words(text, figure)
            listed = (
                last is not None and last.unit == figure.unit and last.sentence_start == figure.sentence_start
            )
            if (listed or rules[NEAR].search(words)) and not rules[WITHOUT].search(words):
                doubt(figure, "weak_indicator")
        last = figure if figure.indicator else None


def _words(text: str, figure: Figure) -> str:
    before = text[max(figure.sentence_start, figure.start - BEFORE) : figure.start]
    after = text[figure.end : figure.end + AFTER]
    start = max(map(before.rfind, STOPS)) + 1
    ends = [place for place in map(after.find, STOPS) if place >= 0]
    return before[start:] + after[: min(ends, default=AFTER)]
