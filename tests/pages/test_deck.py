"""出一套: views gathered while reading become one file."""

import io

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from dashboard.screens.deck import _made
from tests.pages.conftest import store  # noqa: F401 (fixture)


def sidebar(page: str) -> None:
    from dashboard.data.store import open_published
    from dashboard.screens.deck import show_deck

    show_deck(open_published(), page)


@pytest.fixture
def opened(store, monkeypatch):  # noqa: F811
    monkeypatch.setenv("PUBLISHED_DIR", str(store.path.parent))
    monkeypatch.setenv("OFFICE_FILE", "none.toml")

    def run(page: str, **address) -> AppTest:
        test = AppTest.from_function(sidebar, kwargs={"page": page}, default_timeout=60)
        for name, value in address.items():
            test.query_params[name] = value
        return test.run()

    return run


def test_the_present_view_is_taken_along_once_listed_and_taken_out(opened):
    page = opened("enforcement", indicator="行政处罚案件数", year="2024年")
    assert not page.get("download_button")
    page.button(key="deck-add").click().run()
    assert [text.value for text in page.text] == ["1. 行政处罚案件数 · 2024年"]
    labels = [button.proto.label for button in page.get("download_button")]
    assert "幻灯片 PPTX（图可编辑）" in labels and "文档 DOCX（图可编辑）" in labels
    page.button(key="deck-add").click().run()
    assert "已在其中" in page.warning[0].value and len(page.text) == 1
    page.button(key="deck-out-0").click().run()
    assert not page.text


def test_a_view_that_cannot_stand_on_paper_says_why(opened):
    page = opened("quality")
    page.button(key="deck-add").click().run()
    assert "不能做成幻灯片或文档" in page.warning[0].value and not page.text


def test_what_was_gathered_is_one_deck(store, monkeypatch):  # noqa: F811
    monkeypatch.setenv("OFFICE_FILE", "none.toml")
    views = (("enforcement", "indicator=行政处罚案件数&year=2024年"), ("agency", ""), ("coverage", ""))
    slides = Presentation(io.BytesIO(_made(store, views, "pptx", "月报"))).slides
    assert slides[0].shapes.title.text == "月报" and slides[1].shapes.title.text == "目录"
    assert slides[-1].shapes.title.text == "来源"
