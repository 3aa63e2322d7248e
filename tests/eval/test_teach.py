"""Learning the order of the review queue from labelled passages."""

import json
import shutil

import pytest

from etl.data.rules import data_folder
from etl.ledger.risk import LEARNT, learnt_of
from eval import teach
from tests.passages.loader import HERE, load_passages


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Two folders of passages, and a data folder of its own to learn into."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    besides = shutil.ignore_patterns("review", "figures", "published", "reports", "ledger")
    shutil.copytree(HERE.parent.parent / "data", tmp_path / "data", ignore=besides)
    for name in ("fire", "health"):
        (tmp_path / name).mkdir()
        shutil.copy(HERE / f"{name}.yml", tmp_path / name)
    return [tmp_path / "fire", tmp_path / "health"]


def test_what_is_learnt_is_written_and_each_folder_is_judged_by_the_other(folders, capsys):
    assert teach.run([str(folder) for folder in folders]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told] == ["fire", "health", "all"]
    assert all("in the first fifth" in line for line in told)
    learnt = learnt_of(data_folder())
    assert (data_folder() / LEARNT).is_file()
    assert all(learnt.questions[name].answers for name in ("indicator", "scope"))
    assert not learnt.questions["whole"].answers  # of these passages nobody has judged the wholes
    assert "" in learnt.weights


def test_what_the_program_said_before_is_learnt_from_where_it_is_given(folders, capsys):
    passage = load_passages(folders[0])[0]
    place = passage.figures[0].figure
    row = {"report_id": passage.id, "start": place.start, "end": place.end, "printed": place.printed}
    row |= {"value": 99999999, "unit": place.unit, "indicator": "litigations"}
    (folders[0] / teach.FIRST).write_text(json.dumps(row) + "\n", encoding="utf-8")
    teach.run([str(folder) for folder in folders])
    assert "1 figures, 1 wrong" in capsys.readouterr().out


def test_a_folder_without_passages_is_named(tmp_path):
    with pytest.raises(SystemExit, match="no labelled passages"):
        teach.run([str(tmp_path)])


def test_a_fact_that_goes_with_errors_gets_weight():
    facts = [{"bad": 1.0}] * 20 + [{}] * 20
    weights = teach.fitted(facts, [True] * 18 + [False] * 22)
    assert weights["bad"] > 1
    assert weights[""] < 0
