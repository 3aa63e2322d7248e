"""Numbers longer than any report prints: every digit of them is kept, and none of them is a program error."""

import io
from decimal import Decimal

import openpyxl
import pytest

from etl.engine.model import ReportContext
from etl.engine.reading import read_bytes, read_text
from tests.rules import ENGINE

CONTEXT = ReportContext()


def values(text: str) -> dict[str, Decimal]:
    return {figure.printed: figure.value for figure in ENGINE.extract(read_text(text), CONTEXT).figures}


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3.14159265358979323846264338327950288万元", "31415.9265358979323846264338327950288"),
        ("0.1234567890123456789012345678901234567万元", "1234.567890123456789012345678901234567"),
        ("1234567890123456789012345678901234567890件", "1234567890123456789012345678901234567890"),
        (f"{'9' * 400}件", "9" * 400),
    ],
)  # fmt: skip
def test_of_a_long_number_every_digit_counts(printed, value):
    assert values(f"全年罚款{printed}。") == {printed: Decimal(value)}


@pytest.mark.parametrize("value", [1e300, -1e300, 1.7e308, 1.5e-300, 5e-324, 1e22, 12345678901234567.0])
@pytest.mark.parametrize("pattern", ["General", "0", "0.00", "#,##0.00", "0.00%", "0.0000000000"])
def test_a_cell_may_hold_any_number_under_any_format(value, pattern):
    book = openpyxl.Workbook()
    for row in (["事项", "行政处罚（件）"], ["本年", value], ["占比", value]):
        book.active.append(row)
    for line in (2, 3):
        book.active.cell(line, 2).number_format = pattern
    stream = io.BytesIO()
    book.save(stream)
    document = read_bytes(stream.getvalue(), "表.xlsx")
    found = ENGINE.extract(document, CONTEXT)
    printed = [each.printed for each in (*found.figures, *found.rejections)]
    assert all(each in document.text for each in printed)


@pytest.mark.parametrize(
    "charset", ["hex", "rot13", "zlib", "bz2", "base64", "uu", "punycode", "undefined", "idna"]
)
def test_a_page_that_states_what_is_no_writing_is_read_as_what_it_is(charset):
    said = "<p>云岭市应急管理局2024年检查企业120家次。</p>"
    page = f'<html><head><meta charset="{charset}"></head><body>{said}</body></html>'
    for encoding in ("utf-8", "gbk"):
        assert "检查企业120家次" in read_bytes(page.encode(encoding), "页.html").text
