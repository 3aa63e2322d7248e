"""A view as paper has it, before it is a slide, a memo or a workbook: all that is said, and what is drawn.

Whoever makes a `Sheet` (dashboard.screens.…) has asked the database and the one verdict; whoever writes it
(pptx.py, docx.py) only sets it out, so that every format says the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Series:
    """Values along the categories of a plot, None where there is none.

    `texts` are the labels as people read them (≥1.3万条 专项…), `patterns` the fills of limited marks;
    `label` stands at the end of a line. A line that may not lead on to its next value is a series of its own.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    patterns: tuple[str, ...]
    colour: str
    label: str = ""


@dataclass(frozen=True)
class Plot:
    """A chart: bars (lying), columns (standing, a series a year) or lines (a series an agency)."""

    kind: str
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    caption: str = ""

    @property
    def greatest(self) -> float:
        return max((v for s in self.series for v in s.values if v is not None), default=0.0)


@dataclass(frozen=True)
class Table:
    """Cells as text. `heads` are rows that stand over others (their first cell alone is filled).

    `drawn`: a chart of the sheet shows all of it; slides then leave it out, memos do not.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: frozenset[int] = frozenset()
    title: str = ""
    drawn: bool = False


@dataclass(frozen=True)
class Cited:
    """A figure in a sentence ready to be read out, with the report that it is from and where it is found."""

    sentence: str
    report: str
    url: str = ""
    permalink: str = ""


@dataclass(frozen=True)
class Sheet:
    """One view on paper.

    `points` are findings in sentences, `verdict` the one verdict with its reasons, `selection` what the
    filter bar says, `source` the line with reports and version, `stamp` what the data want said of them,
    `link` the address of the view; `definitions` are (indicator, what it counts); `books` makes the sheets of
    its workbook by name (`take_away.workbook_sheets`), which only a workbook needs.
    """

    title: str
    subject: str
    points: tuple[str, ...]
    verdict: str
    selection: str
    source: str
    version: str
    plots: tuple[Plot, ...] = ()
    tables: tuple[Table, ...] = ()
    cited: tuple[Cited, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()
    stamp: str = ""
    link: str = ""
    books: Callable[[], dict[str, pd.DataFrame]] = field(default=dict, compare=False)


@dataclass(frozen=True)
class Style:
    """How a bureau's files look. `template` is a .pptx (or .docx) of its own, `cover`, `contents` and `view`
    the names of the layouts to use in it; without a template the program's own look is used.
    """

    template: str = ""
    memo_template: str = ""
    cover: str = ""
    contents: str = ""
    view: str = ""
    typeface: str = "微软雅黑"
    body_typeface: str = "仿宋"
    head_typeface: str = "黑体"
    organisation: str = ""


class BadTemplate(ValueError):
    """A bureau's template cannot be used; the message is Chinese and says why and what to do."""
