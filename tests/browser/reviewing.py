"""A reviewer at the page 审核: keys pressed, what the pane shows."""

from tests.browser.dashboard import Dashboard

SETTLED = "() => !document.querySelector('.ec-review')?.pane.outbox.asks.length"
SELECT = """([words]) => {
    const pane = document.querySelector('.ec-review .document');
    const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return true;
    }
    return false;
}"""


class Reviewer:
    def __init__(self, dashboard: Dashboard) -> None:
        self.dashboard, self.page = dashboard, dashboard.page
        self.page.locator(".ec-review .filters").wait_for()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait until all that was asked has been answered."""
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_function(SETTLED, timeout=30_000)
        self.page.wait_for_timeout(50)

    def show(self, list_name: str) -> None:
        """Choose one of the lists: 待核对, 已核对, 非数据, 全部, 记录."""
        self.page.get_by_role("tab", name=list_name).click()

    def select(self, words: str) -> None:
        """Select these words of the document (as far as they lie in one piece of it)."""
        assert self.page.evaluate(SELECT, [words]), words

    def fill(self, **fields: str) -> None:
        """Fill in fields of the form by name, then save with Enter."""
        for name, value in fields.items():
            box = self.page.locator(f".ec-review form [name={name}]")
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        self.page.locator(".ec-review form [name=label]").press("Enter")
        self.settle()

    @property
    def chosen(self) -> str:
        """The numeral at hand, as printed."""
        return self.page.locator(".ec-review .card .big").inner_text()

    @property
    def card(self) -> str:
        return self.page.locator(".ec-review .card").inner_text()

    @property
    def notice(self) -> str:
        return self.page.locator(".ec-review .notice").inner_text()

    @property
    def ticked(self) -> int:
        """How many rows of the list are ticked."""
        return self.page.locator(".ec-review .row [aria-checked=true]").count()

    @property
    def counts(self) -> dict[str, int]:
        """How many there are in each list."""
        tabs = self.page.locator(".ec-review [role=tab]").all_inner_texts()
        return {name: int(number) for name, *numbers in (tab.split() for tab in tabs) for number in numbers}

    def choose(self, printed: str) -> None:
        """Click a numeral in the document."""
        self.page.locator(".ec-review .document mark", has_text=printed).first.click()
        self.settle()
