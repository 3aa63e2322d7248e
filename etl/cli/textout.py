"""Records as a table for the terminal, Chinese characters counted as two columns."""

import unicodedata

from etl.engine.records import plain

COLUMNS = {
    "printed": "原文",
    "value": "数值",
    "unit": "单位",
    "approx": "约",
    "indicator": "指标／不取的原因",
    "label": "内容",
    "measure": "类型",
    "scope": "主体",
    "period": "期间",
    "section": "章节",
}
WIDEST = 30


def table(document: str, records: list[dict]) -> str:
    """The document's name and, below it, one line a figure or rejection."""
    rows = [list(COLUMNS.values()), *([_cell(record, name) for name in COLUMNS] for record in records)]
    return "\n".join([f"{document}（{len(records)}）", *columns(rows), ""])


def columns(rows: list[list[str]]) -> list[str]:
    """The rows as lines, their cells one below the other."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return [line.rstrip() for line in lines]


def _cell(record: dict, name: str) -> str:
    if name == "indicator":
        return record.get("indicator") or (
            f"✗ {record['reason']} ({record['rule']})" if "reason" in record else ""
        )
    if name == "period":
        return "–".join(filter(None, (record.get("period_start"), record.get("period_end"))))
    if name == "value" and record.get("value") is not None:
        high = record["value_high"]
        return plain(record["value"]) + (f"–{plain(high)}" if high is not None else "")
    return _shortened(str(record.get(name) or "").replace("\n", " "))


def _shortened(text: str) -> str:
    while _width(text) > WIDEST:
        text = text[: -max(2, (_width(text) - WIDEST) // 2)] + "…"
    return text


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
