"""Scores as tables for the terminal, and every miss with its context."""

from collections.abc import Sequence

from etl.engine.codes import WHOLES
from eval.gold import GoldDocument
from eval.score import (
    FIELDS,
    MEANING,
    SHARES,
    TARGETS,
    FieldError,
    Queued,
    Score,
    first_fifth,
    surest,
    unsuspected,
)

COLUMNS = ("recall", "precision", *FIELDS, *SHARES)
CURVE = (0.5, 0.6, 0.7, 0.8, 0.9)  # of all figures, the least likely to be wrong first
CONTEXT = 24  # characters on each side of a numeral in the list of misses


def table(rows: list[tuple[str, Score]]) -> str:
    """One line a row: counts, then each score in percent; ▼ marks a score below its target.

    `lost` counts numerals that are in no figure and in no rejection. After the fields, the shares of
    eval.score.SHARES: how far the wholes, and the figures without doubts, can be relied on.
    """
    width = max(12, *(len(name) for name, _ in rows))
    lines = [
        f"{'':{width}} {'labelled':>8} {'found':>6} {'false':>6} {'lost':>5}"
        + "".join(f"{c:>{_width(c)}}" for c in COLUMNS)
    ]
    for name, score in rows:
        cells = "".join(f"{_cell(score, column):>{_width(column)}}" for column in COLUMNS)
        wrong = f"{len(score.false):6} {len(score.unaccounted):5}"
        lines.append(f"{name:{width}} {score.labelled:8} {score.found:6} {wrong}{cells}")
    return "\n".join(lines)


def reasons(score: Score) -> str:
    """One line: of the labelled wholes, how many each reason proves, and how many of its own are one."""
    asked = {reason: score.asked[f"whole {reason}"] for reason in WHOLES}
    right = {reason: score.right[f"whole {reason}"] for reason in WHOLES}
    parts = [f"{reason} {right[reason]} of {asked[reason]} right" for reason in WHOLES if asked[reason]]
    return f"{score.asked['wholes_found']} wholes labelled: {'; '.join(parts)}" if parts else ""


def reliability(score: Score) -> str:
    """Two lines: how far figures without doubts can be relied on, and what the learnt risk tells of them."""
    share, right = score.share("undoubted"), score.share("undoubted_right")
    by_field = [(name, score.share(f"undoubted {name}")) for name in MEANING]
    said = ", ".join(f"{name} {reached:.1%}" for name, reached in by_field if reached is not None)
    wrong = 1 - (right or 0)
    return (
        f"without doubts {share or 0:.1%} of figures (aim 75%), of these wrong {wrong:.1%} (aim 2%), "
        f"right in {said}\n  {curve(score.queue)}"
    )


def curve(queue: Sequence[Queued]) -> str:
    """How many are right of the figures that the learnt risk, and that the rules and it, find sure."""
    fifth, (share, right) = first_fifth(queue), unsuspected(queue)
    reached = [(part, surest(queue, part)) for part in CURVE]
    shown = ", ".join(f"{part:.0%} {of:.1%}" for part, of in reached if of is not None)
    first = "none wrong" if fifth is None else f"{fifth:.1%} (aim 60%)"
    return (
        f"right of the least risky {shown}; without doubts and not suspect {share:.1%}, of these right "
        f"{right or 0:.1%}; of all wrong ones in the first fifth of the review queue {first}"
    )


def _width(column: str) -> int:
    return max(9, len(column) + 2)


def _cell(score: Score, column: str) -> str:
    share = score.share(column)
    if share is None:
        return "- "
    return f"{share:.1%}" + ("▼" if share < TARGETS.get(column, 0) else " ")


def misses(gold: GoldDocument, score: Score, fields: list[str]) -> str:
    """Every missed, false, lost and (in `fields`) wrongly understood figure of one document, in order."""
    lines = [(f.start, f.end, f"MISSED  [{f.indicator}] {f.label}") for f in score.missed]
    lines += [
        (f.start, f.end, f"FALSE   = {f.value} [{f.indicator}] {f.label} ({f.rule})") for f in score.false
    ]
    lines += [(start, end, "LOST    no figure and no rejection") for start, end in score.unaccounted]
    lines += [
        (
            e.found.start,
            e.found.end,
            f"{e.field.upper():7} {_difference(e)}  {e.found.label} ({e.found.rule})",
        )
        for e in score.errors
        if e.field in fields
    ]
    return "\n".join(
        f"{gold.name}:{start}  {message}\n    {_context(gold.document.text, start, end)}"
        for start, end, message in sorted(lines)
    )


def _difference(error: FieldError) -> str:
    return f"expected {_plain(error.expected)}, got {_plain(error.got)}"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return " – ".join(str(part) for part in value if part not in (None, "")) or "∅"
    return str(value) or "∅"


def _context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"{before}【{text[start:end]}】{after}".replace("\n", "⏎")
