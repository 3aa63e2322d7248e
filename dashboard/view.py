"""What a page knows when it runs: the data in service, what the filter bar says, light or dark."""

from dataclasses import dataclass

import streamlit as st

from dashboard.queries import Filters
from dashboard.store import Published, open_published

_CURRENT = "current_view"


@dataclass(frozen=True)
class View:
    published: Published
    filters: Filters
    mode: str = "light"
    regions: tuple[str, ...] = ()


def set_view(view: View) -> None:
    """Called by app.py before the page runs."""
    st.session_state[_CURRENT] = view


def current_view() -> View:
    """The view that app.py set; run on its own (as tests do), a page sees everything, unfiltered."""
    return st.session_state.get(_CURRENT) or View(open_published(), Filters())


def theme_mode() -> str:
    """light or dark, as the visitor's browser shows it."""
    return st.context.theme.type or "light"
