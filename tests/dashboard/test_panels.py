"""Marks set out in panels: what may be compared first, each level by itself, the rest apart with why."""

import re

import pandas as pd
from hypothesis import given

from dashboard.comparability import arrange, may_compare, reach
from dashboard.drawing.marks import marks_of
from dashboard.drawing.panels import in_panels
from dashboard.queries import Filters, headlines
from tests.dashboard.test_standing import MARKS, mark
from tests.stores import published

PLACES = ("青禾区应急管理局", "临溪县应急管理局", "望川区应急管理局")


def test_levels_get_panels_of_their_own_and_a_whole_region_stands_apart():
    found = arrange(
        [mark(), mark(level="city"), mark(scope="system", level="district", trade="综合"), mark()],
    )
    assert [(panel.level, panel.places) for panel in found.panels] == [("district", (0, 3)), ("city", (1,))]
    assert found.apart == (2,)
    assert found.panels[0].verdict.sentence == "可比"


def test_where_no_two_may_be_compared_there_is_no_panel():
    found = arrange([mark(), mark(scope="system")])
    assert (found.panels, found.apart) == ((), (0, 1))


def test_reasons_come_in_one_order_whatever_order_the_marks_have():
    marks = [mark(), mark(trade="综合"), mark(scope="system"), mark(scope="system", trade="综合")]
    told = {arrange(each).standing.of_all.text for each in (marks, marks[::-1], marks[1:] + marks[:1])}
    assert {re.sub("（.*?）", "", text) for text in told} == {"口径不同；行业不同"}


def test_a_single_mark_has_its_panel():
    assert [panel.places for panel in arrange([mark()]).panels] == [(0,)]


@given(MARKS)
def test_every_mark_stands_in_one_place_and_no_panel_holds_an_incomparable_pair(marks):
    found = arrange(marks)
    places = [*found.apart, *(place for panel in found.panels for place in panel.places)]
    assert sorted(places) == list(range(len(marks)))
    for panel in found.panels:
        answers = {
            may_compare(marks[a], marks[b]).answer for a in panel.places for b in panel.places if a < b
        }
        assert "no" not in answers
        if answers:
            assert panel.verdict.answer == ("warning" if "warning" in answers else "yes")


def test_the_reach_of_a_set_is_what_is_comparable_in_it():
    found = reach([mark(), mark(), mark(approx="about"), mark(approx="about"), mark(scope="system")])
    assert (found.alike, found.readable) == (2, 4)
    assert reach([mark(), mark(scope="system")]) == reach([])
    assert reach([mark(approx="about"), mark(approx="about")]).alike == 0


def test_a_region_of_a_hundred_thousand_does_not_flatten_districts(tmp_path):
    figures = [{"agency": one, "indicator": "penalties", "value": n} for n, one in enumerate(PLACES, 20)]
    region = {"agency": "云岭市应急管理局", "indicator": "penalties", "value": 108_000, "scope": "system"}
    store = published(tmp_path, [*figures, region], only=("headline",))
    marks = marks_of(headlines(store, Filters(), ("penalties",)))
    panels = in_panels(marks)
    assert [len(panel.marks) for panel in panels.shown] == [3, 1]
    assert panels.shown[1].apart and "口径不同" in panels.shown[1].marks["reasons"].iloc[0]
    assert panels.shown[0].marks["value"].max() == 22
    assert panels.shown[0].heading == "区县级 · 应急管理 · 本机关 · 3个机构 · 可比"
    assert isinstance(panels.drawn, pd.DataFrame) and len(panels.all) == 4
