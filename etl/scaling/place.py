"""A folder, wherever it lies: on this machine, or at an address that fsspec has a driver for."""

import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import fsspec
from fsspec.core import url_to_fs

from etl.engine.errors import EnforcementCompareError, InvalidData

UNFINISHED = ".unfinished"
_ADVICE = "请检查地址、密钥和权限、空间、网络；改好后再运行同样的命令，已存好的不会重做"


class StoreTrouble(EnforcementCompareError):
    """A folder could not be read or written; the message names it. Trying again later may help."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file's size in bytes, and when it was written, in seconds since 1970."""

    size: int
    when: float


@dataclass(frozen=True)
class Place:
    """A folder by its address: a path, file://…, s3://…, memory://…. May be sent to another process."""

    address: str

    def __post_init__(self) -> None:
        if "://" not in self.address:  # another process may stand elsewhere
            object.__setattr__(self, "address", os.path.abspath(self.address))

    @cached_property
    def _opened(self) -> tuple[fsspec.AbstractFileSystem, str]:
        protocol = self.address.partition("://")[0]
        try:
            if protocol == "s3":
                from etl.scaling.s3 import S3

                return S3(), S3._strip_protocol(self.address)
            # Others write to the store meanwhile: a listing that a driver remembers may not be true any more.
            return url_to_fs(self.address, use_listings_cache=False)
        except ImportError as error:
            said = f"{self.address}：没有 {protocol}:// 的驱动（{error}），请先安装它，集群的每台机器也要装"
            raise InvalidData(said) from error
        except ValueError as error:
            known = "文件夹、file://、s3:// 等"
            raise InvalidData(f"{self.address}：不认识 {protocol}:// 这种地址，请用{known}") from error

    @property
    def files(self) -> fsspec.AbstractFileSystem:
        """The driver. Raises InvalidData where there is none."""
        return self._opened[0]

    @property
    def path(self) -> str:
        """The folder as its driver calls it."""
        return self._opened[1].rstrip("/")

    @property
    def local(self) -> bool:
        """Is it a folder of this machine?"""
        return "file" in self._protocols

    @property
    def in_this_process(self) -> bool:
        """Would no other process see what is written there?"""
        return "memory" in self._protocols

    @property
    def _protocols(self) -> tuple[str, ...]:
        stated = self.files.protocol
        return (stated,) if isinstance(stated, str) else tuple(stated)

    def of(self, name: str) -> str:
        """The path of a file in the folder."""
        return f"{self.path}/{name}"

    def whole(self, name: str) -> str:
        """The address of a file in the folder, as DuckDB asks for it."""
        return self.of(name) if self.local else str(self.files.unstrip_protocol(self.of(name)))

    def is_folder(self) -> bool:
        """Is there such a folder? Raises StoreTrouble where its place cannot be asked."""
        with self._troubles():  # not isdir, which says no where it may not ask
            try:
                return bool(self.files.info(self.path)["type"] == "directory")
            except FileNotFoundError:
                return False

    def found(self, below: str = "") -> dict[str, dict[str, Any]]:
        """All finished files below a folder of it, by name from the folder on, with what the driver says of
        each. Raises StoreTrouble."""
        with self._troubles():
            try:
                found = self.files.find(self.of(below) if below else self.path, detail=True)
            except FileNotFoundError:
                return {}
        start = len(self.path) + 1
        names = {path[start:]: info for path, info in found.items()}
        return {name: info for name, info in names.items() if not name.rsplit("/", 1)[-1].startswith(".")}

    def names(self, below: str = "") -> list[str]:
        """The names alone."""
        return list(self.found(below))

    def written(self, below: str = "") -> dict[str, Written]:
        """The same with size and time of writing. Where a driver tells no time, the time is now."""
        found = self.found(below).items()
        return {name: Written(int(info.get("size") or 0), _when(info)) for name, info in found}

    def remove(self, name: str) -> None:
        """Remove a file; one that is gone already is no trouble. Raises StoreTrouble."""
        with self._troubles(), suppress(FileNotFoundError):
            self.files.rm_file(self.of(name))

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises FileNotFoundError, or StoreTrouble."""
        with self._troubles():
            return self.files.cat_file(self.of(name))

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all, over one of that name. Raises StoreTrouble."""
        path = self.of(name)
        with self._troubles():
            if not self.local:
                self.files.pipe_file(path, content)  # a store shows a file when it is all there
                return
            folder, _, last = path.rpartition("/")
            os.makedirs(folder, exist_ok=True)
            unfinished = f"{folder}/.{last}.{uuid.uuid4().hex[:8]}{UNFINISHED}"
            with open(unfinished, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(unfinished, path)

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except EnforcementCompareError:
            raise
        except Exception as error:  # noqa: BLE001 - each driver has errors of its own
            said = str(error) or type(error).__name__
            raise StoreTrouble(f"{self.address}：读写不了（{said}），{_ADVICE}") from error


def _when(info: dict[str, Any]) -> float:
    said = info.get("mtime") or info.get("LastModified") or info.get("last_modified") or info.get("created")
    if isinstance(said, datetime):
        return said.timestamp()
    return float(said) if isinstance(said, int | float) else time.time()


def info_stamp(info: dict[str, Any]) -> str:
    """What a driver says of a file that changes with its content: a tag, else size and time."""
    tag = info.get("ETag") or info.get("etag") or info.get("md5Hash")
    when = info.get("mtime") or info.get("LastModified") or info.get("last_modified") or info.get("created")
    return str(tag) if tag else f"{info.get('size')} {when}"
