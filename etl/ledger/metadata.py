"""What is known of a report beside its figures: what is missing, what may be said, what it is called."""

import re
from typing import Any

from pydantic import ValidationError

from etl.data.rows import AgencyRow, ReportRow, messages
from etl.ledger.errors import InvalidDecision
from etl.ledger.items import REPORT_FIELDS, VERSION_OF, Report

IDENTITY = ("agency", "kind", "period_start", "period_end")
UNNAMED = "doc-"  # the name of a report of which too little is known to name it

FIELDS = {
    "agency": "机构", "adcode": "行政区划代码", "province": "省份", "level": "层级", "trade": "行业",
    "kind": "报告类型", "year": "年份", "title": "标题", "period_start": "期间起", "period_end": "期间止",
}  # fmt: skip
_OF_AGENCY = ("agency", "adcode", "province", "city", "district", "level", "trade")
_OF_PERIOD = ("period_start", "period_end")
_OF_REPORT = ("agency", "title", "kind", "year", "period_start", "period_end", "published", "extent", "url")
EMPTY: dict[str, Any] = {name: "" for name in REPORT_FIELDS} | {"year": None, "extent": "full", "guessed": {}}
# What a person confirms: the fields that each guess is about, and what they are called together.
CONFIRMED = {
    "agency": (("agency",), "机构"),
    "place": (("adcode", "province", "city", "district", "level"), "地区"),
    "kind": (("kind",), "报告类型"),
    "year": (("year",), "年份"),
    "period": (("period_start", "period_end"), "期间"),
}


def missing(known: dict[str, Any]) -> list[str]:
    """What must still be filled in, put right or confirmed before the report can be published, in Chinese."""
    return _lacking(known) + [f"待确认{CONFIRMED[name][1]}" for name in to_confirm(known)]


def to_confirm(known: dict[str, Any]) -> list[str]:
    """What the program guessed and nobody has confirmed, as keys of CONFIRMED; empty fields are missing."""
    return [name for name, (fields, _) in CONFIRMED.items()
            if name in known["guessed"] and any(known[field] for field in fields)]  # fmt: skip


def _lacking(known: dict[str, Any]) -> list[str]:
    empty = [name for key, name in FIELDS.items() if not known[key]]
    if empty:
        return [f"缺{name}" for name in empty]
    try:
        agency_row(known), report_row(known, "x")
    except ValidationError as error:
        return messages(error)
    return []


def agency_row(known: dict[str, Any]) -> AgencyRow:
    """The line of agencies.csv for the report's agency. Raises pydantic's ValidationError."""
    cells = {name: known[name] for name in _OF_AGENCY}
    empty = dict.fromkeys(("population", "population_year", "population_source"), "")
    return AgencyRow.model_validate(cells | empty)


def report_row(known: dict[str, Any], report_id: str, document: str = "", sha256: str = "") -> ReportRow:
    """The line of reports.csv for the report. Raises pydantic's ValidationError."""
    cells = {name: "" if known[name] is None else str(known[name]) for name in _OF_REPORT}
    return ReportRow.model_validate(cells | {"report_id": report_id, "document": document, "sha256": sha256})


def checked(known: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`known` with the changes, each in its proper form. A field may stay empty, none may be nonsense.

    Another year takes a period that is the whole year with it. Raises InvalidDecision.
    """
    unknown = set(changes) - set(REPORT_FIELDS)
    if unknown:
        raise InvalidDecision(f"报告没有这些字段：{'、'.join(sorted(unknown))}")
    changed = known | {name: _tidy(value) for name, value in changes.items()}
    if changed["version_of"] not in VERSION_OF:
        raise InvalidDecision("version_of 只能是空、apart 或 same")
    if changed["year"] in ("", None):
        changed["year"] = None
    else:
        if not re.fullmatch(r"(?:19|20)\d\d", str(changed["year"]), re.ASCII):
            raise InvalidDecision(f"“{changed['year']}”不是年份，请写成 2024 的样子")
        changed["year"] = int(changed["year"])
        _take_period_along(known, changes, changed)
    _refuse_nonsense(changed, changes)
    return changed | {"guessed": _still_guessed(known, changed, changes)}


def _still_guessed(known: dict[str, Any], changed: dict[str, Any], changes: dict[str, Any]) -> dict[str, str]:
    """What nobody has said yet: a field that is given is a guess no longer."""
    kept = changes.get("guessed", known["guessed"])
    given = set(changes) | {name for name in _OF_PERIOD if known[name] != changed[name]}
    return {
        name: code
        for name, code in known["guessed"].items()
        if name in kept and name in CONFIRMED and given.isdisjoint(CONFIRMED[name][0])
    }


def _take_period_along(known: dict[str, Any], changes: dict[str, Any], changed: dict[str, Any]) -> None:
    """The period is that of a whole year, or not known: it is that of the new year then."""
    if set(_OF_PERIOD) & set(changes) or "year" not in changes:
        return
    start, end = known["period_start"], known["period_end"]
    if (start[4:], end[4:]) in (("-01-01", "-12-31"), ("", "")):
        changed |= {"period_start": f"{changed['year']}-01-01", "period_end": f"{changed['year']}-12-31"}


def identity(known: dict[str, Any]) -> tuple[str, ...] | None:
    """What two versions of one report have in common; None where it is not all known."""
    values = tuple(known[name] for name in IDENTITY)
    return values if all(values) else None


def proposed_report_id(known: dict[str, Any], sha256: str) -> str:
    """A name that tells agency, kind and period; `doc-…` while they are not known."""
    if not identity(known) or not known["adcode"]:
        return f"{UNNAMED}{sha256[:12]}"
    start, end = known["period_start"], known["period_end"]
    whole_year = start.endswith("-01-01") and end.endswith("-12-31")
    period = end[:4] if whole_year else f"{start.replace('-', '')}-{end.replace('-', '')}"
    return f"{known['adcode']}-{known['kind']}-{period}"


def label_of(report: Report) -> str:
    """How messages name a report."""
    return report.known["title"] or report.file_name


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
    return value


def _refuse_nonsense(changed: dict[str, Any], changes: dict[str, Any]) -> None:
    """Validate the changed fields alone: what else is missing is told by `missing`."""
    faults = []
    for row, names in ((ReportRow, _OF_REPORT), (AgencyRow, _OF_AGENCY)):
        cells = {name: "" for name in row.model_fields}
        cells |= {name: "" if changed[name] is None else str(changed[name]) for name in names}
        try:
            row.model_validate(cells)
        except ValidationError as error:
            faults += [
                said
                for detail, said in zip(error.errors(), messages(error), strict=True)
                if detail["loc"] and detail["loc"][0] in changes and cells[detail["loc"][0]]
            ]
    if faults:
        raise InvalidDecision("；".join(dict.fromkeys(faults)))
