"""A headline repeats a number of the text below it, and so is of what that number is of."""

from itertools import takewhile

from etl.engine.model import Figure
from etl.engine.whole.evidence import LIMITS, TOP, in_title, is_limited, is_table, same_number


def limit_headlines(text: str, figures: list[Figure]) -> None:
    """Give each number of a headline the limits of the same number below, where all that state it have them.

    整改隐患16万处 above a text on one campaign is no total of the year.
    """
    counts = [figure for figure in figures if _may_stand(figure)]
    heads = [
        figure for figure in takewhile(lambda figure: figure.start <= TOP, counts) if in_title(text, figure)
    ]
    for head in heads:
        below = [figure for figure in counts if figure.start > heads[-1].end and _repeats(figure, head)]
        if below and not is_limited(head) and all(map(is_limited, below)):
            head.scope = below[0].scope
            for limit in LIMITS:
                setattr(head, limit, getattr(below[0], limit))


def _repeats(figure: Figure, head: Figure) -> bool:
    return (figure.indicator, figure.unit) == (head.indicator, head.unit) and same_number(figure, head)


def _may_stand(figure: Figure) -> bool:
    return bool(figure.indicator) and figure.measure == "level" and not is_table(figure)
