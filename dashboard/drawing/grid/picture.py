"""A grid as a picture and as a table for taking away: what `show_grid` shows, without its clicks."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.drawing.charts import as_text
from dashboard.drawing.grid import Cell, Grid, Row
from dashboard.drawing.images import folded
from dashboard.drawing.theme import Colours, colours, template

WIDTH, HEAD = 1150, 190  # pixels of the whole, and of the names of the rows
LETTER, LEADING, PADDING, MOST_LINES = 13, 4, 19, 20  # a line is a letter and the leading
FEW = 8  # columns: more of them get smaller letters
TINTED = {"value": 0.13, "zero": 0.05, "partial": 0.07}  # share of the mark's colour


def grid_table(grid: Grid, corner: str) -> pd.DataFrame:
    """The grid as it looks: a row each, groups as a first column, cells as text with what limits them."""
    rows, group = [], ""
    for row in grid.rows:
        if not row.cells:
            group = row.head
            continue
        heads = {"类别": group, corner: row.title or row.head}
        shown = zip(grid.columns, row.cells, strict=True)
        rows.append(heads | {column.title or column.head: cell_text(cell) for column, cell in shown})
    table = pd.DataFrame(rows)
    return table if not rows or table["类别"].any() else table.drop(columns="类别")


def cell_text(cell: Cell) -> str:
    """11件（口径：全系统，期间：2023年1–11月）."""
    limits = [text for text, _ in cell.chips] + ([cell.sub] if cell.sub else [])
    return cell.text + (f"（{'，'.join(limits)}）" if limits else "")


def grid_picture(grid: Grid, mode: str = "light") -> go.Figure:
    """The grid drawn as a table; signs are explained by its legend, told beneath."""
    ink = colours(mode)
    columns = len(grid.columns)
    letter = LETTER if columns <= FEW else 11
    width = (WIDTH - HEAD) / columns
    per_line = (width - PADDING) / letter
    lines = [_lines(row, per_line, letter) for row in grid.rows]
    heads = [grid.corner, *(" ".join(filter(None, (c.head, c.sub))) for c in grid.columns)]
    room = [HEAD / letter, *[per_line] * columns]
    heads = [_in_lines(head, width) for head, width in zip(heads, room, strict=True)]
    head_lines = max(head.count("<br>") + 1 for head in heads)
    bodies = [[_head_text(row, letter) for row in grid.rows]]
    fills = [[ink.panel] * len(grid.rows)]
    for number in range(columns):
        cells = [row.cells[number] if row.cells else None for row in grid.rows]
        bodies.append([_body_text(cell, ink, per_line) if cell else "" for cell in cells])
        fills.append([_fill(cell, ink) for cell in cells])
    table = go.Table(
        columnwidth=[HEAD, *[width] * columns],
        header={
            "values": [f"<b>{head}</b>" for head in heads],
            "fill": {"color": ink.panel},
            "line": {"color": ink.line},
            "align": "left",
            "font": {"size": letter, "color": ink.text},
            "height": head_lines * (letter + LEADING) + PADDING,
        },
        cells={
            "values": bodies,
            "fill": {"color": fills},
            "line": {"color": ink.line},
            "align": "left",
            "font": {"size": letter, "color": ink.text},
            "height": letter + LEADING + PADDING,
        },
    )
    height = (head_lines + sum(lines)) * (letter + LEADING) + (len(lines) + 2) * PADDING
    return go.Figure(table, layout=go.Layout(template=template(mode), height=height, margin={"t": 0, "b": 0}))


def legend_text(grid: Grid) -> str:
    """What the signs of the cells mean, in a line: ◐ 只有分项；— 未披露."""
    return "；".join(text for _, text in grid.legend)


def _lines(row: Row, per_line: float, letter: int) -> int:
    heads = len(_folded(row.head, (HEAD - PADDING) / letter))
    cells = (sum(len(_folded(part, per_line)) for part in _parts(cell)) for cell in row.cells)
    return max([heads, *cells])


def _parts(cell: Cell) -> list[str]:
    return [cell.text, *(text for text, _ in cell.chips), *([cell.sub] if cell.sub else [])]


def _folded(text: str, width: float) -> list[str]:
    """Plotly breaks lines at blanks only, which Chinese has none of."""
    return folded(text, max(int(width), 4), most=MOST_LINES)


def _head_text(row: Row, letter: int) -> str:
    head = _in_lines(row.head, (HEAD - PADDING) / letter)
    return f"<b>{head}</b>" if not row.cells else head


def _in_lines(text: str, width: float) -> str:
    return "<br>".join(map(as_text, _folded(text, width)))


def _body_text(cell: Cell, ink: Colours, per_line: float) -> str:
    first, *rest = (_in_lines(part, per_line) for part in _parts(cell))
    told = f"<b>{first}</b>" if cell.kind in ("value", "zero") else first
    return told + "".join(f"<br><span style='color:{ink.muted}'>{part}</span>" for part in rest)


def _fill(cell: Cell | None, ink: Colours) -> str:
    if cell is None:
        return ink.panel
    weight = TINTED.get(cell.kind, 0.0)
    mixed = (
        round(int(ink.background[i : i + 2], 16) * (1 - weight) + int(ink.mark[i : i + 2], 16) * weight)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)
