"""What breaks: processes are killed and come back, the disk is full for a while, connections drop."""

import contextlib
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.chaos import actors
from tests.chaos.journal import lengths
from tests.chaos.place import Place
from tests.chaos.server import Dashboard
from tests.ready import READY

STEP = 0.02  # seconds between two looks at who is due
# How long each lives at most, in seconds, or in the time it took to get something done: a kill falls into the
# work, wherever that is then, on a machine that is busy with other things, too.
LONGEST_LIFE = {
    "reviewer-a": 0.6, "reviewer-b": 0.6, "importer": 0.6, "publisher": 2, "backups": 1, "visitor": 1,
    "guest": 4,
}  # fmt: skip
TIMES_OF_THE_FIRST = 1.2
LONGEST_FIRST = 20  # seconds
BREAKS = 0.4  # how often in a second something else than a process breaks
FULL_FOR = (0.05, 0.4)
YEARS = 3650  # days that a clock may be off, to either side


class Storm:
    """The actors of one place, and what happens to them. `counts` says what did."""

    def __init__(self, place: Place, dice: random.Random, server=None) -> None:
        self.place, self.dice, self.server = place, dice, server
        self.counts: Counter[str] = Counter()
        self._cast = actors.CAST | (actors.GUEST if place.address else {})
        self._dashboard = Dashboard(place)
        self._processes: dict[str, multiprocessing.Process] = {}
        self._ends: dict[str, float] = {}
        self._lives = {name: max(life, LONGEST_FIRST / 4) for name, life in LONGEST_LIFE.items()}
        self._before = lengths(place.journals)
        self._waiting = set(self._cast)  # who has not got anything done yet

    def rage(self, kills: int, until: float) -> None:
        """Let everything go on and break until so many were killed and everybody has got something done, or
        the clock says `until`."""
        try:
            self._begin(min(LONGEST_FIRST, (until - time.monotonic()) / 2))
            while (self.counts["kills"] < kills or self._waiting) and time.monotonic() < until:
                time.sleep(STEP)
                self._look_who_has_done_something()
                if self.dice.random() < BREAKS * STEP:
                    self._break_something()
                for name in [name for name, end in self._ends.items() if end < time.monotonic()]:
                    self._kill(name)
        finally:
            self.calm()

    def _begin(self, longest: float) -> None:
        """Start everybody at once; how long each takes until something is done sets how long it may live."""
        began = time.monotonic()
        self._dashboard.start()
        for name in self._cast:
            self._start(name)
        while self._waiting and (passed := time.monotonic() - began) < longest:
            time.sleep(STEP)
            for name in self._look_who_has_done_something():
                self._lives[name] = max(LONGEST_LIFE[name], TIMES_OF_THE_FIRST * passed)
        for name in self._cast:
            self._ends[name] = time.monotonic() + self.dice.uniform(0, self._lives[name])

    def _look_who_has_done_something(self) -> set[str]:
        now = lengths(self.place.journals)
        journals = {name: f"{name}.jsonl" for name in self._waiting}
        done = {name for name, file in journals.items() if now.get(file, 0) > self._before.get(file, 0)}
        self._waiting -= done
        return done

    def calm(self) -> None:
        """End all that is going on, at once."""
        for process in self._processes.values():
            end(process)
        self._processes.clear()
        self._dashboard.kill()

    def _break_something(self) -> None:
        fate = self.dice.random()
        if fate < 0.1 and self._dashboard.kill():
            self._dashboard.start()
            self.counts["kills"] += 1
            self.counts["dashboards killed"] += 1
        elif self.server is None or fate < 0.3:
            self._fill_the_disk()
        elif fate < 0.85:
            self._drop_connections()
        else:
            self.server.stop(self.dice.choice([signal.SIGKILL, signal.SIGQUIT, signal.SIGINT]))
            self.server.start()
            self.counts["databases stopped"] += 1

    def _kill(self, name: str) -> None:
        victim = self._processes[name]
        end(victim)
        if victim.exitcode != -signal.SIGKILL:
            raise RuntimeError(f"{name} had ended by itself with {victim.exitcode}")
        self.counts["kills"] += 1
        if name in self._waiting:
            self._lives[name] *= 2  # it takes longer than that on a machine as busy as this
        self._start(name)

    def _start(self, name: str) -> None:
        days = self.dice.uniform(-YEARS, YEARS) if self.dice.random() < 0.5 else 0
        self.counts["clocks off"] += days != 0
        most = self._most_bytes() if self.dice.random() < 0.08 else None
        self.counts["files held small"] += most is not None
        given = (self._cast[name], self.place, name, self.dice.getrandbits(32), days, most)
        self._processes[name] = begun(actors.play, given)
        self._ends[name] = time.monotonic() + self.dice.uniform(0, self._lives[name])

    def _most_bytes(self) -> int:
        """A little more than the ledger has: a few decisions go, then none."""
        ledger = Path(self.place.ledger) if self.place.is_sqlite else None
        size = ledger.stat().st_size if ledger and ledger.exists() else 1_000_000
        return size + self.dice.randrange(200_000)

    def _fill_the_disk(self) -> None:
        if not self.place.small:
            return
        ballast = self.place.disk / "ballast"
        free = os.statvfs(self.place.disk)
        size = free.f_bavail * free.f_bsize - self.dice.randrange(200_000)
        try:
            with ballast.open("wb") as stream:
                os.posix_fallocate(stream.fileno(), 0, max(size, 1))
        except OSError:
            pass  # someone else took the room meanwhile: it is full all the same
        time.sleep(self.dice.uniform(*FULL_FOR))
        ballast.unlink(missing_ok=True)
        self.counts["disks filled"] += 1

    def _drop_connections(self) -> None:
        name = self.place.ledger.rsplit("/", 1)[1].split("?")[0]
        with psycopg.connect(self.server.address("postgres"), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
        self.counts["connections dropped"] += 1


def begun(work: Callable, given: tuple) -> multiprocessing.Process:
    """A process that does this, started; the server of processes may have been killed as well."""
    for _ in range(3):
        process = READY.Process(target=work, args=given, daemon=True)
        with contextlib.suppress(EOFError, ConnectionError, BrokenPipeError):
            process.start()
            return process
    raise RuntimeError("no process can be started")


def end(process: multiprocessing.Process) -> None:
    """Kill a process, if it is there still: another may have its number by now."""
    if process.exitcode is None:
        process.kill()
    process.join()
