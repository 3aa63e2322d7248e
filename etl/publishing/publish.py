"""The folder of published versions: one file a version, never changed, and a pointer to the one in service.

    data/published/2026-01-31-0123456789ab.duckdb          a version: date and content hash
    data/published/2026-01-31-0123456789ab.duckdb.sha256   its checksum, as `sha256sum` writes it
    data/published/current                                 the pointer: the name of the version in service
    data/published/history.jsonl                           who put which into service, see history.py

A version appears under its name only when it is complete and on disk, and the pointer moves after that,
in one step. Whoever is killed, at whatever moment, leaves the last version in service.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.published.errors import PublishFailed
from etl.publishing.hashes import file_sha256

POINTER = "current"
LOCK = ".lock"
UNFINISHED = ".unfinished-"
CACHE = ".cache"
HASH_LENGTH = 12
PREPARED = ".prepared"
KEPT_PREPARED = 3


@dataclass(frozen=True)
class PublishedFolder:
    """The folder of published versions."""

    folder: Path

    @classmethod
    def from_environment(cls) -> "PublishedFolder":
        """PUBLISHED_DIR, by default data/published."""
        return cls(Path(os.environ.get("PUBLISHED_DIR", "data/published")))

    @property
    def cache(self) -> Path:
        """Where results of reading documents are kept between builds."""
        return self.folder / CACHE

    @property
    def prepared(self) -> "PublishedFolder":
        """Where versions lie that were made for a preview; readers never look there."""
        return PublishedFolder(self.folder / PREPARED)

    def current(self) -> Path | None:
        """Return the version that the pointer names, None when it names none that is there."""
        try:
            name = (self.folder / POINTER).read_text(encoding="utf-8").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        if not name or Path(name).name != name or not (self.folder / name).is_file():
            return None
        return self.folder / name

    def intact_version(self, content_hash: str) -> Path | None:
        """Return an undamaged version made from these inputs, the one in service first."""
        current = self.current()
        named = sorted(self.folder.glob(f"*-{content_hash[:HASH_LENGTH]}*.duckdb"))
        return next((path for path in sorted(named, key=lambda p: p != current) if is_intact(path)), None)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the right to publish. Raises PublishFailed at once when another build holds it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("a+") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stream.seek(0)
                holder = stream.read().strip()
                raise PublishFailed(
                    f"另一个构建正在进行（进程 {holder or '未知'}，文件夹 {self.folder}）；请等它结束后再运行"
                ) from None
            stream.truncate(0)
            stream.write(f"{os.getpid()}\n")
            stream.flush()
            yield

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """Give a folder for an unfinished file, on the same disk; it is gone afterwards, come what may.

        Leftovers of killed builds are removed first: hold the lock.
        """
        for leftover in self.folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(leftover)
        place = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.folder))
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def put(self, finished: Path, content_hash: str, today: date) -> Path:
        """Give a finished file its name, with its checksum beside it, on disk; the pointer stays."""
        stem = f"{today.isoformat()}-{content_hash[:HASH_LENGTH]}"
        target = self.folder / f"{stem}.duckdb"
        attempt = 1
        while target.exists():  # a damaged one: readers may hold it open under its name
            attempt += 1
            target = self.folder / f"{stem}-{attempt}.duckdb"
        _sync(finished)
        checksum = finished.with_name("sha256")
        checksum.write_text(f"{file_sha256(finished)}  {target.name}\n", encoding="utf-8")
        _sync(checksum)
        os.replace(checksum, checksum_file(target))
        os.replace(finished, target)
        _sync(self.folder)
        return target

    def point_to(self, version: Path) -> None:
        """Put a version into service, in one step."""
        pointer = self.folder / f".{POINTER}.new"
        pointer.write_text(f"{version.name}\n", encoding="utf-8")
        _sync(pointer)
        os.replace(pointer, self.folder / POINTER)
        _sync(self.folder)

    def prune(self, keep: int | None = None) -> None:
        """Remove all but the latest `keep` versions (None: remove none), never the one in service.

        Another file made from the same inputs as the one in service is a damaged copy: it goes too.
        """
        current = self.current()
        versions = sorted(self.folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
        copies = [
            path for path in versions if current and path != current and _hash_of(path) == _hash_of(current)
        ]
        earlier = [path for path in versions if path != current and path not in copies]
        for path in copies + ([] if keep is None else earlier[max(0, keep - 1) :]):
            path.unlink()
        for checksum in self.folder.glob("*.duckdb.sha256"):
            if not checksum.with_suffix("").exists():
                checksum.unlink()


def checksum_file(version: Path) -> Path:
    """Return the file that holds a version's checksum."""
    return version.with_name(f"{version.name}.sha256")


def _hash_of(version: Path) -> str:
    return version.stem[len("2026-01-31-") :][:HASH_LENGTH]


def is_intact(version: Path) -> bool:
    """Is the file byte for byte what was published?"""
    try:
        stated = checksum_file(version).read_text(encoding="utf-8").split()
        return stated[:1] == [file_sha256(version)]
    except (OSError, UnicodeDecodeError):
        return False


def read_meta(version: Path) -> dict[str, str]:
    """What a version says of itself. Raises duckdb.Error where it cannot be opened."""
    quoted = str(version).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{quoted}' AS version (READ_ONLY)")
        return dict(connection.execute("SELECT key, value FROM version.meta").fetchall())


def reports_in(version: Path) -> list[str]:
    """The names of a version's reports. Raises duckdb.Error where it cannot be opened."""
    quoted = str(version).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{quoted}' AS version (READ_ONLY)")
        return [name for (name,) in connection.execute("SELECT report_id FROM version.report").fetchall()]


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
