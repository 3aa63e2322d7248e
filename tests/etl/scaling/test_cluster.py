"""On a real cluster: whoever is killed, each document is in the lake, once."""

import os
import signal
import subprocess
import sys
from functools import partial

import pytest
from dask import config
from dask.utils import parse_timedelta

from etl.engine.errors import InvalidData
from etl.scaling import cluster as clusters
from etl.scaling import plan
from etl.scaling.cluster import ClusterLost, cluster, over_cluster
from tests.etl.scaling.conftest import REPORTS, REPOSITORY
from tests.etl.scaling.poison import read_chunk_and_soon_die, read_chunk_or_die
from tests.etl.scaling.test_lake import all_read, figures_of

pytestmark = pytest.mark.slow


def test_a_cluster_reads_what_processes_read_though_a_worker_is_killed(ready, real_cluster, tmp_path):
    in_processes = all_read(ready(out=tmp_path / "other"))
    with cluster(real_cluster.address) as client:
        results = ready().done(partial(over_cluster, client))
        on_cluster = [next(results)]
        victim, *_ = client.run(os.getpid).values()
        os.kill(victim, signal.SIGKILL)
        on_cluster += results
    assert not [line for done in on_cluster for line in done.aside]
    assert sum(done.figures for done in on_cluster) == sum(done.figures for done in in_processes)
    assert figures_of(tmp_path / "lake") == figures_of(tmp_path / "other")
    assert not ready().items


def test_a_document_that_kills_its_workers_is_named_and_costs_no_other(ready, real_cluster, monkeypatch):
    monkeypatch.setattr(clusters, "read_chunk", read_chunk_or_die)
    with cluster(real_cluster.address) as client:
        done = all_read(ready(), partial(over_cluster, client))
    (line,) = [line for each in done for line in each.aside]
    assert "r05.txt：读取它的进程被终止" in line
    entries = ready().lake.entries()
    assert [name for name, entry in entries.items() if entry.trouble] == ["r05.txt"]
    assert len(entries) == REPORTS
    assert [item.name for item in ready(again=["unread"]).items] == ["r05.txt"]


def test_workers_that_die_before_a_chunk_is_done_get_on_all_the_same(ready, real_cluster, monkeypatch):
    monkeypatch.setattr(plan, "CHUNK", REPORTS)
    monkeypatch.setattr(plan, "FEWEST", REPORTS)
    monkeypatch.setattr(clusters, "read_chunk", read_chunk_and_soon_die)
    with cluster(real_cluster.address) as client:
        done = all_read(ready(), partial(over_cluster, client))
    entries = ready().lake.entries()
    assert len(entries) == REPORTS and not [entry for entry in entries.values() if entry.trouble]
    assert sum(each.documents for each in done) == REPORTS, "told as often as read"
    assert len(entries) == sum(table.num_rows for table in ready().lake.manifests()), "nothing was read twice"


KILLED_AFTER_ONE_CHUNK = """
import os, signal, sys
from functools import partial
from etl.data.rules import rulebook
from etl.engine import Engine
from etl.scaling import plan
from etl.scaling.cluster import cluster, over_cluster
from etl.scaling.lake import Lake
from etl.scaling.place import Place
from etl.scaling.plan import Again
from etl.scaling.run import Run

plan.CHUNK = 2
address, documents, out = sys.argv[1:]
if __name__ == "__main__":
    run = Run.prepare(Place(documents), Lake.open(out, create=True), Engine(rulebook()), {}, Again())
    with cluster(address) as client:
        for done in run.done(partial(over_cluster, client)):
            os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_client_goes_on_where_it_was(ready, real_cluster, folder, tmp_path):
    lake = tmp_path / "lake"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AFTER_ONE_CHUNK, real_cluster.address, str(folder), str(lake)],
        cwd=REPOSITORY,
    )
    assert killed.returncode == -signal.SIGKILL
    run = ready()
    assert REPORTS - len(run.items) > 0, "what was done is lost"
    with cluster(real_cluster.address) as client:
        all_read(run, partial(over_cluster, client))
    assert not ready().items
    assert len(figures_of(lake)) == REPORTS


def lose_the_scheduler(run, real_cluster) -> None:
    """Read a chunk, then kill the scheduler: nobody has this cluster after it."""
    with cluster(real_cluster.address) as client:
        results = run.done(partial(over_cluster, client))
        next(results)
        real_cluster.scheduler.kill()
        with pytest.raises(ClusterLost, match="再运行同样的命令"):
            list(results)


def test_without_the_scheduler_what_was_read_stays(ready, real_cluster, tmp_path):
    """The last on this cluster."""
    lose_the_scheduler(ready(), real_cluster)
    again = ready()
    assert len(again.items) < REPORTS
    all_read(again)
    assert len(figures_of(tmp_path / "lake")) == REPORTS


def test_a_worker_of_this_machine_that_was_killed_is_waited_for(folder):
    """By default Dask gives up what is not back after 15 seconds; then a busy machine has no workers left."""
    with cluster("local[1]") as client:
        ((_, victim),) = client.run(os.getpid).items()
        patience = client.run_on_scheduler(lambda: config.get("distributed.deploy.lost-worker-timeout"))
        os.kill(victim, signal.SIGKILL)
        assert client.submit(os.getpid, pure=False).result(60) != victim
    assert parse_timedelta(patience) > 3600


def test_an_address_where_no_cluster_is_says_what_to_do(monkeypatch):
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    with pytest.raises(InvalidData, match="连不上集群.*dask scheduler"), cluster("tcp://127.0.0.1:9"):
        pass
    with pytest.raises(InvalidData, match="至少要一个工作进程"), cluster("local[0]"):
        pass
