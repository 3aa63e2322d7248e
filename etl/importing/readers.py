"""Several reading processes at work: what they make of the items, in the order of the items.

They are those of etl.importing.isolation and not copies of this process, as etl.workers has them: what reads
a stranger's file must not have the ledger's password in its memory.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import TypeVar

from etl.importing.isolation import IsolatedReader

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
        for item in items:
            yield task(item, first)
        return
    free: SimpleQueue[IsolatedReader] = SimpleQueue()

    def run(item: Item) -> Result:
        reader = free.get()
        try:
            return task(item, reader)
        finally:
            free.put(reader)

    pool = ThreadPoolExecutor(jobs)
    with ExitStack() as readers:
        for _ in range(jobs):
            free.put(readers.enter_context(IsolatedReader()))
        try:
            yield from _bounded(pool, run, items, AHEAD * jobs)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            readers.close()  # ends what is still being read: nobody waits for it
            pool.shutdown()


def _bounded(
    pool: ThreadPoolExecutor, run: Callable[[Item], Result], items: Iterable[Item], most: int
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(pool.submit(run, item))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
