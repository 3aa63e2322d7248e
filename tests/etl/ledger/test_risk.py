"""How likely a figure is wrong: its doubts, and what figures in like words were."""

import math

import pytest

from etl.data.rules import data_folder
from etl.engine.errors import InvalidData
from etl.ledger.clues import Surroundings
from etl.ledger.risk import (
    LEARNT,
    QUESTIONS,
    SUSPECT,
    Learnt,
    Opinion,
    Question,
    answer_of,
    learnt_of,
    opinions,
)

TEXT = "青禾区住建局全年检查工地120家次，立案7件，罚款3万元。"
FIGURE = {
    "start": TEXT.index("120"), "end": TEXT.index("120") + 5, "value": "120", "unit": "家次",
    "indicator": "inspections", "measure": "level", "scope": "own", "whole": "stated", "doubts": [],
    "label": "检查工地", "body": "", "campaign": "", "sector": "", "part": "",
}  # fmt: skip


def around(*figures):
    return Surroundings(TEXT, "rule_of_law", "青禾区住建局", figures)


def risk(**said):
    (found,) = opinions(TEXT, "rule_of_law", "青禾区住建局", [FIGURE | said])
    return found.risk


def test_a_doubt_makes_a_figure_likelier_to_be_wrong():
    assert risk() < risk(doubts=["weak_indicator"]) < risk(doubts=["scope_inferred", "weak_indicator"])


def test_an_indicator_that_such_words_seldom_have_is_likelier_to_be_wrong():
    assert risk() < risk(indicator="litigations")


def test_risks_are_shares_in_the_order_of_the_figures():
    figures = [
        FIGURE,
        FIGURE | {"doubts": ["table_unproven"]},
        FIGURE | {"measure": "share", "indicator": ""},
    ]
    found = [each.risk for each in opinions(TEXT, "rule_of_law", "", figures)]
    assert all(0 < each < 1 for each in found)
    assert found[0] < found[1]
    assert opinions(TEXT, "rule_of_law", "", []) == []


def test_clues_against_an_answer_weigh_more_the_more_stood_with_another():
    few, many = (Question(0.5, {"a": 50, "b": 50}, {"x": {"a": count, "b": 3}}) for count in (6, 40))
    assert 0 < few.against("b", {"x"}) < many.against("b", {"x"})
    assert many.against("a", {"x"}) < 0 < many.against("never seen", {"x"})
    assert math.isclose(few.against("a", set()), 0, abs_tol=1e-9)  # nothing known speaks for neither


def test_a_figure_is_suspect_on_the_question_on_which_most_speaks_against_it():
    counted = Question(0.5, {"inspections": 50, "litigations": 50}, {"unit 家次": {"inspections": 50}})
    nothing = Question(0.3)
    learnt = Learnt(
        {"indicator": counted, "scope": nothing, "whole": nothing}, {"": -2.0, "against indicator": 1.0}
    )
    odd = FIGURE | {"indicator": "litigations"}
    plain, against = (learnt.opinion(figure, around(figure)) for figure in (FIGURE, odd))
    assert not plain.suspect and plain.instead is None
    assert (against.suspect, against.question) == (True, "indicator")
    assert against.instead == FIGURE["indicator"]  # of which like words speak
    assert not Opinion(SUSPECT - 0.01, "whole").suspect


def test_only_the_words_near_the_number_are_looked_at():
    clues = around(FIGURE).indicator(FIGURE)
    assert {"unit 家次", "own 工地", "last 工地"} <= clues
    assert not any("罚款" in clue for clue in clues)


def test_no_clue_holds_a_phrase_of_the_document():
    every = {clue for name in QUESTIONS for clue in getattr(around(FIGURE), name)(FIGURE)}
    quoted = [word for clue in every for word in clue.split() if word in TEXT]
    assert quoted
    assert all(len(word) <= 3 for word in quoted)


def test_a_share_is_not_asked_what_it_counts():
    share = FIGURE | {"measure": "share", "indicator": "", "whole": ""}
    facts = learnt_of(data_folder()).facts(share, around(share))
    assert "against scope" in facts
    assert not {"against indicator", "against whole"} & facts.keys()


def test_what_is_answered_is_a_fact_of_its_own():
    learnt = Learnt({})
    known = learnt.facts(FIGURE | {"part": "燃气", "body": "", "whole": ""}, around(FIGURE))
    assert {
        "scope own",
        "limit part",
        "whole False of inspections",
        "limited True of any in rule_of_law",
    } <= (known.keys())
    none = learnt.facts(FIGURE | {"indicator": "", "whole": "", "body": "青禾区"}, around(FIGURE))
    assert {"no indicator", "limit body", "limited False of none in rule_of_law"} <= none.keys()


def test_an_older_data_folder_has_learnt_nothing_and_a_broken_file_is_named(tmp_path):
    assert learnt_of(tmp_path) is None
    (tmp_path / LEARNT).parent.mkdir()
    (tmp_path / LEARNT).write_text("weight\tnothing\n", encoding="utf-8")
    with pytest.raises(InvalidData, match="learnt.tsv"):
        learnt_of(tmp_path)


def test_what_was_learnt_weighs_every_kind_of_evidence():
    learnt = learnt_of(data_folder())
    assert all(learnt.questions[name].answers and learnt.questions[name].clues for name in QUESTIONS)
    assert all(learnt.weights[f"against {name}"] > 0 for name in QUESTIONS)
    assert answer_of(FIGURE, "whole") == "True"
    assert Learnt({}, {}).risk({"anything": 1.0}) == 0.5
