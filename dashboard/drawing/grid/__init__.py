"""A table whose cells open their figures: headers that stay in sight, badges and bars within the cells.

Streamlit's own table draws on a canvas: no badges in a cell, no reading by a screen reader cell by cell. This
one is plain HTML, built by grid.js from the data that `show_grid` gets; nothing is inserted as markup.
"""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from dashboard.drawing.component import show_component

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Cell:
    """`kind` is a state of the coverage grid or "verdict"; it decides the look, never the meaning alone.

    `ids` are figure ids joined by commas: what the cell opens; empty for a cell that leads nowhere.
    `chips` are (short text, meaning); `bar` is a share of the row's greatest value, 0 for none.
    """

    text: str
    kind: str = "value"
    ids: str = ""
    sub: str = ""
    title: str = ""
    chips: tuple[tuple[str, str], ...] = ()
    bar: float = 0.0
    colour: str = ""


@dataclass(frozen=True)
class Row:
    """A row of cells; or, without cells, a heading of the rows below it. `href`: where its name leads."""

    head: str
    cells: tuple[Cell, ...] = ()
    sub: str = ""
    title: str = ""
    href: str = ""


@dataclass(frozen=True)
class Column:
    head: str
    sub: str = ""
    title: str = ""
    colour: str = ""
    href: str = ""


@dataclass(frozen=True)
class Grid:
    """`label` is read out as the table's name; `corner` stands over the row heads; `wide` lets cells wrap;
    `newest_last`: it opens scrolled to its last columns."""

    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    corner: str = ""
    wide: bool = False
    height: int = 640
    newest_last: bool = False
    legend: tuple[tuple[str, str], ...] = field(default=())


def show_grid(grid: Grid, name: str) -> None:
    """Draw `grid`; a cell with ids opens the figure panel. `name` is its key on the page."""
    show_component(HERE, asdict(grid), f"grid-{name}")
