"""The pane that shows a document under review: a Streamlit component of the local files beside this one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.drawing.component import source

HERE = Path(__file__).resolve().parent
_SCRIPTS = ("text.js", "forms.js", "outbox.js", "side.js", "view.js", "main.js")


def review_pane(document: dict[str, Any], state: dict[str, Any], answers: list[dict], key: str) -> None:
    """Draw the pane (`document` and `state` as dashboard.work.review.payload makes them).

    What it asks for is then in `asks_of(key)` at the next run.
    """
    said = {"document": document, "state": state, "answers": answers}
    # As bytes, Streamlit hands it on as it is; in a dict it would look into each of thousands of items.
    data = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    _component()(data=data, key=key, on_ask_change=_heard)


def asks_of(key: str) -> list[dict[str, Any]]:
    """What the pane asks for in this run; each has a number."""
    return (st.session_state.get(key) or {}).get("ask") or []


def _heard() -> None:
    """A component reports events only to where a callback is; the page reads them itself."""


def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "ec_review",
        html='<div class="ec-review"></div>',
        css=source(HERE / "pane.css"),
        js="\n".join(source(HERE / "js" / name) for name in _SCRIPTS),
        # The browser tells what is selected only outside a shadow root.
        isolate_styles=False,
    )
