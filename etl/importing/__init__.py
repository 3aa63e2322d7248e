"""Bring documents into the ledger: files, folders, ZIP archives, uploads.

    for outcome in import_sources(ledger, sources_below(paths), who="张三"):
        ...   # one Outcome a document, as it is done: for progress

Hostile files are read in a process of their own with limits of time and memory (etl.importing.isolation).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from etl.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Source:
    """One file to import: its name as given (in an archive: archive.zip/folder/name), and its bytes.

    `trouble` says why there are none (missing, too large, a link in an archive, …).
    """

    name: str
    data: bytes = b""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `result`:

    imported     new in the ledger
    new_version  a newer version of a report that was there (`supersedes` has its number)
    known        the same text is there already: nothing was done
    refused      `message` says what is wrong with which file and what to do
    `report` is its number in the ledger (None if refused); `missing` what must be filled in by hand.
    """

    name: str
    result: str
    message: str
    report: int | None = None
    supersedes: int | None = None
    missing: tuple[str, ...] = field(default=())


def sources_below(paths: list[str]) -> Iterator[Source]:
    """The files of the paths: folders recursively, ZIP archives unpacked in memory."""
    raise NotImplementedError


def sources_of_upload(name: str, data: bytes) -> Iterator[Source]:
    """The file, or the files of the ZIP archive, that someone dropped on the page."""
    raise NotImplementedError


def import_sources(
    ledger: Ledger, sources: Iterable[Source], who: str, corrections: dict[str, Any] | None = None
) -> Iterator[Outcome]:
    """Import one after the other and say of each what became of it; one that fails stops no other.

    `corrections` (of REPORT_FIELDS) are put over what the documents say of themselves.
    Raises LedgerUnavailable; what was imported until then is kept.
    """
    raise NotImplementedError


def reextract(ledger: Ledger, report: int, who: str) -> None:
    """Find the figures of a stored text anew (newer program, corrected metadata); decisions stand.

    Raises UnreadableDocument where the limits of time or memory were reached.
    """
    raise NotImplementedError
