"""Marks that are cut out of a wider answer are those that the database would have given."""

import pandas as pd
import pytest

from dashboard import queries
from dashboard.data.answers import Answers
from dashboard.data.store import Published
from dashboard.queries import Filters
from tests import stores

CITY, DISTRICT = "云岭市应急管理局", "青禾区应急管理局"


@pytest.fixture
def published(tmp_path):
    rows = [
        {"agency": agency, "indicator": indicator, "year": year, "scope": scope, "value": year - 1900 + place}
        for place, agency in enumerate((CITY, DISTRICT))
        for indicator in ("penalties", "inspections", "cases_filed")
        for year in (2022, 2023, 2024)
        for scope in ("own", "system")[: 1 + (year == 2023)]
        if (agency, indicator, year) != (DISTRICT, "cases_filed", 2023)
    ]
    return stores.published(tmp_path, rows)


@pytest.fixture
def asked(monkeypatch) -> list:
    """The questions that reach the database."""
    found, ask = [], Published._asked
    monkeypatch.setattr(Published, "_asked", lambda self, cursor: found.append(1) or ask(self, cursor))
    return found


NARROWER = [
    (Filters(), ["penalties"]),
    (Filters(), ["cases_filed", "penalties"]),
    (Filters(years=(2023,)), ["cases_filed"]),
    (Filters(years=(2022, 2024)), []),
    (Filters(years=(2019,)), ["penalties"]),
]


@pytest.mark.parametrize("filters, indicators", NARROWER)
def test_a_part_of_what_was_asked_is_cut_out_of_it(published, asked, monkeypatch, filters, indicators):
    alone = queries.headlines(published, filters, indicators)
    monkeypatch.setattr(published, "_answers", Answers())
    queries.headlines(published, Filters())
    before = len(asked)
    cut = queries.headlines(published, filters, indicators)
    assert len(asked) == before
    pd.testing.assert_frame_equal(cut, alone, check_dtype=not alone.empty)


@pytest.mark.parametrize(
    "filters, indicators", [(Filters(basis="system"), ["penalties"]), (Filters(), ["inspections"])]
)
def test_what_is_no_part_of_it_is_asked(published, asked, filters, indicators):
    queries.headlines(published, Filters(years=(2023,)), ["penalties"])
    before = len(asked)
    found = queries.headlines(published, filters, indicators)
    assert len(asked) > before and set(found["indicator"]) == set(indicators)
    assert set(found["scope"]) == ({"system"} if filters.basis == "system" else {"own"})


def test_the_caller_may_change_what_is_cut(published):
    for indicators in ([], ["penalties"]):
        own = queries.headlines(published, Filters(), indicators)
        own["value"] = 0
    assert queries.headlines(published, Filters(), ["penalties"])["value"].min() > 0


def test_the_year_before_stands_beside_its_own_agency_and_indicator(published):
    found = queries.year_on_year(published, Filters(years=(2023, 2024)))
    pairs = found[found["before_value"].notna()]
    assert (pairs["value"] - pairs["before_value"] == 1).all()
    without = found[found["before_value"].isna()]
    assert without[["agency", "indicator", "year"]].values.tolist() == [[DISTRICT, "cases_filed", 2024]]
