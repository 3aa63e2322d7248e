"""Restoring a backup: the ledger is what the backup was, whatever lay there, and nothing is thrown away."""

import multiprocessing
import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from etl.ledger import open_ledger
from etl.ledger.backup import back_up
from etl.ledger.connect import close_all
from etl.ledger.errors import LedgerUnavailable
from etl.ledger.reports import list_reports
from etl.ledger.restore import Holding, restore
from tests.ledgers import TEXT, bring


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    path = tmp_path / "ledger" / "ledger.sqlite"
    monkeypatch.setenv("LEDGER", str(path))
    yield path
    close_all()


@pytest.fixture
def backup(path, tmp_path):
    """A backup of one report; the ledger has another one by now."""
    bring(open_ledger())
    back_up(tmp_path / "backup.sqlite")
    bring(open_ledger(), TEXT.replace("120家次", "125家次"))
    return tmp_path / "backup.sqlite"


def work_and_wait(pipe) -> None:
    """A service at work: it has written, and has the ledger open."""
    bring(open_ledger(), TEXT.replace("120家次", "333家次"))
    pipe.send("written")
    signal.pause()


@pytest.fixture
def service(path):
    """Start such a service; gives its process."""
    context = multiprocessing.get_context("fork")
    started = []

    def start():
        close_all()
        here, there = context.Pipe()
        process = context.Process(target=work_and_wait, args=(there,), daemon=True)
        process.start()
        started.append(process)
        assert here.recv() == "written"
        return process

    yield start
    for process in started:
        process.kill()
        process.join()


def printed(database: Path) -> set[str]:
    """The numbers of inspections in the texts of a ledger's file."""
    with closing(sqlite3.connect(database)) as connection:
        texts = [text for (text,) in connection.execute("SELECT text FROM documents")]
    return {text.split("检查企业")[1].split("，")[0] for text in texts}


def test_after_a_kill_the_old_wal_does_not_come_back_over_the_restored_file(path, backup, service):
    victim = service()
    os.kill(victim.pid, signal.SIGKILL)
    victim.join()
    assert path.with_name("ledger.sqlite-wal").stat().st_size
    done = restore(backup)
    assert (done.now, done.before) == (Holding(1, 0), Holding(3, 0))
    assert printed(path) == {"120家次"}
    assert [report.figures for report in list_reports(open_ledger())] == [6]
    assert printed(done.kept) == {"120家次", "125家次", "333家次"}


def test_a_ledger_that_somebody_uses_is_left_alone(path, backup, service):
    service()
    before = path.read_bytes()
    with pytest.raises(LedgerUnavailable, match="先停止服务"):
        restore(backup)
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 3  # the ledger, its -wal and its -shm


def test_a_damaged_ledger_gives_way_and_is_kept_with_what_lay_beside_it(path, backup):
    close_all()
    damaged = bytes(4096) + path.read_bytes()[4096:]
    path.write_bytes(damaged)
    path.with_name("ledger.sqlite-wal").write_bytes(b"torn")
    done = restore(backup)
    assert done.before is None and done.kept.read_bytes() == damaged
    assert printed(path) == {"120家次"}


def test_a_lost_ledger_is_restored_without_the_wal_it_left(path, backup, service):
    victim = service()
    os.kill(victim.pid, signal.SIGKILL)
    victim.join()
    path.unlink()
    done = restore(backup)
    assert done.kept is None and done.before is None
    assert printed(path) == {"120家次"}
    assert list_reports(open_ledger())


def test_what_is_no_sound_backup_is_refused_and_the_ledger_stays(path, backup, tmp_path):
    close_all()
    before = path.read_bytes()
    torn = tmp_path / "torn.sqlite"
    torn.write_bytes(backup.read_bytes()[:20_000])
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    newer = tmp_path / "newer.sqlite"
    newer.write_bytes(backup.read_bytes())
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for source, said in [
        (torn, "已损坏"), (other, "不是台账的备份"), (newer, "更新版本的程序"), (path, "就是现在的台账"),
        (tmp_path / "none", "没有这个备份文件"),
    ]:  # fmt: skip
        with pytest.raises(LedgerUnavailable, match=said):
            restore(source)
    assert path.read_bytes() == before


def test_a_backup_whose_decisions_do_not_add_up_is_refused(path, backup):
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE reports SET revision = 7")
        connection.commit()
    with pytest.raises(LedgerUnavailable, match="1 份报告的决定比记录的多或少"):
        restore(backup)


def test_a_ledger_in_postgresql_is_not_restored_from_a_file(backup, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@127.0.0.1/ledger")
    with pytest.raises(LedgerUnavailable, match="pg_restore"):
        restore(backup)


def test_a_backup_is_one_file_with_nothing_left_beside_it(path, backup):
    names = {entry.name for entry in backup.parent.iterdir() if "backup" in entry.name}
    assert names == {"backup.sqlite"}


def test_what_killed_backups_left_goes_with_the_next_one(path, tmp_path):
    bring(open_ledger())
    for name, age in (
        (".old.sqlite.unfinished", 2),
        (".old.sqlite.unfinished-journal", 2),
        (".new.unfinished", 0),
    ):
        (tmp_path / name).write_bytes(b"half")
        then = time.time() - age * 24 * 3600
        os.utime(tmp_path / name, (then, then))
    back_up(tmp_path / "backup.sqlite")
    assert {entry.name for entry in tmp_path.iterdir() if "unfinished" in entry.name} == {".new.unfinished"}
