"""Streamlit's scripts travel compressed, and everything else is left as it was."""

import asyncio
import contextlib
import gzip
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont

from dashboard.serving.compression import SMALLER, STATIC, CompressedAssets, streamlits_own
from dashboard.serving.smaller import drawn_icons, named_icons
from tests.dashboard import asgi

SCRIPT = b"export const greeting = 'hello';\n" * 200


NOWHERE = Path("no-such-folder")


def assets(server, smaller=NOWHERE):
    """As the dashboard has it, over a server that has these files."""
    files = ("js/index.js", "media/font.woff2", "js/tiny.js", "js/gone.js", "a.js")
    return CompressedAssets(server, {f"/static/{file}" for file in files}, smaller=smaller)


class Server:
    """A bare ASGI application that counts how often it was asked."""

    def __init__(self, body=SCRIPT, content_type=b"text/javascript", status=200):
        self.body, self.content_type, self.status = body, content_type, status
        self.asked = 0

    async def __call__(self, scope, receive, send):
        self.asked += 1
        headers = [(b"content-type", self.content_type), (b"content-length", b"%d" % len(self.body))]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        half = len(self.body) // 2
        await send({"type": "http.response.body", "body": self.body[:half], "more_body": True})
        await send({"type": "http.response.body", "body": self.body[half:]})


def get(app, path="/static/js/index.js", accept="gzip, deflate, br", **extra):
    """Status, headers and body that a browser would receive for `path`."""
    return asgi.get(app, path, accept_encoding=accept, **extra)


def test_a_script_arrives_compressed_and_whole():
    status, headers, body = get(assets(Server()))
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(body) < len(SCRIPT)
    assert gzip.decompress(body) == SCRIPT
    assert "accept-encoding" in headers["vary"].lower()


@pytest.fixture
def made(tmp_path):
    """A folder of smaller files, as it was made when Streamlit was installed."""
    for file, content in {"js/index.js.br": b"at its best", "media/font.woff2": b"two icons"}.items():
        place = tmp_path / "static" / file
        place.parent.mkdir(parents=True)
        place.write_bytes(content)
    return tmp_path


def test_what_was_compressed_beforehand_goes_to_browsers_that_take_it(made):
    app = assets(Server(), made)
    _, headers, body = get(app)
    assert (headers["content-encoding"], headers["content-length"], body) == ("br", "11", b"at its best")
    for accept in ("gzip", "gzip, vbr", "gzip;q=1.0, deflate"):
        assert get(app, accept=accept)[1]["content-encoding"] == "gzip"
    assert get(app)[2] == b"at its best", "one browser's answer is not another's"


def test_a_font_with_fewer_icons_is_not_kept_for_a_year_as_if_it_were_whole(made):
    class Streamlit(Server):
        async def __call__(self, scope, receive, send):
            async def lasting(message):
                if message["type"] == "http.response.start":
                    said = [(b"cache-control", b"immutable, max-age=31536000"), (b"etag", b"1")]
                    message["headers"] += said
                await send(message)

            await super().__call__(scope, receive, lasting)

    _, headers, body = get(assets(Streamlit(content_type=b"font/woff2"), made), "/static/media/font.woff2")
    assert body == b"two icons" and headers["content-length"] == "9" and "etag" not in headers
    assert headers["cache-control"] == "public, max-age=3600" and "content-encoding" not in headers


def test_a_missing_file_is_missing_whatever_was_made_of_it(made):
    assert get(assets(Server(status=404), made))[0] == 404


def test_setup_has_made_the_files_of_this_streamlit_smaller():
    for whole in (STATIC / "static/js").glob("PlotlyChart.*.js"):
        file = SMALLER / whole.relative_to(STATIC).with_suffix(".js.br")
        assert file.is_file(), "run python -m dashboard.serving.smaller, as tools/setup does"
        assert brotli.decompress(file.read_bytes()) == whole.read_bytes()


def test_every_icon_that_streamlit_or_a_page_names_is_in_the_smaller_font():
    (font,) = (SMALLER / "static/media").glob("MaterialSymbols*")
    here, whole = (set(drawn_icons(TTFont(one))) for one in (font, STATIC / font.relative_to(SMALLER)))
    assert named_icons() & whole <= here, "run python -m dashboard.serving.smaller, as tools/setup does"
    assert {"expand_more", "keyboard_double_arrow_left"} <= here and len(here) < len(whole) / 10


def test_a_script_is_compressed_once_for_all_visitors():
    server = Server()
    app = assets(server)
    first, second = get(app), get(app)
    assert first == second
    assert server.asked == 1


@pytest.mark.parametrize(
    "server, path, accept",
    [
        (Server(), "/static/js/index.js", "identity"),
        (Server(), "/_stcore/health", "gzip"),
        (Server(content_type=b"font/woff2"), "/static/media/font.woff2", "gzip"),
        (Server(body=b"tiny"), "/static/js/tiny.js", "gzip"),
        (Server(status=404), "/static/js/gone.js", "gzip"),
    ],
    ids=["browser without gzip", "not a script", "already compressed", "too small", "missing file"],
)
def test_what_should_not_be_compressed_passes_unchanged(server, path, accept):
    status, headers, body = get(assets(server), path, accept)
    assert (status, body) == (server.status, server.body)
    assert "content-encoding" not in headers


def test_a_partial_request_is_left_to_streamlit():
    server = Server()
    _, headers, body = get(assets(server), range="bytes=0-9")
    assert "content-encoding" not in headers
    assert body == SCRIPT


def ask_together(app, count: int, leaves: int = 0) -> list[bytes]:
    """Bodies for visitors who ask for one script at the same time, of whom the first `leaves` go away."""

    async def one() -> bytes:
        return (await asgi.asked(app, "/static/a.js", accept_encoding="gzip"))[2]

    async def all_of_them() -> list[bytes]:
        tasks = [asyncio.create_task(one()) for _ in range(count)]
        await asyncio.sleep(0)
        for task in tasks[:leaves]:
            task.cancel()
        return await asyncio.gather(*tasks[leaves:])

    return asyncio.run(all_of_them())


def test_visitors_who_ask_at_the_same_time_share_one_answer():
    server = Server()
    bodies = ask_together(assets(server), 5)
    assert server.asked == 1 and {gzip.decompress(body) for body in bodies} == {SCRIPT}


def test_a_visitor_who_leaves_takes_the_answer_from_nobody():
    bodies = ask_together(assets(Server()), 3, leaves=1)
    assert [gzip.decompress(body) for body in bodies] == [SCRIPT] * 2


def test_half_a_file_is_never_kept_because_the_first_visitor_left():
    class StopsInTheMiddle(Server):
        """As Streamlit's own: sends no more to a visitor who has left."""

        async def __call__(self, scope, receive, send):
            async def unless_gone(message):
                said = {"type": ""}
                with contextlib.suppress(TimeoutError):
                    said = await asyncio.wait_for(receive(), 0.01)
                if said["type"] != "http.disconnect":
                    await send(message)

            await super().__call__(scope, receive, unless_gone)

    async def leaves_at_once(app):
        messages = [{"type": "http.request"}]

        async def receive():
            return messages.pop() if messages else {"type": "http.disconnect"}

        async def send(message):
            pass

        headers = [(b"accept-encoding", b"gzip")]
        scope = {"type": "http", "method": "GET", "path": "/static/a.js", "headers": headers}
        await app(scope, receive, send)

    async def one_after_the_other():
        app = assets(StopsInTheMiddle())
        await leaves_at_once(app)
        return (await asgi.asked(app, "/static/a.js", accept_encoding="gzip"))[2]

    assert gzip.decompress(asyncio.run(one_after_the_other())) == SCRIPT


def test_a_small_file_is_kept_too_and_a_missing_one_is_asked_for_again():
    for server, asked in ((Server(body=b"tiny"), 1), (Server(status=404), 2)):
        app = assets(server)
        assert get(app) == get(app) and server.asked == asked


def test_a_cookie_of_one_visitor_is_not_kept_for_others():
    class WithCookie(Server):
        async def __call__(self, scope, receive, send):
            async def also(message):
                if message["type"] == "http.response.start":
                    message["headers"].append((b"set-cookie", b"session=secret"))
                await send(message)

            await super().__call__(scope, receive, also)

    assert "set-cookie" not in get(assets(WithCookie()))[1]


def test_addresses_of_no_file_are_not_there_and_nothing_is_kept_for_them():
    server = Server()
    app = assets(server)
    for number in range(50):
        assert get(app, f"/static/{number}")[0] == 404
    assert server.asked == 0 and not app.answers


def test_the_files_that_are_there_are_streamlits_own():
    files = streamlits_own()
    assert any(file.startswith("/static/js/index.") for file in files)
    assert all("//" not in file and ".." not in file for file in files)
