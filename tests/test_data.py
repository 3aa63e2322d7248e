"""The repository's own data: it loads, it builds, and it agrees with the documents beside the checkout."""

import shutil
from pathlib import Path

import duckdb
import pytest

from etl.cli.verify import verify
from etl.publishing.build import Folders, build

DATA = Path(__file__).resolve().parent.parent / "data"
FULL_REPORTS = ["meishan-2024", "daye-2024", "daxing-2024", "nanan-2024", "huadu-2023"]


def test_the_data_is_sound_and_a_fresh_machine_can_publish_it(tmp_path):
    result = build(Folders(DATA, tmp_path / "no documents", tmp_path / "published"))
    assert result.warnings == []
    with duckdb.connect(str(result.version), read_only=True) as connection:
        published = connection.execute("SELECT count(*), count(*) FILTER (status = 'reviewed') FROM figure")
        figures, reviewed = published.fetchone()
    lines = sum(len(path.read_text("utf-8").splitlines()) - 1 for path in DATA.glob("figures/*.csv"))
    assert figures == reviewed == result.figures == lines
    assert lines > 600


def test_every_figure_of_the_five_full_reports_stands_where_its_csv_says(shared, tmp_path):
    done = verify(Folders(DATA, shared / "reports", tmp_path / "published"))
    assert done.warnings == []
    assert len(done.without_document) == done.reports - 5
    assert done.compared > 100


@pytest.mark.parametrize("name", FULL_REPORTS)
def test_every_figure_of_a_full_report_is_published_with_its_sentence(published_with_documents, name):
    with duckdb.connect(str(published_with_documents), read_only=True) as connection:
        figures = connection.execute(
            "SELECT printed, sentence, start_offset - sentence_start FROM figure WHERE report_id = ?", [name]
        ).fetchall()
    assert figures
    for printed, sentence, place in figures:
        assert sentence[place : place + len(printed)] == printed


def test_full_reports_that_nobody_has_reviewed_are_published_as_extracted(shared, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("published", "reports"))
    reviewed = 0
    for name in FULL_REPORTS:
        path = data / "figures" / f"{name}.csv"
        reviewed += len(path.read_text("utf-8").splitlines()) - 1
        path.unlink()
    result = build(Folders(data, shared / "reports", tmp_path / "published"))
    assert sorted(result.read) == sorted(FULL_REPORTS)
    with duckdb.connect(str(result.version), read_only=True) as connection:
        found = connection.execute(
            "SELECT report_id, printed, sentence, start_offset - sentence_start, status FROM figure"
            " WHERE start_offset IS NOT NULL"
        ).fetchall()
    assert {row[0] for row in found} == set(FULL_REPORTS)
    assert {row[4] for row in found} == {"extracted"}
    assert all(sentence[place : place + len(printed)] == printed for _, printed, sentence, place, _ in found)
    assert 0.8 * reviewed < len(found) < 1.25 * reviewed


@pytest.fixture(scope="module")
def published_with_documents(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    return build(Folders(DATA, shared / "reports", folder)).version
