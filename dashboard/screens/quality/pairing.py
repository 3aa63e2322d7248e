"""Two reports laid beside each other: which sentences go together, and what in them differs. Pure."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from dashboard.numbers import is_missing

_NUMBER = re.compile(r"[0-9０-９]+(?:[.,，．][0-9０-９]+)*")
_PIECE = re.compile(rf"{_NUMBER.pattern}|.", re.DOTALL)  # a number is the same or it is not
_CLAUSES = re.compile(r"[，。；！？：、\n\t|]+")
ALIKE = 0.5  # of their clauses: sentences that are laid beside each other


@dataclass(frozen=True)
class Part:
    """A stretch of a sentence, and whether the sentence beside it has it, too."""

    text: str
    same: bool


@dataclass(frozen=True)
class Beside:
    """A sentence of either report, or of both; no parts where the other has nothing like it."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]


def said(figures: Iterable[dict]) -> list[str]:
    """What a report says, in its order: the sentences with figures in them, or where its document is not at
    hand what each figure counts."""
    found: dict[tuple, str] = {}
    for figure in figures:
        if figure["sentence"]:
            found.setdefault((figure["sentence_start"],), figure["sentence"].strip())
        else:
            named = figure["label"] or ("" if is_missing(figure["name_zh"]) else figure["name_zh"])
            limits = "、".join(filter(None, (figure["sector"], figure["part"])))
            limits = f"（{limits}）" if limits else ""
            found[("", figure["figure_id"])] = f"{named}{limits}：{figure['printed']}"
    return list(found.values())


def beside(left: list[str], right: list[str]) -> list[Beside]:
    """The sentences of the left report in order, each with its like of the right one; then what is left."""
    partners = _partners(left, right)
    rows = [
        _compared(sentence, right[partners[at]]) if at in partners else Beside((Part(sentence, False),), ())
        for at, sentence in enumerate(left)
    ]
    taken = set(partners.values())
    return rows + [Beside((), (Part(each, False),)) for at, each in enumerate(right) if at not in taken]


def _partners(left: list[str], right: list[str]) -> dict[int, int]:
    """By place: first what is the same but for its numbers, then what shares most of its clauses."""
    free: dict[str, deque[int]] = defaultdict(deque)
    for at, sentence in enumerate(right):
        free[_key(sentence)].append(at)
    found = {at: same.popleft() for at, sentence in enumerate(left) if (same := free[_key(sentence)])}
    holders: dict[str, set[int]] = defaultdict(set)
    for at in sorted(at for places in free.values() for at in places):
        for clause in _clauses(right[at]):
            holders[clause].add(at)
    taken: set[int] = set()
    for at, sentence in enumerate(left):
        if at not in found and (best := _likest(_clauses(sentence), holders, right, taken)) is not None:
            found[at] = best
            taken.add(best)
    return found


def _likest(clauses: set[str], holders: dict[str, set[int]], right: list[str], taken: set[int]) -> int | None:
    shared: dict[int, int] = defaultdict(int)
    for clause in clauses:
        for at in holders.get(clause, ()):
            if at not in taken:
                shared[at] += 1
    scores = {at: count / max(len(clauses), len(_clauses(right[at]))) for at, count in shared.items()}
    best = max(scores, key=lambda at: (scores[at], -at), default=None)
    return best if best is not None and scores[best] >= ALIKE else None


def _key(sentence: str) -> str:
    return re.sub(r"\s", "", _NUMBER.sub("#", sentence))


def _clauses(sentence: str) -> set[str]:
    return {key for clause in _CLAUSES.split(sentence) if (key := _key(clause)) not in ("", "#")}


def _compared(left: str, right: str) -> Beside:
    ours, theirs = _PIECE.findall(left), _PIECE.findall(right)
    sides: tuple[list[Part], list[Part]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        for side, text in zip(sides, ("".join(ours[a:b]), "".join(theirs[c:d])), strict=True):
            if text:
                side.append(Part(text, tag == "equal"))
    return Beside(tuple(sides[0]), tuple(sides[1]))
