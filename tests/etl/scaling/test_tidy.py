"""What newer files of a lake have replaced goes; what counts stays, whatever ends the work."""

import os
import signal
import subprocess
import sys
import time

import fsspec
import pytest

from etl.__main__ import main
from etl.scaling.lake import Lake
from etl.scaling.place import Place
from etl.scaling.reports import LakeReports
from etl.scaling.tidy import remove, superseded
from tests.etl.scaling.conftest import REPORTS, REPOSITORY, text_of
from tests.etl.scaling.test_lake import all_read, figures_of

pytestmark = pytest.mark.slow


@pytest.fixture
def twice_read(ready, folder, tmp_path):
    """A lake whose reports have all been read, and then all with other content."""
    all_read(ready())
    for number in range(REPORTS):
        (folder / f"r{number:02}.txt").write_text(text_of(number + 500), encoding="utf-8")
    all_read(ready())
    return Lake.open(str(tmp_path / "lake"))


def files(lake: Lake) -> int:
    return len(lake.place.names("figures")) + len(lake.place.names("manifest"))


def test_what_was_replaced_goes_and_what_counts_is_the_same(twice_read, ready, tmp_path):
    before, of_build = figures_of(tmp_path / "lake"), LakeReports(twice_read).fingerprint()
    count = files(twice_read)
    gone = superseded(twice_read)
    assert remove(twice_read, gone) == len(gone) == count // 2
    assert files(twice_read) == count // 2
    assert figures_of(tmp_path / "lake") == before
    assert LakeReports(twice_read).fingerprint() == of_build, "a build would publish the same once more"
    assert not ready().items and not superseded(twice_read)


def test_a_chunk_of_which_one_report_still_counts_stays(ready, folder):
    all_read(ready())
    (folder / "r03.txt").write_text(text_of(900), encoding="utf-8")
    run = ready()
    all_read(run)
    assert not superseded(run.lake)


def test_what_was_replaced_lately_stays_for_those_who_may_be_reading_it(twice_read, tmp_path, capsys):
    count = files(twice_read)
    old = time.time() - 48 * 3600
    for path in (tmp_path / "lake").rglob("*.parquet"):  # long there, but only now replaced
        if path.name in {name.name.rsplit("/", 1)[-1] for name in superseded(twice_read)}:
            os.utime(path, (old, old))
    assert main(["tidy", str(tmp_path / "lake")]) == 0
    assert "已清理 0 个" in capsys.readouterr().out and files(twice_read) == count
    assert main(["tidy", str(tmp_path / "lake"), "--hours", "0", "--preview"]) == 0
    assert f"可清理 {count // 2} 个" in capsys.readouterr().out and files(twice_read) == count
    assert main(["tidy", str(tmp_path / "lake"), "--hours", "0"]) == 0
    assert files(twice_read) == count // 2


KILLED = """
import os, signal, sys
from etl.scaling.lake import Lake
from etl.scaling.place import Place
from etl.scaling.tidy import remove, superseded

left = int(sys.argv[2])
removed = Place.remove

def killed_after_some(place, name):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    removed(place, name)

Place.remove = killed_after_some
lake = Lake.open(sys.argv[1])
remove(lake, superseded(lake))
"""


def test_killed_at_any_point_nothing_that_counts_is_lost(twice_read, ready, tmp_path):
    before = figures_of(tmp_path / "lake")
    for after in (0, 1, 5):
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path / "lake"), str(after)], cwd=REPOSITORY
        )
        assert killed.returncode == -signal.SIGKILL
        assert figures_of(tmp_path / "lake") == before and not ready().items
    remove(twice_read, superseded(twice_read))
    assert figures_of(tmp_path / "lake") == before and not superseded(twice_read)


def test_a_file_that_was_written_anew_meanwhile_stays(twice_read, tmp_path):
    gone = superseded(twice_read)
    again = gone[0].name
    twice_read.place.write(again, twice_read.place.read(again))
    remove(twice_read, gone)
    assert again in twice_read.place.names("figures")


def test_a_manifest_that_went_while_others_are_read_is_no_trouble(twice_read, monkeypatch):
    listed = twice_read.place.names
    names = {below: listed(below) for below in ("manifest", "figures")}
    before = twice_read.entries()
    remove(twice_read, superseded(twice_read))
    monkeypatch.setattr(Place, "names", lambda place, below="": names[below])
    assert twice_read.entries() == before


def test_in_a_store_too(folder, ready):
    store = fsspec.filesystem("memory")
    store.put(str(folder), "/tidied", recursive=True)
    for number in (1, 2):
        for name in range(REPORTS):
            store.pipe_file(f"/tidied/r{name:02}.txt", text_of(name + 100 * number).encode())
        all_read(ready(documents="memory://tidied", out="memory://tidy"))
    lake = Lake.open("memory://tidy")
    assert remove(lake, superseded(lake)) and len(figures_of("memory://tidy")) == REPORTS
    store.rm("/tidy", recursive=True)
