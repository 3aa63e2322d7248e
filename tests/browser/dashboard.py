"""The dashboard as a visitor has it in a browser."""

import os
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Locator, Page, expect

SCREENSHOTS = Path(__file__).parent / "screenshots"

READY = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const running = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
    const own = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')];
    return main && main.querySelector('h1, [data-testid=stAlert]') && running !== 'running'
        && !document.querySelector('[data-testid=stSkeleton]')
        && charts.every(chart => chart.querySelector('.main-svg'))
        && own.every(one => one.shadowRoot?.querySelector('.row, table'));
}"""
# That has been so for a while: the script of a page starts some moments after the click that it answers.
AT_REST = f"""asked => {{
    if (window.ecAsked !== asked || !({READY})()) {{
        window.ecAsked = asked;
        window.ecSince = performance.now();
    }}
    return performance.now() - window.ecSince >= 300;
}}"""
MARKS = """() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].map(own =>
    [...own.shadowRoot.querySelectorAll('.bars .row')].map(row => ({
        name: row.querySelector('.name').textContent, value: Number(row.dataset.value),
        text: row.querySelector('.label').textContent, ids: row.dataset.ids}))
).filter(rows => rows.length)"""


class Dashboard:
    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.asked = 0  # how often it was waited for

    def open(self, path: str = "") -> None:
        self.page.goto(f"{self.address}/{path}")
        self.ready()

    def ready(self) -> None:
        """Wait until the page has come to rest."""
        self.asked += 1
        # Asked for by the clock: a question at each frame has a frame drawn for each question.
        self.page.wait_for_function(AT_REST, arg=self.asked, timeout=60_000, polling=50)

    def reload(self) -> None:
        self.page.reload()
        self.ready()

    @property
    def text(self) -> str:
        return self.page.locator("[data-testid=stMain]").inner_text()

    @property
    def selection(self) -> str:
        """The line below the title that says what is selected."""
        return self.page.locator("[data-testid=stMain] [data-testid=stCaptionContainer]").first.inner_text()

    def wait_for_selection(self, words: str) -> None:
        """Wait until the line says so: a choice that the server answers with another takes two runs."""
        line = self.page.locator("[data-testid=stMain] [data-testid=stCaptionContainer]").first
        expect(line).to_have_text(words, timeout=30_000)

    @property
    def url(self) -> str:
        return unquote(self.page.url)

    def go_to(self, title: str) -> None:
        """Follow the navigation to another page."""
        self.page.get_by_role("link", name=title, exact=True).click()
        self.page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
        self.ready()

    def choose(self, label: str, *options: str) -> None:
        """Choose options of a select box or multiselect of the filter bar or page, by typing them."""
        for option in options:
            box = self.page.get_by_role("combobox", name=label).first
            box.click()
            box.fill(option)
            self.page.get_by_role("option", name=option, exact=True).click()
            self.page.keyboard.press("Escape")
            self.ready()

    def click(self, text: str) -> None:
        self.page.get_by_text(text, exact=True).first.click()
        self.ready()

    def marks(self) -> list[list[dict]]:
        """What each bar chart draws: per mark its name, value, label and figure ids."""
        return self.page.evaluate(MARKS)

    def click_mark(self, position: int = 0) -> Locator:
        """Click a row of the first bars; gives the panel that opens."""
        self.page.locator(".bars .row").nth(position).click()
        return self.panel()

    def click_row(self, position: int = 0) -> Locator:
        """Choose a row of the first table; gives the panel that opens."""
        self._click_box(self.page.locator("[data-testid=stDataFrame]").first, position)
        return self.panel()

    def click_row_of(self, alt: str, position: int) -> None:
        """Choose a row of the table that is read out as `alt`, wherever it leads."""
        table = self.page.locator("[data-testid=stDataFrame]", has=self.page.get_by_label(alt)).first
        self._click_box(table, position)

    def _click_box(self, table: Locator, position: int) -> None:
        """Click the box at the left of a row: the table is a canvas without elements."""
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        self.page.mouse.click(box["x"] + 16, box["y"] + 35 * (position + 1) + 17)

    def choose_row_by_keyboard(self, position: int) -> Locator:
        """Choose a row of the first table with arrow keys; gives the panel that opens."""
        self.page.locator("[data-testid=stDataFrame] canvas").first.focus()
        for _ in range(position):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Shift+Space")
        return self.panel()

    def click_last_table(self, position: int) -> None:
        """Choose a row of the last table on the page."""
        table = self.page.locator("[data-testid=stDataFrame]").last
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        self.page.mouse.click(box["x"] + 16, box["y"] + 35 * (position + 1) + 17)
        self.ready()

    def panel(self) -> Locator:
        panel = self.page.get_by_role("dialog")
        panel.get_by_text("数字编号").last.wait_for()  # the last line of the panel
        self.ready()
        return panel

    def close_panel(self) -> None:
        self.page.keyboard.press("Escape")
        self.page.get_by_role("dialog").wait_for(state="detached")
        self.ready()

    def scrolls_sideways(self) -> bool:
        """Can the window, or the page within it, be pushed sideways?"""
        return self.page.evaluate(
            """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
                .some(one => one && one.scrollWidth > one.clientWidth + 1)"""
        )

    def screenshot(self, name: str) -> None:
        keep_picture(self.page, name)


def keep_picture(page: Page, name: str) -> None:
    """A picture for whoever asks by SCREENSHOTS: no test needs it, and to paint it is dear."""
    if os.environ.get("SCREENSHOTS"):
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")
