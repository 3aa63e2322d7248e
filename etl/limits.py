"""What one document may cost before it is refused."""

import os
from dataclasses import dataclass

from etl.engine.errors import InvalidData

MEGABYTE = 2**20
_DIED = {
    "time": "读取超过 {seconds} 秒，已停止（文件可能有害或已损坏），请检查文件或另存一份",
    "memory": "读取时占用内存超过上限，已停止（文件可能有害或已损坏），请检查文件或拆分后再试",
    "end": "读取它的进程被终止（内存不足，或文件有害），请检查文件，单独重试",
}


@dataclass(frozen=True)
class Limits:
    """Limits of one document, in an archive or alone. The longest reports have 200,000 characters."""

    seconds: int = 120
    memory: int = 2048 * MEGABYTE  # address space of the process that reads it
    file_bytes: int = 100 * MEGABYTE
    characters: int = 5_000_000
    archive_entries: int = 2_000
    archive_bytes: int = 1024 * MEGABYTE  # unpacked, all together

    def said(self, cause: str) -> str:
        """Why a document was given up: `cause` is time, memory or end (its process ended)."""
        return _DIED[cause].format(seconds=self.seconds)

    @classmethod
    def from_environment(cls) -> "Limits":
        """IMPORT_SECONDS and IMPORT_MEMORY_MB, where the usual limits do not suit the machine."""
        usual = cls()
        seconds = _whole("IMPORT_SECONDS", usual.seconds)
        return cls(seconds=seconds, memory=_whole("IMPORT_MEMORY_MB", usual.memory // MEGABYTE) * MEGABYTE)


def _whole(name: str, usual: int) -> int:
    given = os.environ.get(name, "")
    if given and not (given.isascii() and given.isdecimal() and int(given)):
        raise InvalidData(f"环境变量 {name} 应是正整数，现为“{given}”，请改正或去掉")
    return int(given or usual)
