"""The comparability rules, as the readable list of cases in cases/comparability.yml."""

from pathlib import Path

import pytest
import yaml

from dashboard import queries
from dashboard.comparability import badges, before_of, hidden_sentence, may_compare, year_on_year
from dashboard.queries import Filters
from etl.engine.rulefiles import FastLoader
from tests import stores

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "comparability.yml").read_text(encoding="utf-8"), Loader=FastLoader
)
AGENCY = "云岭市应急管理局"


def test_no_case_is_told_twice():
    names = [case["case"] for case in CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case_holds(case, tmp_path):
    published = stores.published(tmp_path, **case["given"], only=("headline", "counts", "places"))
    filters = Filters(**case.get("filters", {}))
    for name, expected in case["expect"].items():
        CHECKS[name](published, filters, expected, case)


def _marks(published, filters, expected, case):
    found = queries.headlines(published, filters).to_dict("records")
    told = [
        {
            "agency": mark["agency"],
            "year": mark["year"],
            "value": mark["value"],
            "approx": mark["approx"],
            "kind": mark["kind"],
            "part": mark["part"],
            "badges": [badge.code for badge in badges(mark)],
        }
        for mark in found
    ]
    assert len(told) == len(expected), told
    for mark, wanted in zip(told, expected, strict=True):
        wanted = {"agency": AGENCY, "year": 2024} | wanted
        assert {key: mark[key] for key in wanted} == wanted


def _cells(published, filters, expected, case):
    found = queries.coverage(published, filters)
    states = found.set_index(["agency", "indicator", "year"])["state"]
    for cell in expected:
        key = (cell.get("agency", AGENCY), cell["indicator"], cell.get("year", 2024))
        assert states[key] == cell["state"], key


def _hidden(published, filters, expected, case):
    indicators = {figure["indicator"] for figure in case["given"]["figures"]}
    assert hidden_sentence(queries.hidden_by_filter(published, filters, indicators)) == expected


def _compare(published, filters, expected, case):
    one, other = queries.headlines(published, filters).to_dict("records")[:2]
    for verdict in (may_compare(one, other), may_compare(other, one)):
        assert verdict.answer == expected["answer"]
    assert expected["says"] in may_compare(one, other).text


def _change(published, filters, expected, case):
    row = queries.year_on_year(published, filters).to_dict("records")[-1]
    change = year_on_year(row, before_of(row))
    assert change.verdict.allowed == expected["stated"]
    assert change.text == expected.get("text", "")
    assert expected.get("says", "") in change.verdict.text


CHECKS = {"marks": _marks, "cells": _cells, "hidden": _hidden, "compare": _compare, "change": _change}
