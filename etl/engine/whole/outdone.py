"""A figure that a piece of the same thing exceeds is not the whole."""

from decimal import Decimal

from etl.engine.model import Figure
from etl.engine.whole.doubts import doubt
from etl.engine.whole.evidence import is_table

# Of these a step may exceed what came of it (申请500件，准予许可400件), or a channel be told of beside it.
OF_STEPS = frozenset(("publications", "licences", "disclosure_requests", "reconsiderations", "litigations"))


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
