"""Labelled figures against extracted ones: what was found, what was false, which fields are right."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from etl.engine.model import Extraction, Figure, ReportContext
from etl.ledger.risk import SUSPECT, opinions
from eval.gold import GoldDocument
from tests.passages.loader import LabelledFigure

_ARABIC = re.compile(r"[0-9０-９]+")

# In the order printed; the targets are those of the project's requirements.
FIELDS = (
    "value",
    "approx",
    "indicator",
    "measure",
    "scope",
    "limited",
    "unit",
    "period",
    "body",
    "campaign",
    "sector",
    "part",
)
# What must be right together before a figure may stand on a chart; `whole` only where it is labelled.
MEANING = ("value", "indicator", "measure", "scope", "whole")
# Beside the fields: of the figures given as wholes those that are, of the labelled wholes those given,
# figures right in all of MEANING, figures without doubts, and of these those right in all of it.
SHARES = ("wholes", "wholes_found", "all_right", "undoubted", "undoubted_right")
TARGETS = {
    "recall": 0.98,
    "precision": 0.98,
    "value": 0.995,
    "approx": 0.995,
    "indicator": 0.92,
    "measure": 0.97,
    "scope": 0.90,
}


@dataclass(slots=True)
class FieldError:
    """One field of a found figure that differs from its label."""

    found: Figure
    field: str
    expected: object
    got: object


@dataclass(slots=True)
class Judged:
    """A figure found, its label (None: it is no figure), and whether all of MEANING is right."""

    figure: Figure
    label: LabelledFigure | None
    right: bool


class Queued(NamedTuple):
    """A figure in the review queue: how likely it is wrong, whether it is right, and has no doubts."""

    risk: float
    right: bool
    undoubted: bool


@dataclass(slots=True)
class Score:
    """Counts that add up over documents, and the list of what went wrong."""

    labelled: int = 0
    found: int = 0
    extracted: int = 0
    asked: Counter = field(default_factory=Counter)  # by field, and by SHARES
    right: Counter = field(default_factory=Counter)
    missed: list[Figure] = field(default_factory=list)
    false: list[Figure] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    queue: list[Queued] = field(default_factory=list)
    errors: list[FieldError] = field(default_factory=list)
    unaccounted: list[tuple[int, int]] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Add another document's counts to these."""
        self.labelled += other.labelled
        self.found += other.found
        self.extracted += other.extracted
        self.asked += other.asked
        self.right += other.right
        self.missed += other.missed
        self.false += other.false
        self.judged += other.judged
        self.queue += other.queue
        self.errors += other.errors
        self.unaccounted += other.unaccounted

    def share(self, name: str) -> float | None:
        """A score between 0 and 1; None where nothing was labelled for it."""
        right, asked = self.right[name], self.asked[name]
        if name == "recall":
            right, asked = self.found, self.labelled
        elif name == "precision":
            right, asked = self.extracted - len(self.false), self.extracted
        return right / asked if asked else None


def first_fifth(queue: Sequence[Queued]) -> float | None:
    """Of all wrong figures, false ones included, the share in the first fifth of the review queue."""
    wrong = [not each.right for each in sorted(queue, key=lambda each: -each.risk)]
    return sum(wrong[: len(wrong) // 5]) / sum(wrong) if any(wrong) else None


def surest(queue: Sequence[Queued], share: float) -> float | None:
    """Of the figures least likely to be wrong, so large a share of all, the share that is right."""
    return _right(sorted(queue, key=lambda each: each.risk)[: round(len(queue) * share)])


def unsuspected(queue: Sequence[Queued]) -> tuple[float, float | None]:
    """The share that neither the rules doubt nor what has been learnt, and how many of these are right."""
    kept = [each for each in queue if each.undoubted and each.risk < SUSPECT]
    return len(kept) / (len(queue) or 1), _right(kept)


def _right(queue: Sequence[Queued]) -> float | None:
    return sum(each.right for each in queue) / len(queue) if queue else None


def score(gold: GoldDocument, extraction: Extraction, used: ReportContext | None = None) -> Score:
    """Compare one document: a figure counts as found when start and printed agree.

    An optional figure counts for nothing when it is not extracted. Recall and precision count the
    required and the extracted figures; the fields are scored on all that were found. `used` is the
    context of the extraction where it is not the labelled one: the dates it gave are held against those.
    """
    result, known = judge(gold, extraction, used), used or gold.context
    figures = [asdict(each.figure) for each in result.judged]
    learnt = opinions(gold.document.text, known.kind, known.agency, figures)
    result.queue = [
        Queued(opinion.risk, each.right, not each.figure.doubts)
        for opinion, each in zip(learnt, result.judged, strict=True)
    ]
    return result


def judge(gold: GoldDocument, extraction: Extraction, used: ReportContext | None = None) -> Score:
    """The score without the review queue, whose order is learnt from such judgments."""
    result = Score(extracted=len(extraction.figures))
    extracted = {(figure.start, figure.printed): figure for figure in extraction.figures}
    for label in gold.figures:
        figure = extracted.pop((label.figure.start, label.figure.printed), None)
        result.labelled += not label.optional
        if figure is not None:
            result.found += not label.optional
            wrong = _compare(label, figure, (gold.context, used or gold.context), result)
            _weigh(label, figure, wrong, result)
        elif not label.optional:
            result.missed.append(label.figure)
            result.asked["wholes_found"] += bool(label.whole)
    result.false = list(extracted.values())
    for figure in result.false:  # a false figure without doubts is one that a chart would show
        result.asked["undoubted"] += 1
        result.right["undoubted"] += not figure.doubts
        result.judged.append(Judged(figure, None, False))
        result.asked["undoubted_right"] += not figure.doubts
        if any(label.whole is not None for label in gold.figures):
            result.asked["wholes"] += bool(figure.whole)
    result.unaccounted = unaccounted(gold.document.text, extraction)
    return result


def _weigh(label: LabelledFigure, figure: Figure, wrong: set[str], result: Score) -> None:
    """Count the figure among SHARES, by field among those without doubts, and in the review queue."""
    right = not wrong.intersection(MEANING)
    result.judged.append(Judged(figure, label, right))
    for name in () if figure.doubts else MEANING:
        known = name != "whole" or label.whole is not None
        result.asked[f"undoubted {name}"] += known
        result.right[f"undoubted {name}"] += known and name not in wrong
    for name, asked, is_right in (
        ("wholes", label.whole is not None and figure.whole, label.whole),
        ("wholes_found", label.whole, figure.whole),
        ("all_right", True, right),
        ("undoubted", True, not figure.doubts),
        ("undoubted_right", not figure.doubts, right),
    ):
        result.asked[name] += bool(asked)
        result.right[name] += bool(asked and is_right)
    if label.whole is not None and figure.whole:
        result.asked[f"whole {figure.whole}"] += 1
        result.right[f"whole {figure.whole}"] += label.whole


def unaccounted(text: str, extraction: Extraction) -> list[tuple[int, int]]:
    """Arabic numerals of which a digit stands in no figure and no rejection: there must be none."""
    covered = bytearray(len(text))
    for mark in (*extraction.figures, *extraction.rejections):
        covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    spans = (match.span() for match in _ARABIC.finditer(text))
    return [(start, end) for start, end in spans if not all(covered[start:end])]


def _compare(
    label: LabelledFigure, figure: Figure, contexts: tuple[ReportContext, ReportContext], result: Score
) -> set[str]:
    """Count the fields of one found figure; return the names of the wrong ones."""
    as_right = {"indicator": label.also, "scope": label.also_scope}
    wrong = set()
    if label.whole is not None and bool(figure.whole) != label.whole:
        result.errors.append(FieldError(figure, "whole", str(label.whole), figure.whole))
        wrong.add("whole")
    for name in FIELDS:
        expected, got = (
            _field(either, name, context)
            for either, context in zip((label.figure, figure), contexts, strict=True)
        )
        result.asked[name] += 1
        if got == expected or (as_right.get(name) and got == as_right[name]):
            result.right[name] += 1
        else:
            result.errors.append(FieldError(figure, name, expected, got))
            wrong.add(name)
    return wrong


def _field(figure: Figure, name: str, context: ReportContext) -> object:
    if name == "value":
        return (figure.value, figure.value_high)
    if name == "period":
        return (figure.period_start or context.period_start, figure.period_end or context.period_end)
    if name == "limited":
        return bool(figure.body or figure.campaign or figure.sector or figure.part)
    return getattr(figure, name)
