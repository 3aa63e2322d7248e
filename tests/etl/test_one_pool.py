"""One pool for all who read: of 40 documents the one that kills its worker is named, 39 are read."""

import os
import signal
import subprocess
from types import SimpleNamespace

import pytest

from etl.__main__ import main
from etl.engine import Engine
from etl.importing import isolation
from etl.ledger import open_ledger
from etl.ledger.reports import list_reports
from etl.pool import Order, extracted, identified, outcomes_of
from etl.publishing.build import build
from tests.etl.importing import deadly
from tests.etl.importing.deadly import DEADLY
from tests.rules import RULES

TEXT = "云岭市应急管理局2024年度法治政府建设情况报告\n全年检查企业{}家次。\n"
AT = 17


@pytest.fixture
def one_kills(data_folder, monkeypatch):
    """A folder of 40 reports; whoever asks the engine about one of them is ended from outside."""

    def ended(way):
        def asked(engine, document, *more):
            if DEADLY in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            return way(engine, document, *more)

        return asked

    for way in ("identify", "extract"):
        monkeypatch.setattr(Engine, way, ended(getattr(Engine, way)))
    for number in range(40):
        said = TEXT.format(100 + number) + (DEADLY if number == AT else "")
        data_folder.add_report(f"report-{number:02}", said)
    return data_folder


@pytest.mark.parametrize("task", [extracted, identified])
def test_of_a_command_over_documents(one_kills, task):
    paths = sorted(map(str, one_kills.reports.glob("report-*.txt")))
    outcomes = list(outcomes_of(map(Order, paths), Engine(RULES), 2, task=task))
    assert [outcome.path for outcome in outcomes if outcome.trouble] == [paths[AT]]
    assert f"report-{AT}.txt" in outcomes[AT].trouble
    assert sum(bool(outcome.records) for outcome in outcomes) == 39


def test_of_a_build(one_kills):
    made = build(one_kills.folders)
    named = [warning for warning in made.warnings if ".txt" in warning]
    assert made.reports == 39 and len(named) == 1 and f"report-{AT}.txt" in named[0]


def test_of_an_import(one_kills, monkeypatch, tmp_path, capsys):
    def start(command, **how):
        return subprocess.Popen([*command[:-1], deadly.__name__], **how)

    monkeypatch.setattr(isolation, "subprocess", SimpleNamespace(Popen=start, PIPE=-1, DEVNULL=-3))
    monkeypatch.setenv("DATA_DIR", str(one_kills.data))
    monkeypatch.setenv("LEDGER", str(tmp_path / "ledger.sqlite"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["import", str(one_kills.reports), "--by", "甲", "--jobs", "2"]) == 1
    said = capsys.readouterr().err
    assert [line for line in said.splitlines() if f"report-{AT}.txt" in line and "已停止" in line]
    kept = {report.file_name for report in list_reports(open_ledger(), all_versions=True)}
    assert len(kept) == 39 and f"report-{AT}.txt" not in kept
