"""What sheets of several screens share: the frame of one, and a grid as a table. Pure but for its sources."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from dashboard.address import Asked, BadAddress
from dashboard.drawing.grid import Grid
from dashboard.drawing.grid.picture import cell_text
from dashboard.office.model import Sheet, Table
from dashboard.queries.overview import indicators
from dashboard.queries.reports import reports_by_id
from dashboard.take_away import selection, source_line, workbook_sheets
from dashboard.view import View


def sheet_on(
    view: View, report_ids: Iterable[str], table: Callable[[], pd.DataFrame], link: str, **said: Any
) -> Sheet:
    """A sheet with what each says of its view: selection, source, version, stamp; `table` makes the data of
    its workbook, `said` is what the view itself says."""
    published = view.published
    return Sheet(
        selection=said.pop("selection", selection(view)),
        source=source_line(reports_by_id(published, report_ids), published.name),
        version=published.name.removesuffix(".duckdb"),
        stamp=published.stamp,
        link=link,
        books=lambda: workbook_sheets(view, table()),
        **said,
    )


def table_of_grid(grid: Grid, title: str = "") -> Table:
    """The grid as it looks, each cell with what limits it: nothing that limits a number is left out."""
    header = (grid.corner, *(column.title or column.head for column in grid.columns))
    rows: list[tuple[str, ...]] = []
    heads: set[int] = set()
    for row in grid.rows:
        if not row.cells:
            heads.add(len(rows))
            rows.append((row.head, *[""] * len(grid.columns)))
        else:
            rows.append((row.head, *map(cell_text, row.cells)))
    return Table(header, tuple(rows), frozenset(heads), title)


def table_of(frame: pd.DataFrame, title: str = "", drawn: bool = False) -> Table:
    """A table of a page as text."""
    rows = frame.astype(object).where(frame.notna(), "").astype(str)
    return Table(
        tuple(frame.columns), tuple(rows.itertuples(index=False, name=None)), title=title, drawn=drawn
    )


def definitions_of(view: View, named: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names and definitions of indicators, in the order given."""
    known = indicators(view.published).set_index("id")
    return tuple((known.loc[one, "name_zh"], known.loc[one, "definition"]) for one in dict.fromkeys(named))


def said_once(asked: Asked, name: str, known: dict[str, str], default: str) -> str:
    """What an address says of `name`, of `known` (what it may say -> what is meant). Raises BadAddress."""
    said = asked.get(name, ())
    if not said:
        return default
    if said[-1] not in known:
        raise BadAddress(f"{name} 不能是“{said[-1]}”；可以是{'、'.join(list(known)[:20])}")
    return known[said[-1]]
