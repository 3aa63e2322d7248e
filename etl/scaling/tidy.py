"""Housekeeping of a lake: files that newer ones have replaced are removed, beside whoever reads it.

A file is of no use once none of its rows counts, but a build that began before may still be reading it, and a
run under way has written figures whose manifest is still to come. So a file goes only when it is of no use
for a time, `Superseded.since`: since the rows that count instead were written, and since it was itself.
Whatever ends the work, what counts is the same: no file of which a row counts is ever touched.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.scaling.lake import Lake
from etl.scaling.place import Written
from etl.scaling.tables import FIGURES, MANIFEST

_NEEDED = ("document", "run", "file")


@dataclass(frozen=True)
class Superseded:
    """A file of a lake of which nothing counts. `since`: seconds since 1970, by when that was so."""

    name: str
    size: int
    since: float


def superseded(lake: Lake) -> list[Superseded]:
    """All files of the lake that could go, figures before manifests. Raises StoreTrouble, InvalidData."""
    written = lake.place.written()  # first: what is written while the manifests are read is not looked at
    counts: dict[str, tuple[int, str, str]] = {}  # of a document: run, manifest, file of figures
    documents: dict[str, set[str]] = {}  # of each file
    for table in lake.manifests(_NEEDED):
        for document, run, file, noted in zip(*table.to_pydict().values(), strict=True):
            counts[document] = max(counts.get(document, (-1, "", "")), (run, noted, file))
            for name in filter(None, (noted, file)):
                documents.setdefault(name, set()).add(document)
    useful = {noted for _, noted, _ in counts.values()} | {file for *_, file in counts.values()}
    replaced_by = {document: noted for document, (_, noted, _) in counts.items()}
    gone = [
        Superseded(name, file.size, _since(name, written, documents.get(name, ()), replaced_by))
        for name, file in written.items()
        if name not in useful and name.startswith((f"{FIGURES}/", f"{MANIFEST}/"))
    ]
    return sorted(gone, key=lambda each: (each.name.startswith(MANIFEST), each.name))


def _since(
    name: str, written: Mapping[str, Written], documents: Iterable[str], replaced_by: Mapping[str, str]
) -> float:
    """The latest of: the file was written; a row that counts instead of one of its rows was."""
    others = (replaced_by[document] for document in documents)
    return max([written[name].when, *(written[other].when for other in others if other in written)])


def remove(lake: Lake, files: Iterable[Superseded]) -> int:
    """Remove the files; one that was written anew since it was listed stays. Returns how many went."""
    removed = 0
    for file in files:
        now = lake.place.written(file.name).get(file.name)
        if now and now.when <= file.since:
            lake.place.remove(file.name)
            removed += 1
    return removed
