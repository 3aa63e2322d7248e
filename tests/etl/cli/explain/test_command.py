"""`python -m etl explain` as users run it."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.etl.cli.here import run_here

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[4]
TEXT = "云岭市应急管理局2024年度行政执法工作报告\n一、执法情况\n全年检查企业452家次。\n"


def explain(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "etl", "explain", *arguments],
        cwd=REPOSITORY,
        input=stdin,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "yunling-2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_writes_one_page(report, tmp_path):
    target = tmp_path / "page.html"
    done = explain(str(report), "--html", str(target))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = target.read_text(encoding="utf-8")
    assert ">452家次</a>" in page
    assert "行政执法年度报告 · 2024-01-01至2024-12-31" in page


def test_reads_standard_input(tmp_path):
    target = tmp_path / "page.html"
    assert explain("-", "--html", str(target), stdin=TEXT).returncode == 0
    assert ">452家次</a>" in target.read_text(encoding="utf-8")


def test_the_same_document_gives_the_same_page(report, tmp_path):
    pages = []
    for run, name in ((explain, "a.html"), (partial(run_here, "explain"), "b.html")):
        run(str(report), "--html", str(tmp_path / name))
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_the_document_itself_is_never_overwritten(report):
    done = run_here("explain", str(report), "--html", str(report))
    assert done.returncode == 1
    assert str(report) in done.stderr.decode()
    assert report.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("name", ["missing.txt", "zero.txt"])
def test_an_unreadable_document_is_one_line(tmp_path, name):
    (tmp_path / "zero.txt").touch()
    target = tmp_path / "page.html"
    done = run_here("explain", str(tmp_path / name), "--html", str(target))
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert name in done.stderr.decode()
    assert not target.exists()


def test_a_place_that_cannot_be_written_is_named(report, tmp_path):
    target = tmp_path / "no" / "page.html"
    done = run_here("explain", str(report), "--html", str(target))
    assert done.returncode == 1
    assert str(target) in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1
