"""Several reading processes at work: what they make of the items, in the order of the items.

They are those of etl.importing.isolation and not copies of this process, as etl.workers has them: what reads
a stranger's file must not have the ledger's password in its memory.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from etl.importing.isolation import IsolatedReader
from etl.workers import threads

AHEAD = 2  # items a process that may be done before an earlier one: each may be a file of a hundred megabytes
Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    task: Callable[[Item, IsolatedReader], Result], items: Iterable[Item], first: IsolatedReader, jobs: int
) -> Iterator[Result]:
    """Yield what `task` gives for each item with a reader at hand: `first`, or one of `jobs` at once.

    Items are taken as there is room for them. What `task` raises is raised here. `first` is free meanwhile
    where there are several: the caller may use it between results.
    """
    if jobs == 1:
        yield from (task(item, first) for item in items)
    else:
        yield from threads.in_order(task, items, [IsolatedReader() for _ in range(jobs)], AHEAD)
