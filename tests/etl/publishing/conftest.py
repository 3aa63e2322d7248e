"""What tests of publishing have in common."""

import duckdb
import pytest


@pytest.fixture(autouse=True)
def queries_are_done_as_written(monkeypatch):
    """To plan the queries takes a quarter of a build of a few rows. Builds in processes of their own, for the
    browser and of the demonstration plan theirs."""
    connect = duckdb.connect

    def without_planning(*where, **how):
        connection = connect(*where, **how)
        connection.execute("PRAGMA disable_optimizer")
        return connection

    monkeypatch.setattr(duckdb, "connect", without_planning)
