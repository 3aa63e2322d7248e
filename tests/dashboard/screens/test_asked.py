"""An address read without the page says what the page shows."""

from urllib.parse import parse_qs

import pytest

from dashboard.queries import Filters
from dashboard.screens.sheets import Asked, sheet_asked
from tests.pages.conftest import AGENCIES, open_page, said, store  # noqa: F401 (fixtures)


@pytest.mark.parametrize(
    "page, query, filters",
    [
        ("enforcement", "", Filters()),
        ("enforcement", "indicator=行政处罚案件数&year=2024年", Filters()),
        ("enforcement", "indicator=行政处罚案件数&year=最近一年", Filters()),
        ("inspections", "years=2023", Filters(years=(2023,))),
        ("hazards", f"agency={AGENCIES[0]}&indicator=重大事故隐患数", Filters(agencies=(AGENCIES[0],))),
        ("hazards", "basis=全系统", Filters(basis="system")),
    ],
)
def test_a_sheet_says_what_the_briefing_of_that_address_says(open_page, store, page, query, filters):  # noqa: F811
    address = {name: values[0] for name, values in parse_qs(query).items() if name in ("indicator", "year")}
    shown = said(open_page(page, filters, view="briefing", **address))
    sheet = sheet_asked(store, Asked(page, query))
    for text in (sheet.title, *sheet.points, *(plot.title for plot in sheet.plots if plot.kind != "columns")):
        assert text in shown
