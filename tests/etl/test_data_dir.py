"""Everything goes by the data folder that DATA_DIR names: nothing knows where the repository's own lies."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.publishing.build import build

REPOSITORY = Path(__file__).resolve().parents[2]
FRY = """id: fry_released
theme: service
name_zh: 放流鱼苗
name_en: Fry released
unit: 尾
definition: 向天然水域放流的鱼苗数。
position: 99
counts: [放流鱼苗N尾]
excludes: [养殖投放]
match:
- units: 尾
  says: 放流
"""
TEXT = "云岭市应急管理局2024年度法治政府建设情况报告\n全年放流鱼苗3200尾，检查企业120家次。\n"


@pytest.fixture
def with_an_indicator_more(data_folder):
    (data_folder.data / "indicators" / "fry_released.yml").write_text(FRY, encoding="utf-8")
    data_folder.add_report("yunling-2024", TEXT)
    return data_folder


def test_an_indicator_added_there_is_matched_and_published(with_an_indicator_more):
    version = build(with_an_indicator_more.folders).version
    with duckdb.connect(str(version), read_only=True) as published:
        names = dict(published.execute("SELECT id, name_zh FROM indicator").fetchall())
        figures = published.execute("SELECT indicator, printed FROM figure ORDER BY ordinal").fetchall()
    assert names["fry_released"] == "放流鱼苗"
    assert figures == [("fry_released", "3200尾"), ("inspections", "120家次")]


def test_a_command_goes_by_it_too(with_an_indicator_more):
    done = subprocess.run(
        [sys.executable, "-m", "etl", "extract", str(with_an_indicator_more.reports / "yunling-2024.txt")],
        cwd=REPOSITORY,
        env=os.environ | {"DATA_DIR": str(with_an_indicator_more.data)},
        capture_output=True,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [record["indicator"] for record in found] == ["fry_released", "inspections"]


@pytest.mark.parametrize("room", ["etl", "dashboard"])
def test_no_module_looks_for_data_beside_its_own_file(room):
    """Beside a module lie only its own files: its page, its migrations, its table of characters."""
    lines = (
        (path, line)
        for path in (REPOSITORY / room).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    assert [(path, line) for path, line in lines if "__file__" in line and '"data"' in line] == []
