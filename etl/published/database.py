"""Write one DuckDB file of the published schema, and check what was written.

Text is never NULL: empty is ''. Numbers and dates are NULL where unknown.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.data.datafiles import Data
from etl.data.rows import AgencyRow, ReportRow
from etl.published.errors import PublishFailed
from etl.published.figurerows import FIGURE_COLUMNS
from etl.published.schema import create_tables

MOST_MEMORY = "2.5GB"  # of DuckDB; the process has some hundred megabytes of its own
BATCH = 5_000  # rows of the figure table that wait in memory: more take more of it and no less time

MAY_BE_NULL = {
    "agency": {"population", "population_year"},
    "report": {"published"},
    "figure": {"start_offset", "end_offset", "value_high", "sentence_start"},
    "figure_by_place": {"value_high"},
    "headline": {"value_high"},
    "headline_by_place": {"value_high"},
    "search_term": {"value"},
    "quality_check": {"stated", "recomputed", "agrees", "year"},
    "likeness": {"text_share", "number_share"},
}
WITH_FIGURE_IDS = ("headline", "no_headline", "quality_check", "likeness")
# Each must hold of every published file: what it says, and a query that returns the rows that break it.
RULES = {
    "figure_id 有重复": "SELECT figure_id FROM figure GROUP BY 1 HAVING count(*) > 1",
    "数字不在 search_figure 表": (
        "SELECT figure_id FROM figure"
        " WHERE status <> 'rejected' AND rowid NOT IN (SELECT row FROM search_figure)"
    ),
    "数字的报告不在 report 表": "SELECT figure.report_id FROM figure ANTI JOIN report USING (report_id)",
    "报告的机构不在 agency 表": "SELECT report.agency FROM report ANTI JOIN agency USING (agency)",
    "数字的指标不在 indicator 表": (
        "SELECT figure.indicator FROM figure ANTI JOIN indicator ON figure.indicator = indicator.id"
        " WHERE figure.indicator <> ''"
    ),
    "数字的起止位置不合": (
        "SELECT figure_id FROM figure"
        " WHERE (start_offset IS NULL) <> (end_offset IS NULL) OR start_offset >= end_offset"
    ),
    "不能代表全部的数字成了代表数字": (
        "SELECT figure_id FROM (SELECT unnest(figure_ids) AS figure_id FROM headline"
        " WHERE NOT derived AND campaign = '') JOIN figure USING (figure_id)"
        " WHERE whole = '' AND measure = 'level' AND scope <> 'other'"
    ),
    "同一机构、年份、指标、口径有两个代表数字": (
        "SELECT indicator FROM headline GROUP BY indicator, year, agency, scope HAVING count(*) > 1"
    ),
    **{
        f"{table} 表引用了不存在的数字": (
            f"SELECT figure_id FROM (SELECT unnest(figure_ids) AS figure_id FROM {table})"
            " ANTI JOIN figure USING (figure_id)"
        )
        for table in WITH_FIGURE_IDS
    },
}


class Writer:
    """Fills one new file: agencies, indicators, reports, then the figures in any order."""

    def __init__(self, path: Path, spill: Path) -> None:
        self.connection = duckdb.connect(str(path), config=settings(spill))
        create_tables(self.connection)
        self.connection.execute("CREATE TEMP TABLE unsorted AS FROM figure LIMIT 0")
        self.waiting: list[dict[str, Any]] = []
        self.figures = 0

    def add_definitions(self, data: Data) -> None:
        """Write the agencies and the indicators."""
        self.add_agencies(data.agencies.values())
        indicators = [
            {name: getattr(indicator, name) for name in INDICATOR_COLUMNS} | {"position": position}
            for position, indicator in enumerate(data.indicators.values(), 1)
        ]
        self.insert("indicator", indicators, [*INDICATOR_COLUMNS, "position"])

    def add_agencies(self, agencies: Iterable[AgencyRow]) -> None:
        """Write agencies that are not there yet."""
        self.insert("agency", [row.model_dump() for row in agencies], list(AgencyRow.model_fields))

    def add_reports(self, reports: Iterable[tuple[ReportRow, bool]]) -> None:
        """Write the reports; the flag says whether the document is at hand."""
        rows = [report.model_dump() | {"has_document": has} for report, has in reports]
        self.insert("report", rows, [*ReportRow.model_fields, "has_document"])

    def add_figures(self, rows: Iterable[dict[str, Any]]) -> None:
        """Take figures; they reach the file in batches."""
        self.waiting.extend(rows)
        if len(self.waiting) >= BATCH:
            self._flush()

    def take(self, query: str, *parameters: Any) -> int:
        """Take figures that a query puts into `unsorted`; return how many."""
        (taken,) = _row(self.connection, query, parameters)
        self.figures += taken
        return taken

    def finish_figures(self) -> None:
        """Write the figures in the order that the dashboard's queries read them by."""
        self._flush()
        self.connection.execute(
            "INSERT INTO figure SELECT * FROM unsorted ORDER BY indicator, year, agency, report_id, ordinal"
        )
        self.connection.execute("DROP TABLE unsorted")

    def add_meta(self, values: dict[str, str]) -> None:
        """Write what is known of the file as a whole."""
        rows = [{"key": key, "value": value} for key, value in values.items()]
        self.insert("meta", rows, ["key", "value"])

    def close(self) -> None:
        """Bring everything into the one file and let go of it."""
        self.connection.execute("CHECKPOINT")
        self.connection.close()

    def _flush(self) -> None:
        if not self.waiting:
            return
        columns = [[row[name] for row in self.waiting] for name in FIGURE_COLUMNS.names]
        batch = pa.table(
            [pa.array(c, f.type) for c, f in zip(columns, FIGURE_COLUMNS, strict=True)], schema=FIGURE_COLUMNS
        )
        self.connection.register("batch", batch)
        self.connection.execute("INSERT INTO unsorted BY NAME SELECT * FROM batch")
        self.connection.unregister("batch")
        self.figures += len(self.waiting)
        self.waiting = []

    def insert(self, table: str, rows: list[dict[str, Any]], columns: list[str]) -> None:
        """Write rows into a table of these columns."""
        if not rows:
            return
        batch = pa.Table.from_pylist([{name: row[name] for name in columns} for row in rows])
        self.connection.register("batch", batch)
        self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")
        self.connection.unregister("batch")


INDICATOR_COLUMNS = ("id", "theme", "name_zh", "name_en", "unit", "definition", "counts", "excludes")


def settings(spill: Path) -> dict[str, Any]:
    """How a file is written and checked: in bounded memory, what does not fit beside it on the disk."""
    return {"temp_directory": str(spill), "memory_limit": MOST_MEMORY}


def check(path: Path, expected: dict[str, int]) -> None:
    """Re-open a finished file read-only and raise PublishFailed where it breaks a rule.

    `expected` is how many rows each table must hold.
    """
    with duckdb.connect(str(path), read_only=True, config=settings(path.with_name("spill"))) as connection:
        for table, count in expected.items():
            (found,) = _row(connection, f"SELECT count(*) FROM {table}")
            if found != count:
                raise PublishFailed(f"写成的文件里 {table} 有 {found} 行，应为 {count} 行；上一版仍在使用")
        for (table,) in connection.execute("SHOW TABLES").fetchall():
            _no_nulls(connection, table, MAY_BE_NULL.get(table, set()))
        for meaning, query in RULES.items():
            broken, example = _row(connection, f"SELECT count(*), any_value(columns(*)) FROM ({query})")
            if broken:
                said = f"{meaning}（{broken} 处，如 {example}）"
                raise PublishFailed(f"写成的文件不合规则：{said}；上一版仍在使用")


def _row(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> tuple:
    """The one row of a query that counts."""
    found = connection.execute(query, parameters).fetchone()
    assert found is not None
    return found


def _no_nulls(connection: duckdb.DuckDBPyConnection, table: str, may_be_null: set[str]) -> None:
    names = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    required = [name for name in names if name not in may_be_null]
    missing = ", ".join(f"count(*) - count({name})" for name in required)
    counts = _row(connection, f"SELECT {missing} FROM {table}")
    empty = [name for name, count in zip(required, counts, strict=True) if count]
    if empty:
        raise PublishFailed(f"写成的文件里 {table} 表的 {'、'.join(empty)} 列有空值；上一版仍在使用")
