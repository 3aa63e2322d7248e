"""What a build withstands: being killed, a full disk, another build, a clock that goes back.

After each the last published version is in service, undamaged, and the next build succeeds.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr
from datetime import datetime
from io import StringIO
from pathlib import Path

import duckdb
import pytest

from etl.__main__ import main
from etl.publishing.build import Folders, build
from etl.publishing.publish import PublishedFolder, is_intact
from tests.ready import READY

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


def start(folders: Folders) -> subprocess.Popen:
    environment = os.environ | {f"{name.upper()}_DIR": str(path) for name, path in vars(folders).items()}
    return subprocess.Popen(
        [sys.executable, "-m", "etl", "build"],
        cwd=REPOSITORY,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_build_killed_at_any_moment_leaves_the_last_version_in_service(filled, capsys):
    change(filled, 1)
    build(filled.folders)
    change(filled, 2)
    begun = time.monotonic()
    trial = READY.Process(target=build, args=(filled.folders,))
    trial.start()
    trial.join()
    whole = time.monotonic() - begun
    dice, last, killed_midway, moved = random.Random(4), 2, 0, 0
    for number in range(3, 3 + KILLS):
        change(filled, number)
        victim = READY.Process(target=build, args=(filled.folders,))
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


def told(folders: Folders, answer, limit: int = resource.RLIM_INFINITY) -> None:
    """Send what `python -m etl build` gives back and says; no file may grow beyond the limit."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    os.environ |= {f"{name.upper()}_DIR": str(path) for name, path in vars(folders).items()}
    with redirect_stderr(StringIO()) as said:
        status = main(["build"])
    answer.send((status, said.getvalue()))


def builds_at_once(number: int, folders: Folders, *limit: int) -> list[tuple[int, str]]:
    here, there = READY.Pipe()
    processes = [READY.Process(target=told, args=(folders, there, *limit)) for _ in range(number)]
    for process in processes:
        process.start()
    answers = [here.recv() for _ in processes]
    for process in processes:
        process.join()
    return answers


def test_files_that_cannot_grow_fail_the_build_with_a_clear_message(filled):
    change(filled, 1)
    build(filled.folders)
    change(filled, 2)
    for limit in (0, 300, 20_000, 300_000, 1_500_000):
        [(status, said)] = builds_at_once(1, filled.folders, limit)
        assert status == 1, (limit, said)
        assert "请检查" in said and "磁盘的空间" in said, limit
        assert len(said.splitlines()) == 1, (limit, said)
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
    answers = builds_at_once(3, filled.folders)
    assert in_service(filled.folders) == 2
    assert sum("已发布" in words for _, words in answers) >= 1
    for status, words in answers:
        assert "已发布" in words or "没有变化" in words or "另一个构建正在进行" in words, words
        assert status == (1 if "另一个构建" in words else 0)
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
