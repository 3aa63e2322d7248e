"""Streamlit's scripts travel compressed, and everything else is left as it was."""

import asyncio
import gzip

import pytest

from dashboard.serving.compression import CompressedAssets
from tests.dashboard import asgi

SCRIPT = b"export const greeting = 'hello';\n" * 200


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
    status, headers, body = get(CompressedAssets(Server()))
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(body) < len(SCRIPT)
    assert gzip.decompress(body) == SCRIPT
    assert "accept-encoding" in headers["vary"].lower()


def test_a_script_is_compressed_once_for_all_visitors():
    server = Server()
    app = CompressedAssets(server)
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
    status, headers, body = get(CompressedAssets(server), path, accept)
    assert (status, body) == (server.status, server.body)
    assert "content-encoding" not in headers


def test_a_partial_request_is_left_to_streamlit():
    server = Server()
    _, headers, body = get(CompressedAssets(server), range="bytes=0-9")
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
    bodies = ask_together(CompressedAssets(server), 5)
    assert server.asked == 1 and {gzip.decompress(body) for body in bodies} == {SCRIPT}


def test_a_visitor_who_leaves_takes_the_answer_from_nobody():
    bodies = ask_together(CompressedAssets(Server()), 3, leaves=1)
    assert [gzip.decompress(body) for body in bodies] == [SCRIPT] * 2


def test_a_small_file_is_kept_too_and_a_missing_one_is_asked_for_again():
    for server, asked in ((Server(body=b"tiny"), 1), (Server(status=404), 2)):
        app = CompressedAssets(server)
        assert get(app) == get(app) and server.asked == asked


def test_a_cookie_of_one_visitor_is_not_kept_for_others():
    class WithCookie(Server):
        async def __call__(self, scope, receive, send):
            async def also(message):
                if message["type"] == "http.response.start":
                    message["headers"].append((b"set-cookie", b"session=secret"))
                await send(message)

            await super().__call__(scope, receive, also)

    assert "set-cookie" not in get(CompressedAssets(WithCookie()))[1]
