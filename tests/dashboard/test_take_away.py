"""Files to take away: typed, sourced, and without anything that a spreadsheet would run."""

import threading
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from dashboard.drawing import charts, images
from dashboard.drawing.exports import csv_bytes, parquet_bytes, xlsx_bytes
from dashboard.drawing.images import folded, with_frame
from dashboard.drawing.marks import marks_of
from dashboard.queries import Filters, headlines
from dashboard.take_away import Picture, draw, export_table, source_line, stamped, workbook
from dashboard.view import View
from tests.stores import published

EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def store(tmp_path):
    figures = [
        {"indicator": "penalties", "value": 12, "campaign": EVIL},
        {"indicator": "penalties", "value": 7.5, "agency": "青禾区应急管理局", "approx": "about"},
    ]
    return published(tmp_path, figures)


@pytest.fixture
def table(store):
    return export_table(headlines(store, Filters()))


def test_a_workbook_has_data_sources_and_definitions_with_typed_cells(store, table):
    book = openpyxl.load_workbook(BytesIO(workbook(View(store, Filters()), table)))
    assert book.sheetnames == ["数据", "来源", "指标定义", "说明"]
    header, first, *_ = book["数据"].iter_rows()
    cells = {name.value: cell for name, cell in zip(header, first, strict=True)}
    assert cells["数值"].value == 12 and cells["数值"].data_type == "n"
    assert cells["期间起"].is_date and cells["区划代码"].data_type == "s"
    assert cells["区间上限"].value is None
    assert {row[0].value for row in book["来源"].iter_rows(min_row=2)} == set(table["报告编号"])
    assert [row[0].value for row in book["指标定义"].iter_rows(min_row=2)] == ["行政处罚案件数"]


def test_no_cell_of_any_sheet_is_a_formula(store, table):
    book = openpyxl.load_workbook(BytesIO(workbook(View(store, Filters()), table)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert not any(isinstance(c.value, str) and c.value[:1] in "=+-@\t\r" and c.value for c in cells)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_starts_like_a_formula_is_neutralised_in_csv_and_xlsx(start):
    table = pd.DataFrame({"a": [start + "1+1"], "b": [-3]})
    assert "'" + start in csv_bytes(table).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(BytesIO(xlsx_bytes({"s": table})))["s"]
    assert sheet["A2"].value.startswith("'") and sheet["B2"].value == -3


def test_parquet_keeps_text_numbers_and_dates(table):
    again = pd.read_parquet(BytesIO(parquet_bytes(table)))
    assert again["机构"].tolist() == table["机构"].tolist()
    assert again["数值"].tolist() == [12, 7.5]
    assert str(again["期间起"].dtype).startswith("datetime64")


def test_csv_opens_right_in_excel_and_keeps_what_limits_a_number(table):
    content = csv_bytes(table)
    assert content.startswith(b"\xef\xbb\xbf")
    assert "约7.5件" in content.decode("utf-8-sig")
    assert set(table["约数"]) == {"确数", "约"} and set(table["口径"]) == {"本机关"}


def test_a_source_line_names_two_reports_and_counts_the_rest():
    reports = pd.DataFrame({"title": ["甲报告", "《乙报告》", "丙报告"]})
    assert (
        source_line(reports, "2026-01-01-abc.duckdb")
        == "来源：《甲报告》《乙报告》等3份报告；数据版本 2026-01-01-abc"
    )


def test_long_sources_are_folded_and_cut():
    lines = folded("来" * 200, width=50, most=3)
    assert [len(line) for line in lines] == [50, 50, 50] and lines[-1].endswith("…")


def chart(store, title: str):
    marks = marks_of(headlines(store, Filters()))
    return charts.ranked_bars(marks, "件"), title


def test_title_selection_and_source_stand_in_the_picture(store):
    framed = with_frame(chart(store, "")[0], "处罚", "全国 · 2024年", "来源：甲", "light")
    assert "处罚" in framed.layout.title.text and "全国 · 2024年" in framed.layout.title.text
    assert framed.layout.annotations[-1].text == "来源：甲"
    assert framed.layout.height > chart(store, "")[0].layout.height


@pytest.fixture
def needs_browser():
    if not images.browser_path():
        pytest.skip("no Chrome or Chromium here")


def test_pictures_of_threads_do_not_get_mixed_up(store, needs_browser):
    found = {}

    def draw(title: str) -> None:
        found[title] = images.picture(chart(store, title)[0], "svg", title, "", "", "light").decode()

    threads = [threading.Thread(target=draw, args=(f"标题{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(title in svg for title, svg in found.items()) and len(found) == 4
    assert images.picture(chart(store, "t")[0], "png", "t", "", "").startswith(b"\x89PNG")


def test_without_a_browser_the_message_says_what_to_do(store, monkeypatch):
    monkeypatch.setattr(images, "browser_path", lambda: "")
    with pytest.raises(images.NoBrowser, match="BROWSER_PATH"):
        images.picture(chart(store, "t")[0], "png", "t", "", "")


def test_what_the_data_want_said_is_in_every_row_the_name_and_the_picture(store, table, monkeypatch):
    stamp = "演示数据（虚构）"
    rows, name = stamped(stamp, lambda: table, "处罚")
    assert set(rows()["数据性质"]) == {stamp} and name == f"{stamp}-处罚"
    assert stamped("", lambda: table, "处罚")[0]() is table
    monkeypatch.setattr(images, "picture", lambda *given: given)
    monkeypatch.setattr(store, "stamp", stamp)
    assert draw(View(store, Filters()), Picture(lambda: chart(store, "")[0], "t"), table, "svg")[-1] == stamp
    plain = with_frame(chart(store, "")[0], "处罚", "", "来源：甲", "light")
    framed = with_frame(chart(store, "")[0], "处罚", "", "来源：甲", "light", stamp)
    assert [each.text for each in framed.layout.annotations[len(plain.layout.annotations) :]] == [
        f"<b>{stamp}</b>"
    ]
