"""The frame of the pages on which people work: 导入, 审核, 发布. They show no figures and need no filters."""

import logging
from collections.abc import Callable

import streamlit as st

from dashboard.access import acting, is_signed_in, sign_in_configured, visitor
from dashboard.roles import NAMES, Role
from dashboard.view import run_through_app
from etl.errors import EnforcementCompareError
from etl.ledger import Ledger, open_ledger

WORK_PAGES = {
    "importing": ("导入", Role.REVIEWER),
    "review": ("审核", Role.REVIEWER),
    "publishing": ("发布", Role.PUBLISHER),
}
_NOTE = "work-note"


def work_page(name: str, draw: Callable[[Ledger], None], about: str = "") -> None:
    """The page `name` of WORK_PAGES for those who may; everyone else is told why not."""
    run_through_app()
    title, needed = WORK_PAGES[name]
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.title(title, anchor=False, width="content")
        if about:
            st.caption(about, width="content")
        visitor_line()
    try:
        acting(needed)
        show_note()
        draw(open_ledger())
    except EnforcementCompareError as trouble:  # its message says in Chinese what to do
        st.error(str(trouble))


def note(text: str, kind: str = "success") -> None:
    """Say something at the top of the page in the next run; kind is a function of st."""
    st.session_state[_NOTE] = (kind, text)


def show_note() -> None:
    kind, text = st.session_state.pop(_NOTE, ("", ""))
    if kind:
        getattr(st, kind)(text)


def try_to(act: Callable[[], str | None]) -> None:
    """Run what a button asks for, as its callback; what goes wrong is told like what went well."""
    try:
        said = act()
    except EnforcementCompareError as trouble:
        logging.getLogger("dashboard").info("Refused: %s", trouble)
        note(str(trouble), "error")
    else:
        if said:
            note(said)


def visitor_line() -> None:
    """Sign in or out; for a visitor from elsewhere where nobody can sign in, why there is less to do.

    Nothing for the local user, who may do all.
    """
    if not sign_in_configured():
        found = visitor()
        if found.why:
            st.caption("导入、审核、发布未开放", help=found.why, width="content")
    elif not is_signed_in():
        st.button("登录", on_click=st.login)
    else:
        found = visitor()
        st.caption(f"{found.name or '邮箱未经验证'} · {NAMES[found.role]}", width="content")
        st.button("退出登录", on_click=st.logout, type="tertiary")
