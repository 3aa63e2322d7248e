"""出一套: views that a visitor gathers while reading, made into one deck, memo, PDF or workbook.

They are kept by their addresses, for this visit; each is made when it is gathered, so that one that cannot
stand on paper says why at once.
"""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from dashboard import say
from dashboard.address import BadAddress
from dashboard.data.store import Published
from dashboard.office.files import TYPES, file_of
from dashboard.office.settings import style_of
from dashboard.take_away import OFFICE
from etl.engine.reading.office import is_installed

GATHERED, TROUBLE, OPEN = "deck_of_views", "deck_trouble", "deck_open"
MOST = 40  # views of one deck
FORMS = {**OFFICE, "xlsx": "工作簿 XLSX（数据、来源、定义）"}


def show_deck(published: Published, page: str) -> None:
    """In the sidebar: take the present view along, list those taken, and download them as one file."""
    gathered: list[tuple[str, str, str]] = st.session_state.setdefault(GATHERED, [])
    with st.sidebar, st.expander("出一套", key=OPEN):
        say.caption("把几个页面合成一份幻灯片、文档或工作簿。")
        st.button("加入当前页面", on_click=_gather, args=(published, page), key="deck-add", width="stretch")
        if trouble := st.session_state.pop(TROUBLE, ""):
            say.warning(trouble)
        for number, (_, _, subject) in enumerate(gathered):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"{number + 1}. {subject}")
                st.button(
                    "移走", on_click=_leave_out, args=(number,), key=f"deck-out-{number}", type="tertiary"
                )
        if gathered:
            _offer(published, gathered)


def _offer(published: Published, gathered: list[tuple[str, str, str]]) -> None:
    title = st.text_input("整套的标题", key="deck-title", max_chars=60, placeholder="执法数据对照")
    views = tuple((page, query) for page, query, _ in gathered)
    for kind, label in FORMS.items():
        if kind != "pdf" or is_installed():
            st.download_button(
                say.escaped(label),
                partial(_made, published, views, kind, title),
                file_name=f"{published.stamp and published.stamp + '-'}{title or '一套'}.{kind}",
                mime=TYPES[kind],
                on_click="ignore",
                key=f"deck-{kind}",
                width="stretch",
            )


def _gather(published: Published, page: str) -> None:
    """Callback: take the view of the address along."""
    from dashboard.screens.sheets import Asked, sheet_asked  # every screen: only who gathers pays for them

    gathered = st.session_state[GATHERED]
    query = urlencode({name: st.query_params.get_all(name) for name in st.query_params}, doseq=True)
    if len(gathered) >= MOST:
        st.session_state[TROUBLE] = f"一套最多{MOST}个视图。"
    elif any((page, query) == (one, other) for one, other, _ in gathered):
        st.session_state[TROUBLE] = "这个视图已在其中。"
    else:
        try:
            gathered.append((page, query, sheet_asked(published, Asked(page, query)).subject))
        except BadAddress as trouble:
            st.session_state[TROUBLE] = f"{trouble}。"


def _leave_out(number: int) -> None:
    """Callback: take a view out again."""
    del st.session_state[GATHERED][number]


def _made(published: Published, views: tuple[tuple[str, str], ...], kind: str, title: str) -> bytes:
    from dashboard.screens.sheets import Asked, sheets_asked

    sheets = sheets_asked(published, [Asked(page, query) for page, query in views])
    return file_of(sheets, kind, style_of(), title)
