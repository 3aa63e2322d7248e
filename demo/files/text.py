"""TXT: as people save a page: tables with tabs, with bars, or one cell a line; in UTF-8 or GB 18030."""

from random import Random

from demo.files.layout import placed, size
from demo.paper import Paper, Table


def text_file(paper: Paper, draw: Random) -> bytes:
    """The text, a line a paragraph, as one of the ways of saving leaves its tables."""
    way = draw.choice([_tabbed, _tabbed, _barred, _stacked])
    indent = draw.choice(["", "　　"])
    lines: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Table):
            lines += [text for text in (block.title, block.unit) if text] + way(block.rows)
        else:
            lines.append((indent if block.role == "text" else "") + block.text)
    end = draw.choice(["\n", "\n", "\r\n"])
    encoding = draw.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030"])
    return (end.join(lines) + end).encode(encoding)


def _tabbed(rows: list[list]) -> list[str]:
    return ["\t".join(row) for row in _grid(rows)]


def _barred(rows: list[list]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in _grid(rows)]


def _stacked(rows: list[list]) -> list[str]:
    return [entry[0] if isinstance(entry, tuple) else entry for row in rows for entry in row]


def _grid(rows: list[list]) -> list[list[str]]:
    cells = placed(rows)
    height, width = size(cells)
    grid = [[""] * width for _ in range(height)]
    for row, column, _, _, text in cells:
        grid[row][column] = text
    return grid
