"""Which version was put into service when and by whom: a line each in a file beside the versions.

It lies with the versions rather than in the ledger, so that the two cannot disagree: a folder that is
copied, or served without a ledger, keeps its history. A line is written before the pointer moves; which
version is in service is told by the pointer alone.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

HISTORY = "history.jsonl"


@dataclass(frozen=True)
class Entry:
    """One change of the version in service. `action`: publish, or rollback to an earlier one; or `name`,
    which changes no more than what a version is called."""

    action: str
    version: str
    before: str  # the version in service until then, "" if none
    who: str
    title: str = ""
    at: str = ""


def record(folder: Path, entry: Entry) -> None:
    """Append an entry, on disk before this returns."""
    values = asdict(entry) | {"at": datetime.now(UTC).isoformat(timespec="seconds")}
    line = json.dumps(values, ensure_ascii=False).encode() + b"\n"
    with (folder / HISTORY).open("ab+") as stream:
        if stream.tell() and not _ends_whole(stream):  # a write was cut short: leave it on its own line
            line = b"\n" + line
        stream.write(line)
        stream.flush()
        os.fsync(stream.fileno())


def entries(folder: Path) -> list[Entry]:
    """All entries, oldest first; a line that was cut short is passed over."""
    try:
        lines = (folder / HISTORY).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [entry for entry in map(_entry, lines) if entry]


def was_taken_back(folder: Path, version: str) -> Entry | None:
    """The entry by which someone put another version in this one's place, if that was the last change."""
    last = next((entry for entry in reversed(entries(folder)) if entry.action != "name"), None)
    return last if last and last.action == "rollback" and last.before == version else None


def _ends_whole(stream: BinaryIO) -> bool:
    stream.seek(-1, os.SEEK_END)
    return stream.read(1) == b"\n"


def _entry(line: str) -> Entry | None:
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError):
        return None
