"""The tests of a module that sets something up once for all of them run in one worker."""

import pytest

from tests.workers import unit_of


@pytest.fixture(scope="module")
def set_up(run_folder):
    (run_folder / "set-up-in-one-worker").touch(exist_ok=False)


@pytest.mark.parametrize("number", range(8))
def test_what_is_set_up_once_a_module_is_set_up_in_one_worker(set_up, number):
    """Were these tests given to two workers, the second could not set up."""


def test_a_module_that_shares_goes_to_one_worker_and_others_test_by_test():
    assert unit_of("tests/test_workers.py::a") == unit_of("tests/test_workers.py::b[1]")
    assert unit_of("tests/etl/scaling/test_cluster.py::a") == unit_of("tests/etl/scaling/test_cluster.py::b")
    assert unit_of("tests/test_docs.py::a[1]") != unit_of("tests/test_docs.py::a[2]")
