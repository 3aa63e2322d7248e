"""A short storm on each database in every test run; `make chaos` is the long one."""

import os
import random
import time

import pytest

from tests.chaos.journal import Journal, entries, lengths
from tests.chaos.rounds import one_round

KILLS = 8
LONGEST = 90  # seconds of a round on a machine that can do next to nothing; one that can needs 8


@pytest.fixture
def environment():
    """What a round makes of this process's environment is gone after it."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_nothing_that_was_confirmed_is_lost_in_a_storm(database, request, capsys):
    server = request.getfixturevalue("postgres") if database == "PostgreSQL" else None
    counts, lost = one_round(KILLS, time.monotonic() + LONGEST, random.Random(14), server)
    assert lost == []
    assert counts["kills"] and counts["decided"] and counts["imported"] and counts["ledgers restored"] == 1
    with capsys.disabled():
        print(f"\n{database}: {counts['kills']} kills, {counts['decided']} decisions confirmed, 0 lost")


def test_a_journal_keeps_what_was_said_before_its_actor_was_killed_in_the_middle_of_a_line(tmp_path):
    journal = Journal(tmp_path, "a")
    journal.note("decided", revision=1)
    then = lengths(tmp_path)
    with (tmp_path / "a.jsonl").open("ab") as stream:
        stream.write(b'{"what": "decided", "rev')
    journal.note("decided", revision=3)
    assert [said["revision"] for said in entries(tmp_path)] == [1, 3]
    assert [said["revision"] for said in entries(tmp_path, then)] == [1]
