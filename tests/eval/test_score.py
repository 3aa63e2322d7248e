"""Scores: what counts as found, false, missed; which fields are compared, and how."""

from dataclasses import replace
from decimal import Decimal

import pytest

from etl.engine.model import Document, Extraction, Figure, Rejection, ReportContext
from eval.gold import GoldDocument
from eval.score import SHARES, Queued, Score, first_fifth, score, surest, unsuspected
from eval.show import curve, misses, reasons, reliability, table
from tests.passages.loader import LabelledFigure

TEXT = "检查企业452家次，发现隐患1.3万条，涉及14个行业。"
CONTEXT = ReportContext(period_start="2024-01-01", period_end="2024-12-31")


def figure(printed: str, value: str, **fields) -> Figure:
    start = TEXT.index(printed)
    return Figure(start, start + len(printed), printed, Decimal(value), **fields)


def scored(labels: list[LabelledFigure], figures: list[Figure]) -> Score:
    return score(gold(labels), Extraction(figures, []))


def gold(labels: list[LabelledFigure]) -> GoldDocument:
    return GoldDocument("a", "g", Document(text=TEXT), CONTEXT, labels)


INSPECTED = figure("452家次", "452", unit="家次", indicator="inspections")
HAZARDS = figure("1.3万条", "13000", unit="条", indicator="hazards_found")
SECTORS = figure("14个", "14", unit="个")


def test_all_found_and_right():
    result = scored([LabelledFigure(INSPECTED), LabelledFigure(HAZARDS)], [INSPECTED, HAZARDS])
    assert (result.share("recall"), result.share("precision"), result.share("indicator")) == (1, 1, 1)
    assert not (result.missed or result.false or result.errors)


def test_another_extent_is_a_miss_and_a_false_figure():
    result = scored([LabelledFigure(INSPECTED)], [figure("452家", "452", unit="家")])
    assert (result.share("recall"), result.share("precision")) == (0, 0)
    assert [each.printed for each in result.missed] == ["452家次"]
    assert [each.printed for each in result.false] == ["452家"]


def test_an_optional_figure_is_right_both_ways():
    labels = [LabelledFigure(INSPECTED), LabelledFigure(SECTORS, optional=True)]
    for figures in ([INSPECTED], [INSPECTED, SECTORS]):
        result = scored(labels, figures)
        assert (result.share("recall"), result.share("precision")) == (1, 1)


def test_a_wrong_field_is_named_with_both_values():
    result = scored([LabelledFigure(HAZARDS)], [figure("1.3万条", "1.3", unit="条", indicator="materials")])
    assert {(e.field, e.expected, e.got) for e in result.errors} == {
        ("value", (Decimal(13000), None), (Decimal("1.3"), None)),
        ("indicator", "hazards_found", "materials"),
    }
    assert result.share("unit") == 1


def test_either_of_two_indicators_is_right():
    labels = [LabelledFigure(HAZARDS, also="hazards_rectified")]
    result = scored(labels, [figure("1.3万条", "13000", unit="条", indicator="hazards_rectified")])
    assert result.share("indicator") == 1


def test_an_empty_period_is_that_of_the_report():
    said = figure("452家次", "452", period_start="2024-01-01", period_end="2024-12-31")
    assert scored([LabelledFigure(said)], [figure("452家次", "452")]).share("period") == 1
    other = figure("452家次", "452", period_start="2024-01-01", period_end="2024-09-30")
    assert scored([LabelledFigure(other)], [figure("452家次", "452")]).share("period") == 0


def test_scores_of_documents_add_up_by_figures():
    total = Score()
    total.add(scored([LabelledFigure(INSPECTED), LabelledFigure(HAZARDS)], [INSPECTED]))
    total.add(scored([LabelledFigure(INSPECTED)], [INSPECTED]))
    assert total.share("recall") == pytest.approx(2 / 3)


def test_a_digit_outside_every_figure_and_rejection_is_lost():
    result = score(
        gold([]), Extraction([INSPECTED, HAZARDS], [Rejection(SECTORS.start, SECTORS.end, "14", "code")])
    )
    assert result.unaccounted == []
    start = TEXT.index("14")
    assert scored([], [INSPECTED, HAZARDS]).unaccounted == [(start, start + 2)]


def test_nothing_labelled_is_no_score():
    assert scored([], []).share("recall") is None
    assert scored([], []).share("scope") is None


def test_the_table_and_the_list_show_what_went_wrong():
    labels = [LabelledFigure(INSPECTED), LabelledFigure(HAZARDS)]
    result = scored(labels, [figure("1.3万条", "1.3", unit="条"), SECTORS])
    shown = table([("all", result)])
    assert "50.0%▼" in shown
    listed = misses(gold(labels), result, ["value"])
    assert "MISSED  [inspections]" in listed
    assert "FALSE   = 14" in listed
    assert "VALUE   expected 13000, got 1.3" in listed
    assert "INDICATOR" not in listed
    assert "检查企业【452家次】，发现" in listed
    assert "LOST" in listed


def test_the_dates_of_another_context_are_held_against_the_labelled_ones():
    labels = [LabelledFigure(figure("452家次", "452"))]
    read_wrongly = ReportContext(period_start="2023-01-01", period_end="2023-12-31")
    result = score(gold(labels), Extraction([figure("452家次", "452")], []), read_wrongly)
    assert result.share("period") == 0
    assert score(gold(labels), Extraction([figure("452家次", "452")], []), CONTEXT).share("period") == 1


def test_wholes_and_doubts_are_weighed_against_their_labels():
    labels = [LabelledFigure(INSPECTED, whole=True), LabelledFigure(HAZARDS, whole=False)]
    sure = figure("452家次", "452", unit="家次", indicator="inspections", whole="only")
    wrong = figure("1.3万条", "13000", unit="条", indicator="hazards_found", whole="only")
    doubted = replace(wrong, whole="", doubts=("several_candidates",))
    assert weighed(labels, [sure, doubted]) == [1, 1, 1, 0.5, 1]
    assert weighed(labels, [sure, wrong]) == [0.5, 1, 0.5, 1, 0.5]
    assert weighed(labels, [doubted]) == [None, 0, 1, 0, None]


def test_a_false_figure_without_doubts_counts_against_those_without_doubts():
    false = figure("14个", "14", unit="个", whole="only")
    labels = [LabelledFigure(INSPECTED, whole=False)]
    assert weighed(labels, [INSPECTED, false]) == [0, None, 1, 1, 0.5]


def weighed(labels: list[LabelledFigure], figures: list[Figure]) -> list[float | None]:
    result = scored(labels, figures)
    return [result.share(name) for name in SHARES]


def test_each_reason_of_the_wholes_is_counted_by_itself():
    labels = [LabelledFigure(INSPECTED, whole=True), LabelledFigure(HAZARDS, whole=False)]
    stated = figure("452家次", "452", unit="家次", indicator="inspections", whole="stated")
    lone = figure("1.3万条", "13000", unit="条", indicator="hazards_found", whole="only")
    shown = reasons(scored(labels, [stated, lone]))
    assert shown == "1 wholes labelled: stated 1 of 1 right; only 0 of 1 right"
    assert reasons(scored([LabelledFigure(INSPECTED)], [stated])) == ""


def test_what_goes_without_doubts_is_told_and_what_the_learnt_risk_tells_of_it():
    false = figure("14个", "14", unit="个")
    doubted = replace(HAZARDS, doubts=("several_candidates", "table_unproven"))
    result = Score()
    for labels, found in ([([LabelledFigure(INSPECTED)], INSPECTED)] * 3) + [([], false), ([], doubted)]:
        result.add(scored(labels, [found]))
    assert [each.undoubted for each in result.queue] == [True, True, True, True, False]
    assert not max(result.queue).right
    sure, learnt = reliability(result).splitlines()
    assert sure.startswith(
        "without doubts 80.0% of figures (aim 75%), of these wrong 25.0% (aim 2%), right in value"
    )
    assert learnt.endswith("in the first fifth of the review queue 50.0% (aim 60%)")


QUEUE = [
    Queued(0.9, right=False, undoubted=True),
    Queued(0.4, right=True, undoubted=False),
    Queued(0.2, right=False, undoubted=True),
    Queued(0.1, right=True, undoubted=True),
    Queued(0.05, right=True, undoubted=False),
]


def test_the_first_fifth_holds_its_share_of_the_wrong_figures():
    assert first_fifth(QUEUE) == 0.5
    assert first_fifth([]) is None


def test_the_least_risky_figures_are_the_ones_counted():
    assert surest(QUEUE, 0.4) == 1
    assert surest(QUEUE, 0.6) == pytest.approx(2 / 3)
    assert surest([], 0.5) is None


def test_a_figure_is_trusted_where_neither_rules_nor_what_was_learnt_speak_against_it():
    assert unsuspected(QUEUE) == (0.4, 0.5)
    assert unsuspected([]) == (0, None)
    assert "without doubts and not suspect 40.0%, of these right 50.0%" in curve(QUEUE)
