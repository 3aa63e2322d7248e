"""Answers that were given lately: the same question of another visitor is not asked, or worked out, again.

A published file never changes, so an answer holds as long as the file is open. Bounded in number and in
size; the longest unasked goes first.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

MOST_ANSWERS = 500
MOST_ROWS = 1_000  # of one answer: larger ones are rare, and not worth the room


class Answers:
    """Keeps results by question. Threads may ask at the same time; two may then both ask the database."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, question: Hashable, ask: Callable[[], Any]) -> Any:
        """The answer as kept, or as `ask` gives it. It is the caller's own: changing it changes no other."""
        answer = self.made(question, ask, worth_keeping=lambda answer: len(answer) <= MOST_ROWS)
        # pandas copies a column only when one of the two frames is written to
        return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer[:]

    def made(
        self,
        question: Hashable,
        make: Callable[[], Any],
        worth_keeping: Callable[[Any], bool] = lambda made: True,
    ) -> Any:
        """As `of`, for what was worked out from answers and nobody changes: it is the same for all."""
        with self._lock:
            if question in self._found:
                self._found.move_to_end(question)
                return self._found[question]
        made = make()
        if worth_keeping(made):
            self.keep(question, made)
        return made

    def lately(self, question: Hashable) -> Any:
        """What is kept under the question, else None: nobody changes it."""
        with self._lock:
            if question in self._found:
                self._found.move_to_end(question)
            return self._found.get(question)

    def keep(self, question: Hashable, answer: Any) -> None:
        """Keep what nobody changes any more."""
        with self._lock:
            self._found[question] = answer
            while len(self._found) > MOST_ANSWERS:
                self._found.popitem(last=False)
