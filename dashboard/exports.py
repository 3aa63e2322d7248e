"""Data for taking away. Cells that a spreadsheet would run as a formula are neutralised."""

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """CSV in UTF-8 with a byte-order mark, so that Excel opens Chinese text right."""
    return harmless(table).to_csv(index=False).encode("utf-8-sig")


def harmless(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with an apostrophe before every text cell that begins like a formula."""
    return table.map(
        lambda cell: "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
    )
