"""Copy a ledger in use, whole: SQLite's own backup, which writers need not wait for."""

import contextlib
import os
import sqlite3
import time
from pathlib import Path

from etl.ledger.connect import ledger_at_hand
from etl.ledger.errors import LedgerUnavailable
from etl.ledger.soundness import trouble

ABANDONED = 24 * 3600  # seconds


def back_up(target: Path) -> int:
    """Copy the SQLite ledger of the environment to a new file; return its size in bytes.

    The copy appears under its name only when it is complete, sound and on disk, and is one file: nothing
    lies beside it that would have to be moved along. Raises LedgerUnavailable where there is no SQLite
    ledger, the target exists or cannot be written.
    """
    ledger = ledger_at_hand()
    if ledger is None or not ledger.is_sqlite:
        raise LedgerUnavailable("没有 SQLite 台账可抄；PostgreSQL 请用 pg_dump 备份")
    if target.exists():
        raise LedgerUnavailable(f"{target} 已存在，没有覆盖；请换一个文件名")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        clear(unfinished)
        _clear_abandoned(target.parent)
        _copy(ledger.address, unfinished)
        os.replace(unfinished, target)
    except (OSError, sqlite3.Error) as error:
        raise LedgerUnavailable(f"{target} 写不成（{error}），请检查磁盘空间和权限") from error
    finally:
        clear(unfinished)
    return target.stat().st_size


def clear(database: Path) -> None:
    """Remove a database file with what SQLite may have left beside it."""
    for tail in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + tail).unlink(missing_ok=True)


def _clear_abandoned(folder: Path) -> None:
    """Remove what backups left that were killed: no backup takes a day."""
    for leftover in folder.glob(".*.unfinished*"):
        if leftover.stat().st_mtime < time.time() - ABANDONED:
            leftover.unlink(missing_ok=True)


def _copy(address: str, unfinished: Path) -> None:
    closing = contextlib.closing
    with closing(sqlite3.connect(address)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # else opening it leaves -wal and -shm beside it
        if found := trouble(copy.execute, is_sqlite=True):
            raise LedgerUnavailable(f"台账 {address} 已损坏（{found}），没有抄成；请从以前的备份恢复")
    with unfinished.open("rb") as stream:
        os.fsync(stream.fileno())
