"""What a run has to read: what is new, changed, read by other rules, asked for again, or lost."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.data.cells import REPORT_ID
from etl.engine.errors import InvalidData
from etl.scaling.lake import Entry
from etl.scaling.listing import Found
from etl.scaling.task import REPORT
from etl.scaling.work import Item

CHUNK = 64  # documents at most: some seconds of work, and a few files
FEWEST, PARTS = 4, 16  # towards the end a chunk is a sixteenth of what is left: the last keeps nobody waiting
CHUNK_BYTES = 32 * 2**20  # of documents, which a worker holds at once
_FIELDS = ("report", "agency", "year", "province")
UNREAD = "unread"


@dataclass(frozen=True)
class Again:
    """Which documents are read again though nothing changed: report=…, agency=…, year=…, province=51, or
    `unread`, those that could not be."""

    wanted: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, given: Iterable[str]) -> "Again":
        """Raises InvalidData for what says none of these."""
        wanted = []
        for each in given:
            name, _, value = each.partition("=")
            if each != UNREAD and (name not in _FIELDS or not value):
                known = "、".join(f"{field}=…" for field in _FIELDS)
                raise InvalidData(f"--again {each}：应是 {known} 之一，或 {UNREAD}（上次没读成的）")
            wanted.append((name, value))
        return cls(tuple(wanted))

    def asks(self, entry: Entry) -> bool:
        has = {"report": entry.report_id, "agency": entry.agency, "year": str(entry.year or "")}
        has["province"] = entry.adcode[:2]
        return any(entry.trouble if name == UNREAD else has[name] == value for name, value in self.wanted)


def items_to_read(
    found: Iterable[Found],
    entries: Mapping[str, Entry],
    files: set[str],
    engine: str,
    contexts: Mapping[str, dict[str, Any]],
    again: Again,
) -> Iterator[Item]:
    """Yield what has to be read of the documents found.

    `entries`, `files`: what the lake holds; `engine`: the fingerprint of today's rules; `contexts`: what
    someone has entered, by the report's name.
    """
    taken = {entry.report_id: document for document, entry in entries.items()}
    for each in found:
        entry = entries.get(each.name)
        known = contexts.get(each.report, {})
        entered = _digest(known)
        noted = ""
        if entry and _still_holds(entry, files, engine, entered) and not again.asks(entry):
            if entry.stamp == each.stamp:
                continue
            noted = entry.noted
        name = entry.report_id if entry else _report_id(each, taken)
        taken[name] = each.name
        given = known | {REPORT: name}
        before = entry.sha256 if entry else ""
        yield Item(each.name, each.stamp, each.size, each.metadata, given, entered, noted, before)


def _still_holds(entry: Entry, files: set[str], engine: str, entered: str) -> bool:
    there = not entry.file or entry.file in files
    return there and entry.engine == engine and entry.known == entered


def _digest(known: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:16] if known else ""


def _report_id(found: Found, taken: Mapping[str, str]) -> str:
    """A name for the report that no other has, the same whenever the folder is the same."""
    own = hashlib.sha256(found.name.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    if not REPORT_ID.fullmatch(found.report):
        return f"doc-{own}"
    return found.report if taken.get(found.report, found.name) == found.name else f"{found.report}-{own}"


def chunks_of(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items in chunks that are worth a journey, and no larger than a worker bears."""
    chunk: list[Item] = []
    size = 0
    for place, item in enumerate(items):
        most = min(CHUNK, max(FEWEST, (len(items) - place + len(chunk)) // PARTS))
        if chunk and (len(chunk) >= most or size + item.size > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += item.size
    if chunk:
        yield chunk
