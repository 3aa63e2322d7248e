"""The grid of who discloses what, and its counts over all agencies."""

import pytest

from dashboard.queries import Filters, count_states, coverage
from dashboard.queries.coverage import STATES
from dashboard.queries.coverage_counts import report_years, reporting_agencies, states_by
from dashboard.screens.coverage.grid import coverage_cell, short_number
from tests.stores import published

CITY, DISTRICT, COUNTY, SILENT = (
    "云岭市应急管理局",
    "青禾区应急管理局",
    "临溪县应急管理局",
    "望川区应急管理局",
)


@pytest.fixture
def store(tmp_path):
    return published(
        tmp_path,
        [
            {"indicator": "penalties", "value": 12345},
            {"indicator": "penalties", "value": 0, "agency": DISTRICT, "printed": "无"},
            {"indicator": "penalties", "value": 4, "agency": COUNTY, "sector": "矿山"},
            {"indicator": "penalties", "value": 5, "agency": COUNTY, "sector": "矿山", "campaign": "强安"},
            {"indicator": "fines", "value": 2, "unit": "元", "year": 2023},
        ],
        agencies=[{"agency": SILENT}],
        reports=[{"agency": COUNTY, "extent": "excerpt", "report_id": f"{COUNTY}-rule_of_law-2024"}],
    )


def test_the_counts_of_all_agencies_agree_with_the_cells(store):
    for filters in (Filters(), Filters(years=(2024,)), Filters(basis="own"), Filters(divisions=("9901",))):
        counted = states_by(store, filters).set_index(["indicator", "year"])
        cells = coverage(store, filters)
        for (indicator, year), row in counted.iterrows():
            of = cells[(cells["indicator"] == indicator) & (cells["year"] == year)]
            expected = count_states(of, "indicator").loc[indicator]
            heard = len(of) - expected["no_report"]
            assert row.to_dict() == {state: expected[state] for state in STATES} | {"heard": heard}


def test_each_state_has_its_sign_and_its_words(store):
    cells = coverage(store, Filters(years=(2024,)), ("penalties", "fines"))
    shown = {(c["agency"], c["indicator"]): coverage_cell(c) for c in cells.to_dict("records")}
    assert shown[CITY, "penalties"].text == "1.2万" and shown[CITY, "penalties"].ids
    assert (shown[DISTRICT, "penalties"].kind, shown[DISTRICT, "penalties"].text) == ("zero", "0")
    assert shown[CITY, "fines"].kind == "not_disclosed" and not shown[CITY, "fines"].ids
    assert shown[COUNTY, "fines"].kind == "unknown"
    assert shown[SILENT, "penalties"].kind == "no_report"
    assert (shown[COUNTY, "penalties"].kind, shown[COUNTY, "penalties"].text) == ("partial", "◐")
    assert len({cell.text for cell in shown.values()}) == len({cell.kind for cell in shown.values()}) == 6


def test_agencies_without_report_are_listed_on_request_only(store):
    reporting, total = reporting_agencies(store, Filters(years=(2024,)))
    assert total == 3 and SILENT not in set(reporting["agency"])
    everyone, total = reporting_agencies(store, Filters(years=(2024,)), with_silent=True, limit=2, offset=2)
    assert total == 4 and len(everyone) == 2


def test_an_agency_that_only_a_superior_tells_of_is_listed_and_counted(tmp_path):
    bulletin = {"agency": CITY, "kind": "bulletin", "indicator": "inspections", "value": 88}
    of_district = bulletin | {"value": 30, "scope": "other", "body": "青禾区"}
    place = {"province": "东岭省", "city": "云岭市"}
    known = [
        {"agency": CITY, "adcode": "990100", "district": "", "level": "city", **place},
        {"agency": DISTRICT, "adcode": "990102", "district": "青禾区", **place},
    ]
    store = published(tmp_path, [bulletin, of_district], agencies=known)
    heard, total = reporting_agencies(store, Filters(), telling=("inspections",))
    assert (total, set(heard["agency"])) == (2, {CITY, DISTRICT})
    (row,) = states_by(store, Filters(), ("inspections",)).to_dict("records")
    assert (row["value"], row["heard"]) == (2, 2)  # never 2 of 1
    assert reporting_agencies(store, Filters(), telling=("penalties",))[1] == 1


def test_years_count_agencies_and_those_read_in_full(store):
    assert report_years(store, Filters()).to_dict("records") == [
        {"year": 2023, "agencies": 1, "in_full": 1},
        {"year": 2024, "agencies": 3, "in_full": 2},
    ]


@pytest.mark.parametrize(
    ("value", "unit", "approx", "text"),
    [
        (2754, "项", "exact", "2,754"),
        (13000, "条", "at_least", "≥1.3万"),
        (2_620_000, "元", "exact", "262万元"),
        (98.2, "%", "exact", "98.2%"),
    ],
)
def test_numbers_in_cells_are_short_and_keep_their_approximation(value, unit, approx, text):
    assert short_number({"value": value, "unit": unit, "approx": approx, "value_high": None}) == text
