"""Folder and lake in an object store, by its own protocol: what is lost on the way is lost to nobody."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from functools import partial

import duckdb
import pytest

from etl.engine.errors import InvalidData
from etl.publishing.build import build
from etl.scaling.cluster import cluster, over_cluster
from etl.scaling.lake import Lake
from etl.scaling.place import Place, StoreTrouble
from etl.scaling.run import in_processes
from etl.scaling.tidy import remove, superseded
from tests.etl.scaling.conftest import REPORTS, REPOSITORY, text_of
from tests.etl.scaling.s3server import BUCKET, LOST, nothing_spoilt, serving
from tests.etl.scaling.test_cluster import KILLED_AFTER_ONE_CHUNK, lose_the_scheduler
from tests.etl.scaling.test_lake import all_read, figures_of

pytestmark = pytest.mark.slow
DOCUMENTS, LAKE = f"s3://{BUCKET}/documents", f"s3://{BUCKET}/lake"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("store")) as started:
        yield started


@pytest.fixture
def store(server, folder):
    """The store with the documents in it and nothing else."""
    for path in folder.iterdir():
        server.put(f"documents/{path.name}", path.read_bytes())
    yield server
    server.spoil = nothing_spoilt
    server.remove()


@pytest.fixture
def in_store(store, ready):
    return partial(ready, documents=DOCUMENTS, out=LAKE)


def once_each() -> bool:
    """Is every document in the lake, read once?"""
    lake = Lake.open(LAKE)
    rows = [row for table in lake.manifests() for row in table.to_pylist()]
    return len(lake.entries()) == len(rows) == REPORTS and not [row for row in rows if row["trouble"]]


def test_a_folder_in_a_store_is_read_as_one_of_this_machine(in_store, ready, tmp_path):
    all_read(in_store(), in_processes(2))
    all_read(ready())
    assert figures_of(LAKE) == figures_of(tmp_path / "lake") and once_each()
    assert not in_store().items


def test_what_others_write_meanwhile_is_seen(in_store, store):
    """Other drivers give a listing that they had before, for as long as the process lives."""
    first = in_store()
    assert len(first.items) == REPORTS
    all_read(first)
    for name, number in (("r02", 44), ("r03", 55), ("later/r77", 77)):
        store.put(f"documents/{name}.txt", text_of(number).encode())
    run = in_store()
    assert [item.name for item in run.items] == ["r02.txt", "r03.txt", "later/r77.txt"]
    all_read(run)
    assert {"144家次", "155家次", "177家次"} <= {
        text for rows in figures_of(LAKE).values() for text, *_ in rows
    }
    lake = Lake.open(LAKE)
    assert remove(lake, superseded(lake)) and len(figures_of(LAKE)) == REPORTS + 1


def test_a_year_that_is_removed_is_read_again_alone(in_store, store):
    contexts = {f"r{n:02}": {"adcode": "510100", "year": 2023 + n % 3} for n in range(REPORTS)}
    all_read(in_store(contexts=contexts))
    store.remove("lake/figures/province=51/year=2024")
    run = in_store(contexts=contexts)
    assert [item.name for item in run.items] == [f"r{n:02}.txt" for n in range(1, REPORTS, 3)]
    all_read(run)
    assert len(figures_of(LAKE)) == REPORTS and not in_store(contexts=contexts).items


def test_on_a_cluster_of_which_a_worker_is_killed(in_store, ready, tmp_path):
    with cluster("local[2]") as client:
        results = in_store().done(partial(over_cluster, client))
        next(results)
        victim, *_ = client.run(os.getpid).values()
        os.kill(victim, signal.SIGKILL)
        list(results)
    all_read(ready())
    assert once_each() and figures_of(LAKE) == figures_of(tmp_path / "lake")


@pytest.fixture(scope="module")
def cluster_of_store(server, real_cluster):
    """A cluster whose machines know the store: it has to be there before they are."""
    return real_cluster


def test_a_killed_command_goes_on_where_it_was(in_store, ready, cluster_of_store, tmp_path):
    """What its workers were at may be written twice, by them and by the next run: it counts once."""
    command = [sys.executable, "-c", KILLED_AFTER_ONE_CHUNK, cluster_of_store.address, DOCUMENTS, LAKE]
    assert subprocess.run(command, cwd=REPOSITORY).returncode == -signal.SIGKILL
    run = in_store()
    assert len(run.items) < REPORTS, "what was done is lost"
    with cluster(cluster_of_store.address) as client:
        all_read(run, partial(over_cluster, client))
    all_read(ready())
    assert figures_of(LAKE) == figures_of(tmp_path / "lake") and not in_store().items


def test_without_the_scheduler_what_was_read_stays_in_the_store(in_store, ready, cluster_of_store, tmp_path):
    """The last on this cluster, whose workers may still write what they were at."""
    lose_the_scheduler(in_store(), cluster_of_store)
    run = in_store()
    assert len(run.items) < REPORTS
    all_read(run)
    all_read(ready())
    assert figures_of(LAKE) == figures_of(tmp_path / "lake") and not in_store().items


def every(number: int, *answers: tuple[int, str]):
    """Spoil every so manieth request, with these answers in turn."""
    asked = 0

    def spoil(method: str, path: str) -> tuple[int, str] | None:
        nonlocal asked
        asked += 1
        return answers[asked // number % len(answers)] if asked % number == 0 else None

    return spoil


def test_a_store_that_fails_now_and_then_has_everything_once(in_store, store, ready, tmp_path):
    run = in_store()
    store.spoil = every(7, (503, "SlowDown"), (500, "InternalError"), (LOST, "after it was done"))
    all_read(run)
    store.spoil = nothing_spoilt
    all_read(ready())
    assert once_each() and figures_of(LAKE) == figures_of(tmp_path / "lake")


def test_a_store_that_fails_half_way_is_gone_on_with(in_store, store):
    run, written = in_store(), []

    def gone_after_four(method: str, path: str) -> tuple[int, str] | None:
        written.append(path) if method == "PUT" else None
        return (403, "AccessDenied") if len(written) > 4 else None

    store.spoil = gone_after_four
    with pytest.raises(StoreTrouble, match=f"{LAKE}：读写不了.*AccessDenied.*密钥和权限.*再运行同样的命令"):
        all_read(run)
    store.spoil = nothing_spoilt
    run = in_store()
    assert 0 < len(run.items) < REPORTS
    all_read(run)
    assert once_each()


def test_the_lake_is_published_from_the_store(in_store, data_folder):
    all_read(in_store())
    made = build(replace(data_folder.folders, lake=LAKE))
    with duckdb.connect(str(made.version), read_only=True) as connection:
        asked = "SELECT count(*), sum(value)::INT FROM figure WHERE indicator = 'inspections'"
        assert connection.execute(asked).fetchall() == [(REPORTS, sum(range(100, 100 + REPORTS)))]


def test_a_key_that_the_store_does_not_know(store, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another one")
    with pytest.raises(StoreTrouble, match=f"{DOCUMENTS}：读写不了.*ACCESS_DENIED.*密钥和权限"):
        Place(DOCUMENTS).is_folder()
    with pytest.raises(StoreTrouble, match=f"{LAKE}：读写不了.*密钥和权限"):
        Lake.open(LAKE, create=True)


def test_a_bucket_that_is_not_there(server):
    assert not Place("s3://no-such-bucket/documents").is_folder()
    with pytest.raises(InvalidData, match="不是数据湖"):
        Lake.open("s3://no-such-bucket/lake")
    with pytest.raises(StoreTrouble, match="s3://no-such-bucket/lake：读写不了.*bucket does not exist"):
        Lake.open("s3://no-such-bucket/lake", create=True)
