"""The dashboard itself, served for guests, killed and started again like everything else."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.chaos.place import Place

ROOT = Path(__file__).resolve().parents[2]


class Dashboard:
    """The server of a place with an address; nothing where it has none."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        if not self.place.address:
            return
        self.place.enter()
        port = self.place.address.rsplit(":", 1)[1]
        command = [sys.executable, "-m", "uvicorn", "dashboard.serving.server:app", "--port", port]
        with (self.place.root / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--log-level", "warning"], cwd=ROOT, env=dict(os.environ), stdout=log, stderr=log
            )

    def kill(self) -> bool:
        """Whether there was one to kill."""
        if self._process is None:
            return False
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process = None
        return True
