"""Write a large synthetic published file, to measure the dashboard at the size of the whole country.

    python -m bench.generate --agencies 110000 --years 10 --out data/bench

makes 1.1 million reports and about 50 million figures. All is computed from hashes: the same arguments give
the same rows. Names and numbers are invented; the derived tables are filled by the pipeline's own code.
"""

import argparse
import sys
import time
from pathlib import Path

import duckdb

from etl.data.rules import data_folder, rulebook
from etl.published.definitions import Definitions
from etl.published.derived import steps
from etl.published.schema import VERSION, create_tables

FIRST_YEAR = 2016
TRADES = [
    "应急管理",
    "市场监管",
    "生态环境",
    "交通运输",
    "卫生健康",
    "文化旅游",
    "农业农村",
    "自然资源",
    "住房建设",
    "城市管理",
    "水务",
    "教育",
]
DIVISIONS_A_PROVINCE, PROVINCES = 100, 33
WITHOUT_INDICATOR = 9  # figures a report that no indicator fits
NAME = "20260101-generated"
MOST_MEMORY = "6GB"


def generate(folder: Path, agencies: int, years: int, say=lambda text: None) -> Path:
    """Write the file and its pointer into `folder`; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = _path(folder, agencies, years)
    path.unlink(missing_ok=True)
    (folder / "current").unlink(missing_ok=True)
    settings = {"temp_directory": str(folder / "spill"), "memory_limit": MOST_MEMORY}
    with duckdb.connect(str(path), config=settings) as connection:
        connection.execute("SET preserve_insertion_order = true")
        create_tables(connection)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('built_at', '2026-01-01T00:00:00+00:00')")
        indicators = _add_indicators(connection)
        _add_agencies(connection, agencies)
        _add_reports(connection, years)
        slots = sorted(["", *[""] * (WITHOUT_INDICATOR - 1), *indicators])
        for slot, indicator in enumerate(slots):
            _add_figures(connection, slot, indicator, years)
            say(f"figures {slot + 1}/{len(slots)}")
        for name, fill in steps(Definitions(data_folder())).items():
            began = time.perf_counter()
            fill(connection)
            say(f"{name} {time.perf_counter() - began:.0f} s")
    (folder / "current").write_text(path.name, encoding="utf-8")
    return path


def generated(folder: Path, agencies: int, years: int) -> bool:
    """Does the folder hold the finished file, of today's schema?"""
    path, pointer = _path(folder, agencies, years), folder / "current"
    if not (path.exists() and pointer.exists() and pointer.read_text(encoding="utf-8") == path.name):
        return False
    with duckdb.connect(str(path), read_only=True) as connection:
        stated = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    return stated == (VERSION,)


def _path(folder: Path, agencies: int, years: int) -> Path:
    return folder / f"{NAME}-{agencies}x{years}.duckdb"


def _add_indicators(connection) -> list[str]:
    for position, one in enumerate(rulebook().indicators.values(), 1):
        connection.execute(
            "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [one.id, one.theme, one.name_zh, one.name_en, one.unit, one.definition, list(one.counts),
             list(one.excludes), position],
        )  # fmt: skip
    return list(rulebook().indicators)


def _add_agencies(connection, agencies: int) -> None:
    """Every division has an office of each trade in turn; each tenth division is a city, each hundredth
    a province."""
    connection.execute(
        """
        INSERT INTO agency
        WITH place AS (
            SELECT i, i // ? AS trade, i % ? AS division FROM range(?) t(i)
        ), named AS (
            SELECT i, trade, 11 + division // 100 AS p, division % 100 // 10 AS c, division % 10 AS d
            FROM place
        )
        SELECT p || '省' || CASE WHEN c + d > 0 THEN c || '市' ELSE '' END
                || CASE WHEN d > 0 THEN d || '区' ELSE '' END || list_extract(?, 1 + (trade % 12)::INTEGER)
                || '局' || CASE WHEN trade < 12 THEN '' ELSE trade // 12 || '分局' END,
            p || lpad(c::VARCHAR, 2, '0') || lpad(d::VARCHAR, 2, '0'), p || '省',
            CASE WHEN c + d > 0 THEN c || '市' ELSE '' END, CASE WHEN d > 0 THEN d || '区' ELSE '' END,
            CASE WHEN d > 0 THEN 'district' WHEN c > 0 THEN 'city' ELSE 'province' END,
            list_extract(?, 1 + (trade % 12)::INTEGER), 100000 + i % 900000, 2020, 'bench'
        FROM named
        """,
        [DIVISIONS_A_PROVINCE * PROVINCES, DIVISIONS_A_PROVINCE * PROVINCES, agencies, TRADES, TRADES],
    )


def _add_reports(connection, years: int) -> None:
    connection.execute(f"""
        INSERT INTO report
        SELECT md5(agency || y)[:12], agency, agency || y || '年度报告',
            CASE hash(agency, y) % 4 WHEN 0 THEN 'rule_of_law' WHEN 1 THEN 'enforcement'
                WHEN 2 THEN 'disclosure' ELSE 'bulletin' END, y, make_date(y, 1, 1), make_date(y, 12, 31),
            make_date(y + 1, 1, 20), CASE hash(y, agency) % 3 WHEN 0 THEN 'excerpt' ELSE 'full' END,
            'https://example.gov.cn/' || md5(agency || y), '', '', false
        FROM agency, range({FIRST_YEAR}, {FIRST_YEAR + years}) t(y) ORDER BY y, agency
    """)


def _add_figures(connection, slot: int, indicator: str, years: int) -> None:
    """One figure a report, in the order of the published table; every tenth is limited in some way."""
    one = rulebook().indicators.get(indicator)
    name, unit = (one.name_zh, one.unit) if one else (f"其他事项{slot}", "件")
    rate = unit == "%" or "/" in unit
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        connection.execute(
            f"""
            INSERT INTO figure
            WITH base AS (
                SELECT *, hash(report_id, {slot}) AS h, hash({slot}, report_id) AS g
                FROM report WHERE year = {year}
            ), drawn AS (
                SELECT *, CASE WHEN {rate} THEN 50 + h % 500 / 10.0
                    ELSE floor(exp((h % 1000) / 110.0)) END AS value FROM base WHERE g % 100 < 97
            )
            SELECT (h >> 2)::BIGINT, report_id, agency, year, {slot}, {slot} * 40 + 9, {slot} * 40 + 14,
                CAST(value AS BIGINT) || ?, value, NULL,
                CASE h % 23 WHEN 0 THEN 'at_least' WHEN 1 THEN 'about' ELSE 'exact' END, ?, ?,
                ? || CASE WHEN ? = '' THEN '第' || g % 3000 || '类' ELSE '' END,
                CASE WHEN {rate} THEN 'rate' ELSE 'level' END,
                CASE h % 7 WHEN 0 THEN 'system' ELSE 'own' END, '',
                CASE g % 19 WHEN 0 THEN '清风行动' WHEN 1 THEN '暖冬行动' ELSE '' END,
                CASE g % 17 WHEN 0 THEN '工贸' WHEN 1 THEN '矿山' ELSE '' END,
                CASE g % 29 WHEN 0 THEN '公开' ELSE '' END,
                make_date({year}, 1, 1), make_date({year}, CASE h % 31 WHEN 0 THEN 6 ELSE 12 END, 30),
                '一 / (二)',
                '本机关全年' || ? || CAST(value AS BIGINT) || ? || '，比上年有所变化。', {slot} * 40,
                CASE g % 5 WHEN 0 THEN 'reviewed' ELSE 'extracted' END, 'bench', '',
                CASE WHEN g % 17 > 1 AND g % 29 <> 0 THEN 'only' ELSE '' END, ''
            FROM drawn ORDER BY agency
            """,
            [unit, unit, indicator, name, indicator, name, unit],
        )


def main() -> int:
    parser = argparse.ArgumentParser(description="write a large synthetic published file")
    parser.add_argument("--agencies", type=int, default=110_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--out", type=Path, default=Path("data/bench"))
    args = parser.parse_args()
    path = generate(args.out, args.agencies, args.years, say=lambda text: print(text, file=sys.stderr))
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
