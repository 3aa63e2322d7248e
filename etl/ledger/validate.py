"""What a reviewed figure must satisfy: the same rules as a line of data/figures, and its place."""

from collections.abc import Container
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from etl.data.printed import parse_printed
from etl.data.rows import FigureRow, messages
from etl.data.rules import rulebook
from etl.engine.codes import REASONS, chinese
from etl.ledger.errors import InvalidDecision
from etl.ledger.items import FIGURE_FIELDS, SAID_LATER, Item

# What is assumed of a figure that a person enters, where they do not say otherwise.
USUAL = {
    "approx": "exact", "value_high": None, "unit": "", "indicator": "", "label": "", "measure": "level",
    "scope": "own", "body": "", "campaign": "", "sector": "", "part": "",
    "period_start": "", "period_end": "", "section": "", "rule": "", **SAID_LATER,
}  # fmt: skip
# What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
LONGEST_LABEL = 80  # characters: the longest item of the official tables has some 60
_WORDS = ("label", "body", "campaign", "sector", "part", "section", "unit", "heading_unit")


def figure_row(fields: dict[str, Any], report_id: str, checked: str) -> FigureRow:
    """The line of data/figures that the fields make. Raises InvalidDecision with all that is wrong."""
    cells = {name: "" if value is None else str(value) for name, value in fields.items() if name != "doubts"}
    cells |= {"report_id": report_id, "status": "reviewed", "checked": checked}
    try:
        return FigureRow.model_validate(cells)
    except ValidationError as error:
        said = "；".join(messages(error))
        raise InvalidDecision(f"“{fields['printed']}”：{said}") from None


def completed(fields: dict[str, Any], text: str) -> dict[str, Any]:
    """All FIGURE_FIELDS of a figure that someone entered or changed: what is printed, and its number.

    Raises InvalidDecision where the place is none or a field does not exist.
    """
    unknown = set(fields) - set(FIGURE_FIELDS)
    if unknown:
        raise InvalidDecision(f"数字没有这些字段：{'、'.join(sorted(unknown))}")
    start, end = fields.get("start"), fields.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise InvalidDecision(f"位置 {start} 至 {end} 不在原文里（共 {len(text)} 字），请重新选取")
    fields = USUAL | fields
    fields.setdefault("printed", text[start:end])
    if "value" not in fields:
        fields |= _stated(fields["printed"], fields["heading_unit"])
    return {name: fields[name] for name in FIGURE_FIELDS}


def check_figure(
    fields: dict[str, Any], text: str, indicators: Container[str] | None = None
) -> dict[str, Any]:
    """Return the fields, numbers in one spelling. Raises InvalidDecision where they break a rule.

    `indicators`: their ids, for who checks many figures; asking for the rules looks at every rule file.
    """
    fields = fields | {name: " ".join(fields[name].split()) for name in _WORDS}
    start, end = fields["start"], fields["end"]
    if text[start:end] != fields["printed"]:
        raise InvalidDecision(f"位置 {start} 处的原文是“{text[start:end]}”，不是“{fields['printed']}”")
    row = figure_row(fields, "x", datetime.now(UTC).date().isoformat())
    known = rulebook().indicators if indicators is None else indicators
    if row.indicator and row.indicator not in known:
        raise InvalidDecision(f"没有指标“{row.indicator}”，请从列表中选一个，或留空")
    if len(fields["label"]) > LONGEST_LABEL or "。" in fields["label"]:
        raise InvalidDecision(
            f"label 写成了一段话（{len(fields['label'])} 字），请写所数的是什么，最多 {LONGEST_LABEL} 字"
        )
    for name in _WORDS:
        if fields[name].startswith(_FORMULA):
            raise InvalidDecision(f"{name} 不能以“{fields[name][0]}”开头：电子表格会把它当作公式")
    return fields | {"value": _plain(row.value), "value_high": _plain(row.value_high)}


def check_reason(reason: str) -> None:
    """Raise InvalidDecision for a reason that is not one of REASONS."""
    if reason not in REASONS:
        raise InvalidDecision(f"“{reason}”不是不取的理由，请选 {'、'.join(chinese(REASONS).values())} 之一")


def suggested(
    text: str, start: int, end: int, items: list[Item], column: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """What the form for a missed figure begins with: its number, its unit, the section it stands in.

    `column`: the unit of its column in a table and the heading's that multiplies it (元, 万元), for a bare
    cell. A second zero in one word is counted like the first. Raises InvalidDecision where the selected words
    state no number.
    """
    unit, heading_unit = _unit(text[start:end]), ""
    beside = [
        each.fields for each in items if (each.start, each.end) == (start, end) and each.status != "rejected"
    ]
    if not any(map(str.isdecimal, text[start:end])):  # the word 未发生 says no unit
        unit = beside[0]["unit"] if beside else "" if unit == text[start:end] else unit
    elif not unit:
        unit, heading_unit = column
    fields = completed({"start": start, "end": end, "heading_unit": heading_unit}, text)
    before = [item for item in items if item.start < start]
    section = before[-1].fields["section"] if before else ""
    return fields | {"unit": unit, "section": section}


def _stated(printed: str, heading_unit: str) -> dict[str, Any]:
    try:
        low, high = parse_printed(printed, heading_unit)
    except ValueError:
        raise InvalidDecision(f"“{printed}”中读不出数字，请只选数字和它的单位") from None
    approx = {"approx": "range"} if high is not None else {}
    return {"value": _plain(low), "value_high": _plain(high)} | approx


def _unit(printed: str) -> str:
    number = "0123456789０１２３４５６７８９.．,，〇零一二两三四五六七八九十百千万亿余多近约几数—–-~～至 "
    unit = printed.lstrip(number)
    return "" if any(c.isdigit() for c in unit) else unit.replace("以上", "").rstrip("余多")


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
