"""A lake is published as documents at hand are: the same figures, the same checks."""

import shutil
from dataclasses import replace

import duckdb
import pytest

from etl.data.rules import rulebook
from etl.engine import Engine
from etl.engine.errors import InvalidData
from etl.published.errors import PublishFailed
from etl.publishing.build import build
from etl.scaling.lake import Lake
from etl.scaling.place import Place
from etl.scaling.plan import Again
from etl.scaling.run import Run, in_processes

pytestmark = pytest.mark.slow


@pytest.fixture
def poured(data_folder, tmp_path):
    """A lake of three years' reports of a registered agency and one that nobody can place."""
    documents = tmp_path / "documents"
    documents.mkdir()
    for year in (2022, 2023, 2024):
        text = (
            f"云岭市应急管理局{year}年行政执法工作报告\n{year}年，我局共检查企业{year - 1900}家次，"
            f"罚款{year - 2000}万元。\n云岭市应急管理局\n{year + 1}年1月20日\n"
        )
        (documents / f"y{year}.txt").write_text(text, encoding="utf-8")
    (documents / "lost.txt").write_text("全年检查企业5家次。\n", encoding="utf-8")
    lake = str(tmp_path / "lake")
    read(documents, lake)
    data_folder.folders = replace(data_folder.folders, lake=lake)
    return data_folder


def read(documents, lake):
    run = Run.prepare(Place(str(documents)), Lake.open(lake, create=True), Engine(rulebook()), {}, Again())
    list(run.done(in_processes(1)))


def rows(version, query):
    with duckdb.connect(str(version), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_reports_of_a_lake_are_published_and_the_others_named(poured):
    made = build(poured.folders)
    query = (
        "SELECT year, value, sentence FROM figure JOIN headline USING (indicator, year, value)"
        " WHERE indicator = 'inspections' ORDER BY year"
    )
    assert rows(made.version, query) == [
        (year, year - 1900, f"{year}年，我局共检查企业{year - 1900}家次，罚款{year - 2000}万元")
        for year in (2022, 2023, 2024)
    ]
    assert any("1 份报告没有发布：缺机构" in said and "lost.txt" in said for said in made.warnings)
    assert build(poured.folders).unchanged


def test_what_data_has_of_a_report_stands(poured):
    poured.add_report("official", kind="enforcement")
    poured.add_figures("official", {})
    made = build(poured.folders)
    assert rows(made.version, "SELECT report_id FROM report ORDER BY 1") == [
        ("official",),
        ("y2022",),
        ("y2023",),
    ]


def test_a_lake_that_is_not_named_any_more_is_not_left_out_without_a_word(poured):
    first = build(poured.folders)
    with pytest.raises(PublishFailed, match="上一版用过数据湖.*--lake"):
        build(replace(poured.folders, lake=""))
    made = build(replace(poured.folders, lake="none"))
    assert first.reports == 3 and made.reports == 0


def test_files_that_are_gone_are_not_published_as_nothing(poured, tmp_path):
    shutil.rmtree(next((tmp_path / "lake" / "figures").glob("*/*")))
    with pytest.raises(InvalidData, match="少了 1 个数字文件.*extract"):
        build(poured.folders)
