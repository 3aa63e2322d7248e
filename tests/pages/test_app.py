"""The entry: navigation, the filter bar, and what it says when there is no data."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import REPOSITORY, said, some_figures
from tests.stores import published


@pytest.fixture
def open_app(monkeypatch):
    def run(folder, **address) -> AppTest:
        monkeypatch.setenv("PUBLISHED_DIR", str(folder))
        app = AppTest.from_file(REPOSITORY / "app.py", default_timeout=60)
        for key, value in address.items():
            app.query_params[key] = value
        return app.run()

    return run


def test_the_overview_comes_first_with_the_filter_bar(open_app, store):
    app = open_app(store.path.parent)
    assert not app.exception and not app.error
    assert app.title[0].value == "总览"
    assert {widget.key for widget in app.multiselect} >= {"region", "agency", "level"}


def test_filters_are_read_from_the_address(open_app, store):
    app = open_app(store.path.parent, region=["东岭省/云岭市/青禾区"], basis="本机关")
    assert "东岭省/云岭市/青禾区 · 口径本机关" in app.caption[0].value


def test_nonsense_in_the_address_is_ignored(open_app, store):
    app = open_app(store.path.parent, region=["火星"], basis="x", agency=["没有的局"], years=["1", "2"])
    assert not app.exception and not app.error
    assert app.caption[0].value == "全部年份 · 全国 · 口径不限"
    assert "“火星”、“没有的局”、“x”不在数据中" in app.main.warning[0].value  # a phone folds the bar away
    assert not app.sidebar.warning


def test_one_click_resets_all_filters(open_app, store):
    app = open_app(
        store.path.parent,
        region=["东岭省"],
        basis="本机关",
        level=["区县级"],
        approx="false",
        years=["2024", "2024"],
    )
    assert app.caption[0].value != "全部年份 · 全国 · 口径不限"
    app.button(key="reset").click()
    app.run()
    assert app.session_state["region"] == [] and app.session_state["basis"] == "any"
    assert app.session_state["years"] == (2023, 2024)
    assert app.session_state["approx"] is True and app.session_state["level"] == []


def test_without_a_published_file_the_page_says_what_to_run(open_app, tmp_path):
    app = open_app(tmp_path)
    assert not app.exception
    assert "python -m etl build" in app.error[0].value


def test_a_corrupt_file_is_named_and_no_traceback_is_shown(open_app, tmp_path):
    (tmp_path / "2026-01-01-broken.duckdb").write_bytes(b"not a database" * 100)
    (tmp_path / "current").write_text("2026-01-01-broken.duckdb\n")
    app = open_app(tmp_path)
    assert not app.exception
    assert "2026-01-01-broken.duckdb" in app.error[0].value


def test_a_failing_page_shows_a_sentence_and_logs_the_traceback(open_app, store, monkeypatch, caplog):
    def fail():
        raise RuntimeError("secret detail")

    monkeypatch.setattr("dashboard.screens.overview.overview_page", fail)
    app = open_app(store.path.parent)
    assert not app.exception
    assert "secret" not in app.error[0].value
    assert "secret detail" in caplog.text


@pytest.mark.parametrize("page", ["overview", "importing"])
def test_what_the_data_want_said_stands_on_every_page(open_app, tmp_path, monkeypatch, page):
    stamped = published(tmp_path, [{"indicator": "penalties", "value": 3}], meta={"stamp": "试用数据"})
    app = open_app(stamped.path.parent)
    if page != "overview":
        app.switch_page(f"pages/{page}.py").run()
    assert "试用数据" in said(app)


def test_a_slide_says_it_at_its_foot(open_page, tmp_path):
    stamped = published(tmp_path, some_figures(), meta={"stamp": "试用数据"})
    assert "试用数据" in said(open_page("enforcement", data=stamped, view="briefing"))
