"""The one place that opens the published database: read-only, by the name in the pointer file.

`open_published(folder)` is cheap and is meant to be called once an interaction: it reads the pointer,
returns the database already attached under that name, and attaches a new one when the pointer has moved.
Nothing here imports Streamlit.
"""

import os
import tempfile
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb
import pandas as pd

from dashboard.data.answers import Answers
from dashboard.data.frames import frame_of
from etl.published.schema import VERSION

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

POINTER = "current"
MOST_MEMORY = "800MB"  # of one version's blocks and intermediate results; more is spilled to disk
SPILL = str(Path(tempfile.gettempdir()) / "enforcement-compare")
MOST_MADE = 200  # rows of what pages work out and keep
KEPT_OPEN = 2  # the version in service and the one before, which an interaction under way may still ask
REBUILD = "请运行 python -m etl build 重新生成。"


class StoreError(Exception):
    """Base of the store's errors. The message is Chinese and says what to do: show it as it is."""


class NoPublishedFile(StoreError):
    """Nothing has been published yet, or nothing that is left can be opened."""


class CorruptPublishedFile(StoreError):
    """The file is missing, cut short or damaged."""


class WrongSchemaVersion(StoreError):
    """The file was written by another version of the pipeline."""


@dataclass
class Published:
    """One attached version of the published database.

    `name` is the file's name, which changes with every version: use it as the key of every cache.
    `notice` is a Chinese sentence that pages must show, or empty: it says that an earlier version is in
    service because the one that the pointer names cannot be opened. `stamp` is what the data want said on
    every page, picture and export, or empty (演示数据（虚构）). `kept` holds answers that do not change
    with the selection: see dashboard/queries/kept.py.
    """

    name: str
    path: Path
    notice: str = ""
    stamp: str = ""
    _connection: duckdb.DuckDBPyConnection | None = field(default=None, repr=False)
    _thread: threading.local = field(default_factory=threading.local, repr=False)
    kept: dict = field(default_factory=dict, repr=False)
    _answers: Answers = field(default_factory=Answers, repr=False)

    def query(self, sql: str, parameters: list | tuple | None = None) -> pd.DataFrame:
        """Run one parameterised SELECT and return its rows; decimals arrive as float64.

        Raises CorruptPublishedFile where a damaged block is met only now.
        """
        return self._remembered("df", sql, parameters, frame_of)

    def arrow(self, sql: str, parameters: list | tuple | None = None) -> "pa.Table":
        """As `query`, but a pyarrow Table with the column types of the database (exact decimals), not kept."""
        return self._asked(lambda cursor: cursor.sql(sql, params=parameters).to_arrow_table())

    def rows(self, sql: str, parameters: list | tuple | None = None) -> list[tuple]:
        """As `query`, but plain tuples: for the few values that a caption or a count needs."""
        return self._remembered("rows", sql, parameters, lambda result: result.fetchall())

    def made(
        self, question: Hashable, make: Callable[[], T], rows: Callable[[T], int] = lambda made: 0
    ) -> T:
        """What `make` works out from this version, worked out once; nobody may change it. What has more than
        MOST_MADE rows, as `rows` counts them, is worked out each time: it is not worth the room."""
        return self._answers.made(question, make, lambda made: rows(made) <= MOST_MADE)

    def lately(self, question: Hashable) -> Any:
        """What was kept under the question and nobody changes, None where nothing is any more."""
        return self._answers.lately(question)

    def keep(self, question: Hashable, answer: Any) -> None:
        """Keep what was worked out from this version; nobody may change it."""
        self._answers.keep(question, answer)

    def _remembered(
        self,
        form: str,
        sql: str,
        parameters: list | tuple | None,
        fetch: Callable[[duckdb.DuckDBPyConnection], T],
    ) -> T:
        given = tuple(tuple(p) if isinstance(p, list) else p for p in parameters or ())
        return self._answers.of(
            (form, sql, given), lambda: self._asked(lambda cursor: fetch(cursor.execute(sql, parameters)))
        )

    def _asked(self, ask: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        try:
            return ask(self._cursor())
        except duckdb.Error as error:
            if not _is_damage(error):
                raise
            _damaged.add(self.path)
            raise CorruptPublishedFile(f"数据文件 {self.name} 已损坏。{REBUILD}") from error

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = getattr(self._thread, "cursor", None)
        if cursor is None:
            assert self._connection is not None  # it is open as long as anybody asks
            cursor = self._connection.cursor()
            cursor.execute("USE published")
            self._thread.cursor = cursor
        return cursor


_attached: dict[Path, Published] = {}
_damaged: set[Path] = set()
_lock = threading.Lock()


def published_folder() -> Path:
    """The folder of published files: PUBLISHED_DIR, by default data/published."""
    return Path(os.environ.get("PUBLISHED_DIR", "data/published"))


def open_published(folder: Path | str | None = None) -> Published:
    """Return the version in service: the one that the pointer names, else the newest intact earlier one.

    Raises NoPublishedFile when there is no pointer, or nothing that it or an earlier build left can be
    opened; WrongSchemaVersion when the file in service comes from another version of the pipeline.
    """
    folder = Path(folder) if folder is not None else published_folder()
    wanted = _pointed(folder)
    with _lock:
        try:
            return _attach(folder / wanted)
        except CorruptPublishedFile as trouble:
            return _fall_back(folder, wanted, trouble)


def _pointed(folder: Path) -> str:
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = ""
    if not name:
        raise NoPublishedFile(f"文件夹 {folder} 里还没有发布的数据。请先运行 python -m etl build。")
    if Path(name).name != name:
        raise NoPublishedFile(f"{folder / POINTER} 应只写一个文件名，现为“{name}”。{REBUILD}")
    return name


def _fall_back(folder: Path, wanted: str, trouble: CorruptPublishedFile) -> Published:
    earlier = [path for path in folder.glob("*.duckdb") if path.name != wanted]
    for path in sorted(earlier, key=_age_key, reverse=True):
        try:
            found = _attach(path)
        except (CorruptPublishedFile, WrongSchemaVersion):
            continue
        notice = f"{trouble}现在显示的是较早的一版（{path.name}）。"
        return replace(found, notice=notice)  # with the same connection
    raise NoPublishedFile(f"{trouble}也没有可用的较早版本。") from trouble


def _age_key(path: Path) -> tuple[str, float]:
    return path.name[:10], path.stat().st_mtime


def _attach(path: Path) -> Published:
    if path in _damaged:
        raise CorruptPublishedFile(f"数据文件 {path.name} 已损坏。{REBUILD}")
    if path not in _attached:
        connection = _connect(path)
        _attached[path] = Published(path.name, path, stamp=_stamp(connection), _connection=connection)
        for oldest in list(_attached)[:-KEPT_OPEN]:
            del _attached[oldest]  # closes once the last cursor on it is gone
    return _attached[path]


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    if not path.is_file():
        raise CorruptPublishedFile(f"指针所指的数据文件 {path.name} 不存在。{REBUILD}")
    connection = duckdb.connect(":memory:", config={"memory_limit": MOST_MEMORY, "temp_directory": SPILL})
    try:
        quoted = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS published (READ_ONLY)")
        _check_length(connection, path)
        _check_schema(connection, path)
    except duckdb.Error as error:
        connection.close()
        if _is_damage(error):
            raise CorruptPublishedFile(f"数据文件 {path.name} 打不开，可能已损坏。{REBUILD}") from error
        raise
    except StoreError:
        connection.close()
        raise
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _stamp(connection: duckdb.DuckDBPyConnection) -> str:
    """Files of before there were stamps have none."""
    found = connection.execute("SELECT value FROM published.meta WHERE key = 'stamp'").fetchone()
    return found[0] if found else ""


def _check_length(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """A file cut short attaches as long as its first blocks are there: compare with what it should hold."""
    [(size, blocks)] = connection.execute(
        "SELECT block_size, total_blocks FROM pragma_database_size() WHERE database_name = 'published'"
    ).fetchall()
    if path.stat().st_size < size * blocks:
        raise CorruptPublishedFile(f"数据文件 {path.name} 不完整。{REBUILD}")


def _check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        found = connection.execute("SELECT value FROM published.meta WHERE key = 'schema_version'").fetchone()
    except duckdb.CatalogException:
        found = None
    if found is None or found[0] != VERSION:
        said = found[0] if found else "未注明"
        raise WrongSchemaVersion(f"数据文件 {path.name} 的结构版本为 {said}，本程序需要 {VERSION}。{REBUILD}")


def _is_damage(error: duckdb.Error) -> bool:
    if isinstance(error, duckdb.IOException | duckdb.FatalException | duckdb.SerializationException):
        return True
    return "corrupt" in str(error).lower()
