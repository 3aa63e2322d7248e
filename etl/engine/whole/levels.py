"""The office's own share beside that of its bodies: 市本级立案10件，各区立案40件 is a piece of both."""

import re

from etl.engine.matches import last
from etl.engine.model import Figure
from etl.engine.whole.evidence import is_table

LEVEL = re.compile("[省市县区州]本级|本级|[局厅委]机关(?!干部|党)")
TURNS = re.compile("[；;。\n]|全[省市县区州]|各(?![类种项式个])")
REACH = 400  # characters between the share of the office and that of a body


def name_own_level(text: str, figures: list[Figure]) -> None:
    """Name the part of figures that the office counts for itself where the same is counted of others near.

    What follows in the sentence is of the office, too: 全市立案50件，市本级立案10件，罚款3万元.
    """
    named = None
    for figure in figures:
        if figure.scope != "own" or not figure.indicator or is_table(figure) or figure.part:
            continue
        level = last(LEVEL.finditer(text, max(0, figure.sentence_start), figure.start))
        if level is None or TURNS.search(text, level.end(), figure.start):
            continue
        if level.start() == named or _is_told_of_others(figure, figures):
            figure.part, named = level[0], level.start()


def _is_told_of_others(figure: Figure, figures: list[Figure]) -> bool:
    return any(
        other.indicator == figure.indicator
        and other.scope != "own"
        and other.measure == figure.measure == "level"
        and abs(other.start - figure.start) < REACH
        for other in figures
    )
