"""Streamlit's scripts travel compressed, and everything else is left as it was."""

import asyncio
import gzip

import pytest

from dashboard.compression import CompressedAssets

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


def get(app, path="/static/js/index.js", accept=b"gzip, deflate, br", **extra):
    """Status, headers and body that a browser would receive for `path`."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"accept-encoding", accept)] + [(k.encode(), v) for k, v in extra.items()]
    asyncio.run(app({"type": "http", "method": "GET", "path": path, "headers": headers}, receive, send))
    body = b"".join(m.get("body", b"") for m in sent[1:])
    return sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}, body


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
        (Server(), "/static/js/index.js", b"identity"),
        (Server(), "/_stcore/health", b"gzip"),
        (Server(content_type=b"font/woff2"), "/static/media/font.woff2", b"gzip"),
        (Server(body=b"tiny"), "/static/js/tiny.js", b"gzip"),
        (Server(status=404), "/static/js/gone.js", b"gzip"),
    ],
    ids=["browser without gzip", "not a script", "already compressed", "too small", "missing file"],
)
def test_what_should_not_be_compressed_passes_unchanged(server, path, accept):
    status, headers, body = get(CompressedAssets(server), path, accept)
    assert (status, body) == (server.status, server.body)
    assert "content-encoding" not in headers


def test_a_partial_request_is_left_to_streamlit():
    server = Server()
    _, headers, body = get(CompressedAssets(server), range=b"bytes=0-9")
    assert "content-encoding" not in headers
    assert body == SCRIPT
