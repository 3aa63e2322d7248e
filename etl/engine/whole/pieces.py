"""Name what is left: a figure that does not stand as the whole is a piece, and its words say of what.

What a total of the same indicator, scope and period repeats is no piece, and where no total stands, a number
whose words single nothing out stays without a name: nothing proves that it is one.
"""

from collections.abc import Iterable

from etl.engine.model import Figure
from etl.engine.prose.parts import LONGEST
from etl.engine.whole.candidates import Candidate
from etl.engine.whole.evidence import same_number


def name_pieces(candidates: Iterable[Candidate], group: list[Figure]) -> None:
    """Give each of `candidates`, all of `group` that name no limit, the limit that it has."""
    wholes = [figure for figure in group if figure.whole]
    for candidate in candidates:
        figure = candidate.figure
        stands = figure.whole or any(same_number(figure, whole) for whole in wholes)
        if not (stands or figure.part or figure.campaign):
            _name(candidate, figure.label if wholes else "")


def _name(candidate: Candidate, otherwise: str) -> None:
    figure, limit = candidate.figure, candidate.narrow
    if limit and limit.is_campaign:
        figure.campaign = limit.name
    else:
        figure.part = (candidate.specific or (limit and limit.name) or otherwise)[:LONGEST]
