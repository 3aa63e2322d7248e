"""What the tabs of a theme page share: the reader's choice, the download below each table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import say
from dashboard.numbers import plain
from dashboard.queries import trend
from dashboard.queries.parts import marks_of_part
from dashboard.rates import RateDefinition
from dashboard.view import View
from dashboard.yearly import MOST_MARKS, greatest_of, in_time, rows_of, when_text

T = TypeVar("T")
NUMBER = st.column_config.NumberColumn(format="localized")


@dataclass(frozen=True)
class Part:
    """A part or sector that several agencies give; `dimension` is part or sector."""

    dimension: str
    name: str
    agencies: int


@dataclass(frozen=True)
class Choice:
    """What the reader chose: an indicator, the whole of it or one part, a year (None: each agency's latest).

    `agencies` is how many tell the indicator, in the fullest year where no year is chosen.
    """

    view: View
    indicator: dict
    year: int | None
    part: Part | None
    rates: tuple[RateDefinition, ...]
    agencies: int = 0

    @property
    def many(self) -> bool:
        """Are there more agencies than can stand side by side? Then `rows` has only the greatest values."""
        return self.count > MOST_MARKS

    @property
    def count(self) -> int:
        """How many agencies tell the indicator, or the part of it that is chosen."""
        return self.part.agencies if self.part else self.agencies

    @property
    def rows(self) -> pd.DataFrame:
        """Marks of the year, one an agency, each with the year before (of a part: without)."""
        return self.kept("rows", self._rows, len).copy(deep=False)

    def kept(self, what: str, make: Callable[[], T], rows: Callable[[T], int] = lambda made: 0) -> T:
        """What `make` works out of this choice, kept with the published version (`Published.made`)."""
        question = (what, self.view.filters, self.indicator["id"], self.year, self.part)
        return self.view.published.made(question, make, rows)

    def _rows(self) -> pd.DataFrame:
        if self.part:
            rows = self.part_rows().assign(before_value=None)
            chosen = rows if self.year is None else rows[rows["year"] == self.year]
            return chosen.groupby("agency", sort=False).tail(1).reset_index(drop=True)
        indicator = self.indicator["id"]
        if self.many:
            return greatest_of(self.view, self.year, indicator)
        return in_time(rows_of(self.view, [indicator]), self.year).reset_index(drop=True)

    @property
    def rows_of_all_years(self) -> pd.DataFrame:
        """Marks of agencies with two or more years within the filter's years."""
        rows = (
            self.part_rows()
            if self.part
            else trend(self.view.published, self.view.filters, (self.indicator["id"],))
        )
        if self.view.filters.years:
            rows = rows[rows["year"].isin(self.view.filters.years)]
        return rows[rows.groupby("agency")["year"].transform("nunique") >= 2]

    def part_rows(self) -> pd.DataFrame:
        assert self.part is not None  # asked for one only
        published, filters = self.view.published, self.view.filters
        rows = marks_of_part(published, filters, self.indicator["id"], self.part.dimension, self.part.name)
        return rows.sort_values("year", kind="stable")

    @property
    def title(self) -> str:
        return self.indicator["name_zh"] + (f"（{self.part.name}）" if self.part else "")

    @property
    def when(self) -> str:
        return when_text(self.year)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the rows may be of; empty for all."""
        return (self.year,) if self.year else self.view.filters.years


def asks_for_less(choice: Choice, what: str) -> bool:
    """Of more agencies than can stand side by side, say that `what` needs a narrower selection."""
    if choice.many:
        say.info(
            f"所选范围内有{plain(choice.count)}个机构的“{choice.title}”，{what}一次最多用{MOST_MARKS}个机构。"
            "请在筛选栏选定地区、层级、行业或机构；各省的中位数见“区域”页。"
        )
    return choice.many


def beside() -> list[DeltaGenerator]:
    """Places for a chart and for its table: beside each other where the screen is wide enough for both whole,
    else the table below (style.css)."""
    with st.container(key="chart-and-table"):
        return st.columns([11, 9], gap="medium")
