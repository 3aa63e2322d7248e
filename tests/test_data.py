"""The repository's own data: it loads, it builds, and it agrees with the documents beside the checkout."""

from pathlib import Path

import duckdb
import pytest

from etl.build import Folders, build
from etl.verify import verify

DATA = Path(__file__).resolve().parent.parent / "data"


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


@pytest.mark.parametrize("name", ["meishan-2024", "daye-2024", "daxing-2024", "nanan-2024", "huadu-2023"])
def test_every_figure_of_a_full_report_is_published_with_its_sentence(published_with_documents, name):
    with duckdb.connect(str(published_with_documents), read_only=True) as connection:
        figures = connection.execute(
            "SELECT printed, sentence, start_offset - sentence_start FROM figure WHERE report_id = ?", [name]
        ).fetchall()
    assert figures
    for printed, sentence, place in figures:
        assert sentence[place : place + len(printed)] == printed


@pytest.fixture(scope="module")
def published_with_documents(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    return build(Folders(DATA, shared / "reports", folder)).version
