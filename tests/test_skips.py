"""`--no-skips` as a whole run shows it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parent.parent
RUN = "def test_run(): pass\n"


def run(folder: Path, body: str, *options: str) -> subprocess.CompletedProcess:
    (folder / "test_sample.py").write_text(f"import pytest\n{body}", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.skips", f"--rootdir={folder}"]
    # What the run around this one was told is not for the sample; of the plugins it needs none but this.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    alone["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return subprocess.run(
        [*command, *options, str(folder)], cwd=REPOSITORY, env=alone, capture_output=True, text=True
    )


def test_a_test_that_was_skipped_fails_the_run_and_is_named(tmp_path):
    body = RUN + "def test_gone(): pytest.skip('the report is not here')\n"
    done = run(tmp_path, body, "--no-skips", "-p", "xdist", "-n", "1")
    assert done.returncode == 1
    assert "test_gone: the report is not here" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("1 passed, 1 skipped")


@pytest.mark.parametrize(
    ("body", "options"),
    [
        (RUN, ["--no-skips"]),
        (RUN + "def test_root(): pytest.skip('system: root may read anything')\n", ["--no-skips"]),
        (RUN + "def test_gone(): pytest.skip('the report is not here')\n", []),
    ],
    ids=["nothing skipped", "for the system", "not asked for"],
)
def test_a_run_is_green_otherwise(tmp_path, body, options):
    assert run(tmp_path, body, *options).returncode == 0


def test_a_module_that_was_not_collected_fails_the_run(tmp_path):
    body = "pytest.importorskip('no_such_library')\n" + RUN
    (tmp_path / "test_other.py").write_text(RUN, encoding="utf-8")
    assert run(tmp_path, body, "--no-skips").returncode == 1
