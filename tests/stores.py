"""Small published databases for tests, built from short rows: only what a test is about needs saying.

    store = published(tmp_path, figures=[dict(agency="云岭市应急管理局", indicator="inspections", value=452)])

writes a file and its pointer into the folder and opens it as the dashboard does. Agencies, indicators and
reports that figures name come into being with plausible defaults. `headline`, `checks`, `counts`, `places`
and `search_index` of etl/published fill the derived tables, so that a test sees what a build would publish.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
import pyarrow

from dashboard.data import store
from etl.published.derived import steps
from etl.published.schema import create_tables
from tests.rules import DEFINITIONS, RULES

# Invented places; the codes lie in ranges that no real division uses.
PLACES = {
    "云岭市应急管理局": ("990100", "东岭省", "云岭市", "", "city"),
    "青禾区应急管理局": ("990102", "东岭省", "云岭市", "青禾区", "district"),
    "临溪县应急管理局": ("990121", "东岭省", "云岭市", "临溪县", "district"),
    "望川区应急管理局": ("990202", "东岭省", "白沙市", "望川区", "district"),
    "东岭省应急管理厅": ("990000", "东岭省", "", "", "province"),
    "南屏区应急管理局": ("980103", "西原省", "金川市", "南屏区", "district"),
}

_kept: list[Path] = []


def published(folder: Path, figures: Iterable[dict] = (), name: str = "2026-01-01-aaaaaaaaaaaa", **tables):
    """Write a published file with its pointer into `folder` and open it.

    `figures`: rows as dicts, see `write`; `tables`: agencies=[…], reports=[…], rows as dicts likewise, and
    `only`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / f"{name}.duckdb", figures, **tables)
    (folder / store.POINTER).write_text(f"{name}.duckdb\n", encoding="utf-8")
    return store.open_published(folder)


def write(
    path: Path,
    figures: Iterable[dict] = (),
    agencies: Iterable[dict] = (),
    reports: Iterable[dict] = (),
    meta: dict | None = None,
    only: Iterable[str] = (),
) -> Path:
    """Write one published file. A figure needs `value`; the rest has defaults: agency 云岭市应急管理局,
    year 2024, kind rule_of_law (its report is <agency>-<kind>-<year> unless `report_id` says otherwise),
    indicator empty, printed from value and unit, period the year, status reviewed.

    `only`: the steps of etl/published/derived that are done, for tests that ask about nothing else: all of
    them take a third of a second, the choice of headlines a third of that.
    """
    rows = [list(figures), list(agencies), list(reports), meta, tuple(only)]
    shutil.copyfile(_file_of(rows), path)
    return path


def keep_files_in(folder: Path) -> None:
    """Where published files are kept, once for all workers: to work out the derived tables is dear, and
    the tests of a module mostly look at the same few rows."""
    folder.mkdir(exist_ok=True)
    _kept[:] = [folder]


def _file_of(rows: list) -> Path:
    """The published file of these rows."""
    [kept] = _kept
    file = kept / f"{hashlib.sha256(repr(rows).encode()).hexdigest()}.duckdb"
    if not file.exists():
        with tempfile.TemporaryDirectory(dir=kept) as folder:
            made = Path(folder) / "made.duckdb"
            with duckdb.connect(str(made)) as connection:
                fill(connection, *rows)
            os.replace(made, file)
    return file


def fill(connection, figures=(), agencies=(), reports=(), meta=None, only=()) -> None:
    """As `write`, into an open connection (in memory, for tests of the derived tables)."""
    rows = [_figure(number, given) for number, given in enumerate(figures, 1)]
    known = {row["report_id"]: row for row in (_report(dict(given)) for given in reports)}
    for row in rows:
        known.setdefault(
            row["report_id"],
            _report(
                {
                    "report_id": row["report_id"],
                    "agency": row["agency"],
                    "kind": row.pop("kind"),
                    "year": row.pop("report_year"),
                }
            ),
        )
        row.pop("kind", None), row.pop("report_year", None)
    offices = {row["agency"]: row for row in map(_agency, agencies)}
    for report in known.values():
        offices.setdefault(report["agency"], _agency({"agency": report["agency"]}))
    connection.begin()  # one write to the disk, not one a statement
    create_tables(connection)
    _insert(connection, "agency", offices.values())
    _insert(connection, "indicator", _indicators())
    _insert(connection, "report", known.values())
    order = ("indicator", "year", "agency", "report_id", "ordinal")
    rows.sort(key=lambda row: [row[name] for name in order])
    _insert(connection, "figure", rows)
    for pair in ({"built_at": "2026-01-01T00:00:00+00:00"} | (meta or {})).items():
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", pair)
    connection.commit()
    connection.execute("PRAGMA disable_optimizer")  # of a few rows it takes more than it saves
    worked_out = steps(DEFINITIONS)
    for name in only or worked_out:
        worked_out[name](connection)
    connection.execute("PRAGMA enable_optimizer")


def _figure(number: int, given: dict) -> dict:
    row = {
        "figure_id": number,
        "agency": "云岭市应急管理局",
        "year": 2024,
        "kind": "rule_of_law",
        "ordinal": number,
        "start_offset": None,
        "end_offset": None,
        "value_high": None,
        "approx": "exact",
        "unit": "件",
        "indicator": "",
        "label": "",
        "measure": "level",
        "scope": "own",
        "body": "",
        "campaign": "",
        "sector": "",
        "part": "",
        "section": "",
        "sentence": "",
        "sentence_start": None,
        "status": "reviewed",
        "rule": "",
        "heading_unit": "",
        "doubts": "",
    } | given
    limited = row["sector"] or row["part"] or row["campaign"] or not row["indicator"]
    row.setdefault("whole", "" if limited or row["measure"] in ("share", "change") else "stated")
    row.setdefault("report_year", row["year"])
    row.setdefault("report_id", f"{row['agency']}-{row['kind']}-{row['report_year']}")
    row.setdefault("printed", f"{row['value']}{row['unit']}")
    row.setdefault("period_start", date(row["year"], 1, 1))
    row.setdefault("period_end", date(row["year"], 12, 31))
    return row


def _report(given: dict) -> dict:
    row = {
        "agency": "云岭市应急管理局",
        "kind": "rule_of_law",
        "year": 2024,
        "published": None,
        "extent": "full",
        "url": "https://example.gov.cn/report",
        "document": "",
        "sha256": "",
        "has_document": False,
    } | given
    row.setdefault("report_id", f"{row['agency']}-{row['kind']}-{row['year']}")
    row.setdefault("title", f"{row['agency']}{row['year']}年度报告")
    row.setdefault("period_start", date(row["year"], 1, 1))
    row.setdefault("period_end", date(row["year"], 12, 31))
    return row


def _agency(given: dict) -> dict:
    code, province, city, district, level = PLACES.get(
        given["agency"], ("970101", "北原省", "北原市", given["agency"], "district")
    )
    return {
        "adcode": code,
        "province": province,
        "city": city,
        "district": district,
        "level": level,
        "trade": "应急管理",
        "population": None,
        "population_year": None,
        "population_source": "",
    } | given


def _indicators() -> list[dict]:
    return [
        {
            "id": one.id,
            "theme": one.theme,
            "name_zh": one.name_zh,
            "name_en": one.name_en,
            "unit": one.unit,
            "definition": one.definition,
            "counts": list(one.counts),
            "excludes": list(one.excludes),
            "position": position,
        }
        for position, one in enumerate(RULES.indicators.values(), 1)
    ]


def _insert(connection, table: str, rows: Iterable[dict]) -> None:
    rows = list(rows)
    if not rows:
        return
    names = ", ".join(rows[0])
    given = {name: _column([row[name] for row in rows]) for name in rows[0]}
    connection.register("given", pyarrow.table(given))  # many times as fast as row by row
    connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM given")
    connection.unregister("given")


def _column(values: list) -> pyarrow.Array:
    """The values as one type: a test may say 2024 in one row and "2024" in another, as people do."""
    try:
        return pyarrow.array(values)
    except pyarrow.ArrowException:
        return pyarrow.array([None if value is None else str(value) for value in values])
