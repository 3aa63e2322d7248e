"""One function over many items in processes of their own: a limit on each, and one that kills its process
costs nothing but itself."""

import contextlib
import itertools
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import Pipe, connection, get_context
from multiprocessing.process import BaseProcess
from typing import Any

from etl.limits import Limits
from etl.workers.process import OUT_OF_MEMORY, Apart, Raised, work

CHUNK = 16  # items a worker is given at once: one each costs more in passing around than in extracting
AHEAD = 4  # chunks a worker that may be done before an earlier one, so that a million items need no room
ATTEMPTS = 2  # an item whose process was ended from outside is not to blame at once
_OVER_TIME = (-signal.SIGALRM, -signal.SIGXCPU)


@dataclass(frozen=True, slots=True)
class Died:
    """Instead of a result: what became of the process. `cause` is a key of Limits.said."""

    cause: str


class Closed(Exception):
    """The crew was closed, by another thread, while its results were waited for."""


@dataclass(slots=True)
class _Task:
    number: int
    item: Any
    attempts: int = 0


def each(
    function: Callable[[Any], Any], items: Iterable[Any], jobs: int = 1, limits: Limits | None = None
) -> Iterator[tuple[Any, Any]]:
    """Yield each item with what `function` gives for it, in order, or with Died.

    `jobs` processes work at once; none has more time for an item, or more memory, than `limits` say. What
    `function` raises is raised here.
    """
    with contextlib.closing(Crew(function, jobs, limits)) as crew:
        yield from crew.each(items)


class Crew:
    """Processes that do one function, kept for the next items until `close`: a start costs a second."""

    def __init__(self, function: Callable[[Any], Any], jobs: int = 1, limits: Limits | None = None) -> None:
        limits = limits or Limits.from_environment()
        self._workers = [_Worker(function, limits) for _ in range(max(1, jobs))]
        self._closed = False

    def start(self) -> None:
        """Start the processes now: before there are other threads they are copies of this one, and cheap."""
        for worker in self._workers:
            worker.start()

    def each(self, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """As the function of that name; one call at a time. Raises Closed."""
        plan = _Plan(items, AHEAD * len(self._workers) * CHUNK)
        try:
            while True:
                if self._closed:
                    raise Closed
                for worker in self._workers:
                    if not worker.tasks and (tasks := plan.next_chunk()):
                        worker.give(tasks)
                yield from plan.ready()
                busy: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers if worker.tasks}
                if not busy:
                    return
                for pipe in connection.wait(list(busy)):
                    busy[pipe].listen(plan)
        finally:
            for worker in self._workers:
                if worker.tasks:  # given up half-way: nobody waits for the answers
                    worker.stop()

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._closed = True
        for worker in self._workers:
            worker.stop()


class _Plan:
    """Which items are still to be done, and the results that wait for those before them."""

    def __init__(self, items: Iterable[Any], most_ahead: int) -> None:
        self._tasks = (_Task(number, item) for number, item in enumerate(items))
        self._again: deque[list[_Task]] = deque()
        self._done: dict[int, tuple[Any, Any]] = {}
        self._begun, self._given, self._most_ahead = 0, 0, most_ahead

    def next_chunk(self) -> list[_Task]:
        if self._again:
            return self._again.popleft()
        if self._begun - self._given >= self._most_ahead:
            return []
        tasks = list(itertools.islice(self._tasks, CHUNK))
        self._begun += len(tasks)
        return tasks

    def done(self, task: _Task, result: Any) -> None:
        self._done[task.number] = (task.item, result)

    def again(self, tasks: list[_Task]) -> None:
        if tasks:
            self._again.append(tasks)

    def ready(self) -> Iterator[tuple[Any, Any]]:
        while self._given in self._done:
            item, result = self._done.pop(self._given)
            self._given += 1
            if isinstance(result, Raised):
                raise result.error
            yield item, result


class _Worker:
    """A process, started when first needed and again after its end; `tasks` are not yet answered."""

    def __init__(self, function: Callable[[Any], Any], limits: Limits) -> None:
        self._function, self._limits = function, limits
        self._process: BaseProcess | Apart | None = None
        self.pipe: connection.Connection  # while there is a process
        self.tasks: deque[_Task] = deque()

    def give(self, tasks: list[_Task]) -> None:
        if self._process is None:
            self.start()
        self.tasks.extend(tasks)
        with contextlib.suppress(OSError):  # it ended while it waited; listen notices
            self.pipe.send([task.item for task in tasks])

    def listen(self, plan: _Plan) -> None:
        """Take the next answer, or note that there will be none."""
        try:
            result = self.pipe.recv()
        except (EOFError, OSError):
            self._bury(plan)
        else:
            plan.done(self.tasks.popleft(), result)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self.pipe.close()
            self._process = None
            self.tasks.clear()

    def start(self) -> None:
        self.pipe, theirs = Pipe()
        # A command's copy costs nothing; in a server other threads may hold locks: nobody would open them.
        if threading.current_thread() is threading.main_thread():
            arguments = (theirs, self._function, self._limits)
            self._process = get_context("fork").Process(target=work, args=arguments, daemon=True)
            self._process.start()
        else:
            self._process = Apart(theirs)
            self.pipe.send((self._function, self._limits))
        theirs.close()

    def _bury(self, plan: _Plan) -> None:
        """The first unanswered task has ended the process; the others go on in another."""
        assert self._process is not None
        self._process.join()
        status = self._process.exitcode
        task, *others = self.tasks
        self.stop()
        task.attempts += 1
        plan.again(others)
        if status in _OVER_TIME:
            plan.done(task, Died("time"))
        elif status == OUT_OF_MEMORY:
            plan.done(task, Died("memory"))
        elif task.attempts == ATTEMPTS:
            plan.done(task, Died("end"))
        else:
            plan.again([task])
