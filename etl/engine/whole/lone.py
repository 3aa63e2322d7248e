"""The form of the only number of an indicator is no part: 会前学法8次 are all sessions that are told of."""

import re

from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook, expressions
from etl.engine.whole.evidence import is_table

FORMS = expressions("parts", "forms", r"(?:%s)\Z")
OUTCOMES = expressions("parts", "outcomes", r"(?:%s)\Z")
OF_WHICH = re.compile("其中|包括|包含|分别")
# told beside other kinds of cases, and not as what all measures came to: 按日计罚3件，查封扣押9件
SEIZED = re.compile("(?:查封|扣押|冻结|[、和]){1,3}")
SEALED, NEAR = "临时查封", 16  # the one measure of the fire service
LEAD = 200  # characters of a sentence before a number in which it may be broken down


def without_lone_forms(rules: Rulebook, text: str, figures: list[Figure]) -> None:
    """Take the form from the only number of an indicator, and from what a procedure came to.

    Not from an item of what 其中 breaks down; of what was lost (诉讼败诉1件) only where it is none: no more
    was there to lose. 受理许可22件，办结20件: where nothing says how many were granted, those are.
    """
    for indicator, forms in rules[FORMS].items():
        told = _told(figures, indicator)
        if len({figure.part for figure in told}) != 1 or not forms.match(told[0].part):
            continue
        for figure in told:
            if not _is_one_of_several(text, figure):
                figure.part = ""
    for indicator, outcomes in rules[OUTCOMES].items():
        told = _told(figures, indicator)
        ends = [figure for figure in told if outcomes.match(figure.part)]
        if len(ends) == 1 and all(figure.part for figure in told):
            ends[0].part = ""


def _told(figures: list[Figure], indicator: str) -> list[Figure]:
    return [figure for figure in figures if figure.indicator == indicator and figure.measure == "level"]


def _is_one_of_several(text: str, figure: Figure) -> bool:
    if figure.indicator == "overturned":
        return bool(figure.value)
    if figure.indicator != "coercions" or is_table(figure):
        return False
    if (
        SEIZED.fullmatch(figure.part)
        and text.find(SEALED, max(0, figure.start - NEAR), figure.end + NEAR) < 0
    ):
        return True
    start = max(0, figure.sentence_start, figure.start - LEAD)
    start = max(start, text.rfind("；", start, figure.start), text.rfind(";", start, figure.start))
    return bool(OF_WHICH.search(text, start, figure.start))
