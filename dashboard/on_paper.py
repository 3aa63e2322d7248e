"""Tables as paper has them: nothing scrolls there."""

from html import escape
from typing import Any

import pandas as pd

from dashboard.numbers import is_missing, plain

MOST_ON_PAPER = 60  # rows


def paper_html(table: pd.DataFrame) -> str:
    """A table as paper has it: all columns, whole cells, MOST_ON_PAPER rows, and how many are left."""
    shown = table.head(MOST_ON_PAPER)
    heads = "".join(f"<th>{escape(str(name))}</th>" for name in shown)
    rows = (
        "<tr>" + "".join(f"<td>{_on_paper(cell)}</td>" for cell in row) + "</tr>"
        for row in shown.to_numpy(dtype=object).tolist()
    )
    left = len(table) - len(shown)
    more = f"<p>另有{left}行，见网页。</p>" if left else ""
    return f'<div class="ec-paper"><table><tr>{heads}</tr>{"".join(rows)}</table>{more}</div>'


def _on_paper(cell: Any) -> str:
    if isinstance(cell, str):
        return escape(cell)
    if cell is pd.NA or is_missing(cell):
        return ""
    if isinstance(cell, float | int):
        return f"{int(cell):,}" if cell == int(cell) else plain(cell)
    return escape(str(cell))
