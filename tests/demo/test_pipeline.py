"""A small province through the real import, extraction and publishing: how many wholes come out right."""

import pytest

from demo.__main__ import main
from demo.run import Demo, make
from demo.score import Score, score

pytestmark = pytest.mark.slow

# Less than the pipeline reaches on it, so that a rule which takes pieces for wholes is noticed.
PRECISION, RECALL, IDENTIFIED = 0.95, 0.85, 0.95


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Demo:
    demo = Demo(tmp_path_factory.mktemp("demo") / "d", seed=3, cities=1, districts=2, first=2022, last=2023)
    assert make(demo, jobs=1)
    return demo


@pytest.fixture(scope="module")
def result(small) -> Score:
    return score(small)


def test_most_wholes_come_out_right(result):
    assert result.wanted > 100
    assert result.precision >= PRECISION, dict(result.wrong)
    assert result.recall >= RECALL, dict(result.missed)


def test_the_documents_are_known_for_what_they_are(result):
    assert result.documents > 15
    assert result.identified >= IDENTIFIED * result.documents, dict(result.misread)


def test_what_is_wrong_is_counted_by_what_it_is_mistaken_for(result):
    assert sum(result.wrong.values()) == result.given - result.right
    assert sum(result.missed.values()) == result.wanted - result.found


def test_the_command_prints_the_score_and_the_second_time_does_nothing_again(small, capsys, monkeypatch):
    before = {path: path.stat().st_mtime_ns for path in small.folder.rglob("*") if path.is_file()}
    monkeypatch.setattr("demo.__main__.Demo", lambda *_: small)
    assert main(["--data-only"]) == 0
    said = capsys.readouterr()
    assert "准确率" in said.out and "召回率" in said.out
    assert "没有变化" in said.err
    published = {path for path in before if path.suffix == ".duckdb"}
    assert all(path.stat().st_mtime_ns == before[path] for path in [*published, *small.documents.iterdir()])
