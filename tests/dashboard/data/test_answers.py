"""Answers kept: asked once, the caller's own, bounded."""

import pandas as pd
import pytest

from dashboard.data import answers
from dashboard.data.answers import Answers


@pytest.fixture
def asked():
    return []


def frame(asked, rows=2):
    asked.append(rows)
    return pd.DataFrame({"value": range(rows), "name": ["云"] * rows})


def test_the_same_question_is_asked_once_and_another_again(asked):
    kept = Answers()
    for question in ("one", "one", "other"):
        assert len(kept.of(question, lambda: frame(asked))) == 2
    assert len(asked) == 2


def test_what_a_caller_does_to_an_answer_stays_with_the_caller(asked):
    kept = Answers()
    mine = kept.of("one", lambda: frame(asked))
    mine["value"] = 0
    mine.loc[0, "name"] = "changed"
    again = kept.of("one", lambda: frame(asked))
    assert again["value"].tolist() == [0, 1]
    assert again["name"].tolist() == ["云", "云"]
    rows = kept.of("rows", lambda: [(1,), (2,)])
    rows.append((3,))
    assert kept.of("rows", list) == [(1,), (2,)]


def test_large_answers_and_those_longest_unasked_are_not_kept(asked, monkeypatch):
    monkeypatch.setattr(answers, "MOST_ANSWERS", 2)
    monkeypatch.setattr(answers, "MOST_ROWS", 10)
    kept = Answers()
    for question, rows in (("large", 11), ("large", 11), ("a", 1), ("b", 1), ("a", 1), ("c", 1), ("b", 1)):
        kept.of(question, lambda rows=rows: frame(asked, rows))
    assert asked == [11, 11, 1, 1, 1, 1]


def test_a_question_that_fails_is_asked_again(asked):
    kept = Answers()
    with pytest.raises(ZeroDivisionError):
        kept.of("one", lambda: 1 / 0)
    assert len(kept.of("one", lambda: frame(asked))) == 2
