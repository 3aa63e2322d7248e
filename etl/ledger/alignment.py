"""Two texts: whether they are versions of one, and where what stands in the older is in the newer."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Of the shorter text's pieces. Measured: 5,151 pairs of different texts have 0.50 in common at most; one form
# filled in with other numbers 0.41, the national one of disclosure 0.61, where only the named agency tells; a
# text with a tenth of its numbers changed keeps 0.74, one without 40% of its sentences 0.71, one with its
# paragraphs in another order 0.66. A table of which every number has changed is no version without a person.
LEAST_COMMON = 0.6
_PIECE = 6  # characters
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_FIGURE = "\0"
_SIGNS = re.compile(r"[\W_]+")


def resemble(one: str, other: str) -> bool:
    """Whether most of the shorter text stands in the longer one, whatever the blanks and signs."""
    first, second = _pieces(one), _pieces(other)
    least = min(len(first), len(second))
    return len(first & second) >= LEAST_COMMON * least if least else one == other


Span = tuple[int, int]


class Moved:
    """Where what an older text says in certain words is in a newer one that says it in the same words.

    Figures, of which the spans are given, may differ beside the one that is looked for; all else of its
    sentence may not. One that is there several times is followed where its neighbours tell which it is.
    """

    def __init__(self, old: str, old_figures: Iterable[Span], new: str, new_figures: Iterable[Span]) -> None:
        self._old_text, self._new_text = old, new
        self._old, self._new = _sentences(old, old_figures), _sentences(new, new_figures)
        self._starts = [sentence.start for sentence in self._old]
        self._pairs = pairs([each.words for each in self._old], [each.words for each in self._new])

    def place(self, start: int, end: int) -> Span | None:
        """The place in the newer text of old[start:end]; None where it has changed or is gone."""
        at = bisect_right(self._starts, start) - 1
        if at not in self._pairs:
            return None
        sentence, other = self._old[at], self._new[self._pairs[at]]
        before = sum(
            first <= start for first, _ in sentence.figures
        )  # it begins in the last of them, or after
        shift = other.start - sentence.start
        if before:
            within = start < sentence.figures[before - 1][1]
            shift = other.figures[before - 1][not within] - sentence.figures[before - 1][not within]
        same = self._old_text[start:end] == self._new_text[start + shift : end + shift]
        return (start + shift, end + shift) if same else None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Where it begins, its words with a sign for each figure, and where its figures are in the text."""

    start: int
    words: str
    figures: tuple[Span, ...]


def pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which line of the old is which of the new, by index, in rising order.

    Lines that each has once are held on to; from them, and from both ends, equal neighbours are followed.
    """
    times_old, times_new = Counter(old), Counter(new)
    where = {line: at for at, line in enumerate(new) if times_new[line] == 1}
    once = [(at, where[line]) for at, line in enumerate(old) if times_old[line] == 1 and line in where]
    held = _rising(once)
    found = dict(held)
    for (before, its), (after, its_after) in pairwise([(-1, -1), *held, (len(old), len(new))]):
        first, second = before + 1, its + 1
        while first < after and second < its_after and old[first] == new[second]:
            found[first] = second
            first, second = first + 1, second + 1
        last, its_last = after - 1, its_after - 1
        while last >= first and its_last >= second and old[last] == new[its_last]:
            found[last] = its_last
            last, its_last = last - 1, its_last - 1
    return found


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which the second numbers rise, as the first do."""
    ends: list[int] = []  # the least number at which a run of this length ends
    at_end: list[int] = []  # its index in `places`
    before: list[int] = []
    for index, (_, second) in enumerate(places):
        length = bisect_left(ends, second)
        before.append(at_end[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        at_end[length : length + 1] = [index]
    found, index = [], at_end[-1] if at_end else -1
    while index >= 0:
        found.append(places[index])
        index = before[index]
    return found[::-1]


def _sentences(text: str, figures: Iterable[Span]) -> list[_Sentence]:
    waiting, found = deque(sorted(figures)), []
    for match in _SENTENCE.finditer(text):
        if not (said := match[0].strip()):
            continue
        start = match.start() + match[0].index(said)
        inside, words, at = [], [], start
        while waiting and waiting[0][0] < match.end():
            first, last = waiting.popleft()
            if at <= first:
                words += [text[at:first], _FIGURE]
                inside.append((first, last))
                at = last
        found.append(_Sentence(start, "".join([*words, text[at : start + len(said)]]), tuple(inside)))
    return found


def _pieces(text: str) -> set[str]:
    packed = _SIGNS.sub("", unicodedata.normalize("NFKC", text))
    return {packed[at : at + _PIECE] for at in range(max(0, len(packed) - _PIECE + 1))}
