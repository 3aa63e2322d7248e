"""The schema version: it moves with the tables, whoever changes them, and with nothing else."""

import re

import duckdb
import pytest

from dashboard.data import store
from etl.published.schema import SQL, VERSION, version_of
from tests import stores

NAME = "2026-01-01-aaaaaaaaaaaa"


def test_the_version_moves_with_every_column_and_not_with_comments():
    assert version_of(SQL.replace("conflict BOOLEAN,", "conflict BOOLEAN, doubt BOOLEAN,", 1)) != VERSION
    assert version_of(re.sub(r"--.*", "-- other words", SQL)) == VERSION
    assert version_of(SQL.replace("\n", "\n\n")) == VERSION


def test_a_file_of_an_earlier_schema_is_refused_before_any_query(tmp_path):
    earlier = SQL.replace(", report_year INTEGER, stated_by VARCHAR", "")
    with duckdb.connect(str(tmp_path / f"{NAME}.duckdb")) as connection:
        connection.execute(earlier)
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [version_of(earlier)])
    (tmp_path / store.POINTER).write_text(f"{NAME}.duckdb")
    with pytest.raises(store.WrongSchemaVersion, match=f"{version_of(earlier)}，本程序需要 {VERSION}"):
        store.open_published(tmp_path)


def test_what_is_written_now_is_read(tmp_path):
    published = stores.published(tmp_path, [{"value": 5, "indicator": "inspections"}])
    assert published.rows("SELECT value FROM meta WHERE key = 'schema_version'") == [(VERSION,)]
