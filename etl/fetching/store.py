"""The folder of fetched documents: one file a version of a document, its metadata beside it.

    NAME.html  NAME.json            the first version
    NAME~2.html  NAME~2.json        what the address gave when it had changed
    NAME+1.docx  NAME+1.json        a file that the page links

A document counts once its metadata are there, which are written last: whatever ends the program leaves
nothing that looks finished and is not. Nothing is ever overwritten.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

SUFFIX = ".json"
FEW = 200  # characters: a page of fewer only leads to its files
_UNFINISHED = ".unfinished"
_LINK = re.compile(r"^(?P<page>.+)\+\d{1,3}")
_VERSION = re.compile(r"^(?P<name>.+?)(?:~(?P<version>\d{1,6}))?$")


@dataclass(frozen=True)
class Kept:
    """A version of a document: its file's name, where and when it came from, and what is to be said of it.

    `fetched`: when it came, `checked`: when the address last gave the same, both in UTC; `notes`: in Chinese.
    """

    name: str
    file: str
    asked: str
    url: str
    fetched: str
    checked: str
    status: int
    headers: dict[str, str]
    sha256: str
    size: int
    text: int = 0  # for a page: characters that one reads
    tls: str = ""
    page: str = ""  # for a linked file: the address of the page that links it
    notes: list[str] = field(default_factory=list)


class Store:
    """One folder; one process at a time writes into it (its caller holds the lock)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._versions: dict[str, list[tuple[int, Path]]] = {}
        self._linked: dict[str, list[str]] = {}  # by the page's name: several hosts are written at once
        for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []:
            found = _VERSION.match(path.stem)
            if found:
                number = int(found["version"] or 1)
                self._add(found["name"], number, path)

    def names(self) -> list[str]:
        return list(self._versions)

    def latest(self, name: str) -> Kept | None:
        """The newest version of a document whose file is there, None where there is none."""
        for _, path in sorted(self._versions.get(name, ()), reverse=True):
            kept = _read(path)
            if kept and (self.folder / kept.file).is_file():
                return kept
        return None

    def document(self, name: str) -> Path | None:
        """The file to read for a document: its page, or the one file that a page without words links."""
        kept = self.latest(name)
        if kept is None:
            return None
        linked = list(self.linked(name))
        if kept.file.endswith(".html") and kept.text < FEW and len(linked) == 1:
            kept = linked[0]
        return self.folder / kept.file

    def linked(self, name: str) -> Iterator[Kept]:
        """The newest versions of the files that a document links."""
        for other in list(self._linked.get(name, ())):
            if kept := self.latest(other):
                yield kept

    def keep(self, kept: Kept, content: bytes, suffix: str) -> Kept:
        """Write a new version: the file, then its metadata. Returns it with its file's name."""
        number = max((each for each, _ in self._versions.get(kept.name, ())), default=0) + 1
        while True:  # a file without metadata is of a run that was ended: leave it, take the next number
            stem = kept.name if number == 1 else f"{kept.name}~{number}"
            if (
                not (self.folder / f"{stem}{suffix}").exists()
                and not (self.folder / f"{stem}{SUFFIX}").exists()
            ):
                break
            number += 1
        done = Kept(**{**asdict(kept), "file": f"{stem}{suffix}"})
        self._write(self.folder / done.file, content)
        self._note(stem, done)
        self._add(kept.name, number, self.folder / f"{stem}{SUFFIX}")
        return done

    def _add(self, name: str, number: int, path: Path) -> None:
        if name not in self._versions and (of := _LINK.fullmatch(name)):
            self._linked.setdefault(of["page"], []).append(name)
        self._versions.setdefault(name, []).append((number, path))

    def seen_again(self, kept: Kept, when: str) -> None:
        """Note that the address still gives this version."""
        stem = Path(kept.file).stem
        self._note(stem, Kept(**{**asdict(kept), "checked": when}))

    def clear_up(self) -> None:
        """Remove what runs that were ended left half-written."""
        for path in self.folder.glob(f".*{_UNFINISHED}"):
            path.unlink(missing_ok=True)

    def _note(self, stem: str, kept: Kept) -> None:
        text = json.dumps(asdict(kept), ensure_ascii=False, indent=1)
        self._write(self.folder / f"{stem}{SUFFIX}", text.encode())

    def _write(self, path: Path, content: bytes) -> None:
        unfinished = path.with_name(f".{path.name}.{os.getpid()}{_UNFINISHED}")
        with unfinished.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(unfinished, path)


def sha256(content: bytes) -> str:
    """The hash that reports.csv and metadata carry."""
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> Kept | None:
    try:
        return Kept(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
