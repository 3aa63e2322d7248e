"""The page 导入: many files and many corrections cost one start of the process that reads."""

from dataclasses import dataclass

import pytest

from dashboard.work import importing
from etl.importing import isolation
from etl.ledger import open_ledger
from etl.ledger.errors import InvalidDecision
from etl.ledger.reports import list_reports
from tests.ledgers import TEXT, bring

pytestmark = pytest.mark.slow


@dataclass
class Upload:
    name: str
    text: str

    def getvalue(self) -> bytes:
        return self.text.encode()


@pytest.fixture
def ledger(tmp_path):
    return open_ledger(str(tmp_path / "ledger.sqlite"))


@pytest.fixture(autouse=True)
def reviewer(monkeypatch):
    monkeypatch.setattr(importing, "acting", lambda needed: "李")


@pytest.fixture
def started(monkeypatch) -> list:
    """The processes that were started to read documents."""
    processes, start = [], isolation.subprocess.Popen

    def counted(*arguments, **settings):
        processes.append(arguments)
        return start(*arguments, **settings)

    monkeypatch.setattr(isolation.subprocess, "Popen", counted)
    return processes


def test_a_batch_of_files_is_read_by_one_process(ledger, started):
    files = [Upload(f"{year}.txt", TEXT.replace("2024", str(year))) for year in range(2015, 2020)]
    importing._import(ledger, files, "李")
    assert {report.known["year"] for report in list_reports(ledger)} == set(range(2015, 2020))
    assert len(started) == 1


def test_corrections_of_many_reports_are_saved_by_one_process(ledger, started):
    reports = [bring(ledger, TEXT.replace("2024", str(year)), year=year) for year in (2016, 2017, 2018)]
    said = importing._save(ledger, [(report, {"kind": "enforcement"}) for report in reports])
    assert "3 份" in said and len(started) == 1
    assert {report.known["kind"] for report in list_reports(ledger)} == {"enforcement"}


def test_one_correction_that_cannot_be_keeps_all_from_being_saved_and_is_named(ledger):
    good, bad = (bring(ledger, TEXT.replace("2024", year), title=f"报告{year}") for year in ("2016", "2017"))
    with pytest.raises(InvalidDecision, match="“报告2017”.*不是年份"):
        importing._save(ledger, [(good, {"title": "另一标题"}), (bad, {"year": "二〇"})])
    assert {report.known["title"] for report in list_reports(ledger)} == {"报告2016", "报告2017"}
