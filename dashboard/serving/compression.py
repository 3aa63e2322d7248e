"""Keeps Streamlit's own files in memory, its scripts compressed: 9.3 MB plain, a quarter of that with gzip.

Streamlit leaves its static files uncompressed because a general middleware would compress them anew for each
visitor, and looks each up on disk for each. They never change while the server runs, so that is done once;
what takes long (Brotli, the icon font) was done when they were installed, by `smaller.py`.
"""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit
from starlette.datastructures import Headers, MutableHeaders

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
Answer = tuple[Message, bytes]  # what starts a response, and its whole body

STATIC = Path(streamlit.__file__).parent / "static"
SMALLER = STATIC.with_name("static.smaller")  # what smaller.py has made of some of them, under the same names
COMPRESSIBLE = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/wasm")
LEAST_SIZE = 1_000


class CompressedAssets:
    """ASGI middleware: answers `GET /static/…` from memory after the first time, compressed if that helps.

    `files` are the addresses that exist; no other is kept, or there at all: Streamlit would answer any with
    its first page.
    """

    def __init__(
        self,
        app: App,
        files: Collection[str] | None = None,
        prefix: str = "/static/",
        smaller: Path = SMALLER,
    ) -> None:
        self.app = app
        self.prefix = prefix
        self.files = streamlits_own() if files is None else files
        self.smaller = smaller
        self.answers: dict[tuple[str, bool], asyncio.Future[Answer]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        if path.startswith(self.prefix) and path not in self.files:
            await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
            return
        if not self._wants_compressed(scope):
            await self.app(scope, receive, send)
            return
        key = path, takes(scope, "br")
        if key not in self.answers:  # those who ask meanwhile wait for the same answer
            self.answers[key] = asyncio.ensure_future(self._answer(scope))
        try:
            start, body = await asyncio.shield(self.answers[key])  # one who leaves takes it from no other
        except Exception:
            self.answers.pop(key, None)
            raise
        if start["status"] != 200:
            self.answers.pop(key, None)
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def _wants_compressed(self, scope: Message) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self.prefix):
            return False
        headers = Headers(scope=scope)
        conditional = any(name in headers for name in ("range", "if-none-match", "if-modified-since"))
        return takes(scope, "gzip") and not conditional

    async def _answer(self, scope: Message) -> Answer:
        start, body = await plain_response(self.app, scope)
        start["headers"] = [
            pair for pair in start["headers"] if pair[0] != b"set-cookie"
        ]  # one visitor's own
        if start["status"] != 200:
            return start, body
        made = self.smaller / scope["path"].removeprefix("/")
        if made.is_file():
            body = made.read_bytes()
            return {**start, "headers": _headers_of_part(start, len(body))}, body
        brotli = made.with_name(f"{made.name}.br")
        if takes(scope, "br") and brotli.is_file():
            body = brotli.read_bytes()
            return {**start, "headers": _compressed_headers(start, "br", len(body))}, body
        if not _worth_compressing(start, body):
            return start, body
        body = await asyncio.to_thread(gzip.compress, body, 9)
        return {**start, "headers": _compressed_headers(start, "gzip", len(body))}, body


@cache
def streamlits_own() -> frozenset[str]:
    """The addresses of Streamlit's static files."""
    files = (STATIC / "static").rglob("*")
    return frozenset(f"/{file.relative_to(STATIC).as_posix()}" for file in files if file.is_file())


async def plain_response(app: App, scope: Message) -> Answer:
    """Let `app` answer in full: uncompressed, without zero-copy, and not that the browser's copy holds.

    It is not told when the visitor leaves: it would stop in the middle, and half a file would be kept.
    """
    start: Message = {}
    parts: list[bytes] = []
    asked = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return asked.pop() if asked else await asyncio.Future()

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    left_out = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    headers = [pair for pair in scope["headers"] if pair[0] not in left_out]
    await app({**scope, "headers": headers, "extensions": {}}, receive, collect)
    return start, b"".join(parts)


def takes(scope: Message, coding: str) -> bool:
    """Does the browser take content so coded?"""
    named = Headers(scope=scope).get("accept-encoding", "").split(",")
    return coding in (one.partition(";")[0].strip() for one in named)


def _worth_compressing(start: Message, body: bytes) -> bool:
    headers = Headers(raw=start["headers"])
    kind = headers.get("content-type", "")
    return len(body) >= LEAST_SIZE and "content-encoding" not in headers and kind.startswith(COMPRESSIBLE)


def _headers_of_part(start: Message, length: int) -> list[tuple[bytes, bytes]]:
    """Of a file of which only what the program needs is left: after its next version that may be more."""
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-length"] = str(length)
    headers["cache-control"] = "public, max-age=3600"
    for name in ("etag", "last-modified"):  # they are of the whole
        del headers[name]
    return headers.raw


def _compressed_headers(start: Message, coding: str, length: int) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-encoding"] = coding
    headers["content-length"] = str(length)
    headers.add_vary_header("accept-encoding")
    if "etag" in headers:  # another representation needs another tag
        headers["etag"] = f"W/{headers['etag'].removeprefix('W/')}"
    return headers.raw
