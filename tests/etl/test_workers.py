"""Many items in processes: all done in order, and what kills or holds its process costs only itself."""

import multiprocessing
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from etl.limits import MEGABYTE, Limits
from etl.workers import CHUNK, Crew, Died, each

pytestmark = pytest.mark.slow

PATIENT = Limits(seconds=60, memory=2000 * MEGABYTE)
STRICT = Limits(seconds=1, memory=200 * MEGABYTE)


def treated(item):
    """What happens to an item by its name."""
    if item == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "endless":
        while True:
            time.sleep(60)
    if item == "busy for ever":
        while True:
            pass
    if item == "greedy":
        return bytearray(1000 * MEGABYTE)[:1]
    if item == "raises":
        raise ValueError("so it is")
    return f"{item} done"


@pytest.mark.parametrize("jobs", [1, 3])
def test_all_items_are_done_in_order(jobs):
    items = range(5 * CHUNK + 3)
    assert list(each(treated, items, jobs, PATIENT)) == [(item, f"{item} done") for item in items]


@pytest.mark.parametrize("at", [0, 20, 39])
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_kills_its_process_costs_no_other(jobs, at):
    items = ["killed" if number == at else number for number in range(40)]
    found = dict(each(treated, items, jobs, PATIENT))
    assert found.pop("killed") == Died("end")
    assert found == {number: f"{number} done" for number in items if number != "killed"}


@pytest.mark.parametrize(
    ("item", "cause"), [("endless", "time"), ("busy for ever", "time"), ("greedy", "memory")]
)
def test_an_item_that_reaches_a_limit_is_given_up_and_the_others_done(item, cause):
    found = list(each(treated, ["a", item, "b"], 1, STRICT))
    assert found == [("a", "a done"), (item, Died(cause)), ("b", "b done")]


def test_what_the_function_raises_is_raised_here():
    with pytest.raises(ValueError, match="so it is"):
        list(each(treated, ["a", "raises"], 1, PATIENT))


def test_a_million_items_need_no_room():
    taken = []

    def items():
        for number in range(10**6):
            taken.append(number)
            yield number

    results = each(treated, items(), 2, PATIENT)
    assert next(results)[0] == 0
    assert len(taken) < 20 * CHUNK
    results.close()


def test_nobody_is_left_when_the_work_is_given_up():
    def pids(_):
        return os.getpid()

    results = each(pids, range(100), 2, PATIENT)
    worker = next(results)[1]
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_no_worker_outlives_a_parent_that_was_killed():
    def begins_and_waits(pipe):
        results = each(treated, ["a"], 1, PATIENT)
        pipe.send(next(results))
        time.sleep(600)

    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    parent = context.Process(target=begins_and_waits, args=(there,))
    parent.start()
    assert here.recv() == ("a", "a done")
    there.close()
    parent.kill()
    parent.join()
    assert here.poll(30), "the worker, which has the other end of the pipe as well, is still there"
    with pytest.raises(EOFError):
        here.recv()


def test_apart_from_the_main_thread_the_same_holds():
    """There a process is no copy, as in a server or a worker of a cluster."""
    items = ["a", "killed", "raises"]
    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(lambda: list(each(treated, items[:2], 1, PATIENT))).result()
        with pytest.raises(ValueError, match="so it is"):
            thread.submit(lambda: list(each(treated, items[2:], 1, PATIENT))).result()
    assert first == [("a", "a done"), ("killed", Died("end"))]


def test_a_crew_serves_again_after_it_was_left_half_way():
    with closing(Crew(treated, 1, PATIENT)) as crew:
        results = crew.each(range(40))
        next(results)
        results.close()
        assert list(crew.each(["a"])) == [("a", "a done")]
