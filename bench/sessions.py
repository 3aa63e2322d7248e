"""Fifty visitors at once: how long each waits for the overview, and what it costs the server.

Each session is what a browser does, without the drawing, which fifty visitors' own machines would do: it
fetches what a real browser was seen to fetch, opens the websocket, asks for a run, and has its page when the
script has ended. Drawing fifty pages on the server's own two cores would measure the drawing.
"""

import argparse
import asyncio
import statistics
import time
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench import servers, visits
from bench.queries import percentile
from dashboard.data.store import published_folder

SESSIONS = 50
LIMIT_SECONDS, LIMIT_MB = 5.0, 100
PATIENCE = 60


def measure(options: argparse.Namespace) -> dict:
    """Print and return how many loads succeeded, their 95th percentile in seconds, and the megabytes."""
    published = Path(options.published or published_folder()).resolve()
    with servers.dashboard(published) as server:
        files = _fetched_by_a_browser(server.address)
        asyncio.run(_wave(server.address, files, 2))
        before = server.memory()
        seconds, troubles = asyncio.run(_wave(server.address, files, SESSIONS))
        grown = server.memory() - before
    seconds.sort()
    results = {
        "sessions": SESSIONS,
        "succeeded": len(seconds),
        "median s": statistics.median(seconds) if seconds else None,
        "p95 s": percentile(seconds, 0.95) if seconds else None,
        "MB grown": grown,
        "troubles": troubles,
    }
    print(
        f"{SESSIONS} sessions at once: {len(seconds)} succeeded, memory + {grown:.0f} MB (limit {LIMIT_MB})"
    )
    if seconds:
        print(f"median {results['median s']:.2f} s, p95 {results['p95 s']:.2f} s (limit {LIMIT_SECONDS})")
    for trouble in troubles:
        print(f"  {trouble}")
    return results


def _fetched_by_a_browser(address: str) -> list[str]:
    """What one visit of the overview asks the server for, in its order."""
    asked: list[str] = []
    with visits.browser() as browser:
        visitor = visits.new_visitor(browser)
        visitor.on("request", lambda request: asked.append(request.url))
        visits.load(visitor, f"{address}/")
    return [url for url in dict.fromkeys(asked) if url.startswith(address)]


async def _wave(address: str, files: list[str], sessions: int) -> tuple[list[float], list[str]]:
    """All sessions begin together and stay open until the last has its page."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(sessions))
    done = asyncio.Barrier(sessions)
    found = await asyncio.gather(
        *(_session(address, files, done) for _ in range(sessions)), return_exceptions=True
    )
    good = [one for one in found if isinstance(one, float)]
    return good, [repr(one) for one in found if not isinstance(one, float)]


async def _session(address: str, files: list[str], done: asyncio.Barrier) -> float:
    """Seconds until one visitor has the overview. Raises RuntimeError when the script failed."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.to_thread(_fetch, files)
            async with websockets.connect(
                address.replace("http", "ws") + "/_stcore/stream", max_size=None, subprotocols=["streamlit"]
            ) as socket:
                await _run(socket)
                took = time.perf_counter() - began
                await done.wait()
        return took
    except BaseException:
        await done.abort()
        raise


def _fetch(files: Iterable[str]) -> None:
    for url in files:
        request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            answer.read()


async def _run(socket) -> None:
    ask = BackMsg()
    ask.rerun_script.query_string = ""
    await socket.send(ask.SerializeToString())
    charts = 0
    while True:
        message = ForwardMsg.FromString(await socket.recv())
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            charts += 1
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(message.delta.new_element.exception.message)
        if kind == "script_finished":
            if not charts:
                raise RuntimeError("the script ended without a chart")
            return
