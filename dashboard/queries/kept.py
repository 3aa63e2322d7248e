"""Answers that hold as long as a version is in service: asked once, kept with the version."""

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import TypeVar

import pandas as pd

from dashboard.data.store import Published

T = TypeVar("T")


def kept(ask: Callable[[Published], T]) -> Callable[[Published], T]:
    """Ask the database the first time only. Each caller gets a copy, so that nobody changes another's."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def asked(published: Published) -> T:
        if name not in published.kept:
            published.kept[name] = ask(published)
        answer = published.kept[name]
        # pandas copies a column only when one of the two is written to
        return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else deepcopy(answer)

    return asked
