"""The repository's own data: it loads and it builds without a document."""

from pathlib import Path

import duckdb

from etl.publishing.build import Folders, build

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
