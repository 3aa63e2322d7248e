"""What one cell of a CSV file may hold. Every cell arrives as text; a message says what to write instead."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator

REPORT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
T = TypeVar("T")
CONTROL = re.compile(r"[\x00-\x1f\x7f\ufeff]")
# What DECIMAL(24, 6) of the published file holds.
LARGEST = Decimal(10) ** 18
DECIMAL_PLACES = 6


def _required(text: str) -> str:
    if not text:
        raise ValueError("不能为空，请填写")
    return text


def _not_blank(text: str) -> str:
    return _required(text.strip()) and text


def _one_line(text: str) -> str:
    if text != text.strip() or CONTROL.search(text):
        raise ValueError(f"首尾有空格或含有换行等控制字符（{text!r}），请删去")
    return text


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}”不是日期，请写成 2024-12-31 的样子") from None


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,15}", text, re.ASCII):
        raise ValueError(f"“{text}”不是非负整数，请只写数字")
    return int(text)


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
            raise InvalidOperation
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{text}”不是数值，请写成 13000 或 32.8 的样子（不带逗号、单位和万）") from None
    if abs(number) >= LARGEST or len(text.partition(".")[2]) > DECIMAL_PLACES:
        raise ValueError(f"“{text}”太大，或小数多于 {DECIMAL_PLACES} 位，请核对")
    return number


def _given(read: Callable[[str], T | None]) -> Callable[[str], T]:
    """The same for a cell that must not be empty."""

    def required(text: str) -> T:
        value = read(text)
        if value is None:
            raise ValueError("不能为空，请填写")
        return value

    return required


def _report_id(text: str) -> str:
    if not REPORT_ID.fullmatch(text):
        raise ValueError(f"“{text}”不能作文件名，请只用字母、数字、点、下划线和连字符")
    return text


def _adcode(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d{5}", text, re.ASCII):
        raise ValueError(f"“{text}”不是六位行政区划代码，请核对")
    return text


def _web_address(text: str) -> str:
    if text and not re.match(r"https?://\S+$", text):
        raise ValueError(f"“{text}”不是网址，请写以 http:// 或 https:// 开头的完整地址，或留空")
    return text


def _file_name(text: str) -> str:
    if text.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", text) or "\0" in text:
        raise ValueError(f"“{text}”指到了报告文件夹之外，请只写文件夹里的文件名")
    return text


def _sha256(text: str) -> str:
    if text and not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError(f"“{text}”不是 SHA-256，请填 sha256sum 给出的 64 位小写十六进制数，或留空")
    return text


Text = Annotated[str, AfterValidator(_one_line)]
RequiredText = Annotated[str, AfterValidator(_required), AfterValidator(_one_line)]
OptionalDate = Annotated[date | None, BeforeValidator(_date)]
Date = Annotated[date, BeforeValidator(_given(_date))]
OptionalWhole = Annotated[int | None, BeforeValidator(_whole)]
Whole = Annotated[int, BeforeValidator(_given(_whole))]
OptionalNumber = Annotated[Decimal | None, BeforeValidator(_number)]
Number = Annotated[Decimal, BeforeValidator(_given(_number))]
Name = Annotated[str, AfterValidator(_report_id)]
DivisionCode = Annotated[str, AfterValidator(_adcode)]
WebAddress = Annotated[str, AfterValidator(_one_line), AfterValidator(_web_address)]
FileName = Annotated[str, AfterValidator(_one_line), AfterValidator(_file_name)]
Sha256 = Annotated[str, AfterValidator(_sha256)]
Printed = Annotated[str, AfterValidator(_not_blank)]  # as in the document, line breaks included
