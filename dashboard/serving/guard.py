"""What stands before Streamlit: refuses what no page of this dashboard asks for, before it costs anything.

- A page of another site gets nothing. Streamlit would ask an outside host for this machine's address, to
  compare, and everyone would wait for the answer.
- Of Streamlit's own addresses only those that the pages use are there: no metrics, no agent API.
- Files are taken from those who may, where a page takes them, in bounds; messages have bounds as well.
- A sign-in that was ended counts no more; cookies that came over TLS go over nothing else.
"""

import os
import re
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.serving.compression import App, Message, Receive, Send
from dashboard.work.signed_out import SIGNED_OUT, SignedOut, is_of_sign_in
from dashboard.work.uploads import UPLOADS, Uploads

MOST_CONNECTIONS = 500  # open pages, of all visitors together
LARGEST_MESSAGE = 1_000_000  # bytes; the fields of a page are some hundreds
SIGN_OUT = "/auth/logout"
_OPEN = re.compile(r"/_stcore/(?:health|host-config|stream|bidi-components/.+)")
_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
_MESSAGES = (
    "rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "deferred_file", "dataframe_chunk",
)  # fmt: skip
_CLOSED = ("/_stcore", "/component/", "/app/static/")


class Guard:
    """ASGI middleware, before all others."""

    def __init__(self, app: App, uploads: Uploads = UPLOADS, signed_out: SignedOut = SIGNED_OUT) -> None:
        self.app = app
        self.uploads = uploads
        self.signed_out = signed_out
        self.connections = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope = _as_addressed(scope)
        if not _from_own_page(scope):
            await _refuse(scope, send, 403, "只能从本系统自己的页面访问")
            return
        scope = self._without_ended_sign_in(scope)
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self._answer(scope, receive, _secured(scope, send))

    async def _connect(self, scope: Message, receive: Receive, send: Send) -> None:
        if self.connections >= MOST_CONNECTIONS:
            await _refuse(scope, send, 503, "同时打开的页面太多")
            return
        self.connections += 1
        try:
            await self.app(scope, _bounded(receive, send), send)
        finally:
            self.connections -= 1

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if upload := _UPLOAD.fullmatch(path):
            await self._take_file(upload["session"], scope, receive, send)
        elif path.startswith(_CLOSED) and not _OPEN.fullmatch(path):
            await _refuse(scope, send, 404, "没有这个地址")
        elif method not in ("GET", "HEAD", "OPTIONS"):
            await _refuse(scope, send, 405, "不支持这种请求")
        else:
            await self.app(scope, receive, send)

    async def _take_file(self, session: str, scope: Message, receive: Receive, send: Send) -> None:
        if scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        if not self.uploads.may(session):
            await _refuse(scope, send, 403, "这里不收文件；请在导入页上传")
            return
        stated = Headers(scope=scope).get("content-length", "")
        if not (stated.isascii() and stated.isdecimal() and len(stated) < 16):
            await _refuse(scope, send, 411, "没有说明文件的大小")
            return
        with self.uploads.room(session, int(stated)) as fits:
            if fits:
                await self.app(scope, receive, send)
            else:
                await _refuse(scope, send, 413, "已上传而未导入的文件太多，请先导入一批再上传")

    def _without_ended_sign_in(self, scope: Message) -> Message:
        """The request as of someone who has signed out, where they have; signing out is noted here."""
        cookies = _cookies(scope)
        if scope["type"] == "http" and scope["path"] == SIGN_OUT:
            self.signed_out.end(cookies)
            return scope  # Streamlit takes the cookies away, and tells the provider
        if not self.signed_out.holds(cookies):
            return scope
        kept = "; ".join(f"{name}={value}" for name, value in cookies.items() if not is_of_sign_in(name))
        others = [pair for pair in scope["headers"] if pair[0] != b"cookie"]
        return {**scope, "headers": [*others, (b"cookie", kept.encode("latin-1"))]}


def _cookies(scope: Message) -> dict[str, str]:
    found: dict[str, str] = {}
    for header in Headers(scope=scope).getlist("cookie"):
        found |= cookie_parser(header)
    return found


def _public_address() -> str:
    return os.environ.get("PUBLIC_ADDRESS", "").rstrip("/")


def _as_addressed(scope: Message) -> Message:
    """A request that reached the public address, under the name that the visitor's browser knows.

    A proxy may have put its own in `Host`; Streamlit compares that with the page's.
    """
    public = _public_address()
    if not public or Headers(scope=scope).getlist("origin") != [public]:
        return scope
    others = [pair for pair in scope["headers"] if pair[0] != b"host"]
    return {**scope, "headers": [*others, (b"host", urlsplit(public).netloc.encode())]}


def _from_own_page(scope: Message) -> bool:
    """Does the request come from a page of this server, or from no page at all?"""
    headers = Headers(scope=scope)
    origins = headers.getlist("origin")
    if not origins:
        return True
    try:
        return len(origins) == 1 and [urlsplit(origins[0]).netloc] == headers.getlist("host")
    except ValueError:  # no address at all
        return False


def _bounded(receive: Receive, send: Send) -> Receive:
    """Ends the connection at a message larger than any of a page's; passes over what no page sends."""

    async def bounded() -> Message:
        while True:
            message = await receive()
            content = message.get("bytes") or b""
            if max(len(content), len(message.get("text") or "")) > LARGEST_MESSAGE:
                await send({"type": "websocket.close", "code": 1009})
                return {"type": "websocket.disconnect", "code": 1009}
            if message["type"] != "websocket.receive" or _of_a_page(content):
                return message

    return bounded


def _of_a_page(content: bytes) -> bool:
    """Is this a message that the pages of the dashboard send? Others change the server for everyone."""
    try:
        message = BackMsg.FromString(content)
    except DecodeError:
        return True  # Streamlit ends the connection
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        kind = message.backend_operation_request.WhichOneof("payload")
    return kind in _MESSAGES


def _secured(scope: Message, send: Send) -> Send:
    """Cookies of a visitor who came over TLS are for TLS alone."""
    headers = Headers(scope=scope)
    public = urlsplit(_public_address())
    over_tls = (
        scope.get("scheme") == "https"
        or headers.get("x-forwarded-proto", "").startswith("https")
        or (public.scheme == "https" and headers.get("host") == public.netloc)
    )
    if not over_tls:
        return send

    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            pairs = [
                (name, _for_tls(value) if name == b"set-cookie" else value)
                for name, value in message["headers"]
            ]
            message = {**message, "headers": pairs}
        await send(message)

    return secured


def _for_tls(cookie: bytes) -> bytes:
    return cookie if re.search(rb";\s*secure\s*(;|$)", cookie, re.IGNORECASE) else cookie + b"; Secure"


async def _refuse(scope: Message, send: Send, status: int, why: str) -> None:
    body = why.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))]
    if scope["type"] == "websocket":  # not accepted: the server answers 403
        await send({"type": "websocket.close", "code": 1008, "reason": why})
        return
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
