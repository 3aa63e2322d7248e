"""The frame of the pages on which people work: 导入, 审核, 发布. They show no figures and need no filters."""

import logging
from collections.abc import Callable
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import say
from dashboard.view import through_app
from dashboard.work.access import acting, is_signed_in, sign_in_configured, visitor
from dashboard.work.roles import NAMES, Role
from etl.engine.errors import EnforcementCompareError

WORK_PAGES = {
    "importing": ("导入", Role.REVIEWER),
    "review": ("审核", Role.REVIEWER),
    "publishing": ("发布", Role.PUBLISHER),
}
_NOTE = "work-note"


def work_page(name: str, draw: Callable[[DeltaGenerator], None]) -> None:
    """The page `name` of WORK_PAGES for those who may; everyone else is told why not.

    `draw` gets the row of the title, for what should stand beside it.
    """
    through_app()
    title, needed = WORK_PAGES[name]
    row = st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="work-head"
    )
    with row:
        say.title(title, width="content")
    try:
        acting(needed)
        show_note()
        draw(row)
    except EnforcementCompareError as trouble:  # its message says in Chinese what to do
        say.error(str(trouble))
    with row:
        visitor_line()


def note(text: str, kind: str = "success") -> None:
    """Say something at the top of the page in the next run; kind is a function of dashboard.say."""
    st.session_state[_NOTE] = (kind, text)


def show_note() -> None:
    """Say what was noted; it stays in sight (dashboard/style.css) of who has pressed a button far below."""
    kind, text = st.session_state.pop(_NOTE, ("", ""))
    if kind:
        with st.container(key="work-note"):
            getattr(say, kind)(text)


def do(act: Callable[[], str]) -> NoReturn:
    """Do what a button asks for, then draw the page anew with what is to be said about it.

    Not for callbacks: those see the fields of the page as they were before the last one was filled in.
    """
    try:
        said = act()
    except EnforcementCompareError as trouble:
        logging.getLogger("dashboard").info("Refused: %s", trouble)
        note(str(trouble), "error")
    else:
        note(said)
    st.rerun()


def visitor_line() -> None:
    """Sign in or out; for a visitor from elsewhere where nobody can sign in, why there is less to do.

    Nothing for the local user, who may do all.
    """
    if not sign_in_configured():
        found = visitor()
        if found.why:
            say.caption("导入、审核、发布未开放", help=found.why, width="content")
    elif not is_signed_in():
        st.button("登录", on_click=st.login)
    else:
        found = visitor()
        say.caption(f"{found.name or '邮箱未经验证'} · {NAMES[found.role]}", width="content")
        st.button("退出登录", on_click=st.logout, type="tertiary")
