"""The process that reads documents: for each request a child of its own, with limits, that may die.

Started by etl.importing.isolation as `python -m etl.importing.reader_process`. It has the readers and the
engine in memory, so that a child costs a fork and not a start. Requests come on standard input, a frame
of JSON and a frame of bytes; to each there is one answer on standard output, a frame of JSON.
"""

import json
import os
import resource
import select
import signal
import traceback
from io import FileIO
from pathlib import Path
from typing import Any

from etl.data.rules import rulebook
from etl.engine import Engine
from etl.engine.errors import InvalidData, UnreadableDocument
from etl.engine.reading import office
from etl.importing import task, wire

_OVER_TIME = (signal.SIGALRM, signal.SIGXCPU)
_CHUNK = 1 << 20
_PATIENCE = 600  # seconds without a request; the next one finds another process


def main() -> None:
    """Answer requests until the importer closes its end, is gone, or asks for nothing any more."""
    requests = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115 - until the process ends
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    try:
        engine = Engine(rulebook())
    except InvalidData as error:  # the rules are wrong, no document is
        wire.write_frame(answers, wire.dump({"rules": str(error)}))
        return
    _load_everything(engine)
    while select.select([requests], [], [], _PATIENCE)[0]:
        try:
            request = json.loads(wire.read_frame(_Whole(requests)))
            data = wire.read_frame(_Whole(requests))
        except EOFError:
            return
        wire.write_frame(answers, _in_child(engine, request, data, requests))


class _Whole:
    """Reads as many bytes as asked for, and none ahead: the pipe's end must stay visible to select."""

    def __init__(self, raw: FileIO) -> None:
        self._raw = raw

    def read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size and (part := self._raw.read(min(size, _CHUNK))):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def _load_everything(engine: Engine) -> None:
    from etl.importing.warmup import warm_up

    warm_up(engine)


def _in_child(engine: Engine, request: dict[str, Any], data: bytes, requests: FileIO) -> bytes:
    from_child, to_parent = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(from_child)
        os._exit(_run(engine, request, data, to_parent))
    os.close(to_parent)
    answer = _collect(from_child, child, requests)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return wire.dump({"died": "time" if os.WTERMSIG(status) in _OVER_TIME else "memory"})
    return answer if os.WEXITSTATUS(status) == 0 else wire.dump({"died": "memory"})


def _collect(source: int, child: int, requests: FileIO) -> bytes:
    """What the child writes until it ends; it is killed where it writes without end or nobody waits."""
    parts: list[bytes] = []
    size = 0
    with os.fdopen(source, "rb", buffering=0) as stream:
        while True:
            ready, _, _ = select.select([stream, requests], [], [])
            if requests in ready:  # nothing is due: the importer is gone
                os.kill(child, signal.SIGKILL)
                os._exit(1)
            part = stream.read(_CHUNK)
            if not part:
                return b"".join(parts)
            size += len(part)
            if size > wire.LONGEST:
                os.kill(child, signal.SIGKILL)
                return b""
            parts.append(part)


def _run(engine: Engine, request: dict[str, Any], data: bytes, to_parent: int) -> int:
    """In the child: do the task under its limits and write the answer. Returns the exit status."""
    try:
        _restrict(request["seconds"], request["memory"])
        answer = wire.dump(_answer(engine, request, data))
    except MemoryError:
        return 1
    signal.setitimer(signal.ITIMER_REAL, 0)
    with os.fdopen(to_parent, "wb") as stream:
        stream.write(answer)
    return 0


def _restrict(seconds: int, memory: int) -> None:
    """The kernel ends the child: no code in it need cooperate."""
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    # LibreOffice, which converts old formats (etl.engine.reading.office), raises these two for itself alone.
    for what, limit, most in (
        (resource.RLIMIT_FSIZE, 0, office.WRITTEN),
        (resource.RLIMIT_NOFILE, 64, office.FILES),
    ):
        resource.setrlimit(what, (limit, most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(engine: Engine, request: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        if request["task"] == "read":
            return task.read(engine, data, request["name"], request["characters"])
        return task.find(engine, json.loads(data), request["context"])
    except UnreadableDocument as error:
        return {"trouble": str(error)}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - told with its place; it is this document's trouble alone
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno} {type(error).__name__}"
        return {"trouble": f"{request['name']}：程序出错（{where}），请报告此文件"}


if __name__ == "__main__":
    main()
