"""Put a backup in the place of an SQLite ledger, and keep what stood there.

By hand that goes wrong: SQLite replays an old -wal that lies beside a copied file, which brings the replaced
state back or tears the copy apart. Here the copy is written into the ledger by SQLite itself, all or nothing;
only a ledger that SQLite cannot read any more, or that is gone, is replaced as a file.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.ledger.connect import close_all, ledger_file
from etl.ledger.errors import LedgerUnavailable
from etl.ledger.migrate import known_versions
from etl.ledger.soundness import trouble

# The bytes by which SQLite locks a file: whoever has it open in WAL mode holds some of them.
_LOCK_BYTES = (512, 0x40000000)
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Holding:
    """How much a ledger holds."""

    reports: int
    decisions: int


@dataclass(frozen=True)
class Restored:
    """What was done. `kept`: the replaced file under its new name, None where there was none; `before`:
    what it held, None where it could not be read."""

    ledger: Path
    kept: Path | None
    now: Holding
    before: Holding | None


def restore(source: Path) -> Restored:
    """Put a copy of `source` in the place of the ledger that the environment names.

    The copy is checked first, the ledger replaced in one step and kept under another name beside it.
    Raises LedgerUnavailable, with everything as it was, where the ledger is in use or not SQLite, or the
    source is damaged, no ledger, or of a newer program.
    """
    ledger = ledger_file()
    if ledger is None:
        raise LedgerUnavailable("台账在 PostgreSQL 里，请用 pg_restore 恢复（见 docs/server.md）")
    if not source.is_file():
        raise LedgerUnavailable(f"{source}：没有这个备份文件，请检查路径")
    if ledger.exists() and source.samefile(ledger):
        raise LedgerUnavailable(f"{source} 就是现在的台账，请给出备份文件")
    close_all()  # this process's own connections
    try:
        ledger.parent.mkdir(parents=True, exist_ok=True)
        unfinished = f".{ledger.name}.restoring-"
        for leftover in ledger.parent.glob(f"{unfinished}*"):
            shutil.rmtree(leftover)
        with tempfile.TemporaryDirectory(prefix=unfinished, dir=ledger.parent) as folder:
            copy = Path(folder) / "copy.sqlite"
            now = _sound_copy(source, copy)
            kept = ledger.with_name(f"{ledger.name}.replaced-{datetime.now():%Y%m%dT%H%M%S.%f}")
            before = _written_over(ledger, copy, kept) if ledger.exists() else None
            if before is None:
                with _alone(ledger):
                    _replace(ledger, copy, kept)
    except (OSError, sqlite3.Error) as error:
        raise LedgerUnavailable(f"没有恢复成（{error}）；台账 {ledger} 没有改动，请检查磁盘和权限") from error
    return Restored(ledger, kept if kept.exists() else None, now, before)


def _sound_copy(source: Path, copy: Path) -> Holding:
    """Copy the backup, with a -wal that belongs to it, and check it; raises LedgerUnavailable."""
    shutil.copyfile(source, copy)
    wal = source.with_name(source.name + "-wal")
    if wal.is_file():
        shutil.copyfile(wal, copy.with_name(copy.name + "-wal"))
    try:
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if not {"alembic_version", "decisions", "reports"} <= tables:
                raise LedgerUnavailable(f"{source} 不是台账的备份，没有恢复；请给出 backup-ledger 抄出的文件")
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if version not in known_versions():
                raise LedgerUnavailable(f"{source} 由更新版本的程序写成（{version}），请先升级程序；没有恢复")
            if found := trouble(connection.execute, is_sqlite=True):
                raise LedgerUnavailable(f"{source} 已损坏（{found}），没有恢复；请换一份备份")
            holding = _holding(connection)
    except sqlite3.DatabaseError as error:
        raise LedgerUnavailable(f"{source} 已损坏或不是台账（{error}），没有恢复；请换一份备份") from error
    with copy.open("rb") as stream:
        os.fsync(stream.fileno())
    return holding


def _written_over(ledger: Path, copy: Path, kept: Path) -> Holding | None:
    """Let SQLite write the copy over the ledger, and first the ledger to `kept`; what the ledger held.

    None, with nothing done, where SQLite cannot read the ledger. Raises LedgerUnavailable where another
    process has it open: whoever comes meanwhile waits, and finds the restored ledger.
    """
    with contextlib.closing(sqlite3.connect(ledger, timeout=0, isolation_level=None)) as target:
        try:
            target.execute("PRAGMA locking_mode=EXCLUSIVE")
            target.execute("PRAGMA journal_mode=DELETE")  # only the last one at a database may: the -wal goes
            target.execute("BEGIN EXCLUSIVE")
            target.execute("COMMIT")
            if trouble(target.execute, is_sqlite=True):
                return None
            before = _holding(target)
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise _in_use(ledger) from error
            return None
        unfinished = copy.with_name("old.sqlite")
        with contextlib.closing(sqlite3.connect(unfinished)) as old:
            target.backup(old)
            old.execute("PRAGMA journal_mode=DELETE")
        os.replace(unfinished, kept)
        with contextlib.closing(sqlite3.connect(copy)) as new:
            new.backup(target)
    return before


def _holding(connection: sqlite3.Connection) -> Holding:
    counts = [
        connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("reports", "decisions")
    ]
    return Holding(*counts)


@contextlib.contextmanager
def _alone(ledger: Path) -> Iterator[None]:
    """Nobody else has the ledger open, or opens it, while the block runs. Raises LedgerUnavailable."""
    if not ledger.exists():
        yield
        return
    with ledger.open("r+b") as stream:
        try:
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, *_LOCK_BYTES)
        except (BlockingIOError, PermissionError) as error:
            raise _in_use(ledger) from error
        yield


def _in_use(ledger: Path) -> LedgerUnavailable:
    return LedgerUnavailable(f"台账 {ledger} 正被使用，没有恢复；请先停止服务和其他命令，再运行一次")


def _replace(ledger: Path, copy: Path, kept: Path) -> None:
    """Put the copy in place as a file; what stood there, damaged, goes on under another name."""
    if ledger.exists():
        _take_on_owner(ledger, copy)
        _second_name(ledger, kept)
    for tail in _BESIDE:
        beside = ledger.with_name(ledger.name + tail)
        if beside.exists():
            os.replace(beside, kept.with_name(kept.name + tail))
    os.replace(copy, ledger)
    folder = os.open(ledger.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _second_name(ledger: Path, kept: Path) -> None:
    try:
        os.link(ledger, kept)
    except OSError:  # a file system without links
        shutil.copy2(ledger, kept)


def _take_on_owner(ledger: Path, copy: Path) -> None:
    """The service must be able to write what root has restored."""
    owner = ledger.stat()
    shutil.copymode(ledger, copy)
    with contextlib.suppress(PermissionError):
        os.chown(copy, owner.st_uid, owner.st_gid)
