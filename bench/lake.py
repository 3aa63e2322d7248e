"""Publishing from a lake: how long, how much memory and disk, for a generated lake of so many figures.

All is computed from hashes: the same size gives the same lake. Places are those of data/divisions.csv,
numbers are invented; files are as small as a cluster's chunks make them.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from bench import queries
from dashboard.data.store import open_published
from etl.data.rules import data_folder, rulebook
from etl.engine import Engine
from etl.engine.fingerprint import fingerprint
from etl.scaling.lake import Lake

SIZES = (1_000_000, 5_000_000)  # figures
FIGURES, IN_A_FILE, IN_A_MANIFEST = 45, 18, 64  # a report; reports
AT_ONCE = IN_A_FILE * IN_A_MANIFEST * 16  # no file is begun twice
YEARS = range(2016, 2026)
BUREAUS = [
    "应急管理局", "市场监督管理局", "生态环境局", "交通运输局", "卫生健康局",
    "农业农村局", "自然资源局", "水务局", "教育局", "城市管理局",
    "住房和城乡建设局", "文化和旅游局", "林业局", "统计局", "商务局",
    "民政局", "财政局", "审计局", "医疗保障局", "人力资源和社会保障局",
    "发展和改革局", "科学技术局", "司法局", "公安局", "退役军人事务局",
    "体育局", "气象局", "税务局", "烟草专卖局", "消防救援局",
    "粮食局", "档案局", "民族宗教事务局",
]  # fmt: skip


def measure(options: argparse.Namespace) -> dict:
    """Print and return what each size takes."""
    sizes = [options.figures] if options.figures else SIZES
    return {f"{size:,} figures": one(options.generated.resolve().with_name("lake"), size) for size in sizes}


def one(folder: Path, figures: int) -> dict:
    """Generate a lake, publish it, ask it, and remove both."""
    shutil.rmtree(folder, ignore_errors=True)
    began = time.perf_counter()
    files = generate(folder / "lake", figures // FIGURES)
    print(f"{figures:,} figures in {files:,} files generated in {time.perf_counter() - began:.0f} s")
    environment = os.environ | {"PUBLISHED_DIR": str(folder / "published"), "REPORTS_DIR": str(folder)}
    build = [sys.executable, "-m", "etl", "build", "--lake", str(folder / "lake")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(build, env=environment | {"LEDGER": str(folder / "none.sqlite")}, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    published = open_published(folder / "published")
    results = {
        "build s": time.perf_counter() - began,
        "build CPU s": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "peak MB": after.ru_maxrss / 1024,
        "lake MB": size_of(folder / "lake"),
        "published MB": published.path.stat().st_size / 1e6,
    }
    asked = queries.measure(published, 10)
    results["slowest query p95 ms"] = max(queries.percentile(times, 0.95) for times in asked.values())
    print(", ".join(f"{name} {value:,.0f}" for name, value in results.items()), flush=True)
    shutil.rmtree(folder)
    return results


def size_of(folder: Path) -> float:
    """Megabytes of all its files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def generate(folder: Path, reports: int) -> int:
    """Write a lake of so many reports; return how many files of figures it has."""
    lake = Lake.open(str(folder), create=True)
    by = fingerprint(Engine(rulebook()).rulebook)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE bureau AS SELECT unnest(?::VARCHAR[]) AS bureau", [list(BUREAUS)])
        slots = [(i, one.id, one.unit, one.name_zh) for i, one in enumerate(rulebook().indicators.values())]
        kept = slots[: FIGURES - 9] + [(90 + i, "", "件", f"其他事项{i}") for i in range(9)]
        connection.execute("CREATE TABLE slot (slot INTEGER, indicator VARCHAR, unit VARCHAR, name VARCHAR)")
        connection.executemany("INSERT INTO slot VALUES (?, ?, ?, ?)", kept)
        connection.execute(_DOCUMENTS, [str(data_folder() / "divisions.csv"), list(YEARS), reports, by])
        (files,) = connection.execute("SELECT count(DISTINCT file) FROM document").fetchall()[0]
        connection.execute("SET threads = 1")  # one file a part
        for start in range(0, reports, AT_ONCE):
            where = {"start": start, "end": start + AT_ONCE, "folder": folder}
            connection.execute(_FIGURES.format(in_a_file=IN_A_FILE, **where))
            connection.execute(_MANIFEST.format(in_a_manifest=IN_A_MANIFEST, **where))
    for number, path in enumerate(sorted((folder / "noted").rglob("*.parquet"))):
        (folder / "manifest").mkdir(exist_ok=True)
        path.rename(folder / "manifest" / f"1-{number:08}.parquet")
    shutil.rmtree(folder / "noted")
    assert lake.id == json.loads((folder / "lake.json").read_text())["id"]
    return files


_DOCUMENTS = f"""
CREATE TABLE document AS
WITH division AS (
    SELECT * FROM read_csv(?, all_varchar = true) WHERE level IN ('city', 'district')
), listed AS (
    SELECT d.* REPLACE (CASE WHEN city IN ('市辖区', '县') THEN province ELSE coalesce(city, '') END AS city,
            coalesce(district, '') AS district), bureau, y AS year,
        row_number() OVER (ORDER BY adcode, bureau, y) AS place
    FROM division d, bureau, (SELECT unnest(?::INTEGER[]) AS y)
), numbered AS (
    SELECT *, row_number() OVER (ORDER BY left(adcode, 2), year, adcode, bureau) - 1 AS number
    FROM listed WHERE place <= ?
)
SELECT number, 'r' || number AS report_id, 'r' || number || '.html' AS document, '1' AS stamp,
    md5('r' || number) || md5('d' || number) AS sha256, 40000 AS size, 3600 AS characters, ? AS engine,
    '' AS known, 1 AS run, '' AS trouble, []::VARCHAR[] AS warnings,
    'figures/province=' || left(adcode, 2) || '/year=' || year || '/part_number=' || (number // {IN_A_FILE})
        || '/data_0.parquet' AS file,
    {FIGURES} AS figures, city || district || bureau AS agency, adcode, province, city, district, level,
    'enforcement' AS kind, year, year || '-01-01' AS period_start, year || '-12-31' AS period_end,
    city || district || bureau || year || '年行政执法工作报告' AS title, (year + 1) || '-01-20' AS published,
    'https://example.gov.cn/' || number AS url, '{{}}' AS guessed
FROM numbered
"""
_FIGURES = """
COPY (
    WITH drawn AS (
        SELECT d.*, s.*, hash(number, slot) AS h, floor(exp((hash(number, slot) % 1000) / 110.0))::BIGINT AS v
        FROM document d, slot s WHERE number >= {start} AND number < {end}
    )
    SELECT report_id, (h >> 11)::BIGINT AS figure_id, slot + 1 AS ordinal, slot * 80 + 9 AS start_offset,
        slot * 80 + 9 + len(v || unit) AS end_offset, v || unit AS printed, v::DECIMAL(24, 6) AS value,
        NULL::DECIMAL(24, 6) AS value_high,
        CASE h % 23 WHEN 0 THEN 'at_least' WHEN 1 THEN 'about' ELSE 'exact' END AS approx, unit, indicator,
        name || CASE WHEN indicator = '' THEN '第' || h % 3000 || '类' ELSE '' END AS label,
        CASE WHEN unit = '%' OR contains(unit, '/') THEN 'rate' ELSE 'level' END AS measure,
        CASE h % 7 WHEN 0 THEN 'system' ELSE 'own' END AS scope, '' AS body,
        CASE h % 19 WHEN 0 THEN '清风行动' ELSE '' END AS campaign,
        CASE h % 17 WHEN 0 THEN '工贸' ELSE '' END AS sector,
        CASE h % 29 WHEN 0 THEN '公开' ELSE '' END AS part,
        NULL::DATE AS period_start, NULL::DATE AS period_end, '一 / (二)' AS section,
        '本机关全年共' || name || v || unit || '，比上年有所变化，各项工作按计划完成。' AS sentence,
        slot * 80 AS sentence_start, 'bench' AS rule, '' AS heading_unit,
        CASE WHEN h % 17 > 0 AND h % 29 > 0 THEN 'only' ELSE '' END AS whole, '' AS doubts,
        left(adcode, 2) AS province, year, number // {in_a_file} AS part_number
    FROM drawn ORDER BY number, slot
) TO '{folder}/figures' (FORMAT parquet, PARTITION_BY (province, year, part_number), OVERWRITE_OR_IGNORE)
"""
_MANIFEST = """
COPY (
    SELECT * EXCLUDE (number), number // {in_a_manifest} AS chunk FROM document
    WHERE number >= {start} AND number < {end}
) TO '{folder}/noted' (FORMAT parquet, PARTITION_BY (chunk), OVERWRITE_OR_IGNORE)
"""
