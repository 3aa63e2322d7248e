"""数据质量, 雷同: reports that are alike with both texts, and numbers that never change."""

from dashboard.queries import Filters
from dashboard.queries.likeness import likeness
from dashboard.records import records
from tests.etl.published.test_likeness import NUMBERS, OWN_ADDRESSES, QINGHE, told
from tests.pages.conftest import said
from tests.stores import published


def alike(tmp_path):
    newer = [*NUMBERS[:-1], 4999]
    figures = [*told(QINGHE, 2023, NUMBERS), *told(QINGHE, 2024, newer)]
    numbered = [figure | {"figure_id": number} for number, figure in enumerate(figures, 1)]
    return published(tmp_path, numbered, reports=OWN_ADDRESSES)


def test_a_copied_report_is_listed_with_what_is_the_same(open_page, tmp_path):
    page = open_page("quality", data=alike(tmp_path), quality="雷同")
    row = page.dataframe[0].value.iloc[0]
    assert row[["类别", "年份", "文字相同", "数字相同"]].tolist() == ["与往年相同", "2024", "100%", "89%"]
    assert "雷同、不变" in said(page) and "与往年相同1处" in said(page)


def test_nothing_alike_is_said(open_page, tmp_path):
    page = open_page("quality", data=published(tmp_path, [{"value": 3}]), quality="雷同")
    assert "没有雷同的报告" in said(page)


def test_both_texts_stand_side_by_side_with_what_differs(open_page, tmp_path):
    data = alike(tmp_path)
    (row,) = records(likeness(data, Filters()))
    page = open_page("quality", data=data, quality="雷同")
    page.session_state["opened_pair"] = row  # what a click on the row leaves
    shown = said(page.run())
    assert "9个数字中8个相同" in shown and "写有数字的句子，不是全文" in shown
    assert '<b class="ec-differs">4999</b>' in shown and '<b class="ec-differs">4150</b>' in shown
