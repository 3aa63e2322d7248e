"""A command under watch: how long it took, its most memory, and workers that are killed meanwhile."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

_APART = "etl.workers.process"  # in the command line of the process that reads for a worker


@dataclass(frozen=True)
class Watched:
    """`seconds` on the clock and of all processors, `megabytes` at most of all its processes (shared pages
    once), `killed` workers, and what the command printed."""

    seconds: float
    cpu: float
    megabytes: float
    killed: int
    said: str


def watch(arguments: list[str], environment: dict[str, str], kill_every: float = 0) -> Watched:
    """Run one of the program's commands; raise CalledProcessError where it fails."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )
    watcher = _Watcher(process.pid, kill_every)
    watcher.start()
    said, _ = process.communicate()
    watcher.over.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments, said)
    cpu = sum(watcher.cpu.values())
    return Watched(time.monotonic() - began, cpu, watcher.most / 2**20, watcher.killed, said.strip())


class _Watcher(threading.Thread):
    def __init__(self, pid: int, kill_every: float) -> None:
        super().__init__(daemon=True)
        self.pid, self.kill_every = pid, kill_every
        self.over = threading.Event()
        self.most, self.killed = 0.0, 0
        self.cpu: dict[int, float] = {}  # by process: what a killed one has used nobody else tells

    def run(self) -> None:
        last = time.monotonic()
        while not self.over.wait(0.5):
            try:
                family = [psutil.Process(self.pid), *psutil.Process(self.pid).children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            self.cpu |= dict(filter(None, map(_cpu, family)))
            self.most = max(self.most, sum(map(_memory, family)))
            if self.kill_every and time.monotonic() - last > self.kill_every:
                if victim := _worker(family):
                    os.kill(victim, signal.SIGKILL)
                    self.killed += 1
                last = time.monotonic()


def _cpu(process: psutil.Process) -> tuple[int, float] | None:
    try:
        used = process.cpu_times()
    except psutil.Error:
        return None
    return process.pid, used.user + used.system


def _memory(process: psutil.Process) -> float:
    """Bytes, what is shared with others by its part."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def _worker(family: list[psutil.Process]) -> int | None:
    """A worker of the cluster: whoever has a process that reads for it."""
    for process in family:
        try:
            if any(_APART in part for part in process.cmdline()):
                return process.ppid()
        except psutil.Error:
            continue
    return None
