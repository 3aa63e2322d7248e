"""Marks cut out of those of a wider question that was answered lately.

A page asks for the marks of all its indicators, then for those of one of them, of one year, of both. To plan
a query costs the database more than to read some hundred rows: it is asked for the widest alone.
"""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from dashboard.data.answers import MOST_ROWS
from dashboard.data.store import Published
from dashboard.queries.filters import Filters


def out_of_wider(
    published: Published, filters: Filters, asked: frozenset[str], ask: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """The marks of `asked` (empty: all indicators) in the selection, the caller's own: out of what was asked
    for before with the same filters, or without their years, else as `ask` gives them."""
    for wider in dict.fromkeys((filters, replace(filters, years=()))):
        held, marks = published.lately(("marks", wider)) or (frozenset({""}), None)
        if marks is not None and (not held or (asked and asked <= held)):
            return _cut(marks, asked, filters.years)
    marks = ask()
    if len(marks) <= MOST_ROWS:
        published.keep(("marks", filters), (asked, marks))
    return marks.copy(deep=False)


def _cut(marks: pd.DataFrame, asked: frozenset[str], years: tuple[int, ...]) -> pd.DataFrame:
    wanted = marks["indicator"].isin(asked) if asked else pd.Series(True, marks.index)
    if years:
        wanted &= marks["year"].isin(years)
    return marks[wanted].reset_index(drop=True)
