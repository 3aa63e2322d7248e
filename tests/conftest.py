"""What every test may use."""

import sys

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.datafolder import DataFolder, invented_reports
from tests.postgres import Server
from tests.skips import pytest_addoption, pytest_configure  # noqa: F401 (hooks)

# Random input: the same few in each test run, so that a red test is one's own doing; `make fuzz` tries many.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=2000)
settings.load_profile("tests")


def pytest_collection_modifyitems(items):
    """Mark the tests of random input, for `make fuzz`; slow tests come last, so that a slip shows early."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("fuzz")
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture(autouse=True)
def main_module_as_it_was():
    """AppTest leaves its script behind as `__main__`, which processes started later would run again."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def postgres():
    """A real PostgreSQL server, this test run's own."""
    with Server() as server:
        yield server


@pytest.fixture
def data_folder(tmp_path):
    """An invented data folder with two agencies and no report yet."""
    return DataFolder(tmp_path)


@pytest.fixture
def invented(tmp_path):
    """Folders of one's own with the invented reports of every format and their reviewed figures."""
    return invented_reports(tmp_path)
