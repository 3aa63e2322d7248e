"""A folder of small invented reports, and a real cluster of a scheduler and two workers."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.data.rules import rulebook
from etl.engine import Engine
from etl.scaling import plan
from etl.scaling.lake import Lake
from etl.scaling.place import Place
from etl.scaling.plan import Again
from etl.scaling.run import Run

REPOSITORY = Path(__file__).resolve().parents[3]
REPORTS = 12


@pytest.fixture(scope="session")
def engine():
    made = Engine(rulebook())
    made.prepare()
    return made


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Twelve reports in chunks of two."""
    monkeypatch.setattr(plan, "CHUNK", 2)
    made = tmp_path / "documents"
    made.mkdir()
    for number in range(REPORTS):
        (made / f"r{number:02}.txt").write_text(text_of(number), encoding="utf-8")
    return made


def text_of(number: int) -> str:
    return (
        f"云岭市应急管理局2024年行政执法工作报告\n全市共检查企业{100 + number}家次，"
        f"立案{number + 1}起，罚款{number + 2}万元。\n云岭市应急管理局\n2025年1月20日\n"
    )


@pytest.fixture
def ready(folder, tmp_path, engine):
    """Prepares a run of the folder into the lake."""

    def prepare(documents=folder, out=tmp_path / "lake", contexts=None, again=(), by=engine):
        lake = Lake.open(str(out), create=True)
        return Run.prepare(Place(str(documents)), lake, by, contexts or {}, Again.of(again))

    return prepare


@dataclass
class RealCluster:
    """Processes that one may kill."""

    address: str
    scheduler: subprocess.Popen
    workers: subprocess.Popen


@pytest.fixture(scope="module")
def real_cluster(tmp_path_factory):
    """A scheduler and two workers with their nannies; a chunk may not outlive the death of its worker."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    environment = os.environ | {
        "PYTHONPATH": str(REPOSITORY),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        "DASK_TEMPORARY_DIRECTORY": str(folder),
        "DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD": "forkserver",  # Dask is loaded once, not per life
    }

    def start(program: str, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--scheduler-file", str(told)]
        with (folder / f"{program}.log").open("wb") as log:
            return subprocess.Popen(
                [*command, "--no-dashboard", *arguments],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
    workers = start("dask_worker", "--nworkers", "2", "--nthreads", "1")
    try:
        yield RealCluster(_address(told), scheduler, workers)
    finally:
        # Nannies whose scheduler a test killed may wait for it for minutes before they heed a polite word.
        for program in (workers, scheduler):
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait(60)


def _address(told: Path) -> str:
    import json

    for _ in range(600):
        if told.exists() and told.stat().st_size:
            return json.loads(told.read_text())["address"]
        time.sleep(0.1)
    raise TimeoutError("the scheduler did not start")
