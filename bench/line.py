"""A slow line to a server of this machine: a proxy that lets through so many bits a second, so late.

Chromium can pretend a slow line itself, but now and then it then stops reading for good: the bytes lie in its
sockets and the page stays blank, one of plain Streamlit as well as one of the dashboard.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial

PIECE = 16_384  # bytes: connections take turns by the piece
AHEAD = 0.05  # seconds' worth of pieces that may wait for the line; beyond that nothing is read


class _Way:
    """One direction of the line, which all connections share."""

    def __init__(self, megabits: float) -> None:
        self.seconds_a_byte = 8 / (megabits * 1e6)
        self.free = 0.0

    async def through(self, size: int) -> float:
        """Take the line for `size` bytes; gives the moment at which they are through."""
        now = asyncio.get_running_loop().time()
        self.free = max(now, self.free) + size * self.seconds_a_byte
        if (ahead := self.free - now) > AHEAD:
            await asyncio.sleep(ahead - AHEAD)
        return self.free


@contextmanager
def slow_line(address: str, megabits: float, latency: float) -> Iterator[str]:
    """Until the block ends, the address at which `address` is reached over such a line.

    `latency`: milliseconds there and back; a new connection costs one more.
    """
    host, port = address.removeprefix("http://").split(":")
    connect = partial(_connect, host, int(port), _Way(megabits), _Way(megabits), latency / 2000)
    listener = socket.create_server(("127.0.0.1", 0))
    over: Future[None] = Future()

    async def serve() -> None:
        server = await asyncio.start_server(connect, sock=listener)
        await asyncio.wrap_future(over)
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set_result(None)
        thread.join()


async def _connect(
    host: str, port: int, there: _Way, back: _Way, half: float,
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter,
) -> None:  # fmt: skip
    with suppress(asyncio.CancelledError):  # the line ends while somebody is on it, of which asyncio tells
        await asyncio.sleep(2 * half)
        answers, asking = await asyncio.open_connection(host, port)
        try:
            await asyncio.gather(_pass_on(reader, asking, there, half), _pass_on(answers, writer, back, half))
        finally:
            asking.close()
            writer.close()


async def _pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: _Way, delay: float) -> None:
    """All that comes out of `source`, in order, each piece `delay` seconds after it is through."""
    pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def read() -> None:
        with suppress(OSError):
            while piece := await source.read(PIECE):
                pieces.put_nowait((await way.through(len(piece)) + delay, piece))
        pieces.put_nowait((0, b""))

    async def write() -> None:
        with suppress(OSError):  # whoever it is for has left
            while (waiting := await pieces.get())[1]:
                moment, piece = waiting
                await asyncio.sleep(moment - asyncio.get_running_loop().time())
                sink.write(piece)
                await sink.drain()
            sink.write_eof()

    await asyncio.gather(read(), write())
