"""Marks for the tests of charts, with plain defaults."""

import pandas as pd


def marks(*rows: dict) -> pd.DataFrame:
    """One mark a dict; `value` must be given."""
    defaults = {"year": 2024, "note": "", "pattern": "", "breaks": False, "unit": "件"}
    filled = []
    for number, row in enumerate(rows, 1):
        name = row.get("name", f"第{number}区")
        filled.append(
            defaults
            | {"name": name, "agency": f"{name}应急管理局", "text": f"{row['value']}件", "ids": str(number)}
            | row
        )
    return pd.DataFrame(filled)
