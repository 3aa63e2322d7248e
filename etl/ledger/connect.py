"""Open the ledger, bring its tables up to date, run transactions."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError, TimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from etl.ledger.errors import LedgerUnavailable
from etl.ledger.migrate import is_up_to_date, migrate

WAIT = 30  # seconds for another's transaction; each is short
_CONNECT = 5  # seconds for a server that does not answer

_open: dict[str, "Ledger"] = {}
_opening = threading.Lock()


class Ledger:
    """A ledger that is open; threads may share it. `address` may be shown: it holds no password."""

    def __init__(self, url: URL) -> None:
        self.is_sqlite = url.drivername == "sqlite"
        self.address = url.database or "" if self.is_sqlite else url.render_as_string()
        self._engine = _engine(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger throughout."""
        with self._named_errors(), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it, or nothing if the block or the machine fails."""
        with self._named_errors(), self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Let go of all connections; the next use opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except (IntegrityError, ProgrammingError):
            raise  # a bug, or a race that the caller knows how to answer
        except (DBAPIError, TimeoutError) as error:
            raise LedgerUnavailable(f"台账 {self.address} {_reason(error)}") from error


def open_ledger(address: str | None = None) -> Ledger:
    """Open the ledger at a SQLAlchemy address or file path, by default what DATABASE_URL or LEDGER name.

    It is created where there is none, and migrated. Cheap to call again: one engine an address.
    Raises LedgerUnavailable with what to do.
    """
    url = _url(address or _from_environment())
    key = url.render_as_string(hide_password=False)
    with _opening:
        ledger = _open.get(key)
        if ledger and _still_there(url):
            return ledger
        ledger = Ledger(url)
        _make_folder(url)
        with ledger.reading() as connection:
            fresh = is_up_to_date(connection)
        if not fresh:
            with ledger.writing() as connection:
                migrate(connection, ledger.address)
        _open[key] = ledger
        return ledger


def ledger_at_hand() -> Ledger | None:
    """The ledger of the environment where there is one already; None, and nothing created, otherwise."""
    url = _url(_from_environment())
    if url.drivername == "sqlite" and not _file(url).exists():
        return None
    return open_ledger()


def ledger_file() -> Path | None:
    """Where the SQLite ledger of the environment is, or would be; None where it is in PostgreSQL."""
    url = _url(_from_environment())
    return _file(url) if url.drivername == "sqlite" else None


def close_all() -> None:
    """Close every ledger that this process has open: SQLite then leaves one whole file and no -wal."""
    with _opening:
        for ledger in _open.values():
            ledger.close()
        _open.clear()


def _from_environment() -> str:
    default = Path(os.environ.get("DATA_DIR", "data")) / "ledger" / "ledger.sqlite"
    return os.environ.get("DATABASE_URL") or os.environ.get("LEDGER") or str(default)


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=str(Path(address).absolute()))
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # whose message repeats the address, password and all
        url = None
    if url is None or url.get_backend_name() not in ("postgresql", "postgres", "sqlite"):
        raise LedgerUnavailable(
            "DATABASE_URL 不是可用的地址，请写成 postgresql://用户:口令@主机:5432/库名，或去掉它而用 SQLite"
        )
    return url if url.get_backend_name() == "sqlite" else url.set(drivername="postgresql+psycopg")


def _file(url: URL) -> Path:
    if not url.database:
        raise LedgerUnavailable("DATABASE_URL 没有写明 SQLite 文件，请写成 sqlite:///路径，或去掉它")
    return Path(url.database)


def _still_there(url: URL) -> bool:
    return url.drivername != "sqlite" or _file(url).exists()


def _make_folder(url: URL) -> None:
    if url.drivername != "sqlite":
        return
    folder = _file(url).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerUnavailable(
            f"台账的文件夹 {folder} 建不了（{error.strerror}），请检查权限，或用 LEDGER 指到别处"
        ) from error


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        limits = f"-c lock_timeout={WAIT}s -c statement_timeout={2 * WAIT}s"
        arguments = {"connect_timeout": _CONNECT, "options": limits}
        return create_engine(url, connect_args=arguments, pool_pre_ping=True, pool_timeout=WAIT)
    engine = create_engine(url, connect_args={"timeout": WAIT, "isolation_level": None}, pool_timeout=WAIT)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # FULL: a decision that was confirmed survives a power cut, too.
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its turn at once: one that began by reading could not be let through later.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _reason(error: DBAPIError | TimeoutError) -> str:
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip().split("\n")[0]
    damaged = {
        "malformed": "已损坏，请从备份恢复：python -m etl restore-ledger 备份文件",
        "decode to UTF-8": "已损坏，请从备份恢复：python -m etl restore-ledger 备份文件",
        "not a database": "不是台账文件，请检查 LEDGER 指的路径",
    }
    for mark, what in damaged.items():
        if mark in said:
            return f"{what}（{said.partition(' with text ')[0]}）"
    known = {
        "full": "写不进去：磁盘已满，请腾出空间后再试",
        "disk I/O": "写不进去：磁盘已满或有故障，请检查后再试",
        "locked": "正被另一个程序长时间占用，请稍后再试",
        "readonly": "只能读，请检查文件和文件夹的权限",
        "unable to open": "打不开，请检查路径和权限",
    }
    meaning = next((what for mark, what in known.items() if mark in said), "")
    what = f"{meaning}（{said}）" if meaning else f"连不上（{said}），请稍后再试"
    return f"{what}；已保存的决定都在"
