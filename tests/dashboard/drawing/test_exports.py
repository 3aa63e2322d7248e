"""Exports: readable in Excel, harmless in any spreadsheet."""

from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from dashboard.drawing.exports import csv_bytes, xlsx_bytes


def test_csv_begins_with_the_byte_order_mark_and_keeps_chinese():
    content = csv_bytes(pd.DataFrame({"机构": ["云岭市应急管理局"], "数值": [2754]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "机构,数值\n云岭市应急管理局,2754\n"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_cells_that_begin_like_a_formula_are_neutralised(cell):
    assert (
        csv_bytes(pd.DataFrame({"a": [cell]})).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")
    )


def test_negative_numbers_stay_numbers():
    assert csv_bytes(pd.DataFrame({"a": [-5]})).decode("utf-8-sig").splitlines()[1] == "-5"


def test_whole_numbers_carry_no_decimals_and_others_keep_theirs():
    lines = csv_bytes(pd.DataFrame({"a": [130000000.0, 32.8, None]})).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["130000000", "32.8", '""']


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x0b", "\x1f", "\ufffe"])
def test_a_workbook_takes_any_text_with_a_sign_for_what_it_cannot_hold(sign):
    table = pd.DataFrame({f"标{sign}签": [f"检查{sign}企业", None, 3]})
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes({"数字": table})))
    assert [row[0].value for row in book["数字"]] == ["标\ufffd签", "检查\ufffd企业", None, 3]


def test_numbers_of_figures_stay_whole_in_csv():
    table = pd.DataFrame({"数字编号": ["4611686018427387905", "4611686018427387905,12345678901234"]})
    lines = csv_bytes(table).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["'4611686018427387905", '"\'4611686018427387905,12345678901234"']


def test_control_characters_do_not_break_a_csv():
    assert "检查\ufffd企业" in csv_bytes(pd.DataFrame({"a": ["检查\x00企业"]})).decode("utf-8-sig")


def test_a_workbook_reads_and_prints_well():
    table = pd.DataFrame(
        {
            "年份": [2024],
            "数值": [1234567],
            "比率": [1234.5],
            "网址": ["https://example.gov.cn/a?b=1"],
            "说": ["https:x"],
        }
    )
    sheet = openpyxl.load_workbook(BytesIO(xlsx_bytes({"数据": table})))["数据"]
    year, value, rate, link, text = sheet[2]
    assert year.number_format == "General" and value.number_format == "#,##0"
    assert (rate.value, rate.number_format) == (1234.5, "#,##0.######")
    assert link.hyperlink.target == "https://example.gov.cn/a?b=1" and text.hyperlink is None
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
