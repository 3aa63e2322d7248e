"""From one page to another: a callback says where to, app.py goes there before any widget is drawn.

The filters of the bar go along: they live in the session, from which the new page's address is written.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

GO_TO = "go_to"
PAGE_OF_THEME = {
    "enforcement": "enforcement",
    "resource": "enforcement",
    "inspection": "inspections",
    "hazard": "hazards",
    "training": "training",
    "publicity": "training",
    "service": "training",
}


def open_theme_page(theme: str, indicator: str) -> None:
    """Callback: go to the page of `theme` (a key of words.THEMES) with `indicator` chosen."""
    st.session_state["indicator"] = indicator
    st.session_state[GO_TO] = f"pages/{PAGE_OF_THEME[theme]}.py"


def open_comparison(agencies: Sequence[str], year: int | None = None) -> None:
    """Callback: go to 机构对比 with these agencies chosen, of `year` where it is given."""
    st.session_state["with"] = list(agencies)
    if year:
        st.session_state["year"] = f"{year}年"
    st.session_state[GO_TO] = "pages/compare.py"


def open_agency(agency: str) -> None:
    """Callback: go to the page of an agency."""
    st.session_state["who"] = agency
    st.session_state[GO_TO] = "pages/agency.py"


def agency_address(agency: str) -> str:
    """Where an agency's page is, as a link on any page of the dashboard."""
    return f"./agency?{urlencode({'who': agency})}"


def linked(name: str, agency: str) -> str:
    """A name as HTML, which leads to the page of its agency in the same tab."""
    address = escape(agency_address(agency))
    return f'<a href="{address}" target="_self" style="color:inherit">{escape(name, quote=False)}</a>'


def go_where_asked() -> None:
    """Called by app.py after its navigation and before its widgets."""
    target = st.session_state.pop(GO_TO, None)
    if target:
        st.switch_page(target, query_params={})
