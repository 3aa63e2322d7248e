"""The process of a worker: it answers items one by one, within limits that the kernel keeps."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Any

from etl.limits import Limits

OUT_OF_MEMORY = 77  # exit status


@dataclass(frozen=True, slots=True)
class Raised:
    """Instead of a result: what the function raised."""

    error: Exception


class Apart:
    """A worker's process that is no copy of this one. Not multiprocessing's: a daemon, as the workers of a
    cluster are, may have none of those."""

    def __init__(self, theirs: connection.Connection) -> None:
        number = theirs.fileno()
        program = f"from etl.workers.process import work_apart; work_apart({number})"
        path = os.pathsep.join(each or os.getcwd() for each in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-c", program],
            pass_fds=[number],
            stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path},
        )

    def join(self) -> None:
        self._process.wait()

    def kill(self) -> None:
        self._process.kill()

    @property
    def exitcode(self) -> int | None:
        return self._process.returncode


def work_apart(number: int) -> None:
    """In a process of its own: take function and limits from the pipe of that number, then work."""
    pipe = connection.Connection(number)
    try:
        function, limits = pipe.recv()
    except EOFError:
        os._exit(0)
    work(pipe, function, limits)


def work(pipe: connection.Connection, function: Callable[[Any], Any], limits: Limits) -> None:
    """In the worker: answer items until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that of a terminal goes to all; the parent decides
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _bound(resource.RLIMIT_AS, _address_space() + limits.memory)
    _bound(resource.RLIMIT_CORE, 0)
    parent = parent_process()
    # Copies of a parent hold the others' ends of the pipes: its end must be seen otherwise.
    ends: list[Any] = [pipe, parent.sentinel] if parent else [pipe]
    try:
        while True:
            connection.wait(ends)
            if not pipe.poll():
                os._exit(0)
            for item in pipe.recv():
                pipe.send(_result(function, item, limits.seconds))
    except (EOFError, OSError):  # the parent was ended, perhaps in the middle of a word
        os._exit(0)


def _result(function: Callable[[Any], Any], item: Any, seconds: int) -> Any:
    signal.setitimer(signal.ITIMER_REAL, seconds)  # the kernel ends this process: no code need cooperate
    try:
        return function(item)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - raised in the parent
        return Raised(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _bound(what: int, limit: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _address_space() -> int:
    """What this process, a copy of its parent, has already."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
