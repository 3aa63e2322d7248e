"""Opening a ledger: made and migrated where there is none, and what is said where it cannot be."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from etl.ledger import connect, ledger_at_hand, open_ledger
from etl.ledger.backup import back_up
from etl.ledger.errors import LedgerUnavailable
from etl.ledger.migrate import MIGRATIONS
from etl.ledger.reports import list_reports
from etl.ledger.schema import HEAD, metadata
from tests.ledgers import bring


def test_the_migrations_make_the_tables_that_the_program_uses(ledger):
    with ledger.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_one_the_program_expects():
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_many_processes_may_open_a_new_ledger_at_once(address, monkeypatch):
    monkeypatch.setattr(connect, "_open", {})
    urls = [connect._url(address) for _ in range(4)]

    def first_open(url):
        monkeypatch.setattr(connect, "_opening", __import__("threading").Lock())  # as if each were a process
        return open_ledger(address)

    with ThreadPoolExecutor(4) as pool:
        ledgers = list(pool.map(first_open, urls))
    assert all(list_reports(ledger) == [] for ledger in ledgers)


def test_a_ledger_of_a_newer_program_is_left_alone(ledger, address, monkeypatch):
    with ledger.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    monkeypatch.setattr(connect, "_open", {})
    with pytest.raises(LedgerUnavailable, match="更新版本的程序"):
        open_ledger(address)


def test_sqlite_runs_in_wal_mode_and_loses_nothing_in_a_power_cut(tmp_path):
    with open_ledger(str(tmp_path / "l.sqlite")).reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2


def test_without_a_ledger_none_is_made(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("LEDGER", str(tmp_path / "sub" / "l.sqlite"))
    assert ledger_at_hand() is None
    assert not (tmp_path / "sub").exists()
    open_ledger()
    assert ledger_at_hand().address == str(tmp_path / "sub" / "l.sqlite")


def test_the_ledger_lies_in_the_data_folder_unless_it_is_said(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "LEDGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert open_ledger().address == str(tmp_path / "ledger" / "ledger.sqlite")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://root:geheim@127.0.0.1/x", "不是可用的地址"),
        ("postgresql://:::geheim", "不是可用的地址"),
        ("postgresql://tests:geheim@127.0.0.1:1/none", "连不上"),
        ("/proc/none/l.sqlite", "建不了|打不开"),
    ],
)
def test_a_ledger_that_cannot_be_had_is_said_without_the_password(address, said):
    with pytest.raises(LedgerUnavailable, match=said) as error:
        open_ledger(address)
    assert "geheim" not in str(error.value)


def test_a_file_that_is_no_ledger_is_named(tmp_path):
    (tmp_path / "l.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(LedgerUnavailable, match="不是台账文件"):
        open_ledger(str(tmp_path / "l.sqlite"))


def test_a_ledger_in_use_can_be_backed_up_and_the_copy_opened(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("LEDGER", str(tmp_path / "l.sqlite"))
    report = bring(open_ledger())
    with open_ledger().writing() as connection:  # somebody is deciding meanwhile
        connection.execute(text("UPDATE reports SET revision = revision"))
        back_up(tmp_path / "copy.sqlite")
    assert list_reports(open_ledger(str(tmp_path / "copy.sqlite"))) == [report]
    with pytest.raises(LedgerUnavailable, match="没有覆盖"):
        back_up(tmp_path / "copy.sqlite")


def test_a_damaged_ledger_is_not_copied_over_a_good_backup(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    path = tmp_path / "l.sqlite"
    monkeypatch.setenv("LEDGER", str(path))
    bring(open_ledger())
    open_ledger().close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[8192:16384] = bytes(8192)
    path.write_bytes(content)
    with pytest.raises(LedgerUnavailable):
        back_up(tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()
