"""Servers to measure: each on a free port of this machine, until its block ends."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
_STREAMLIT = ["streamlit", "run", "--server.headless=true", "--server.address=127.0.0.1"]
_UVICORN = [
    "uvicorn",
    "dashboard.serving.server:app",
    "--host=127.0.0.1",
    "--log-level=warning",
    "--no-access-log",
]


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    address: str
    pid: int

    def memory(self) -> float:
        """Resident megabytes now."""
        return self._status("VmRSS")

    def most_memory(self) -> float:
        """The most that was ever resident, in megabytes."""
        return self._status("VmHWM")

    def _status(self, field: str) -> float:
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


@contextmanager
def dashboard(published: Path) -> Iterator[Server]:
    """The dashboard as `make run` serves it, on a folder of published files."""
    with _serving(_UVICORN, "--port={}", published) as server:
        yield server


@contextmanager
def plain_streamlit(script: Path, published: Path, folder: Path = REPOSITORY) -> Iterator[Server]:
    """A script as `streamlit run` serves it, with the settings in `folder`/.streamlit if there are any."""
    with _serving([*_STREAMLIT, str(script)], "--server.port={}", published, folder) as server:
        yield server


@contextmanager
def _serving(
    command: list[str], port_option: str, published: Path, folder: Path = REPOSITORY
) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, port_option.format(port)],
        cwd=folder,
        env=os.environ | {"PUBLISHED_DIR": str(published)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/_stcore/health", process)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{' '.join(process.args)} ended with status {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(url)
