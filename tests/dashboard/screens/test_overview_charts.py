"""The charts of the overview are worked out of one question to the database."""

import pytest

from dashboard.data.store import Published
from dashboard.queries import Filters
from dashboard.queries.overview import marks_by_indicator
from dashboard.screens.overview_charts import theme_charts
from dashboard.view import View
from tests import stores

AGENCIES = ("云岭市应急管理局", "青禾区应急管理局")
INDICATORS = ("penalties", "inspections", "hazards_found")


@pytest.fixture
def published(tmp_path) -> Published:
    rows = [
        {"agency": agency, "indicator": indicator, "year": 2024, "value": place + 1}
        for place, agency in enumerate(AGENCIES)
        for indicator in INDICATORS
    ]
    return stores.published(tmp_path, rows)


def test_the_marks_of_all_charts_are_asked_for_together(published, monkeypatch):
    held = marks_by_indicator(published, Filters())
    asked, query = [], Published.query

    def heard(self, sql, parameters=None):
        asked.append(sql)
        return query(self, sql, parameters)

    monkeypatch.setattr(Published, "query", heard)
    charts = theme_charts(View(published, Filters()), held)
    assert [indicator for _, indicator, _ in charts] == list(INDICATORS)
    assert [len(chart.marks) for _, _, chart in charts] == [2, 2, 2]
    assert len([sql for sql in asked if "FROM headline" in sql]) == 1
