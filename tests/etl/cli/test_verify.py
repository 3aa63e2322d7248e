"""`python -m etl verify`: data/ against the documents at hand."""

import argparse

import pytest

from etl.cli.verify import run_verify, verify

TEXT = "全年检查企业120家次，查处7件。"


@pytest.fixture
def two_reports(data_folder, monkeypatch):
    data_folder.add_report("yunling-2024", text=TEXT)
    data_folder.add_figures("yunling-2024", {"start": "6"}, {"printed": "9项", "value": "9", "indicator": ""})
    data_folder.add_report("qinghe-2024", agency="云岭市青禾区应急管理局")
    data_folder.add_figures("qinghe-2024", {})
    for name, path in vars(data_folder.folders).items():
        monkeypatch.setenv(f"{name.upper()}_DIR", str(path))
    return data_folder


def test_what_was_compared_is_counted_and_a_missing_document_is_no_mistake(two_reports, capsys):
    assert run_verify(argparse.Namespace()) == 0
    said = capsys.readouterr()
    assert "2 份报告、3 个数字合格，其中 1 个已与原文逐字核对" in said.out
    assert "1 份报告的文件不在" in said.out and "qinghe-2024" in said.out
    assert said.err == ""
    assert verify(two_reports.folders).without_document == ["qinghe-2024"]


MISTAKES = {
    "offset": (lambda d: d.add_figures("yunling-2024", {"start": "5"}), "文件中是“业120家”"),
    "value": (lambda d: d.add_figures("qinghe-2024", {"value": "12"}), "“120家次”是 120，而 value=12"),
    "document": (lambda d: (d.reports / "yunling-2024.txt").write_text("改过"), "SHA-256 应为"),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_each_kind_of_mistake_fails_with_file_and_line(two_reports, capsys, kind):
    spoil, expected = MISTAKES[kind]
    spoil(two_reports)
    assert run_verify(argparse.Namespace()) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert expected in said.err and ".csv 第 2 行：" in said.err


def test_verify_writes_nothing(two_reports):
    verify(two_reports.folders)
    assert not two_reports.folders.published.exists()
