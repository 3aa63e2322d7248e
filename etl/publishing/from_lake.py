"""The reports and figures of a lake into a new file, piece by piece: a country's need not fit into memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb

from etl.data.rows import ReportRow
from etl.ledger.metadata import identity
from etl.ledger.registered import Registered
from etl.published.database import Writer
from etl.published.errors import PublishFailed
from etl.publishing.publish import PublishedFolder, read_meta
from etl.scaling.lake import Lake
from etl.scaling.reports import LakeReports

REPORTS_AT_ONCE = 5_000
FILES_AT_ONCE = 500
NO_LAKE = "none"
# What a figure has of its report; a prior year that it is told of is its own.
_FIGURES = """
    INSERT INTO unsorted BY NAME
    SELECT f.* EXCLUDE (filename) REPLACE (coalesce(f.period_start, r.period_start) AS period_start,
            coalesce(f.period_end, r.period_end) AS period_end),
        r.agency, year(coalesce(f.period_end, r.period_end)) AS year, 'extracted' AS status
    FROM read_parquet(?, filename = true, hive_partitioning = false) f
    JOIN of_lake l ON l.report_id = f.report_id AND l.path = f.filename
    JOIN report r ON r.report_id = f.report_id
"""


@dataclass
class Poured:
    """What came of a lake: how many reports and figures, and what is to be said."""

    agencies: int = 0
    reports: int = 0
    figures: int = 0
    warnings: list[str] = field(default_factory=list)


def pour(writer: Writer, lake: LakeReports, registered: Registered, published: list[ReportRow]) -> Poured:
    """Write the lake's reports and their figures; `published`: those that are written already, which stand.

    Raises InvalidData where files of the lake are gone.
    """
    place = lake.lake.place
    if not place.local:
        writer.connection.register_filesystem(place.files)
    known = {same for row in published if (same := identity(row.model_dump(mode="json")))}
    names = {row.report_id for row in published}
    poured, registered_ones = Poured(), set(registered.agencies)
    _load_manifest(writer, lake)
    for rows in _documents(writer):
        reports = list(lake.rows(rows, registered, known, names))
        writer.add_reports((report, True) for report, _ in reports)
        files = [
            {"report_id": report.report_id, "file": file, "path": place.whole(file)}
            for report, file in reports
            if file
        ]
        writer.insert("of_lake", files, ["report_id", "file", "path"])
        poured.reports += len(reports)
    others = [row for name, row in lake.agencies.items() if name not in registered_ones]
    writer.add_agencies(others)
    poured.agencies = len(others)
    poured.figures = _pour_figures(writer, lake)
    for table in ("of_lake", "lake_document"):
        writer.connection.execute(f"DROP TABLE {table}")
    poured.warnings = lake.warnings()
    return poured


def lake_of(address: str, guessed: bool, published: PublishedFolder) -> LakeReports | None:
    """The lake that a build is to publish, too; None without one.

    Raises InvalidData where it cannot be opened, PublishFailed where the version in service is made of one
    and this time none is named.
    """
    if address == NO_LAKE:
        return None
    if address:
        return LakeReports(Lake.open(address), guessed)
    current = published.current()
    try:
        had = read_meta(current).get("lake", "") if current else ""
    except duckdb.Error:  # damaged: who looks at it is told elsewhere
        had = ""
    if had:
        said = f"上一版用过数据湖 {had}，这次没有给出；请加 --lake {had}（或设环境变量 LAKE）"
        raise PublishFailed(f"{said}，不再用它请写 --lake {NO_LAKE}；上一版仍在使用")
    return None


def _load_manifest(writer: Writer, lake: LakeReports) -> None:
    """`lake_document`: what counts of each document, in order of the reports' names; `of_lake`, empty."""
    connection = writer.connection
    connection.execute("CREATE TEMP TABLE of_lake (report_id VARCHAR, file VARCHAR, path VARCHAR)")
    create = "CREATE TEMP TABLE noted AS FROM manifest"
    for manifest in lake.lake.manifests():
        connection.register("manifest", manifest)
        connection.execute(create)
        connection.unregister("manifest")
        create = "INSERT INTO noted FROM manifest"
    connection.execute("""
        CREATE TEMP TABLE lake_document AS FROM noted
        QUALIFY row_number() OVER (PARTITION BY document ORDER BY run DESC, noted DESC) = 1
        ORDER BY report_id, document
    """)
    connection.execute("DROP TABLE noted")


def _documents(writer: Writer) -> Iterator[list[dict[str, Any]]]:
    ((count,),) = writer.connection.execute("SELECT count(*) FROM lake_document").fetchall()
    for start in range(0, count, REPORTS_AT_ONCE):
        asked = f"FROM lake_document WHERE rowid >= {start} AND rowid < {start + REPORTS_AT_ONCE}"
        yield writer.connection.sql(asked).to_arrow_table().to_pylist()


def _pour_figures(writer: Writer, lake: LakeReports) -> int:
    found = writer.connection.execute("SELECT DISTINCT file, path FROM of_lake ORDER BY file").fetchall()
    lake.check({file for file, _ in found})
    figures = 0
    for start in range(0, len(found), FILES_AT_ONCE):
        paths = [path for _, path in found[start : start + FILES_AT_ONCE]]
        figures += writer.take(_FIGURES, paths)
    return figures
