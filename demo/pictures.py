"""`python -m demo.pictures`: the README's pictures, drawn from the demo into docs/. For developers: it drives
the browser with Playwright, as the tests do."""

import argparse
import io
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
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from dashboard.shot import READY
from demo.run import REPOSITORY, Demo, make

SIZE = {"width": 1440, "height": 900}
MOST_BYTES = 200_000
COLOURS = (256, 128, 64, 32)  # of the palette, fewer until the file is small enough
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SETTLE = 800  # milliseconds for fonts and the last layout


@dataclass(frozen=True)
class Shot:
    """One picture: a page with its choices; `opens`: what is clicked before."""

    name: str
    page: str
    choices: dict[str, str | list[str]]
    opens: str = ""


CITIES = {"level": "市级", "trade": "应急管理"}
BUREAUS = ["望湖市应急管理局", "云泽市应急管理局", "鹿鸣市应急管理局"]
SHOTS = (
    Shot("overview", "overview", {}),
    Shot("comparison", "enforcement", CITIES | {"indicator": "罚没金额", "year": "2024年"}),
    Shot("trend", "enforcement", CITIES | {"indicator": "行政处罚案件数", "tab": "趋势"}),
    Shot("regions", "regions", {"at": "岚江省", "indicator": "行政处罚案件数", "measure": "中位数"}),
    Shot("agencies", "compare", {"with": BUREAUS}),
    Shot("figure", "enforcement", CITIES | {"indicator": "行政处罚案件数"}, ".bars .row"),
)


def draw(demo: Demo, folder: Path, browser: str) -> None:
    """Write all pictures into `folder`."""
    folder.mkdir(exist_ok=True)
    with serving(demo) as address, sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = window.new_page(viewport=SIZE, color_scheme="light", locale="zh-CN")
        for shot in SHOTS:
            target = folder / f"{shot.name}.png"
            target.write_bytes(small(taken(page, address, shot)))
            print(f"{target}（{target.stat().st_size // 1000} KB）")
        window.close()


def taken(page: Page, address: str, shot: Shot) -> bytes:
    """The page at rest, as a PNG."""
    page.goto(f"{address}/{shot.page}?{urlencode(shot.choices, doseq=True)}")
    _rest(page)
    if shot.opens:
        page.locator(shot.opens).first.click()
        page.get_by_role("dialog").wait_for()
        _rest(page)
    return page.screenshot()


def _rest(page: Page) -> None:
    page.wait_for_function(READY, timeout=60_000)
    page.wait_for_timeout(SETTLE)
    page.wait_for_function(READY, timeout=60_000)


def small(content: bytes) -> bytes:
    """The picture with as many colours as fit into MOST_BYTES. ValueError where no number of them does."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    for colours in COLOURS:
        buffer = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        if buffer.tell() <= MOST_BYTES:
            return buffer.getvalue()
    raise ValueError(f"a picture of {picture.size} does not fit into {MOST_BYTES} bytes")


@contextmanager
def serving(demo: Demo) -> Iterator[str]:
    """The demo's dashboard on a free port, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "dashboard.serving.server:app", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--log-level", "error", "--no-access-log"], cwd=REPOSITORY, env=demo.environment
    )
    try:
        _answering(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answering(url: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("服务没有启动")


def main() -> int:
    """Bring the demo up to date and draw the pictures."""
    parser = argparse.ArgumentParser(prog="python -m demo.pictures", description="画出 README 的图片")
    parser.add_argument("--folder", type=Path, default=Path("data/demo"), help="演示数据的文件夹")
    parser.add_argument("--out", type=Path, default=Path("docs"), help="写到哪个文件夹，默认 docs")
    asked = parser.parse_args()
    demo = Demo(asked.folder)
    make(demo, os.cpu_count() or 1)
    draw(demo, asked.out, Path(".venv/browser").read_text(encoding="utf-8").strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
