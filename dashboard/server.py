"""The dashboard as an ASGI application: Streamlit, with its scripts compressed.

Run it with `make run`, or: `uvicorn dashboard.server:app --host 127.0.0.1 --port 8501`.
"""

import logging
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.compression import CompressedAssets

# Streamlit turns uvicorn's access log on again, --no-access-log or not; and its lines would hold the codes
# with which sign-in comes back (/oauth2callback?code=…). A reverse proxy keeps such a log, if one is wanted.
logging.getLogger("uvicorn.access").disabled = True

app = st.App(
    Path(__file__).resolve().parent.parent / "app.py",
    middleware=[Middleware(CompressedAssets)],
)
