"""From figures to published rows: the sentence around a figure, and the id that its link is made of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from etl.data.rows import ReportRow
from etl.engine.model import Figure
from etl.published.figurerows import LONGEST_SENTENCE, FigureIds, extracted_rows, fits, hash53, sentence_span
from tests.datafolder import REPORT


@pytest.mark.parametrize(
    ("text", "printed", "sentence"),
    [
        ("前句。检查30家，立案5件。后句。", "5件", "检查30家，立案5件。"),
        ("标题\n  检查30家", "30家", "检查30家"),
        ("检查30家；立案5件！后句", "30家", "检查30家；立案5件！"),
        ("30家", "30家", "30家"),
        ("行政处罚\t12\t件\n行政强制\t3\t件", "12", "行政处罚\t12\t件"),
        ("。30家。", "30家", "30家。"),
    ],
)
def test_the_sentence_around_a_figure(text, printed, sentence):
    start = text.index(printed)
    begin, end = sentence_span(text, start, start + len(printed))
    assert text[begin:end] == sentence


def test_a_text_without_full_stops_does_not_become_one_sentence():
    text = "甲" * 5000 + "30家" + "乙" * 5000
    begin, end = sentence_span(text, 5000, 5003)
    assert (begin, end) == (5000 - LONGEST_SENTENCE, 5003 + LONGEST_SENTENCE)


EMPTY = dict.fromkeys(("scope", "body", "campaign", "sector", "part", "period_end"), "")
PLACED = {"start": 7, "printed": "30家", "indicator": "inspections", "label": "检查", "measure": "level"}
FIELDS = EMPTY | PLACED


def test_the_id_of_a_placed_figure_survives_a_corrected_indicator():
    corrected = FIELDS | {"indicator": "enterprises_inspected", "label": "检查企业"}
    assert FigureIds("a").next(FIELDS) == FigureIds("a").next(corrected)
    assert FigureIds("a").next(FIELDS) != FigureIds("a").next(FIELDS | {"start": 8})
    assert FigureIds("a").next(FIELDS) != FigureIds("b").next(FIELDS)


def test_exact_repeats_without_a_place_have_ids_of_their_own():
    ids = FigureIds("a")
    unplaced = FIELDS | {"start": None}
    assert len({ids.next(unplaced) for _ in range(5)}) == 5


def test_ids_stay_the_same_from_one_release_to_the_next():
    assert hash53("yunling-2024", "7", "30家", "0") == 5920411501536867


REPORT_ROW = ReportRow.model_validate(dict.fromkeys(ReportRow.model_fields, "") | REPORT)
FOUND = Figure(start=2, end=5, printed="30家", value=Decimal(30), sentence_start=0, sentence_end=6)


def test_an_extracted_figure_without_a_period_takes_its_reports():
    (row,) = extracted_rows(REPORT_ROW, [FOUND], "检查30家。后句。")
    assert (row["period_start"], row["period_end"]) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (row["sentence"], row["status"], row["year"]) == ("检查30家。", "extracted", 2024)


def test_a_quotient_is_rounded_to_the_places_that_are_stored():
    (row,) = extracted_rows(REPORT_ROW, [replace(FOUND, value=Decimal(1) / 3)], "检查30家。")
    assert row["value"] == Decimal("0.333333")


def test_a_number_that_no_agency_can_mean_does_not_fit():
    assert fits(FOUND)
    assert not fits(replace(FOUND, value=Decimal(10) ** 18))
    assert not fits(replace(FOUND, value_high=-(Decimal(10) ** 20)))
