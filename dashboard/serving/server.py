"""The dashboard as an ASGI application: Streamlit, with its scripts compressed and its first page rewritten.

Run it with `make run`, or: `uvicorn dashboard.serving.server:app --host 127.0.0.1 --port 8501`.
"""

import asyncio
import atexit
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.testing.v1 import AppTest

from dashboard.serving.api.service import Api
from dashboard.serving.compression import CompressedAssets
from dashboard.serving.entry import EntryPage
from dashboard.serving.guard import Guard
from etl.ledger.connect import close_all

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "app.py"
PAGES = [page.stem for page in (ROOT / "pages").glob("*.py")]

# Streamlit turns uvicorn's access log on again, --no-access-log or not; and its lines would hold the codes
# with which sign-in comes back (/oauth2callback?code=…). A reverse proxy keeps such a log, if one is wanted.
logging.getLogger("uvicorn.access").disabled = True


def warm_up() -> None:
    """Run the script once, for nobody, so that the first visitor does not wait for imports and first calls.

    What that leaves in memory stays as long as the server does: the garbage collector, which stops everyone
    while it looks, need not look at it again, and looks less often.
    """
    notes = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    level = notes.level
    notes.setLevel(logging.ERROR)  # it says that nobody is connected
    AppTest.from_file(SCRIPT, default_timeout=60).run()
    notes.setLevel(level)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    atexit.register(gc.unfreeze)  # so that what must be closed at the end is found


@asynccontextmanager
async def until_stopped(_app: st.App) -> AsyncIterator[None]:
    """At SIGTERM the ledger is closed: one whole file, which can be copied as it is."""
    yield
    await asyncio.to_thread(close_all)


warm_up()
app = st.App(
    SCRIPT,
    lifespan=until_stopped,
    middleware=[
        Middleware(Guard),
        Middleware(Api),
        Middleware(CompressedAssets),
        Middleware(EntryPage, pages=PAGES, start="overview"),
    ],
)
