"""A real browser on a real server, which serves what a build makes of the repository's own data and of the
invented reports, whose documents are at hand.

One server and one browser for the session; one published file for all workers. After each test its page is
held to account: no console error, and no request to anywhere but 127.0.0.1.
"""

import fcntl
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest import mock

import pytest
import uvicorn.main
from playwright.sync_api import Browser, sync_playwright

from dashboard.data.store import POINTER, open_published
from tests.browser.dashboard import Dashboard
from tests.browser.tabs import Tab, give_back, take
from tests.datafolder import invented_reports
from tests.ready import READY

REPOSITORY = Path(__file__).resolve().parent.parent.parent
BROWSERS = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# No page lives so long that better machine code would pay; what was compiled is kept for the next page.
FLAGS += ["--js-flags=--no-opt --no-maglev --no-flush-bytecode --min-semi-space-size=16"]
# With each window Chromium loads two pages of its own for suggestions below the address: a second of the
# processor. The list takes the place of Playwright's, so what matters of that is here, too:
# pages that leave for HTTPS, questions to servers of the maker, waits at the end of a page and of a window.
FLAGS += [
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,AvoidCorsURLLoaderRestartOnRedirect,ThirdPartyStoragePartitioning,"
    "MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,LensOverlay,"
    "PaintHolding,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose"
]
# A name that leads to this machine without being one of its own.
FLAGS += ["--host-resolver-rules=MAP rebound.example 127.0.0.1"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chrome as named by CHROME, else an installed one, else Playwright's own."""
    path = os.environ.get("CHROME") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def published_folder(run_folder) -> Path:
    """What `python -m etl build` makes of data/ together with the invented reports and their documents."""
    place = run_folder / "served"
    with (run_folder / "served.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first worker makes it
        if not (place / "published" / POINTER).exists():
            folders = invented_reports(place, beside=REPOSITORY / "data")
            named = {f"{name.upper()}_DIR": str(path) for name, path in vars(folders).items()}
            command = [sys.executable, "-m", "etl", "build"]
            subprocess.run(command, cwd=REPOSITORY, env=os.environ | named, check=True)
    return place / "published"


@pytest.fixture(scope="session")
def database(published_folder):
    """The published database, to check what pages show against."""
    return open_published(published_folder)


@pytest.fixture(scope="session")
def server(published_folder) -> Iterator[str]:
    with serving(published_folder) as address:
        yield address


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    log: Path | None = None,
    anew: bool = False,
    **environment: str,
) -> Iterator[str]:
    """Serve a folder of published files as `make run` does; gives the address.

    `environment` is added to that of the test; what the server says goes to `log`. `anew`: in a Python of its
    own, to which the environment says what to load.
    """
    port = port or free_port()
    known = os.environ | {"PUBLISHED_DIR": str(folder)} | environment
    context = multiprocessing.get_context("spawn") if anew else READY
    process = context.Process(target=_serve, args=(host, port, known, log), daemon=True)
    with mock.patch.dict(os.environ, known):
        process.start()
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.join(20)
        assert process.exitcode is not None, "the server does not end"


def _serve(host: str, port: int, environment: dict[str, str], log: Path | None) -> None:
    """Be the server, in a process of its own that has no other environment."""
    os.environ.clear()
    os.environ.update(environment)
    if log:
        with log.open("ab") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
    quiet = ["--log-level", "warning", "--no-access-log"]
    uvicorn.main.main(["dashboard.serving.server:app", "--host", host, "--port", str(port), *quiet])


def _wait_for(url: str, process: BaseProcess, seconds: float = 240) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.exitcode is not None:
            raise RuntimeError(f"The server ended with status {process.exitcode}")
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture
def visit(browser, server) -> Iterator:
    """Open a path of the dashboard: visit("enforcement?tab=趋势", width=1440) -> Dashboard."""
    with visits(browser, server) as go:
        yield go


@contextmanager
def visits(browser: Browser, address: str, *others: str) -> Iterator:
    """As the fixture `visit`, for any server; checks console and requests at the end.

    Each visit is a visitor's own: none sees another's cookies. `others` are addresses that the pages may lead
    to, too.
    """
    tabs: list[Tab] = []
    trouble: list[str] = []

    def go(
        path: str = "",
        width: int = 1440,
        height: int = 900,
        cookies: Sequence[dict] = (),
        **settings,
    ) -> Dashboard:
        tab = take(browser, settings)
        tabs.append(tab)
        tab.context.add_cookies(cookies)
        tab.visit(address, others, trouble, {"width": width, "height": height})
        dashboard = Dashboard(tab.page, address)
        dashboard.open(path)
        return dashboard

    yield go
    for tab in tabs:
        give_back(browser, tab)
    assert trouble == []
