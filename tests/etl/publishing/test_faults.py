"""What a build withstands: being killed, a full disk, another build, a clock that goes back.

After each the last published version is in service, undamaged, and the next build succeeds.
"""

import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from etl.publishing.build import Folders, build
from etl.publishing.publish import PublishedFolder, is_intact

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("KILLS", "8"))  # `make chaos` asks for more


@pytest.fixture
def filled(data_folder):
    """Twelve reports with documents, four of them to be extracted."""
    for number in range(12):
        data_folder.add_report(f"r{number}-2024", text=f"第{number}份。全年检查企业120家次，立案30件。")
        if number % 3:
            start = len(f"第{number}份。全年检查企业")
            data_folder.add_figures(f"r{number}-2024", {"start": str(start)})
    return data_folder


def change(data_folder, number: int) -> None:
    """Make the next build a real one, which reads one document too."""
    data_folder.add_report("changing-2024", text=f"检查企业{number}家次。")
    data_folder.add_figures(
        "changing-2024", {"printed": f"{number}家次", "value": str(number), "start": str(len("检查企业"))}
    )


def in_service(folders: Folders) -> int:
    """Return the changing figure of the version in service, after checking that the version is whole."""
    version = PublishedFolder(folders.published).current()
    assert version is not None
    assert is_intact(version)
    with duckdb.connect(str(version), read_only=True) as connection:
        figures = connection.execute("SELECT value FROM figure WHERE report_id = 'changing-2024'").fetchall()
        assert connection.execute("SELECT count(*) FROM report").fetchone() == (13,)
    return int(figures[0][0])


def start(folders: Folders, **limits) -> subprocess.Popen:
    environment = os.environ | {f"{name.upper()}_DIR": str(path) for name, path in vars(folders).items()}
    return subprocess.Popen(
        [sys.executable, "-m", "etl", "build"],
        cwd=REPOSITORY,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        **limits,
    )


def test_a_build_killed_at_any_moment_leaves_the_last_version_in_service(filled, capsys):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["etl.publishing.build", "etl.engine.engine"]
    )  # kills fall into the build, not the imports
    change(filled, 1)
    build(filled.folders)
    change(filled, 2)
    begun = time.monotonic()
    trial = context.Process(target=build, args=(filled.folders,))
    trial.start()
    trial.join()
    whole = time.monotonic() - begun
    dice, last, killed_midway, moved = random.Random(4), 2, 0, 0
    for number in range(3, 3 + KILLS):
        change(filled, number)
        victim = context.Process(target=build, args=(filled.folders,))
        victim.start()
        time.sleep(dice.uniform(0, whole * 1.1))
        victim.kill()
        victim.join()
        killed_midway += victim.exitcode == -signal.SIGKILL
        serving = in_service(filled.folders)
        assert serving in (last, number)
        moved += serving == number
        last = serving
    result = build(filled.folders)
    assert in_service(filled.folders) == 2 + KILLS
    assert build(filled.folders).unchanged
    assert not list(filled.folders.published.glob(".unfinished-*"))
    assert killed_midway >= KILLS // 4, "most kills came after the end: the test tests nothing"
    with capsys.disabled():
        print(
            f"\n{KILLS} kills survived, {killed_midway} of them midway, {moved} after the pointer had moved;"
        )
        print(f"then {result.version.name} was built")


@pytest.mark.parametrize("limit", [0, 300, 20_000, 300_000, 1_500_000])
def test_a_file_that_cannot_grow_fails_the_build_with_a_clear_message(filled, limit):
    change(filled, 1)
    build(filled.folders)
    change(filled, 2)

    def restrict() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = start(filled.folders, preexec_fn=restrict)
    said = process.communicate()[1]
    assert process.returncode == 1, said
    assert "请检查" in said and "磁盘的空间" in said
    assert len(said.splitlines()) == 1
    assert in_service(filled.folders) == 1
    build(filled.folders)
    assert in_service(filled.folders) == 2


def test_a_full_disk_fails_the_build_with_a_clear_message(filled, small_disk):
    folders = Folders(filled.data, filled.reports, small_disk / "published")
    change(filled, 1)
    build(folders)
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk)
    ballast.write_bytes(bytes(free.f_bavail * free.f_bsize - 200_000))
    change(filled, 2)
    process = start(folders)
    said = process.communicate()[1]
    assert process.returncode == 1, said
    assert "磁盘的空间" in said
    assert in_service(folders) == 1
    ballast.unlink()
    build(folders)
    assert in_service(folders) == 2


def test_of_builds_at_once_one_publishes_and_the_others_say_why_not(filled):
    change(filled, 1)
    build(filled.folders)
    change(filled, 2)
    processes = [start(filled.folders) for _ in range(3)]
    said = [process.communicate()[1] for process in processes]
    assert in_service(filled.folders) == 2
    assert sum("已发布" in words for words in said) >= 1
    for process, words in zip(processes, said, strict=True):
        assert "已发布" in words or "没有变化" in words or "另一个构建正在进行" in words, words
        assert process.returncode == (1 if "另一个构建" in words else 0)
    assert len(list(filled.folders.published.glob("*.duckdb"))) == 2


def test_a_clock_that_goes_back_does_not_bring_back_an_older_version(filled, monkeypatch):
    change(filled, 1)
    first = build(filled.folders).version
    tomorrow = time.time() + 86400
    os.utime(first, (tomorrow, tomorrow))

    class LastYear(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2025, 1, 1, tzinfo=tz)

    monkeypatch.setattr("etl.publishing.build.datetime", LastYear)
    for number in range(2, 6):
        change(filled, number)
        version = build(filled.folders, keep=2).version
        os.utime(version, (number, number))
        assert version.name.startswith("2025-01-01-")
        assert in_service(filled.folders) == number
    monkeypatch.undo()
    assert build(filled.folders).unchanged


def test_workers_end_when_their_build_is_killed(filled):
    """Readers in other processes must not linger: they would hold memory for ever."""
    script = (
        "import os, time\n"
        "from etl.workers import each\n"
        "numbers = each(os.readlink, ['/proc/self', '/proc/self'])\n"
        "print(next(numbers)[1], flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    worker = int(parent.stdout.readline())
    assert Path(f"/proc/{worker}").exists()
    parent.kill()
    parent.wait()
    for _ in range(200):
        if not _alive(worker):
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there ten seconds after its parent was killed")


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"
