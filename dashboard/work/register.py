"""The table of imported reports: what is known of each, and which cells were corrected. No Streamlit."""

from typing import Any

import pandas as pd

from dashboard.words import KINDS, LEVELS
from dashboard.work.plainly import in_words
from etl.data.rules import rulebook
from etl.engine.identify.guesses import GUESSES
from etl.engine.identify.table import divisions_by_code
from etl.ledger.items import Report
from etl.ledger.metadata import CONFIRMED, label_of, to_confirm
from etl.ledger.registered import Registered

SHOWN = {"now": "这次导入", "missing": "待补充或确认", "current": "全部", "aside": "旧版与已撤下"}
COLUMNS = {
    "agency": "机构", "year": "年份", "kind": "类型", "title": "标题", "adcode": "行政区划代码",
    "province": "省", "city": "市", "district": "区县", "level": "层级", "trade": "行业",
    "period_start": "期间起", "period_end": "期间止", "published": "发布日期", "url": "来源网址",
}  # fmt: skip
CONFIRM = "确认"  # the box that a person ticks where the program guessed
_CODED = {"kind": KINDS, "level": LEVELS}


def reports_shown(reports: list[Report], which: str, just_now: list[int]) -> list[Report]:
    """Those of the reports that `which` of SHOWN means."""
    chosen = {
        "now": lambda report: report.id in just_now,
        "missing": lambda report: report.current and report.missing,
        "current": lambda report: report.current,
        "aside": lambda report: not report.current,
    }[which]
    return [report for report in reports if chosen(report)]


def register_table(reports: list[Report]) -> pd.DataFrame:
    """A line each, in words: first whose it is and of which file (all a phone shows), then what it lacks."""
    table: dict[str, Any] = {"审核": [f"./review?report={report.id}" for report in reports]}
    table[COLUMNS["agency"]] = [report.known["agency"] for report in reports]
    table["文件"] = [report.file_name for report in reports]
    table["待核对"] = [report.figures - report.reviewed for report in reports]
    table["待补充"] = [said_as_here("、".join(report.missing)) for report in reports]
    table[CONFIRM] = [False if to_confirm(report.known) else None for report in reports]
    table["程序猜测"] = [guesses_said(report) for report in reports]
    for name, title in COLUMNS.items():
        values = [report.known[name] for report in reports]
        words = _CODED.get(name, {})
        table[title] = ["" if value is None else words.get(value, str(value)) for value in values]
    return pd.DataFrame(table)


def said_as_here(message: str) -> str:
    """A message of the rules with the fields as the table names them."""
    return in_words(message, COLUMNS, KINDS | LEVELS)


def guesses_said(report: Report) -> str:
    """What the program guessed of the report and nobody has confirmed, and how, for a person."""
    names = to_confirm(report.known)
    return "；".join(f"{CONFIRMED[name][1]}：{GUESSES[report.known['guessed'][name]]}" for name in names)


def confirmations(reports: list[Report], after: pd.DataFrame) -> list[int]:
    """The lines whose guesses a person ticked as right."""
    ticked = (_plain(cell) == "True" for cell in after[CONFIRM])
    return [line for line, (report, tick) in enumerate(zip(reports, ticked, strict=True))
            if tick and to_confirm(report.known)]  # fmt: skip


def corrections(before: pd.DataFrame, after: pd.DataFrame) -> dict[int, dict[str, Any]]:
    """For each line that was changed: the fields of the report (REPORT_FIELDS) with their new values."""
    changed: dict[int, dict[str, Any]] = {}
    for name, title in COLUMNS.items():
        for line, (old, new) in enumerate(zip(before[title], after[title], strict=True)):
            old, new = _plain(old), _plain(new)
            if old != new:
                changed.setdefault(line, {})[name] = _code(name, new)
    return {line: _with_division(fields) for line, fields in changed.items()}


def with_agencies(
    changed: dict[int, dict[str, Any]], reports: list[Report], names: Registered
) -> tuple[dict[int, dict[str, Any]], list[str]]:
    """The corrections, short names as data/agencies.csv writes them; and a line on each agency entered."""
    said, full = [], dict(changed)
    for line, fields in changed.items():
        if typed := fields.get("agency", ""):
            code = fields.get("adcode") or reports[line].known["adcode"]
            agency = names.called(typed, code) or names.anywhere(typed) or typed
            full[line] = fields | {"agency": agency}
            said.append(_agency_said(typed, agency, names, fields.get("adcode", "")))
    return full, list(dict.fromkeys(said))


def of_another(changed: dict[int, dict[str, Any]], reports: list[Report], names: Registered) -> list[str]:
    """A line on each report that names an agency other than the one entered: pasted a row off?"""
    return [
        f"“{label_of(reports[line])}”写的是{reports[line].names}，填的是{fields['agency']}"
        for line, fields in changed.items()
        if names.are_two(reports[line].names, fields.get("agency", ""))
    ]


def _agency_said(typed: str, agency: str, names: Registered, code: str) -> str:
    about = names.about_agency(agency)
    place = "".join(about.get(name, "") for name in ("province", "city", "district"))
    told = [
        place,
        str(about.get("adcode", "")),
        LEVELS.get(about.get("level", ""), ""),
        about.get("trade", ""),
    ]
    told = [part for part in told if part]
    meant = f"“{typed}”即{agency}" if agency != typed else f"“{typed}”"
    kind = "" if agency in names.agencies else "是名录中没有的机构，"
    known = f"{kind}{'，'.join(told)}" if told else f"{kind}认不出地区"
    return f"{meant}：{known}" + ("" if about.get("adcode") or code else "；请填行政区划代码")


def _with_division(fields: dict[str, Any]) -> dict[str, Any]:
    """A code that was entered brings the names of its division along, where they were not entered, too."""
    division = divisions_by_code(rulebook()).get(fields.get("adcode", ""))
    if division is None:
        return fields
    return {name: getattr(division, name) for name in ("province", "city", "district", "level")} | fields


def _plain(cell: Any) -> str:
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell).strip()  # NaN is not itself


def _code(name: str, text: str) -> str:
    words = {word: code for code, word in _CODED.get(name, {}).items()}
    return words.get(text, text)
