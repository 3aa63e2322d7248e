"""Copy a ledger in use, whole: SQLite's own backup, which writers need not wait for."""

import contextlib
import os
import sqlite3
from pathlib import Path

from etl.engine.errors import LedgerUnavailable
from etl.ledger.connect import ledger_at_hand


def back_up(target: Path) -> int:
    """Copy the SQLite ledger of the environment to a new file; return its size in bytes.

    The copy appears under its name only when it is complete and on disk. Raises LedgerUnavailable where
    there is no SQLite ledger, the target exists or cannot be written.
    """
    ledger = ledger_at_hand()
    if ledger is None or not ledger.is_sqlite:
        raise LedgerUnavailable("没有 SQLite 台账可抄；PostgreSQL 请用 pg_dump 备份")
    if target.exists():
        raise LedgerUnavailable(f"{target} 已存在，没有覆盖；请换一个文件名")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(ledger.address)) as source:
            with contextlib.closing(sqlite3.connect(unfinished)) as copy:
                source.backup(copy)
            if sqlite3.connect(unfinished).execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise LedgerUnavailable(f"台账 {ledger.address} 已损坏，没有抄成；请从以前的备份恢复")
        with unfinished.open("rb") as stream:
            os.fsync(stream.fileno())
        os.replace(unfinished, target)
    except (OSError, sqlite3.Error) as error:
        raise LedgerUnavailable(f"{target} 写不成（{error}），请检查磁盘空间和权限") from error
    return target.stat().st_size
