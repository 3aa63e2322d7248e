"""Answers of the database as tables: as DuckDB's own, but for text."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from dashboard.data.frames import frame_of

VALUES = """
    ('检查', 1::INTEGER, 2::UTINYINT, true, 1.5::DECIMAL(9, 2), DATE '2024-01-01', 10::HUGEINT, [1, 2]),
    ('罚款', 3, 4, false, 0.25, DATE '2024-12-31', 20, [3])
"""
NOTHING = ", (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)"
QUERY = "SELECT * FROM (VALUES {}) t(text, whole, small, yes, money, day, sum, list) {}"


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


@pytest.mark.parametrize(
    ("values", "where"), [(VALUES, ""), (VALUES + NOTHING, ""), (VALUES, "WHERE whole IS NULL")]
)
def test_a_table_is_duckdbs_own_but_for_text(connection, values, where):
    sql = QUERY.format(values, where)
    ours, theirs = frame_of(connection.execute(sql)), connection.execute(sql).df()
    assert ours["text"].dtype == object
    assert ours["text"].fillna("-").tolist() == theirs["text"].fillna("-").tolist()
    assert [str(one) for one in ours["list"]] == [str(one) for one in theirs["list"].fillna(np.nan)]
    apart = ["text", "list"]
    pd.testing.assert_frame_equal(ours.drop(columns=apart), theirs.drop(columns=apart))


def test_text_comes_as_pythons_own_strings_and_what_is_missing_as_nan(connection):
    table = frame_of(connection.execute("SELECT unnest(['检查', NULL]) AS text, NULL::VARCHAR AS none"))
    found, missing = table["text"]
    assert type(found) is str
    assert np.isnan(missing) and table["none"].isna().all()


def test_columns_of_one_name_stay_apart(connection):
    names = list(frame_of(connection.execute("SELECT 1 AS a, 2 AS a")))
    assert names == list(connection.execute("SELECT 1 AS a, 2 AS a").df())
