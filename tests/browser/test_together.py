"""What the server says within a moment is handed to Streamlit's client in one go, whole and in order."""

from pathlib import Path

import pytest

from dashboard.serving import entry

SCRIPT = Path(entry.__file__).with_name("together.js").read_text(encoding="utf-8")
# Another socket in place of the browser's: `say` stands for the server.
SOCKET = """
window.WebSocket = class {
  heard = {};
  addEventListener(type, listener) { (this.heard[type] ??= []).push(listener); }
  say(...bytes) { this.tell("message", {data: new Uint8Array(bytes).buffer}); }
  tell(type, event) { for (const listener of this.heard[type] ?? []) listener(event); }
};
"""
CLIENT = """
window.socket = new WebSocket("ws://nowhere.example");
window.got = [];
let task = 0;
socket.addEventListener("message", (message) => {
  if (!task) { task = got.push([]); queueMicrotask(() => { task = 0; }); }
  const first = new Uint8Array(message.data)[0];
  got.at(-1).push(first);
  if (first === 9) throw Error("of one message");
});
"""
ENDED = "socket.say(0x4a, 0)"


@pytest.fixture
def page(browser):
    page = browser.new_page()
    for script in (SOCKET, SCRIPT, CLIENT):
        page.add_script_tag(content=script)
    yield page
    page.close()


def test_messages_of_a_moment_come_in_one_go_and_in_order(page):
    assert page.evaluate("for (const one of [1, 2, 3]) socket.say(one, 0, 0); [...got]") == []
    page.wait_for_function("got.length")
    assert page.evaluate("got") == [[1, 2, 3]]
    page.evaluate("socket.say(4)")
    page.wait_for_function("got.length === 2")


def test_the_end_of_the_script_hands_over_at_once_what_it_said(page):
    assert page.evaluate(f"socket.say(1); {ENDED}; got") == [[1, 0x4A]]
    assert page.evaluate(f"socket.say(0x4a, 2, 0x10, 1); const before = [...got]; {ENDED}; before") == [
        [1, 0x4A]
    ], "a longer message is no end, whatever it begins with: this one says that a script runs"


def test_nothing_said_before_the_line_ends_is_lost_nor_by_one_bad_message(page):
    assert page.evaluate("socket.say(9); socket.say(2); socket.tell('close', {}); got") == [[9, 2]]


def test_streamlit_says_last_of_all_that_no_script_runs(browser, server):
    heard = []
    page = browser.new_page()
    page.on("websocket", lambda line: line.on("framereceived", lambda said: heard.append(said)))
    page.goto(server)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] h1")
    page.close()
    assert heard[-1] == bytes([0x4A, 0])
    assert heard.count(heard[-1]) == 1


def test_the_page_hears_the_server_through_it(visit):
    assert SCRIPT in visit().page.content()
