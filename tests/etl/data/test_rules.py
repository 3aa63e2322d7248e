"""Rules are loaded once, wherever they lie, and loaded anew where a file of theirs says something else."""

import pytest

from etl.data import rules
from etl.data.rules import rulebook
from etl.engine.rulebook import expression, one_of
from tests.datafolder import copy_rules
from tests.rules import DATA, RULES

VERB = expression(one_of("zero", "verbs"))


@pytest.fixture
def folder(tmp_path):
    copy_rules(tmp_path)
    return tmp_path


def test_of_the_same_rules_in_another_folder_nothing_is_made_again(folder, monkeypatch):
    # other tests of this process may have loaded these rules elsewhere and made more of them
    monkeypatch.setattr(rules, "_kept", {DATA: rules._kept[DATA]})
    made = RULES[VERB]
    book = rulebook(folder)
    assert book.folder == folder
    assert book[VERB] is made


def test_a_word_that_changes_counts_at_once_and_in_its_folder_only(folder):
    before = rulebook(folder)
    path = folder / "lexicon/zero.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("verbs: >-", "verbs: >-\n  未曾见"), "utf-8")
    after = rulebook(folder)
    assert after[VERB].search("全年未曾见投诉") and not before[VERB].search("全年未曾见投诉")
    assert rulebook(folder) is after
    assert not RULES[VERB].search("全年未曾见投诉")
