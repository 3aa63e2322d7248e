"""A cluster without workers: whoever started the command is told, instead of waiting in silence."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from etl.engine.errors import InvalidData

if TYPE_CHECKING:
    from distributed import Client

USUAL = 30  # seconds
EVERY = 1.0  # seconds between two looks


def patience() -> int:
    """Seconds without a worker after which it is said, by WORKER_SECONDS. Raises InvalidData."""
    given = os.environ.get("WORKER_SECONDS", "")
    if given and not (given.isascii() and given.isdecimal() and int(given)):
        raise InvalidData(f"环境变量 WORKER_SECONDS 应是正整数，现为“{given}”，请改正或去掉")
    return int(given or USUAL)


@contextmanager
def watched(client: "Client") -> Iterator[None]:
    """Within the block, say on standard error when no worker has been there for a while, and when one is
    again. The work goes on by itself then."""
    over, address = threading.Event(), str(getattr(client.scheduler, "address", ""))
    watcher = threading.Thread(target=_watch, args=(client, address, patience(), over), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join(EVERY)  # it may hang on a scheduler that is gone; the work has said so


def _watch(client: "Client", address: str, seconds: float, over: threading.Event) -> None:
    alone, said = 0.0, False
    while not over.wait(EVERY):
        try:
            workers = len(client.nthreads())
        except Exception:  # noqa: BLE001 - the work itself meets a lost scheduler, and says so
            return
        alone = 0.0 if workers else alone + EVERY
        if alone >= seconds and not said:
            said = True
            start = f"dask worker {address} --nthreads 1"
            _say(f"集群已有 {seconds} 秒没有工作进程，在等；请在各台机器上启动：{start}（已读的都已存好）")
        elif workers and said:
            said = False
            _say(f"集群又有 {workers} 个工作进程，继续")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
