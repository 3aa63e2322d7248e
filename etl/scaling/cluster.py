"""Chunks of work on a Dask cluster: one of this machine for the time of a command, or one that is running."""

import hashlib
import re
import sys
from asyncio import CancelledError
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError as ThreadCancelledError
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from etl.engine.errors import EnforcementCompareError, InvalidData
from etl.scaling.work import Done, Item, Job, committed, read_chunk, set_aside

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 1  # chunks more than there are workers: what waits at a worker that dies is suspected, too
PATIENCE = 30  # seconds until a cluster answers, and has a worker
RETURN = "24h"  # for a worker that was killed to start again; Dask's 15 s are too few for a busy machine
ATTEMPTS = 2  # of a chunk whose store failed
_LOCAL = re.compile(r"local(?:\[(\d{1,4})\])?")


class ClusterLost(EnforcementCompareError):
    """The scheduler is gone; what was committed stays, and the next run goes on from there."""


@contextmanager
def cluster(address: str) -> Iterator["Client"]:
    """A client of the cluster at the address, or of one that is started: local, local[2].

    Raises InvalidData where there is none, or none with workers.
    """
    from dask import config
    from distributed import Client, LocalCluster

    settings = {
        "distributed.logging.distributed": "error",
        "distributed.comm.timeouts.connect": f"{PATIENCE}s",
        "distributed.deploy.lost-worker-timeout": RETURN,
    }
    with config.set(settings):
        if local := _LOCAL.fullmatch(address):
            workers = int(local[1]) if local[1] else None
            if workers == 0:
                raise InvalidData(f"--cluster {address}：至少要一个工作进程，如 local[2]")
            with (
                LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
                ) as own,
                Client(own) as client,
            ):
                yield client
            return
        try:
            client = Client(address, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            said = "请检查地址（如 tcp://10.0.0.5:8786），并先启动 dask scheduler；本机试用可写 local[2]"
            raise InvalidData(f"--cluster {address}：连不上集群（{error}），{said}") from error
        with client:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError as error:
                said = f"请先在各台机器上启动：dask worker {address}"
                raise InvalidData(f"--cluster {address}：集群没有工作进程，{said}") from error
            yield client


def dashboard(client: "Client") -> str:
    """Where to watch the cluster: Bokeh's pages where it has them, else the scheduler's plain ones."""
    from importlib.util import find_spec

    link = client.dashboard_link
    return link if find_spec("bokeh") else re.sub(r"/status$", "/info/main/workers.html", link)


def over_cluster(client: "Client", job: Job, chunks: Iterable[list[Item]]) -> Iterator[Done]:
    """Yield what became of each chunk, in the order in which they are done.

    Of a chunk whose workers die of it what they had not committed is halved until single documents are left,
    which are tried by themselves when nothing else is under way. Raises ClusterLost, and what a chunk raised.
    """
    try:
        yield from _over_cluster(client, job, chunks)
    except (OSError, CancelledError, ThreadCancelledError) as error:
        said = "与集群的连接断了（调度进程可能已退出）；已读的都已存好，集群恢复后再运行同样的命令，会接着读"
        raise ClusterLost(said) from error


def _over_cluster(client: "Client", job: Job, chunks: Iterable[list[Item]]) -> Iterator[Done]:
    from distributed import as_completed, wait

    waiting = iter(chunks)
    suspects: list[Item] = []
    under_way: dict[str, list[Item]] = {}

    def submit(items: list[Item]) -> "Future":
        name = hashlib.sha256(items[0].name.encode()).hexdigest()[:16]
        key = f"read-{job.run}-{name}-{len(items)}-{len(suspects)}"
        under_way[key] = items
        return client.submit(read_chunk, job, items, key=key, retries=ATTEMPTS, pure=False)

    def following() -> list["Future"]:
        """As many as keep every worker at work, however many there are by now."""
        room = AHEAD + sum(client.nthreads().values()) - len(under_way)
        return [submit(items) for items in islice(waiting, max(room, 0 if under_way else 1))]

    done = as_completed(following())
    for future in done:
        items = under_way.pop(future.key)
        if not _was_killed(future):
            yield future.result()
        else:
            before, left = committed(job, items)
            if before.documents:
                yield before
            middle = len(left) // 2
            if middle:
                done.update([submit(left[:middle]), submit(left[middle:])])
            else:
                suspects += left
        done.update(following())
    for item in suspects:  # each by itself: it may only have waited at a worker that died of another
        future = submit([item])
        wait(future)
        yield set_aside(job, item) if _was_killed(future) else future.result()


def _was_killed(future: "Future") -> bool:
    """Did its workers die, time and again?"""
    from distributed import KilledWorker

    return future.status == "error" and isinstance(future.exception(), KilledWorker)


def told(client: "Client") -> None:
    """Say on standard error how large the cluster is, and where to watch it."""
    workers = client.nthreads()
    size = f"{len(workers)} 个工作进程"
    print(f"集群：{size}，进度页 {dashboard(client)}", file=sys.stderr, flush=True)
