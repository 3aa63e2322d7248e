"""Corrections of published CSV files: applied with their reason, and only while what they expect holds."""

import duckdb
import pytest
import yaml

from etl.publishing.build import build
from etl.engine.errors import InvalidData

CORRECTION = {
    "report_id": "r-2024",
    "where": {"printed": "7件"},
    "expect": {"indicator": "inspections"},
    "change": {"indicator": "penalties"},
    "reason": "查处的是案件，不是检查",
    "by": "甲",
    "date": "2026-11-20",
}


@pytest.fixture
def folder(data_folder):
    data_folder.add_report("r-2024")
    data_folder.add_figures("r-2024", {}, {"printed": "7件", "value": "7", "label": "查处"})
    return data_folder


def correct(folder, **changes):
    correction = {k: v for k, v in (CORRECTION | changes).items() if v is not None}
    (folder.data / "corrections.yml").write_text(yaml.safe_dump([correction], allow_unicode=True))


def figures(folder):
    with duckdb.connect(str(build(folder.folders).version), read_only=True) as connection:
        return connection.execute("SELECT printed, indicator, rule FROM figure ORDER BY ordinal").fetchall()


def test_a_correction_changes_one_figure_and_its_reason_is_published(folder):
    before = figures(folder)
    correct(folder)
    assert figures(folder) == [before[0], ("7件", "penalties", "更正：查处的是案件，不是检查")]


def test_a_figure_can_be_dropped(folder):
    correct(folder, change=None, drop=True)
    assert [row[0] for row in figures(folder)] == ["120家次"]


def test_once_the_source_is_repaired_the_correction_must_go(folder):
    correct(folder)
    build(folder.folders)
    folder.add_figures(
        "r-2024", {}, {"printed": "7件", "value": "7", "label": "查处", "indicator": "penalties"}
    )
    with pytest.raises(InvalidData, match=r"corrections.yml.*第 1 条（r-2024）expect 不再成立"):
        build(folder.folders)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": None}, "缺少 reason"),
        ({"where": {"unit": "家次"}}, "应恰好 1 行"),
        ({"where": {"printed": "8件"}}, "找到 0 行"),
        ({"change": {"colour": "red"}}, "不认识的名称 colour"),
        ({"drop": True}, "只写一个"),
        ({"change": {"value": 8}}, "改后不合规则"),
        ({"change": {"indicator": "happiness"}}, "没有指标“happiness”"),
        ({"report_id": "nobody"}, "nobody）没有这份报告"),
    ],
)
def test_a_correction_that_does_not_fit_fails_the_build_and_names_it(folder, changes, said):
    correct(folder, **changes)
    with pytest.raises(InvalidData, match=said):
        build(folder.folders)


@pytest.mark.parametrize(
    ("content", "said"), [("- [unclosed", "不是合格的 YAML"), ("report_id: r-2024", "应是一个列表")]
)
def test_a_file_of_another_form_is_named(folder, content, said):
    (folder.data / "corrections.yml").write_text(content)
    with pytest.raises(InvalidData, match=rf"corrections.yml：{said}"):
        build(folder.folders)
