"""What an actor was told is done: a line each, on disk before the actor goes on."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Journal:
    """One actor's own; it may be killed at any moment, in the middle of a line, too."""

    def __init__(self, folder: Path, name: str) -> None:
        self._handle = os.open(folder / f"{name}.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def note(self, what: str, **said: Any) -> None:
        line = json.dumps({"what": what} | said, ensure_ascii=False)
        os.write(self._handle, f"\n{line}\n".encode())  # what a killed one left stays on a line of its own
        os.fsync(self._handle)


def entries(folder: Path, until: dict[str, int] | None = None) -> Iterator[dict[str, Any]]:
    """All that was noted, journal by journal; `until`: of each no more than so many bytes, see `lengths`."""
    for path in sorted(folder.glob("*.jsonl")):
        content = path.read_bytes()
        if until is not None:
            content = content[: until.get(path.name, 0)]
        for line in content.decode("utf-8", "replace").splitlines():
            try:
                said = json.loads(line)
            except ValueError:
                continue  # cut short: its actor was told, and could not say so any more
            yield said


def lengths(folder: Path) -> dict[str, int]:
    """How long each journal is now: what stands in them is done before what comes next."""
    return {path.name: path.stat().st_size for path in folder.glob("*.jsonl")}
