"""The rows of a table one by one: what sentences, verdicts and labels are made of."""

import pandas as pd


def records(table: pd.DataFrame) -> list[dict]:
    """Each row as column -> value, in plain Python values.

    As `DataFrame.to_dict("records")`, which takes four times as long on tables of many columns and few rows:
    it asks for every column of every table as a Series of its own.
    """
    names = list(table.columns)
    rows = table.to_numpy(dtype=object).tolist()
    if any(getattr(dtype, "na_value", None) is pd.NA for dtype in table.dtypes):
        rows = [[None if value is pd.NA else value for value in row] for row in rows]
    return [dict(zip(names, row, strict=True)) for row in rows]
