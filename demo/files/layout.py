"""Where the cells of a table stand."""

Placed = tuple[int, int, int, int, str]


def placed(rows: list[list]) -> list[Placed]:
    """(row, column, rows, columns, text) of each cell; a cell is its text or (text, columns, rows)."""
    taken: set[tuple[int, int]] = set()
    cells: list[Placed] = []
    for row, entries in enumerate(rows):
        column = 0
        for entry in entries:
            text, columns, height = entry if isinstance(entry, tuple) else (entry, 1, 1)
            while (row, column) in taken:
                column += 1
            taken |= {(row + i, column + j) for i in range(height) for j in range(columns)}
            cells.append((row, column, height, columns, text))
            column += columns
    return cells


def size(cells: list[Placed]) -> tuple[int, int]:
    """How many rows and columns the cells take."""
    return max(c[0] + c[2] for c in cells), max(c[1] + c[3] for c in cells)
