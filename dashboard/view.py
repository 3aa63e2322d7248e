"""What a page knows when it runs: the data in service, what the filter bar says, light or dark."""

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dashboard.data.store import Published, open_published
from dashboard.queries import Filters

_CURRENT = "current_view"
NARROW = "ec_narrow"


@dataclass(frozen=True)
class View:
    published: Published
    filters: Filters
    mode: str = "light"
    narrow: bool = False
    regions: tuple[str, ...] = ()


def set_view(view: View) -> None:
    """Called by app.py before the page runs."""
    st.session_state[_CURRENT] = view


def current_view() -> View:
    """The view that app.py set; run on its own (as tests do), a page sees everything, unfiltered."""
    through_app()
    return st.session_state.get(_CURRENT) or View(open_published(), Filters())


def through_app() -> None:
    """Send a visitor round again who got a page without app.py.

    Until app.py has run once, Streamlit takes a folder named pages for its older kind of navigation: the
    first visitor of a fresh server who follows a link to a page would get the page without app.py.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


def theme_mode() -> str:
    """light or dark, as the visitor's browser shows it."""
    return st.context.theme.type or "light"


def is_narrow() -> bool:
    """Is the visitor's window as narrow as a phone? Charts then write signs for words.

    `serving/width.js` says so in a cookie before it connects; where cookies are refused, phones say so.
    """
    said = st.context.cookies.get(NARROW)
    return said == "1" if said else "Mobi" in (st.context.headers.get("User-Agent") or "")
