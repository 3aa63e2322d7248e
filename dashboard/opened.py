"""Which figures a visitor has asked to see: what a click on a mark or a row leaves for the panel.

Below all that is clicked, so that charts and components need not know the panel.
"""

import streamlit as st

OPENED = "opened_figures"
SAID = "said_of_opened"
GENERATION = "selection_generation"


def open_from_chart(key: str) -> None:
    """Callback of a chart: remember the figures of the mark that was clicked."""
    points = st.session_state[key]["selection"]["points"]
    ids = [point["customdata"][0] for point in points if point.get("customdata")]
    _remember(ids[0] if ids else "")


def open_from_table(key: str, ids: list[str], said: list[str] | None = None) -> None:
    """Callback of a table whose row `i` stands for the figures `ids[i]`; `said[i]` introduces them."""
    rows = st.session_state[key]["selection"]["rows"]
    if rows and rows[0] < len(ids):
        _remember(ids[rows[0]], said[rows[0]] if said else "")


def open_from_component(key: str) -> None:
    """Callback of a component of our own (dashboard.drawing.component): what it asks to open."""
    _remember(st.session_state[key].get("open") or "")


def selection_key(name: str) -> str:
    """A widget key that changes when the panel closes, so that the same mark can be clicked again."""
    return f"{name}-{st.session_state.get(GENERATION, 0)}"


def _remember(ids: str, said: str = "") -> None:
    if ids:
        st.session_state[OPENED] = ids
        st.session_state[SAID] = said


def next_generation() -> None:
    """Let the same mark be clicked again: widget keys change when the panel closes."""
    st.session_state[GENERATION] = st.session_state.get(GENERATION, 0) + 1
