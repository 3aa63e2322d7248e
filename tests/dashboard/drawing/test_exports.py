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
