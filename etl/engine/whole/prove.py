"""Weigh the candidates of each indicator, scope and period: at most one figure is the whole."""

from collections import defaultdict

from etl.engine.model import Figure, ReportContext
from etl.engine.whole.doubts import doubt
from etl.engine.whole.evidence import states_total
from etl.engine.whole.sums import adds_up

STATED, SUM, ONLY = "stated", "sum", "only"
INFERRED = ("head ", "tail ")  # rules that took the indicator from other words than the number's own


def prove_wholes(text: str, figures: list[Figure], context: ReportContext) -> None:
    """Give each figure its `whole` and add what speaks against it to its `doubts`.

    `figures`: all of one document, in order of place. The whole is that of the reporting body or of its
    whole system: a figure of another body, a share, a change or a rate never is one.
    """
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    for figure in figures:
        figure.whole = ""
        if figure.rule.startswith(INFERRED):
            doubt(figure, "weak_indicator")
        if figure.indicator and figure.measure == "level" and figure.scope != "other":
            period = (figure.period_start or context.period_start, figure.period_end or context.period_end)
            groups[figure.indicator, figure.scope, *period].append(figure)
    for group in groups.values():
        _weigh(text, group)


def _weigh(text: str, group: list[Figure]) -> None:
    candidates = [figure for figure in group if not is_limited(figure)]
    if not candidates:
        return
    if len(candidates) == 1:
        candidates[0].whole = _proof(text, candidates[0], group) or ONLY
        return
    proven = [(figure, proof) for figure in candidates if (proof := _proof(text, figure, group))]
    values = {(figure.value, figure.unit) for figure, _ in proven or [(c, "") for c in candidates]}
    if len(values) > 1:
        for figure in candidates:
            doubt(figure, "several_candidates")
        return
    best, proof = proven[0] if proven else (candidates[0], ONLY)
    best.whole = proof
    for figure in candidates:
        if figure.value != best.value:
            doubt(figure, "part_uncertain")


def is_limited(figure: Figure) -> bool:
    """Whether the figure names what it is a piece of."""
    return bool(figure.part or figure.sector or figure.campaign or figure.body)


def _proof(text: str, figure: Figure, group: list[Figure]) -> str:
    if states_total(text, figure):
        return STATED
    following = [other for other in group if other.start > figure.start and is_limited(other)]
    return SUM if adds_up(figure, following) else ""
