"""The reading process of a visit, which is loaded by the time that it is needed."""

import streamlit as st

from etl.importing.isolation import IsolatedReader

_READER = "work-reader"


def visits_reader() -> IsolatedReader:
    """Use it in a `with`, which ends it; `start()` it while files are chosen and corrections are typed."""
    return st.session_state.setdefault(_READER, IsolatedReader())
