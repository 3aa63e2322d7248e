"""The page is asked for before Streamlit's client is there: with the client's own question, and only once."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.dashboard import READY

VISITORS = {
    "light, west of Greenwich": {"timezone_id": "America/St_Johns"},
    "dark, in China": {"timezone_id": "Asia/Shanghai", "locale": "zh-CN", "color_scheme": "dark"},
}
# Keeps the page's connections: which of them were made before there was a page to draw
LINES = """
    window.lines = [];
    window.WebSocket = class extends WebSocket {
        constructor(...asked) { super(...asked); this.inHead = !document.body; lines.push(this); }
    };
"""
PATHS = ("", "figures?q=罚款 处罚&year=2024年", "quality#end")


@pytest.fixture
def opened(browser, server):
    """Open a path with these settings; gives the page, how many connections it made and what it asked."""
    contexts = []

    def go(path: str, script: str = "", **settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        lines, asked = [], []
        page.on(
            "websocket",
            lambda line: (lines.append(line), line.on("framesent", lambda message: asked.append(message))),
        )
        if script:
            page.add_init_script(script)
        page.goto(f"{server}/{path}")
        page.wait_for_function(READY, timeout=60_000, polling=100)
        page.wait_for_timeout(200)
        return page, lines, [BackMsg.FromString(message) for message in asked]

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("visitor", VISITORS.values(), ids=VISITORS)
@pytest.mark.parametrize("path", PATHS)
def test_one_connection_and_one_question(opened, visitor, path):
    page, lines, asked = opened(path, LINES, **visitor)
    assert len(lines) == 1 and page.evaluate("lines[0].inHead"), "before any of Streamlit's scripts has run"
    (question,) = asked
    assert question.rerun_script.context_info.timezone == visitor["timezone_id"]
    assert question.rerun_script.context_info.color_scheme == visitor.get("color_scheme", "light")
    assert question.rerun_script.page_name == path.partition("?")[0].partition("#")[0]


def test_where_the_client_asks_something_else_that_is_answered(opened):
    """As another version of it might: the page asked for ahead is made, and the one that was meant then."""
    script = """
        const now = Date.prototype.getTimezoneOffset;
        let asked = 0;
        Date.prototype.getTimezoneOffset = function () { return asked++ ? 60 : now.call(this); };
    """
    page, lines, asked = opened("", script)
    assert len(lines) == 1
    assert [one.rerun_script.context_info.timezone_offset for one in asked] == [0, 60]
    assert page.locator("h1").first.inner_text() == "总览"


def test_a_line_that_breaks_is_made_anew_for_the_same_session(opened):
    page, lines, _ = opened("", LINES)
    page.evaluate("lines[0].close()")
    page.wait_for_function("lines.length === 2 && lines[1].readyState === 1")
    page.get_by_role("radio", name="本机关", exact=True).first.click()
    page.wait_for_url(lambda address: "basis=" in address)
    page.wait_for_function(READY, timeout=60_000, polling=100)
    assert len(lines) == 2


@pytest.mark.parametrize("width, columns", [(390, 1), (1440, 2)])
def test_the_width_of_the_window_says_how_small_charts_are_set(visit, width, columns):
    """Not what the browser calls itself: a narrow window on a desk is as narrow as a phone."""
    page = visit("enforcement?tab=趋势", width=width).page
    starts = page.evaluate(
        """Object.entries(document.querySelector(".js-plotly-plot").layout)
            .filter(([name]) => name.startsWith("xaxis")).map(([, axis]) => axis.domain[0])"""
    )
    assert (len(set(starts)) == 1) == (columns == 1), starts
