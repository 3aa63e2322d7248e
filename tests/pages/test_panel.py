"""The figure panel as it is drawn."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import said


def show(published, ids):
    from dashboard.figure_panel import show_figures

    show_figures(published, ids)


def panel(store, ids: str) -> AppTest:
    return AppTest.from_function(show, args=(store, ids), default_timeout=60).run()


def test_a_figure_shows_its_print_its_report_and_the_marked_sentence(store):
    wanted = store.rows("SELECT figure_id FROM figure WHERE printed = '1300余项'")[0][0]
    page = panel(store, str(wanted))
    assert not page.exception
    assert '<div class="ec-printed">1300余项</div>' in said(page)
    assert "重大隐患<mark>1300余项</mark>。" in said(page)
    assert "云岭市应急管理局2024年度报告" in said(page)


def test_a_figure_without_document_says_so(store):
    wanted = store.rows("SELECT figure_id FROM figure WHERE printed = '无'")[0][0]
    assert "原文不在本机" in said(panel(store, str(wanted)))


def test_a_derived_number_lists_its_parts(store):
    ids = [str(row[0]) for row in store.rows("SELECT figure_id FROM figure WHERE indicator = 'licences'")]
    text = said(panel(store, ",".join(ids)))
    assert "涉及2个数字" in text
    assert "5件" in text and "6件" in text


def test_a_figure_that_is_gone_says_so(store):
    assert "不在当前版本" in panel(store, "123456789").info[0].value


def test_nonsense_in_place_of_an_id_is_harmless(store):
    assert panel(store, "x,<b>,--").info
