"""What does not stand as the whole though its words would let it: a piece exceeds it, or it stood before."""

from decimal import Decimal

from etl.engine.model import Figure
from etl.engine.whole.candidates import AGAIN
from etl.engine.whole.doubts import doubt
from etl.engine.whole.evidence import is_table

# Of these a step may exceed what came of it (申请500件，准予许可400件), or a channel be told of beside it.
OF_STEPS = frozenset(("publications", "licences", "disclosure_requests", "reconsiderations", "litigations"))

TELLING_DIGITS = 3  # with fewer, two periods may come to the same number


def drop_outdone(group: list[Figure]) -> None:
    """Let no figure of `group`, which is of one indicator, scope and period, stand below a greater piece."""
    if group[0].indicator in OF_STEPS:
        return
    greatest: dict[str, Decimal] = {}
    for figure in group:
        if not figure.whole and figure.value > greatest.get(figure.unit, 0):
            greatest[figure.unit] = figure.value
    for figure in group:
        if figure.whole and not is_table(figure) and figure.value < greatest.get(figure.unit, 0):
            figure.whole = ""
            doubt(figure, "parts_exceed_whole")


def _tells(value: Decimal) -> bool:
    """Whether a value has so many digits that two periods will hardly both come to it."""
    return len(value.normalize().as_tuple().digits) >= TELLING_DIGITS


def drop_repeated(figures: list[Figure]) -> None:
    """Let a total stand once: what repeats its number for a stretch of time said otherwise is the same.

    2023年立案2451件 in the opening, 去年以来立案2451件 below it. Round and small numbers may well come twice.
    """
    stood: set[tuple[str, str, str, Decimal]] = set()
    for figure in figures:
        if figure.whole and not is_table(figure) and _tells(figure.value):
            number = (figure.indicator, figure.scope, figure.unit, figure.value)
            if number in stood and not figure.rule.startswith(AGAIN):
                figure.whole = ""
            stood.add(number)
