"""Rows as dicts: the same as pandas makes of them, in plain Python values."""

import numpy as np
import pandas as pd

from dashboard.records import records


def test_rows_are_what_pandas_makes_of_them():
    table = pd.DataFrame(
        {
            "year": np.array([2023, 2024], "int32"),
            "value": [1.5, np.nan],
            "agency": ["甲局", None],
            "derived": [True, False],
            "start_offset": pd.array([3, None], dtype="Int32"),  # as DuckDB gives whole numbers that lack one
            "agrees": pd.array([True, None], dtype="boolean"),
            "period_start": pd.to_datetime(["2024-01-01", None]),
            "figure_ids": [np.array([1, 2]), np.array([3])],
        }
    )
    ours, theirs = records(table), table.to_dict("records")
    assert str(ours) == str(theirs)
    assert ours[1]["start_offset"] is None and ours[1]["agrees"] is None
    for own, other in zip(ours, theirs, strict=True):
        assert [type(value) for value in own.values()] == [type(value) for value in other.values()]
    assert records(table.head(0)) == []
