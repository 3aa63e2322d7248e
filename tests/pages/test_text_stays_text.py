"""Whatever a document, a name or an address says is text: no picture of others is asked for, no link made.

The test walks: every page, with every tab and shape it offers, over data in which every text is an attempt,
and looks at all that Streamlit would read as Markdown.
"""

import re
from collections.abc import Iterator

import pytest
from google.protobuf.descriptor import FieldDescriptor
from streamlit.testing.v1 import AppTest

from dashboard.queries import Filters
from dashboard.view import View
from tests.pages.conftest import REPOSITORY
from tests.stores import published

PAGES = ["overview", "enforcement", "inspections", "hazards", "training", "agency", "compare", "coverage",
         "regions", "quality", "figures"]  # fmt: skip
TAG = ":material/home:<b>"
ATTEMPT = f"![p](http://o.example/p.png)[点](http://o.example)**粗**`c`$x$:red[r]{TAG}"
# What Streamlit gives to its reader of Markdown; everything else that it draws is plain text.
MARKDOWN = {
    "markdown": {"body", "help"}, "alert": {"body", "title"}, "heading": {"body", "help"},
    "metric": {"label", "body", "delta", "help"}, "button": {"label", "help"},
    "download_button": {"label", "help"}, "link_button": {"label", "help"}, "page_link": {"label", "help"},
    "button_group": {"label", "help", "content", "content_icon"}, "radio": {"label", "help", "options"},
    "selectbox": {"label", "help"}, "multiselect": {"label", "help"}, "checkbox": {"label", "help"},
    "text_input": {"label", "help"}, "number_input": {"label", "help"}, "slider": {"label", "help"},
    "file_uploader": {"label", "help"}, "expandable": {"label"}, "tab": {"label"}, "dialog": {"title"},
    "popover": {"label", "help"}, "spinner": {"text"}, "progress": {"text"}, "toast": {"body"},
}  # fmt: skip
ALIVE = re.compile(r"(?<!\\)(?:!\[|\[[^\]\\]*\]\(|\*\*粗|`c`|\$x|:red\[|:material|<b>)")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Two agencies, two years, five indicators; all that is text is an attempt."""
    values = {"penalties": 1, "inspections": 30, "hazards_found": 5, "fines": 9, "": 2}
    limits = [
        ("", "", "own"),
        (ATTEMPT, "", "own"),
        ("", ATTEMPT, "own"),
        ("", "", "other"),
        ("", "", "system"),
    ]
    figures = [
        {
            "agency": f"{agency}{ATTEMPT}", "year": year, "indicator": indicator, "value": value + year,
            "label": ATTEMPT, "part": part, "campaign": campaign, "sector": ATTEMPT if campaign else "",
            "body": ATTEMPT if scope == "other" else "", "scope": scope, "section": ATTEMPT,
            "sentence": ATTEMPT, "rule": ATTEMPT, "printed": f"{value + year}件{ATTEMPT}",
        }
        for agency in ("甲", "乙")
        for year in (2023, 2024)
        for indicator, value in values.items()
        for part, campaign, scope in limits
    ]  # fmt: skip
    agencies = [
        {"agency": f"{name}{ATTEMPT}", "adcode": f"99010{number}", "province": f"省{ATTEMPT}",
         "city": f"市{ATTEMPT}", "district": f"区{name}{ATTEMPT}", "level": "district", "trade": ATTEMPT}
        for number, name in enumerate(("甲", "乙"), 1)
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("hostile")
    store = published(folder, figures, agencies=agencies)
    store.notice = f"数据文件 {ATTEMPT} 已损坏。"
    return store


def read_as_markdown(page: AppTest) -> Iterator[str]:
    """All strings of the page that Streamlit reads as Markdown."""
    for node in page._tree:
        yield from _strings(getattr(node, "proto", None))
    yield from _blocks(page._tree)


def _blocks(node) -> Iterator[str]:
    yield from _strings(getattr(node, "proto", None))
    for child in getattr(node, "children", {}).values():
        yield from _blocks(child)


def _strings(proto) -> Iterator[str]:
    if proto is None or not hasattr(proto, "DESCRIPTOR"):
        return
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", proto.DESCRIPTOR.name).lower()
    read = MARKDOWN.get(kind, set())
    if kind == "markdown" and proto.allow_html and proto.element_type == proto.Type.NATIVE:
        return
    for field, value in proto.ListFields():
        values = value if field.is_repeated else [value]
        for each in values:
            if field.type == FieldDescriptor.TYPE_MESSAGE and hasattr(each, "DESCRIPTOR"):
                yield from _strings(each)
            elif field.name in read and isinstance(each, str):
                yield f"{kind}.{field.name}: {each}"


def troubles(page: AppTest) -> list[str]:
    assert not page.exception, page.exception
    alive = [said for said in set(read_as_markdown(page)) if ALIVE.search(said.split(": ", 1)[1])]
    drawn = [element.proto.spec for element in page.get("plotly_chart")]
    drawn += [element.proto.body for element in page.get("html")]
    return alive + [html for html in drawn if TAG in html]


ADDRESSES = {
    "overview": [{}],
    "agency": [{}, {"who": f"甲{ATTEMPT}"}, {"who": ATTEMPT}, {"view": "briefing"}],
    "compare": [{}, {"with": f"甲{ATTEMPT}"}],
    "coverage": [{}, {"shape": "年份"}],
    "regions": [{}, {"at": f"省{ATTEMPT}"}],
    "quality": [{}, {"quality": "异常值"}, {"quality": "汇总"}],
    "figures": [{"q": ATTEMPT, "list": "报告"}, {"figure": ATTEMPT}, {"list": "指标定义"}, {}],
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_from_outside_is_read_as_markdown(hostile, name):
    tabs = [{"tab": tab} for tab in ("趋势", "比率", "分项")] if name in PAGES[1:5] else []
    for address in [*ADDRESSES.get(name, [{}]), *tabs]:
        assert troubles(_opened(hostile, name, Filters(), address)) == [], address
    agency = f"甲{ATTEMPT}"
    chosen = Filters(divisions=("990101",), agencies=(agency,), trades=(ATTEMPT,))
    for filters in (chosen, Filters(years=(1999,), agencies=(agency,))):
        assert troubles(_opened(hostile, name, filters, {})) == [], filters


def _opened(store, name: str, filters: Filters, address: dict[str, str]) -> AppTest:
    page = AppTest.from_file(REPOSITORY / "pages" / f"{name}.py", default_timeout=60)
    page.session_state["current_view"] = View(store, filters, regions=(f"区{ATTEMPT}",))
    for key, value in address.items():
        page.query_params[key] = value
    return page.run()
