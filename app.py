"""Entry of the dashboard: navigation, the published data, the shared filter bar, then the page."""

import logging
from pathlib import Path

import streamlit as st

from dashboard import say
from dashboard.data.store import StoreError, open_published
from dashboard.figure_panel import show_opened
from dashboard.filter_bar import chosen_regions, filter_bar
from dashboard.frame import show_stamp
from dashboard.links import go_where_asked
from dashboard.screens.deck import show_deck
from dashboard.serving.turns import TURNS
from dashboard.version import VERSION
from dashboard.view import View, is_narrow, set_view, theme_mode
from dashboard.work.access import Visitor, visitor
from dashboard.work.frame import WORK_PAGES, visitor_line
from dashboard.work.roles import Role
from dashboard.work.uploads import take_uploads

HERE = Path(__file__).resolve().parent
PAGES = [
    ("overview", "总览"),
    ("enforcement", "执法"),
    ("inspections", "检查"),
    ("hazards", "隐患"),
    ("training", "培训与普法"),
    ("agency", "机构"),
    ("compare", "机构对比"),
    ("coverage", "披露情况"),
    ("regions", "区域"),
    ("quality", "数据质量"),
    ("figures", "数据与出处"),
]


def main() -> None:
    st.set_page_config("执法对照", str(HERE / "assets/icon.png"), layout="wide")
    st.logo(str(HERE / "assets/wordmark.svg"), size="large", icon_image=str(HERE / "assets/wordmark.svg"))
    st.html(HERE / "dashboard/style.css")
    who = visitor()
    page = st.navigation({"": _chart_pages(), "数据工作": _work_pages(who)}, position="top", expanded=True)
    go_where_asked()
    take_uploads(page.url_path == "importing" and who.may(Role.REVIEWER))
    show_stamp()
    try:
        if page.url_path in WORK_PAGES:
            page.run()
        elif not who.may(Role.VIEWER):
            _turn_away(who)
        else:
            with TURNS:
                _show(page)
    except StoreError as trouble:  # its message says in Chinese what to do
        say.error(str(trouble))
    except Exception:  # the last resort: the log gets the traceback, the visitor a sentence
        logging.getLogger("dashboard").exception("The page %s failed", page.title)
        st.error("这个页面出错了，数据没有受影响。请刷新重试；若仍出错，请把地址栏里的链接发给维护者。")


def _chart_pages() -> list:
    return [
        st.Page(f"pages/{name}.py", title=title, url_path=name, default=name == "overview")
        for name, title in PAGES
    ]


def _work_pages(who: Visitor) -> list:
    """Out of sight for those who may not; who has the address is told why not."""
    return [
        st.Page(
            f"pages/{name}.py",
            title=title,
            url_path=name,
            visibility="visible" if who.may(needed) else "hidden",
        )
        for name, (title, needed) in WORK_PAGES.items()
    ]


def _show(page) -> None:
    published = open_published()
    filters = filter_bar(published)
    with st.sidebar:
        visitor_line()
        say.caption(f"执法对照 {VERSION} · 数据 {published.name.removesuffix('.duckdb')}")
    set_view(View(published, filters, theme_mode(), is_narrow(), tuple(chosen_regions(published))))
    page.run()
    show_deck(published, page.url_path or "overview")
    show_opened(published)


def _turn_away(who: Visitor) -> None:
    st.title("执法对照", anchor=False)
    say.info(f"这里的数据只对名单上的人开放。{who.why}。")
    visitor_line()


main()
