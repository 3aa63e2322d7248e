"""The dashboard as an ASGI application: Streamlit, with its scripts compressed.

Run it with `make run`, or: `uvicorn dashboard.server:app --host 127.0.0.1 --port 8501`.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.compression import CompressedAssets

app = st.App(
    Path(__file__).resolve().parent.parent / "app.py",
    middleware=[Middleware(CompressedAssets)],
)
