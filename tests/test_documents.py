"""From a document to its published figures, in every format: the invented reports of tests/documents."""

import duckdb
import pytest

from etl.cli.verify import verify
from etl.engine.errors import InvalidData
from etl.engine.reading import read_document
from etl.publishing.build import build
from tests.datafolder import INVENTED, invented_reports, read_rows

REPORTS = read_rows(INVENTED / "data/reports.csv")
every_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["document"])


def figures(report: dict[str, str]) -> list[dict[str, str]]:
    return read_rows(INVENTED / "data/figures" / f"{report['report_id']}.csv")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A connection to what a build makes of them."""
    version = build(invented_reports(tmp_path_factory.mktemp("invented"))).version
    with duckdb.connect(str(version), read_only=True) as connection:
        yield connection


def test_there_is_a_report_of_every_format():
    formats = {read_document(INVENTED / "reports" / report["document"]).format for report in REPORTS}
    assert formats == {"txt", "html", "docx", "pdf", "xlsx"}


@every_report
def test_each_figure_stands_at_its_offsets(report):
    text = read_document(INVENTED / "reports" / report["document"]).text
    found = figures(report)
    assert len(found) >= 10
    for figure in found:
        assert text[int(figure["start"]) : int(figure["end"])] == figure["printed"], figure


def test_verifying_compares_every_figure_with_its_document(invented):
    done = verify(invented)
    assert (done.warnings, done.without_document) == ([], [])
    assert done.compared == done.figures == sum(len(figures(report)) for report in REPORTS)


@every_report
def test_every_figure_is_published_with_its_sentence(report, published):
    rows = published.execute(
        "SELECT printed, sentence, start_offset - sentence_start FROM figure WHERE report_id = ?",
        [report["report_id"]],
    ).fetchall()
    assert len(rows) == len(figures(report))
    for printed, sentence, place in rows:
        assert sentence[place : place + len(printed)] == printed


@every_report
def test_a_document_that_changed_stops_verifying_and_building(report, invented):
    with (invented.reports / report["document"]).open("ab") as document:
        document.write(b"\n")
    for command in (verify, build):
        with pytest.raises(InvalidData, match="SHA-256") as stopped:
            command(invented)
        assert report["document"] in str(stopped.value)
    assert not list(invented.published.glob("*.duckdb"))


def test_reports_that_nobody_has_reviewed_are_published_as_extracted(invented):
    for report in REPORTS:
        (invented.data / "figures" / f"{report['report_id']}.csv").unlink()
    result = build(invented)
    assert sorted(result.read) == sorted(report["report_id"] for report in REPORTS)
    with duckdb.connect(str(result.version), read_only=True) as connection:
        found = connection.execute(
            "SELECT report_id, printed, sentence, start_offset - sentence_start, status FROM figure"
        ).fetchall()
    assert {row[0] for row in found} == {report["report_id"] for report in REPORTS}
    assert {row[4] for row in found} == {"extracted"}
    assert all(sentence[place : place + len(printed)] == printed for _, printed, sentence, place, _ in found)
    reviewed = sum(len(figures(report)) for report in REPORTS)
    assert 0.9 * reviewed < len(found) < 1.1 * reviewed
