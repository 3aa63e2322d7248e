"""A page as a picture of 1920×1080 or as a PDF, rendered by a browser without window: for slides in bulk.

The server is this dashboard on a free port, unless an address is given. Chromium is driven over its
debugging pipe by choreographer, which kaleido brings along: nothing to install beside the browser.
"""

import asyncio
import base64
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from dashboard.drawing.images import NO_BROWSER, NoBrowser, browser_path

if TYPE_CHECKING:
    from choreographer.browser_async import Tab

WIDTH, HEIGHT = 1920, 1080
PNG, PDF = "png", "pdf"
PAPER = {"paperWidth": 20, "paperHeight": 11.25, "printBackground": True, "preferCSSPageSize": False}
PAPER |= dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0)
READY = """(() => {
    const app = document.querySelector('[data-testid=stApp]');
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
    return !!app && app.dataset.testScriptState === 'notRunning'
        && !!document.querySelector('[data-testid=stMain] h1, [data-testid=stAlert]')
        && !document.querySelector('[data-testid=stSkeleton]')
        && charts.every(chart => chart.querySelector('.main-svg'));
})()"""
SETTLE = 0.8  # seconds for fonts and the last layout
REPOSITORY = Path(__file__).resolve().parent.parent


class ShotFailed(Exception):
    """The page could not be rendered; the message is Chinese and says why."""


def shoot(
    page: str, query: str, out: Path, address: str = "", dark: bool = False, seconds: float = 60
) -> None:
    """Write the picture of `page` (hazards) with `query` (view=briefing&year=2024年) to `out`.

    Raises NoBrowser or ShotFailed.
    """
    (content,) = rendered([(page, query)], PNG, address, dark, seconds)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)


def print_pages(
    views: Sequence[tuple[str, str]], out: Path, address: str = "", dark: bool = False, seconds: float = 60
) -> None:
    """Write a PDF of the pages, each (page, query), as the browser prints them. Raises as `shoot`."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for content in rendered(views, PDF, address, dark, seconds):
        whole.import_pages(pypdfium2.PdfDocument(content))
    out.parent.mkdir(parents=True, exist_ok=True)
    whole.save(out)


def rendered(
    views: Sequence[tuple[str, str]], form: str, address: str, dark: bool, seconds: float
) -> list[bytes]:
    """Each view as the browser shows it, `form` PNG or PDF."""
    if not browser_path():
        raise NoBrowser(NO_BROWSER)
    with nullcontext(address.rstrip("/")) if address else _serving(seconds) as own:
        return [
            asyncio.run(_render(f"{own}/{_path(page, query)}", form, dark, seconds)) for page, query in views
        ]


def _path(page: str, query: str) -> str:
    return quote(page.strip("/")) + (f"?{quote(query.lstrip('?'), safe='=&%+')}" if query else "")


async def _render(url: str, form: str, dark: bool, seconds: float) -> bytes:
    import choreographer

    async with choreographer.Browser(path=browser_path(), headless=True, enable_sandbox=False) as browser:
        tab = await browser.create_tab("about:blank")
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        await _send(tab, "Emulation.setEmulatedMedia", {"features": scheme})
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        await _send(tab, "Emulation.setDeviceMetricsOverride", size)
        await _send(tab, "Page.navigate", {"url": url})
        until = time.monotonic() + seconds
        while not await _ready(tab):
            if time.monotonic() > until:
                raise ShotFailed(f"{seconds:.0f} 秒内没有显示出来：{url}")
            await asyncio.sleep(0.2)
        await asyncio.sleep(SETTLE)
        if form == PDF:  # a page of 16:9, in inches, as the screen shows it
            await _send(tab, "Emulation.setEmulatedMedia", {"media": "screen", "features": scheme})
            taken = await _send(tab, "Page.printToPDF", PAPER)
        else:
            taken = await _send(tab, "Page.captureScreenshot", {"format": "png"})
        return base64.b64decode(taken["data"])


async def _ready(tab: "Tab") -> bool:
    found = await _send(tab, "Runtime.evaluate", {"expression": READY, "returnByValue": True})
    return found["result"].get("value") is True


async def _send(tab: "Tab", command: str, parameters: dict) -> dict:
    answer = await tab.send_command(command, parameters)
    if "error" in answer:
        raise ShotFailed(f"浏览器拒绝了 {command}：{answer['error'].get('message', '')}")
    return answer["result"]


@contextmanager
def _serving(seconds: float) -> Iterator[str]:
    """This dashboard on a free port of this machine, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "dashboard.serving.server:app", "--host", "127.0.0.1"]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=REPOSITORY,
            env={"PUBLIC_ADDRESS": ""} | os.environ,  # the link must not name a port that is gone afterwards
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"{address}/_stcore/health", process, seconds)
            yield address
        except ShotFailed as trouble:
            log.seek(0)
            raise ShotFailed(f"{trouble}\n服务的记录（末尾）：\n{log.read()[-2000:]}") from trouble
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(url: str, process: subprocess.Popen, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ShotFailed(f"服务没有启动（退出状态 {process.returncode}）。")
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise ShotFailed(f"服务在 {seconds:.0f} 秒内没有启动。")
