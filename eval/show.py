"""Scores as tables for the terminal, and every miss with its context."""

from eval.gold import GoldDocument
from eval.score import FIELDS, TARGETS, Score

COLUMNS = ("recall", "precision", *FIELDS)
CONTEXT = 24  # characters on each side of a numeral in the list of misses


def table(rows: list[tuple[str, Score]]) -> str:
    """One line a row: counts, then each score in percent; ▼ marks a score below its target."""
    width = max(12, *(len(name) for name, _ in rows))
    lines = [f"{'':{width}} {'labelled':>8} {'found':>6} {'false':>6}" + "".join(f"{c:>11}" for c in COLUMNS)]
    for name, score in rows:
        cells = "".join(f"{_cell(score, column):>11}" for column in COLUMNS)
        lines.append(f"{name:{width}} {score.labelled:8} {score.found:6} {len(score.false):6}{cells}")
    return "\n".join(lines)


def _cell(score: Score, column: str) -> str:
    share = score.share(column)
    if share is None:
        return "- "
    return f"{share:.1%}" + ("▼" if share < TARGETS.get(column, 0) else " ")


def misses(gold: GoldDocument, score: Score) -> str:
    """Every missed, false and wrongly understood figure of one document, in order of place."""
    lines = [(f, f"MISSED  {f.printed} [{f.indicator}] {f.label}") for f in score.missed]
    lines += [
        (f, f"FALSE   {f.printed} = {f.value} [{f.indicator}] {f.label} ({f.rule})") for f in score.false
    ]
    lines += [
        (
            e.found,
            f"{e.field.upper()}  {e.found.printed}: expected {_plain(e.expected)}, got {_plain(e.got)}"
            f"  {e.found.label} ({e.found.rule})",
        )
        for e in score.errors
    ]
    lines.sort(key=lambda line: line[0].start)
    return "\n".join(
        f"{gold.name}:{f.start}  {message}\n    {_context(gold.document.text, f.start, f.end)}"
        for f, message in lines
    )


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return " – ".join(str(part) for part in value if part not in (None, "")) or "∅"
    return str(value) or "∅"


def _context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"{before}【{text[start:end]}】{after}".replace("\n", "⏎")
