"""Answers of the database as tables, made without pandas' guess at what a column of text holds.

Pages go through small tables row by row and cut them often. pandas, left to itself, looks at every text of
every answer and keeps each column of text in a block of its own; as plain objects they share one.
"""

import duckdb
import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

# Columns of text that pages add, as Python's own strings: pandas, left to itself, keeps them as Arrow's, of which
# each value is made anew whenever it is read (a fifth of the processor time of a page).
pd.set_option("mode.string_storage", "python")


def frame_of(result: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows as `result.df()` gives them, but for text, which is of dtype object; a missing one is NaN."""
    return pd.DataFrame({name: _column(values) for name, values in result.fetchnumpy().items()})


def _column(values: np.ndarray) -> np.ndarray | pd.Series | ExtensionArray:
    if isinstance(values, np.ma.MaskedArray):
        if values.dtype.kind in "iu":
            return pd.arrays.IntegerArray(values.data, np.ma.getmaskarray(values))
        if values.dtype.kind == "b":
            return pd.arrays.BooleanArray(values.data, np.ma.getmaskarray(values))
        values = values.filled(np.datetime64("NaT") if values.dtype.kind == "M" else np.nan)
    return pd.Series(values, dtype=object) if values.dtype == object else values
