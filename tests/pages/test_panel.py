"""The figure panel as it is drawn."""

import json

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import said
from tests.stores import published


def show(published, ids):
    from dashboard.figure_panel import show_figures

    show_figures(published, ids)


def copied(page) -> str:
    """What the button of the panel copies."""
    return json.loads(page.get("bidi_component")[0].proto.json)["text"]


def panel(store, ids: str) -> AppTest:
    return AppTest.from_function(show, args=(store, ids), default_timeout=60).run()


def test_a_figure_shows_its_print_its_report_and_the_marked_sentence(store):
    wanted = store.rows("SELECT figure_id FROM figure WHERE printed = '1300余项'")[0][0]
    page = panel(store, str(wanted))
    assert not page.exception
    assert '<div class="ec-printed">1300余项</div>' in said(page)
    assert "重大隐患<mark>1300余项</mark>。" in said(page)
    assert "云岭市应急管理局2024年度报告" in said(page)


def test_a_figure_without_document_says_so_and_how_to_fetch_it(store):
    wanted = store.rows("SELECT figure_id FROM figure WHERE printed = '无'")[0][0]
    page = panel(store, str(wanted))
    assert "原文不在本机" in said(page)
    told = "\n".join(text.value for text in page.text)
    assert "etl fetch" in told and "REPORTS_DIR" in told


def test_the_sentence_to_quote_comes_with_a_button_that_copies_it(store):
    wanted = store.rows("SELECT figure_id FROM figure WHERE printed = '1300余项'")[0][0]
    page = panel(store, str(wanted))
    assert copied(page).startswith("据《云岭市应急管理局2024年度报告》")
    assert json.loads(page.get("bidi_component")[0].proto.json)["label"] == "复制这句话"


def test_a_derived_number_lists_its_parts(store):
    ids = [str(row[0]) for row in store.rows("SELECT figure_id FROM figure WHERE indicator = 'licences'")]
    text = said(panel(store, ",".join(ids)))
    assert "涉及2个数字" in text
    assert "5件" in text and "6件" in text


def test_a_figure_that_is_gone_says_so(store):
    assert "不在当前版本" in panel(store, "123456789").info[0].value


def test_nonsense_in_place_of_an_id_is_harmless(store):
    assert panel(store, "x,<b>,--").info


def test_what_the_data_want_said_is_said_of_a_figure_and_in_its_sentence(tmp_path):
    stamped = published(tmp_path, [{"indicator": "penalties", "value": 3}], meta={"stamp": "试用数据"})
    page = panel(stamped, str(stamped.rows("SELECT figure_id FROM figure")[0][0]))
    assert '<span class="ec-badge">试用数据</span>' in said(page)
    assert copied(page).endswith("【试用数据】")
