"""One pool for all who read: of 40 documents the one that kills its worker is named, 39 are read."""

import os
import signal

import pytest

from etl.engine import Engine
from etl.pool import Order, run, run_all, run_identify
from etl.publishing.build import build
from tests.rules import RULES

TEXT = "云岭市应急管理局2024年度法治政府建设情况报告\n全年检查企业{}家次。\n"
DEADLY, AT = "这一份会让读它的进程被系统结束。\n", 17


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


@pytest.mark.parametrize("task", [run, run_identify])
def test_of_a_command_over_documents(one_kills, task):
    paths = sorted(map(str, one_kills.reports.glob("report-*.txt")))
    outcomes = list(run_all(map(Order, paths), Engine(RULES), 2, task=task))
    assert [outcome.path for outcome in outcomes if outcome.trouble] == [paths[AT]]
    assert f"report-{AT}.txt" in outcomes[AT].trouble
    assert sum(bool(outcome.records) for outcome in outcomes) == 39


def test_of_a_build(one_kills):
    made = build(one_kills.folders)
    named = [warning for warning in made.warnings if ".txt" in warning]
    assert made.reports == 39 and len(named) == 1 and f"report-{AT}.txt" in named[0]
