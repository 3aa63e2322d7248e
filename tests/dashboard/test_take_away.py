"""Files to take away: typed, sourced, and without anything that a spreadsheet would run."""

import threading
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from dashboard.drawing import charts, images
from dashboard.drawing.exports import csv_bytes, parquet_bytes, xlsx_bytes
from dashboard.drawing.grid import Cell, Column, Grid, Row
from dashboard.drawing.grid.picture import grid_picture, grid_table
from dashboard.drawing.images import Frame, folded, with_frame
from dashboard.drawing.marks import marks_of
from dashboard.drawing.theme import DARK, LIGHT
from dashboard.exported import completed, notes_of
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
    framed = with_frame(chart(store, "")[0], Frame("处罚", "全国 · 2024年", "来源：甲", "≥ 下限"))
    assert "处罚" in framed.layout.title.text and "全国 · 2024年" in framed.layout.title.text
    assert framed.layout.annotations[-1].text == "≥ 下限<br>来源：甲"
    assert framed.layout.height > chart(store, "")[0].layout.height


@pytest.fixture
def needs_browser():
    if not images.browser_path():
        pytest.skip("no Chrome or Chromium here")


@pytest.mark.slow
def test_pictures_of_threads_do_not_get_mixed_up(store, needs_browser):
    found = {}

    def draw(title: str) -> None:
        found[title] = images.picture(chart(store, title)[0], "svg", Frame(title, "", "")).decode()

    threads = [threading.Thread(target=draw, args=(f"标题{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(title in svg for title, svg in found.items()) and len(found) == 4
    assert images.picture(chart(store, "t")[0], "png", Frame("t", "", "")).startswith(b"\x89PNG")


def test_without_a_browser_the_message_says_what_to_do(store, monkeypatch):
    monkeypatch.setattr(images, "browser_path", lambda: "")
    with pytest.raises(images.NoBrowser, match="BROWSER_PATH"):
        images.picture(chart(store, "t")[0], "png", Frame("t", "", ""))


def test_what_the_data_want_said_is_in_every_row_the_name_and_the_picture(store, table, monkeypatch):
    stamp = "演示数据（虚构）"
    rows, name = stamped(stamp, lambda: table, "处罚")
    assert set(rows()["数据性质"]) == {stamp} and name == f"{stamp}-处罚"
    assert stamped("", lambda: table, "处罚")[0]() is table
    monkeypatch.setattr(images, "picture", lambda *given: given)
    monkeypatch.setattr(store, "stamp", stamp)
    assert (
        draw(View(store, Filters()), Picture(lambda: chart(store, "")[0], "t"), table, "svg")[2].stamp
        == stamp
    )
    plain = with_frame(chart(store, "")[0], Frame("处罚", "", "来源：甲"))
    framed = with_frame(chart(store, "")[0], Frame("处罚", "", "来源：甲", stamp=stamp))
    assert [each.text for each in framed.layout.annotations[len(plain.layout.annotations) :]] == [
        f"<b>{stamp}</b>"
    ]


def test_a_picture_is_light_unless_asked_and_says_how_its_marks_compare(store, table, monkeypatch):
    monkeypatch.setattr(images, "picture", lambda *given: given)
    marks = marks_of(headlines(store, Filters()))
    dark = Picture(lambda: charts.ranked_bars(marks, "件", "dark"), "处罚", notes_of(marks))
    view = View(store, Filters(), "dark")
    light, _, frame, mode = draw(view, dark, table, "svg")
    assert mode == "light" and light.layout.template.layout.font.color == LIGHT.text
    assert DARK.mark not in light.to_json() and LIGHT.mark in light.to_json()
    asked = draw(view, dark, table, "svg", "dark")[0]
    assert asked.layout.template.layout.font.color == DARK.text
    assert "不可比" in frame.notes and "专项行动" in frame.notes and "≈" in frame.notes


def test_every_table_gets_the_place_of_its_agencies_and_the_period_of_its_reports(store):
    reported = store.rows("SELECT agency, report_id FROM report ORDER BY agency LIMIT 1")[0]
    short = pd.DataFrame({"机构": [reported[0]], "年份": ["2024"], "报告编号": [reported[1]], "说明": ["甲"]})
    full = completed(store, short)
    assert full.columns[:5].tolist() == ["机构", "区划代码", "省", "市", "区县"]
    assert full["省"].tolist() == ["东岭省"] and full["年份"].tolist() == [2024]
    assert str(full["报告期间起"].iloc[0])[:10] == "2024-01-01" and full["说明"].tolist() == ["甲"]
    own = completed(store, short.assign(期间起="2024-01-01", 期间止="2024-06-30"))
    assert "报告期间起" not in own, "a figure's own period is what counts"


def test_a_grid_is_taken_away_as_it_looks(store):
    chip = Cell("11件", "value", "1", chips=(("口径：全系统", ""),))
    grid = Grid(
        "对比",
        (Column("青禾区", title="青禾区应急管理局"), Column("可比吗")),
        (Row("执法"), Row("行政处罚案件数", (chip, Cell("不可比：口径不同", "verdict")))),
        "指标（2024年）",
        legend=(("partial", "◐ 只有分项"),),
    )
    table = grid_table(grid, "指标")
    assert table.to_dict("records") == [
        {
            "类别": "执法",
            "指标": "行政处罚案件数",
            "青禾区应急管理局": "11件（口径：全系统）",
            "可比吗": "不可比：口径不同",
        }
    ]
    drawn = grid_picture(grid)
    assert [list(column)[1] for column in drawn.data[0].cells.values[1:]] == [
        "<b>11件</b><br><span style='color:#5b6672'>口径：全系统</span>",
        "不可比：口径不同",
    ]
    book = openpyxl.load_workbook(BytesIO(workbook(View(store, Filters()), table, lambda: table)))
    assert book.sheetnames[:2] == ["并列", "数据"]
