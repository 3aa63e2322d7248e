"""A thread a tool: what the tools make of the items, all at work at once, in the order of the items."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Protocol, TypeVar


class Tool(Protocol):
    """What one thread at a time works with: a process that reads, say."""

    def close(self) -> None:
        """End it; whoever is at work with it gets an error."""


Item = TypeVar("Item")
Result = TypeVar("Result")
Used = TypeVar("Used", bound=Tool)


def in_order(
    task: Callable[[Item, Used], Result], items: Iterable[Item], tools: Sequence[Used], ahead: int
) -> Iterator[Result]:
    """Yield what `task` gives for each item with a tool that nobody else has meanwhile.

    Items are taken as there is room: `ahead` a tool may be done before an earlier one. What `task` raises is
    raised here. The tools are closed at the end, also where the results are given up half-way: what is under
    way then is ended, since nobody waits for it.
    """
    free: SimpleQueue[Used] = SimpleQueue()
    for tool in tools:
        free.put(tool)

    def run(item: Item) -> Result:
        tool = free.get()
        try:
            return task(item, tool)
        finally:
            free.put(tool)

    pool = ThreadPoolExecutor(len(tools))
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(run, item))
            if len(waiting) >= ahead * len(tools):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for tool in tools:
            tool.close()
        pool.shutdown()
