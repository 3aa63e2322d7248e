"""A server of the S3 protocol on the loopback (nanio, which checks keys), whose answers a test may spoil."""

import asyncio
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from nanio.app import build_app
from nanio.auth.credentials import StaticCredentialResolver
from nanio.config import Settings

BUCKET = "reports"
KEYS = {"AWS_ACCESS_KEY_ID": "someone", "AWS_SECRET_ACCESS_KEY": "of-nobody-else", "AWS_REGION": "us-east-1"}
LOST = 0  # instead of a status: what was asked is done, and the connection ends without an answer
_REFUSED = "<Error><Code>{code}</Code><Message>{code}, says the server</Message></Error>"
Spoil = Callable[[str, str], "tuple[int, str] | None"]


class S3Server:
    """The server; its buckets are folders of `folder`, for a test that comes as another program.

    `spoil`: given method and path of each request, the status and code to answer instead, or None.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.spoil = folder, nothing_spoilt
        keys = StaticCredentialResolver({KEYS["AWS_ACCESS_KEY_ID"]: KEYS["AWS_SECRET_ACCESS_KEY"]})
        self._store = build_app(Settings(data_dir=folder, credentials=keys))
        config = uvicorn.Config(self._answer, port=0, log_level="critical", lifespan="off", interface="asgi3")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        (listening, *_) = self._server.servers[0].sockets
        self.address = f"http://127.0.0.1:{listening.getsockname()[1]}"

    async def _answer(self, scope, receive, send) -> None:
        said = self.spoil(scope["method"], scope["path"])
        if said is None:
            return await self._store(scope, receive, send)
        status, code = said
        if status == LOST:
            await self._store(scope, receive, _nowhere)
            receive.__self__.transport.abort()
            await asyncio.sleep(0)
            return None
        while (await receive()).get("more_body"):
            pass
        body = _REFUSED.format(code=code).encode() if scope["method"] != "HEAD" else b""
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body})
        return None

    def put(self, key: str, content: bytes) -> None:
        """Write a file as another program would."""
        path = self.folder / BUCKET / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def remove(self, below: str = "") -> None:
        """Remove what is below a place of the bucket."""
        shutil.rmtree(self.folder / BUCKET / below, ignore_errors=True)
        (self.folder / BUCKET).mkdir(exist_ok=True)

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


def nothing_spoilt(method: str, path: str) -> None:
    """Every request is answered as it should be."""


async def _nowhere(message) -> None:
    pass


@contextmanager
def serving(folder: Path) -> Iterator[S3Server]:
    """A server with one bucket, which S3 drivers of this process and of those that it starts find."""
    before, server = dict(os.environ), S3Server(folder)
    os.environ |= KEYS | {"AWS_ENDPOINT_URL": server.address}
    try:
        server.remove()
        yield server
    finally:
        server.close()
        os.environ.clear()
        os.environ |= before
