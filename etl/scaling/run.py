"""A run: the documents of a folder into a lake, in processes of this machine or on a cluster."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from etl.engine import Engine
from etl.engine.fingerprint import fingerprint
from etl.scaling.lake import Lake
from etl.scaling.listing import documents_in
from etl.scaling.place import Place
from etl.scaling.plan import Again, chunks_of, items_to_read
from etl.scaling.work import Done, Item, Job, write_chunk
from etl.workers.threads import in_order

AHEAD = 4  # chunks a process that may be done before an earlier one
Execute = Callable[[Job, Iterable[list[Item]]], Iterator[Done]]


@dataclass
class Run:
    """A run that is ready: `found` documents of the folder, of which `items` have to be read. `troubles`: a
    line for each file that can be none."""

    documents: Place
    lake: Lake
    engine: Engine
    found: int = 0
    items: list[Item] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @classmethod
    def prepare(
        cls,
        documents: Place,
        lake: Lake,
        engine: Engine,
        contexts: Mapping[str, dict[str, Any]],
        again: Again,
    ) -> "Run":
        """Compare the folder with the lake. Raises InvalidData, StoreTrouble."""
        found, troubles = documents_in(documents)
        by = fingerprint(engine.rulebook)
        items = items_to_read(found, lake.entries(), lake.figure_files(), by, contexts, again)
        return cls(documents, lake, engine, len(found), list(items), troubles)

    def done(self, execute: Execute) -> Iterator[Done]:
        """Read what is to be read; yield what became of each chunk once it is committed."""
        if self.items:
            job = Job.of(self.documents, self.lake, time.time_ns(), self.engine)
            yield from execute(job, chunks_of(self.items))


def in_processes(jobs: int) -> Execute:
    """On this machine alone, in so many processes, as a cluster's workers do it: each has a thread of this
    process that feeds it and writes what it found, so that none waits until others have written theirs."""

    def execute(job: Job, chunks: Iterable[list[Item]]) -> Iterator[Done]:
        crews = [job.crew() for _ in range(jobs)]
        for crew in crews:
            crew.start()
        return in_order(partial(write_chunk, job), chunks, crews, AHEAD)

    return execute
