"""The reviewed figures mean what they print, follow each other and add up.

Whether they stand in their documents, which are not of the repository, `python -m etl verify` says.
"""

import csv
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from etl.engine.numerals import parse_number
from etl.engine.ranges import parse_range

DATA = Path(__file__).resolve().parents[2] / "data"
# How a report says that nothing of the kind happened; the figure prints these words.
NEGATIONS = ("未", "没有", "无", "零")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(report_id: str) -> list[dict[str, str]]:
    return rows(DATA / "figures" / f"{report_id}.csv")


REPORTS = rows(DATA / "reports.csv")
FULL_REPORTS = [report for report in REPORTS if report["document"]]
every_full_report = pytest.mark.parametrize("report", FULL_REPORTS, ids=lambda report: report["report_id"])


def all_figures() -> list[dict[str, str]]:
    return [figure for report in REPORTS for figure in figures(report["report_id"])]


@every_full_report
def test_figures_of_a_document_follow_each_other_without_overlap(report):
    found = figures(report["report_id"])
    assert found
    for before, after in pairwise(found):
        assert int(before["end"]) <= int(after["start"]), (before, after)


@every_full_report
def test_figures_of_a_full_report_name_their_section(report):
    for figure in figures(report["report_id"]):
        assert figure["section"], figure


def test_the_value_is_what_is_printed():
    for figure in all_figures():
        value = Decimal(figure["value"])
        if figure["printed"].startswith(NEGATIONS):
            assert (value, figure["value_high"]) == (0, ""), figure
        elif figure["approx"] == "range":
            assert parse_range(figure["printed"]) == (value, Decimal(figure["value_high"])), figure
        else:
            assert (parse_number(figure["printed"]), figure["value_high"]) == (value, ""), figure


def test_words_of_precision_decide_whether_a_figure_is_a_lower_bound():
    for figure in all_figures():
        if any(word in figure["printed"] for word in ("余", "多", "以上")):
            assert figure["approx"] == "at_least", figure


def test_periods_end_with_the_report_and_begin_at_most_a_year_before_it():
    for report in REPORTS:
        year_before = report["period_start"].replace(report["year"], str(int(report["year"]) - 1))
        for figure in figures(report["report_id"]):
            assert year_before <= figure["period_start"] <= figure["period_end"], figure
            assert figure["period_end"] <= report["period_end"], figure


def test_cases_by_kind_add_up_to_the_stated_total():
    stated = 0
    for report in FULL_REPORTS:
        by_kind = defaultdict(Decimal)
        for figure in figures(report["report_id"]):
            if figure["scope"] == "own" and not (figure["sector"] or figure["part"] or figure["campaign"]):
                by_kind[figure["indicator"]] += Decimal(figure["value"])
        if "cases_total" in by_kind:
            stated += 1
            kinds = ("licences", "inspections", "penalties", "coercions")
            assert sum(by_kind[kind] for kind in kinds) == by_kind["cases_total"], report
    assert stated


def test_drills_by_kind_add_up_to_the_stated_total():
    broken_down = 0
    for report in FULL_REPORTS:
        drills = [figure for figure in figures(report["report_id"]) if figure["indicator"] == "drills"]
        parts = [Decimal(figure["value"]) for figure in drills if figure["part"]]
        if parts:
            broken_down += 1
            totals = [Decimal(figure["value"]) for figure in drills if not figure["part"]]
            assert totals == [sum(parts)], report
    assert broken_down


def test_the_full_reports_hold_over_a_hundred_figures():
    assert sum(len(figures(report["report_id"])) for report in FULL_REPORTS) > 100
