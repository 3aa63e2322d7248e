"""`python -m eval teach FOLDER…`: learn from labelled passages how likely a figure is read wrong.

Writes data/review/learnt.tsv (etl.ledger.risk). Each folder holds labelled passages (*.yml). Rules that were
mended by a folder err less there than on texts that nobody has seen; so a folder may also hold first.jsonl,
what `etl extract --format jsonl` gave before anyone looked at it (`report_id` is the passage's id): errors
are then learnt from that. What is told of a folder is learnt from the others.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy

from etl.data.rules import data_folder, rulebook
from etl.engine import Engine
from etl.engine.model import Extraction, Figure
from etl.engine.records import FROM_FIGURE
from etl.ledger.clues import Surroundings
from etl.ledger.risk import LEARNT, QUESTIONS, Learnt, Question, answer_of
from eval.gold import labelled_passages
from eval.score import Queued, judge
from eval.show import curve
from tests.passages.loader import LabelledFigure

FIRST = "first.jsonl"
LEAST_SEEN, LEAST_WITH = 8, 3  # a clue of fewer figures is left out, and with fewer of one answer, too
STIFF, LOOSE = 3.0, 0.01  # how hard a weight is held to nothing, and how hard what all figures share
STEPS, ENOUGH = 50, 1e-6


@dataclass
class Told:
    """A figure that the program found, its label (None: it is none), and whether it is right."""

    figure: Mapping[str, Any]
    label: LabelledFigure | None
    around: Surroundings
    right: bool


def run(names: list[str]) -> int:
    """Learn from the folders, say for each how the others order its figures, write the file."""
    engine = Engine(rulebook())
    folders = {name: list(_judged(engine, Path(name))) for name in names}
    facts, wrong, queues = {}, {}, {}
    for name, judged in folders.items():
        learnt = Learnt(_counted(each for other in names if other != name for each in folders[other]))
        facts[name] = [learnt.facts(each.figure, each.around) for each in judged]
        wrong[name] = [not each.right for each in judged]
    for name in names:
        rest = [other for other in names if other != name]
        weights = fitted(_chained(facts, rest), _chained(wrong, rest))
        queues[name] = [
            Queued(Learnt({}, weights).risk(known), each.right, not each.figure["doubts"])
            for known, each in zip(facts[name], folders[name], strict=True)
        ]
        print(f"{Path(name).name:12} {_told(queues[name])}")
    print(f"{'all':12} {_told(_chained(queues, names))}")
    learnt = Learnt(
        _counted(each for judged in folders.values() for each in judged),
        fitted(_chained(facts, names), _chained(wrong, names)),
    )
    path = data_folder() / LEARNT
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in _lines(learnt)), encoding="utf-8")
    return 0


def fitted(facts: Sequence[Mapping[str, float]], wrong: Sequence[bool]) -> dict[str, float]:
    """Weights of a logistic regression: how much each fact makes a figure likelier to be wrong."""
    names = ["", *sorted({name for each in facts for name in each})]
    table = numpy.array([[1.0, *(each.get(name, 0.0) for name in names[1:])] for each in facts])
    sought, weights = numpy.array(wrong, float), numpy.zeros(len(names))
    held = numpy.array([LOOSE] + [STIFF] * (len(names) - 1))
    for _ in range(STEPS):
        said = 1 / (1 + numpy.exp(-table @ weights))
        bent = (table * (said * (1 - said))[:, None]).T @ table + numpy.diag(held)
        step = numpy.linalg.solve(bent, table.T @ (sought - said) - held * weights)
        weights += step
        if abs(step).max() < ENOUGH:
            break
    return dict(zip(names, map(float, weights), strict=True))


def _judged(engine: Engine, folder: Path) -> Iterable[Told]:
    """Raises SystemExit where a folder holds no labelled passage."""
    documents = labelled_passages(folder)
    if not documents:
        raise SystemExit(f"{folder}: no labelled passages")
    first = folder / FIRST
    said: dict[str, list[Figure]] = defaultdict(list)
    for line in first.read_text(encoding="utf-8").splitlines() if first.is_file() else ():
        row = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        said[row["report_id"]].append(_figure(row))
    for gold in documents:
        found = said[gold.name] if first.is_file() else engine.extract(gold.document, gold.context).figures
        judged = judge(gold, Extraction(found, [])).judged
        figures = [asdict(each.figure) for each in judged]
        around = Surroundings(gold.document.text, gold.context.kind, gold.context.agency, figures)
        for figure, each in zip(figures, judged, strict=True):
            yield Told(figure, each.label, around, each.right)


def _figure(row: dict[str, Any]) -> Figure:
    places = {name: int(row[name]) for name in ("start", "end")}
    return Figure(**{name: row[name] for name in FROM_FIGURE if name in row} | places)


def _counted(judged: Iterable[Told]) -> dict[str, Question]:
    """How often each clue stood with each answer that is right."""
    answers: dict[str, Counter] = {name: Counter() for name in QUESTIONS}
    clues: dict[str, dict[str, Counter]] = {name: defaultdict(Counter) for name in QUESTIONS}
    for each in judged:
        for name in _asked(each):
            right = answer_of({**asdict(each.label.figure), "whole": each.label.whole}, name)
            answers[name][right] += 1
            for clue in getattr(each.around, name)(each.figure):
                clues[name][clue][right] += 1
    return {
        name: Question(damping, dict(answers[name]), _often(clues[name]))
        for name, damping in QUESTIONS.items()
    }


def _asked(each: Told) -> tuple[str, ...]:
    """The questions to which the label of a figure is an answer."""
    if each.label is None:
        return ()
    if each.label.figure.measure != "level":
        return ("scope",)
    judged = each.label.whole is not None and each.label.figure.indicator
    return ("scope", "indicator", "whole") if judged else ("scope", "indicator")


def _often(clues: Mapping[str, Counter]) -> dict[str, dict[str, int]]:
    kept = {
        clue: {answer: count for answer, count in stood.items() if count >= LEAST_WITH}
        for clue, stood in clues.items()
        if stood.total() >= LEAST_SEEN and clue.isprintable()
    }
    return {clue: stood for clue, stood in kept.items() if stood}


def _told(queue: Sequence[Queued]) -> str:
    """How the figures of a folder are judged by what the others teach."""
    wrong = sum(not each.right for each in queue)
    sure = [each.right for each in queue if each.undoubted]
    return (
        f"{len(queue)} figures, {wrong} wrong; without doubts {len(sure) / (len(queue) or 1):.1%}, "
        f"of these right {sum(sure) / (len(sure) or 1):.1%}; {curve(queue)}"
    )


def _chained(by_folder: Mapping[str, Sequence], names: Sequence[str]) -> list:
    return [each for name in names for each in by_folder[name]]


def _lines(learnt: Learnt) -> Iterable[str]:
    for name, weight in learnt.weights.items():
        yield f"weight\t{name}\t{weight:.3f}"
    for name, question in learnt.questions.items():
        for clue, stood in [("", question.answers), *sorted(question.clues.items())]:
            yield f"{name}\t{clue}\t" + ",".join(f"{answer}={stood[answer]}" for answer in sorted(stood))
