"""What every test may use.

What fixtures need they import themselves: the process that only hands out the tests loads this file, too,
before it starts those that run them.
"""

import atexit
import gc
import os
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.skips import pytest_addoption, pytest_configure  # noqa: F401 (hooks)
from tests.workers import Scheduling, shares

BROWSER = Path(__file__).resolve().parent / "browser"

# Random input: the same few in each test run, so that a red test is one's own doing; `make fuzz` tries many.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=2000)
settings.load_profile("tests")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What is loaded before the first test stays to the end: the garbage collector need not look through
    those millions of objects meanwhile, nor ever after, nor in processes that are copied from this one."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
        atexit.register(gc.unfreeze)  # so that what must be closed at the end is found


def pytest_collection_modifyitems(items):
    """Fast tests first, so that a slip shows within seconds; then slow ones; then those that drive a browser.

    Tests of random input are marked, for `make fuzz`. Modules whose tests run in one worker come first: after
    them one test at a time can be given to whichever worker is free.
    """
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("fuzz")
        if item.path.is_relative_to(BROWSER):
            item.add_marker("browser")
    items.sort(key=_turn)


def _turn(item) -> tuple[bool, ...]:
    browser, slow = (item.get_closest_marker(mark) is not None for mark in ("browser", "slow"))
    return browser, slow, not shares(item.path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """One worker more than cores: a browser test waits for much of its time, in which another can run."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Scheduling(config, log)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory) -> Path:
    """A folder that all workers of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def published_files_are_made_once(run_folder):
    from tests import stores

    stores.keep_files_in(run_folder / "published-files")


@pytest.fixture(scope="session", autouse=True)
def installed_packages_are_searched_once():
    """At each run of an AppTest Streamlit reads the metadata of every installed package, for components that
    one might bring: seven eighths of what a page costs, for an answer that stays the same."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(autouse=True)
def main_module_as_it_was():
    """AppTest leaves its script behind as `__main__`, which processes started later would run again."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def postgres():
    """A real PostgreSQL server, this test run's own."""
    from tests.postgres import Server

    with Server() as server:
        yield server


@pytest.fixture
def data_folder(tmp_path):
    """An invented data folder with two agencies and no report yet."""
    from tests.datafolder import DataFolder

    return DataFolder(tmp_path)


@pytest.fixture
def invented(tmp_path):
    """Folders of one's own with the invented reports of every format and their reviewed figures."""
    from tests.datafolder import invented_reports

    return invented_reports(tmp_path)
