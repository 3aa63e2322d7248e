"""How likely a figure is read wrong: what speaks against it, and how figures in like words were labelled.

For three questions (what is counted, whose it is, is it the total) the file LEARNT counts how often each
clue (etl.ledger.clues) stood with each answer in labelled figures, and weighs what these say of the program's
answer beside the doubts. `python -m eval teach` writes it. It changes no figure: it orders the review queue,
and a figure that nothing else speaks against is doubted where it is SUSPECT.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from etl.data.rules import data_folder
from etl.engine.errors import InvalidData
from etl.engine.whole.evidence import LIMITS
from etl.ledger.clues import Surroundings

LEARNT = Path("review/learnt.tsv")  # in data/
QUESTIONS = {"indicator": 0.5, "scope": 0.3, "whole": 0.3}  # how far the clues stand for themselves
# So likely wrong, a figure is doubted: of 293 that this alone doubted in texts that nobody had seen 27% were
# wrong, of the 564 that the rules doubted 41%, of the others 10%.
SUSPECT = 0.25
_LEAST = 1e-3  # nothing is surer than this
_ALMOST_NEVER = 0.01  # of a figure with which a clue stood, where it was seen with none
_FEW = 3  # an answer that so few figures have is not judged


@dataclass
class Question:
    """How often each answer was right, and with how many of these each clue stood."""

    damping: float
    answers: dict[str, int] = field(default_factory=dict)
    clues: dict[str, dict[str, int]] = field(default_factory=dict)

    @cached_property
    def _total(self) -> int:
        return sum(self.answers.values())

    @cached_property
    def _before(self) -> dict[str, float]:
        """How likely each answer is before any clue is looked at."""
        counted = self.answers.items()
        return {each: math.log(count / self._total) for each, count in counted if count >= _FEW}

    @cached_property
    def _rarely(self) -> dict[str, float]:
        """What each clue takes from an answer: of many figures it should have stood with more."""
        return {each: self.damping * math.log(self.answers[each] + 0.51) for each in self._before}

    @cached_property
    def _pulls(self) -> dict[str, dict[str, float]]:
        """What each clue gives to the answers with which it stood."""
        pulls = {}
        for clue, stood in self.clues.items():
            usual = _ALMOST_NEVER + sum(stood.values()) / (2 * self._total)
            pulls[clue] = {
                each: self.damping * math.log1p(stood[each] / usual) for each in stood if each in self._before
            }
        return pulls

    def against(self, answer: str, clues: set[str]) -> float:
        """What the clues say against the answer: the logarithm of the odds, 0 where nothing is known."""
        if not self.answers:
            return 0.0
        scores = self._scores(clues)
        if answer not in scores:
            return -math.log(_LEAST)
        most = max(scores.values())
        sure = math.exp(scores[answer] - most) / sum(math.exp(each - most) for each in scores.values())
        sure = min(max(sure, _LEAST), 1 - _LEAST)
        return math.log((1 - sure) / sure)

    def likeliest(self, clues: set[str]) -> str | None:
        """The answer that the clues speak for; None where nothing is known."""
        scores = self._scores(clues)
        return max(scores, key=scores.__getitem__, default=None)

    def _scores(self, clues: set[str]) -> dict[str, float]:
        known = clues & self._pulls.keys()
        scores = {each: before - len(known) * self._rarely[each] for each, before in self._before.items()}
        for clue in known:
            for each, pull in self._pulls[clue].items():
                scores[each] += pull
        return scores


@dataclass(frozen=True)
class Opinion:
    """How likely a figure is wrong, 0 to 1, and the question of QUESTIONS on which most speaks against it.

    `instead`: what figures in like words answer to it, of a SUSPECT; None where they answer the same.
    """

    risk: float
    question: str
    instead: str | None = None

    @property
    def suspect(self) -> bool:
        """Whether the figure is to be doubted where nothing else speaks against it."""
        return self.risk >= SUSPECT


@dataclass
class Learnt:
    """The counts of every question, and the weight of every fact that speaks for or against a figure."""

    questions: dict[str, Question]
    weights: dict[str, float] = field(default_factory=dict)

    def facts(self, figure: Mapping[str, Any], around: Surroundings) -> dict[str, float]:
        """What is known of a figure (fields as in FIGURE_FIELDS) that may tell whether it is wrong."""
        known = {f"doubt {code}": 1.0 for code in figure["doubts"]}
        known |= {fact: 1.0 for fact in _answered(figure, around.kind)}
        level = figure["measure"] == "level"
        asked = {"scope": True, "indicator": level, "whole": level and bool(figure["indicator"])}
        for name, question in self.questions.items():
            if asked[name]:
                clues = getattr(around, name)(figure)
                known[f"against {name}"] = question.against(answer_of(figure, name), clues)
        return known

    def risk(self, facts: Mapping[str, float]) -> float:
        """How likely a figure with these facts is wrong, as far as this has been learnt: 0 to 1."""
        score = self.weights.get("", 0) + sum(self._weighed(name, facts) for name in facts)
        return 1 / (1 + math.exp(-score))

    def opinion(self, figure: Mapping[str, Any], around: Surroundings) -> Opinion:
        """What has been learnt of a figure (fields as in FIGURE_FIELDS)."""
        facts = self.facts(figure, around)
        asked = max(QUESTIONS, key=lambda name: self._weighed(f"against {name}", facts))
        found = Opinion(self.risk(facts), asked)
        if not found.suspect:
            return found
        other = self.questions[asked].likeliest(getattr(around, asked)(figure))
        return found if other == answer_of(figure, asked) else replace(found, instead=other)

    def _weighed(self, name: str, facts: Mapping[str, float]) -> float:
        return self.weights.get(name, 0) * facts.get(name, 0)


def _answered(figure: Mapping[str, Any], kind: str) -> Iterator[str]:
    """What the program answers, each and together: some answers are wrong more often than others."""
    counts, limited = figure["indicator"], [limit for limit in LIMITS if figure[limit]]
    yield from (f"{name} {figure[name]}" for name in ("scope", "whole"))
    yield from (f"limit {limit}" for limit in limited)
    yield f"whole {answer_of(figure, 'whole')} of {counts}"
    yield f"limited {any(limit != 'body' for limit in limited)} of {'any' if counts else 'none'} in {kind}"
    if not counts:
        yield "no indicator"


def answer_of(figure: Mapping[str, Any], question: str) -> str:
    """What the program answers to a question; of a whole only whether it is one."""
    return str(bool(figure["whole"])) if question == "whole" else figure[question]


def opinions(text: str, kind: str, agency: str, figures: Sequence[Mapping[str, Any]]) -> list[Opinion]:
    """What has been learnt of each figure of a document, in their order; nothing where nothing was learnt."""
    learnt = learnt_of(data_folder())
    if learnt is None:
        return []
    around = Surroundings(text, kind, agency, figures)
    return [learnt.opinion(figure, around) for figure in figures]


def learnt_of(folder: Path) -> Learnt | None:
    """What was learnt, as the file of a data folder has it; InvalidData where that is broken.

    None where there is no such file: a data folder of one's own may be older than it.
    """
    path = folder / LEARNT
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InvalidData(f"{path}：读不出（{error}），请从版本库的 data/ 取回") from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Learnt:
    learnt = Learnt({name: Question(damping) for name, damping in QUESTIONS.items()})
    for line in path.read_text(encoding="utf-8").splitlines():
        what, name, said = line.split("\t")
        if what == "weight":
            learnt.weights[name] = float(said)
            continue
        parts = (part.rpartition("=") for part in said.split(",") if part)
        counts = {each: int(count) for each, _, count in parts}
        if name:
            learnt.questions[what].clues[name] = counts
        else:
            learnt.questions[what].answers = counts
    return learnt
