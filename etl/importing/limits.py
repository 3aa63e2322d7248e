"""What one document may cost before it is refused."""

import os
from dataclasses import dataclass

from etl.engine.errors import InvalidData

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """Limits of one document, in an archive or alone. The longest reports have 200,000 characters."""

    seconds: int = 120
    memory: int = 2048 * MEGABYTE  # address space of the process that reads it
    file_bytes: int = 100 * MEGABYTE
    characters: int = 5_000_000
    archive_entries: int = 2_000
    archive_bytes: int = 1024 * MEGABYTE  # unpacked, all together

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
