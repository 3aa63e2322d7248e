"""A visitor with a clock: how long until a page, or the answer to a click, stands on the screen.

The clock runs inside the page (performance.now() at each frame), so that the driver's own round trips do
not count. A page is ready when the script has ended, every chart is drawn and nothing is a placeholder, and
it stays so: a second run of the script starts the wait anew.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BROWSERS = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
CALM = 500  # milliseconds without a change of state, after which the page counts as at rest
TIMEOUT = 60_000
_CLOCK = """
window.bench = {since: null, asked: 0};
const ready = () => {
    const app = document.querySelector('[data-testid=stApp]');
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
    const own = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')];
    const tables = [...document.querySelectorAll('[data-testid=stDataFrame]')];
    return !!app && app.dataset.testScriptState === 'notRunning'
        && !!document.querySelector('[data-testid=stMain] h1')
        && !document.querySelector('[data-testid=stSkeleton]')
        && charts.every(chart => chart.querySelector('.main-svg'))
        && tables.every(table => table.querySelector('canvas'))
        && own.every(one => one.shadowRoot?.querySelector('.row, table'))
        && (!window.bench.text
            || document.querySelector('[data-testid=stMain]').textContent.includes(window.bench.text));
};
const look = () => {
    if (!ready()) window.bench.since = null;
    else window.bench.since ??= performance.now();
    requestAnimationFrame(look);
};
requestAnimationFrame(look);
document.addEventListener('pointerdown', () => window.bench.asked = performance.now(), true);
"""
_AT_REST = f"() => window.bench?.since != null && performance.now() - window.bench.since > {CALM}"


@contextmanager
def browser() -> Iterator[Browser]:
    """Chrome as named by CHROME, else an installed one, else Playwright's own."""
    path = os.environ.get("CHROME") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


def new_visitor(running: Browser) -> BrowserContext:
    """A visitor who has nothing in the cache."""
    context = running.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(_CLOCK)
    return context


def load(context: BrowserContext, url: str) -> tuple[float, Page]:
    """Milliseconds from asking for `url` to being ready, and the open page."""
    page = context.new_page()
    return go(page, url), page


def go(page: Page, url: str) -> float:
    """Milliseconds from asking for `url` in a tab that is open, until it is ready."""
    page.goto(url, wait_until="commit", timeout=TIMEOUT)
    _wait(page)
    return page.evaluate("window.bench.since")


def answer(page: Page, act, says: str) -> float:
    """Milliseconds from the press of `act` to a page at rest whose text holds `says`."""
    page.evaluate("says => { window.bench.text = says; window.bench.since = null; }", says)
    act()
    _wait(page)
    return page.evaluate("window.bench.since - window.bench.asked")


def _wait(page: Page) -> None:
    """Raises RuntimeError, with what the page shows, when it does not come to rest."""
    try:
        page.wait_for_function(_AT_REST, timeout=TIMEOUT)
    except PlaywrightTimeout as trouble:
        state = page.evaluate("document.querySelector('[data-testid=stApp]')?.dataset.testScriptState")
        shown = page.inner_text("body")[:500]
        raise RuntimeError(f"{page.url} did not come to rest ({state}); it shows: {shown}") from trouble
