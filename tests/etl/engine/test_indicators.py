"""Every indicator file says what it counts, and its own examples hold."""

import re

import pytest

from etl.engine.indicators import THEMES
from etl.engine.model import ReportContext
from etl.engine.prose import extract_prose
from tests.rules import RULES

MARKED = re.compile(r"【(.+?)】")
INDICATORS = RULES.indicators
EXAMPLES = [(i.id, example) for i in INDICATORS.values() for example in i.examples]
COUNTER_EXAMPLES = [(i.id, example) for i in INDICATORS.values() for example in i.counter_examples]


def indicator_of(example: str) -> str | None:
    """Return the indicator of the figure that stands in 【】, None where no figure stands there."""
    mark = MARKED.search(example)
    text = example[: mark.start()] + mark[1] + example[mark.end() :] + "。"
    figures = extract_prose(RULES, text, ReportContext(agency="云岭市应急管理局", year=2024)).figures
    return next((f.indicator for f in figures if f.start == mark.start() and f.printed == mark[1]), None)


@pytest.mark.parametrize(("indicator", "example"), EXAMPLES)
def test_an_example_is_read_as_its_indicator(indicator, example):
    assert indicator_of(example) == indicator


@pytest.mark.parametrize(("indicator", "example"), COUNTER_EXAMPLES)
def test_a_counter_example_is_not_read_as_the_indicator(indicator, example):
    assert indicator_of(example) != indicator


def test_indicators_come_in_the_order_of_themes_and_each_is_complete():
    themes = [THEMES.index(i.theme) for i in INDICATORS.values()]
    assert themes == sorted(themes) and len(INDICATORS) >= 41
    for indicator in INDICATORS.values():
        assert indicator.counts and indicator.excludes and indicator.match, indicator.id
        assert len(indicator.examples) >= 2 or indicator.id == "study_participants", indicator.id
