"""A small web site on loopback that does what government sites do; it notes every request."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    slowly: float = 0  # seconds between two bytes


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    when: float


Rule = Reply | Callable[[Asked, int], Reply]  # the number: how often the path was asked for before


class Site:
    """Serves `pages`; what is not there is a 404. `asked`: every request; `most`: most of them
    that an answer was being worked out for at once."""

    def __init__(self, host: str = "127.0.0.1", context=None) -> None:
        self.pages: dict[str, Rule] = {}
        self.asked: list[Asked] = []
        self.most = self._now = 0
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, *_words) -> None:
                """Not on the terminal."""

        self._server = ThreadingHTTPServer((host, 0), Handler)
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if context else "http"
        self.address = f"{scheme}://{host}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = Asked(handler.path, {k.lower(): v for k, v in handler.headers.items()}, time.monotonic())
        with self._lock:
            before = sum(each.path == asked.path for each in self.asked)
            self.asked.append(asked)
            self._now += 1
            self.most = max(self.most, self._now)
        rule = self.pages.get(handler.path, Reply(b"<h1>404</h1>", 404))
        try:
            reply = rule if isinstance(rule, Reply) else rule(asked, before)
        finally:
            with self._lock:  # before it is sent: who has an answer may ask again at once
                self._now -= 1
        self._send(handler, reply)

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        handler.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.content)), **reply.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        try:
            for place in range(0, len(reply.content), 1 if reply.slowly else 1 << 16):
                handler.wfile.write(reply.content[place : place + (1 if reply.slowly else 1 << 16)])
                time.sleep(reply.slowly)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the reader has had enough: what several tests want to see
