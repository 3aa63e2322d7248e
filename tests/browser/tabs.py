"""Tabs of a browser that visitors take one after the other.

A new tab compiles nine megabytes of Streamlit's scripts, which is two thirds of what opening a page costs; a
tab that has been there before does not. What a visitor leaves behind (cookies, storage, permissions, further
tabs, size, colours) is cleared away, and each page is loaded anew, as by a link.
"""

from collections import defaultdict
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

CLEAR = "() => { localStorage.clear(); sessionStorage.clear(); }"
_free: WeakKeyDictionary[Browser, dict[frozenset, list["Tab"]]] = WeakKeyDictionary()


class Tab:
    """One window with one tab; a browser of its own as far as a site can tell.

    `settings`: what `Browser.new_context` takes. `trouble` holds what its present visitor's pages complained
    of in the console and what they asked of anyone but `address` and `others`.
    """

    def __init__(self, browser: Browser, settings: dict) -> None:
        self.settings = settings
        self.context: BrowserContext = browser.new_context(reduced_motion="reduce", **settings)
        self.page: Page = self.context.new_page()
        self.address, self.others = "", ()
        self.trouble: list[str] = []
        self._watch()

    def visit(self, address: str, others: tuple[str, ...], trouble: list[str], size: dict) -> None:
        """Give the tab to a visitor of the server at `address`, whose pages may lead to `others`, too."""
        self.address, self.others, self.trouble = address, others, trouble
        self.page.set_viewport_size(size)

    def leave(self) -> None:
        """Clear away what the visitor left. Raises Playwright's Error where the tab is beyond that."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        address, self.address, self.trouble = self.address, "", []
        self.page.goto(f"{address}/_stcore/health")  # of the same site: the tab keeps its process
        self.page.evaluate(CLEAR)
        self.page.emulate_media(media="null", color_scheme=self.settings.get("color_scheme", "light"))
        self.context.clear_cookies()
        self.context.clear_permissions()

    def _watch(self) -> None:
        page = self.page
        page.on("console", self._on_console)
        page.on("request", self._on_request)
        page.on("websocket", self._on_request)
        page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))

    def _is_ours(self) -> bool:  # what a page of others asks for or complains of is theirs
        return bool(self.address) and not (self.others and self.page.url.startswith(self.others))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and self._is_ours():
            self.trouble.append(f"console: {message.text} ({message.location['url']})")

    def _on_request(self, request: Request) -> None:
        sockets = self.address.replace("http", "ws", 1)
        known = (self.address, *self.others, sockets, "data:", "blob:")
        if self._is_ours() and not request.url.startswith(known):
            self.trouble.append(f"request: {request.url}")


def take(browser: Browser, settings: dict) -> Tab:
    """A tab with these settings that nobody has, or a new one."""
    free = _free.setdefault(browser, defaultdict(list))[_kind(settings)]
    return free.pop() if free else Tab(browser, settings)


def give_back(browser: Browser, tab: Tab) -> None:
    """Keep a tab for the next who takes one like it; one that cannot be cleared is closed."""
    try:
        tab.leave()
    except Error:
        tab.context.close()
    else:
        _free[browser][_kind(tab.settings)].append(tab)


def _kind(settings: dict) -> frozenset:
    return frozenset((name, repr(value)) for name, value in settings.items())
