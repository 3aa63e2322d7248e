"""Pages run one file at a time under AppTest, against small published files.

Under AppTest a second run of a page below pages/ skips app.py, so app.py and the pages are run apart; how
they work together is what tests/browser looks at.
"""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries import Filters
from dashboard.view import View
from tests.stores import published

REPOSITORY = Path(__file__).resolve().parent.parent.parent

AGENCIES = [
    "云岭市应急管理局",
    "青禾区应急管理局",
    "临溪县应急管理局",
    "望川区应急管理局",
    "南屏区应急管理局",
]


def some_figures() -> list[dict]:
    """Five agencies over two years: plain, approximate, campaign-only, system-wide, zero, in parts."""
    rows = []
    for place, agency in enumerate(AGENCIES):
        for year in (2023, 2024):
            if (agency, year) != (AGENCIES[4], 2023):
                amount = (place + 1) * 10 + year - 2023
                rows += [
                    {
                        "agency": agency,
                        "year": year,
                        "indicator": indicator,
                        "value": amount * size,
                        "unit": unit,
                    }
                    for indicator, size, unit in (
                        ("penalties", 1, "件"),
                        ("fines", 20_000, "元"),
                        ("inspections", 30, "家次"),
                        ("hazards_found", 40, "项"),
                        ("training_sessions", 1, "期"),
                    )
                ]
    rows += [
        {
            "agency": AGENCIES[0],
            "indicator": "major_hazards",
            "value": 1300,
            "unit": "项",
            "approx": "at_least",
            "printed": "1300余项",
            "sentence": "全年核实重大隐患1300余项。",
            "sentence_start": 40,
            "start_offset": 48,
            "end_offset": 54,
        },
        {
            "agency": AGENCIES[1],
            "indicator": "major_hazards",
            "value": 7,
            "unit": "项",
            "campaign": "强安行动",
        },
        {"agency": AGENCIES[2], "indicator": "major_hazards", "value": 90, "unit": "项", "scope": "system"},
        {"agency": AGENCIES[3], "indicator": "major_hazards", "value": 0, "unit": "项", "printed": "无"},
        {"agency": AGENCIES[0], "indicator": "licences", "value": 5, "part": "危化品"},
        {"agency": AGENCIES[0], "indicator": "licences", "value": 6, "part": "烟花爆竹"},
    ]
    return rows


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    return published(tmp_path_factory.mktemp("published"), some_figures())


@pytest.fixture
def open_page(store):
    """Run one page file with the given filters, in the given published file."""

    def run(name: str, filters: Filters | None = None, data=None, **address) -> AppTest:
        page = AppTest.from_file(REPOSITORY / "pages" / f"{name}.py", default_timeout=60)
        page.session_state["current_view"] = View(data or store, filters or Filters())
        for key, value in address.items():
            page.query_params[key] = value
        return page.run()

    return run


def charts(page: AppTest) -> list[dict]:
    """The plotly figures of a page."""
    return [json.loads(element.proto.spec) for element in page.get("plotly_chart")]


def panels(page: AppTest) -> list[list[dict]]:
    """The panels of each of the page's bar charts: heading, unit, ticks, rows."""
    found = [json.loads(element.proto.json) for element in page.get("bidi_component")]
    return [data["panels"] for data in found if "panels" in data]


def bars(page: AppTest) -> list[list[dict]]:
    """The rows of each of the page's bar charts, panel after panel."""
    return [[row for panel in chart for row in panel["rows"]] for chart in panels(page)]


def said(page: AppTest) -> str:
    """All text of a page outside its charts and tables."""
    parts = [*page.title, *page.subheader, *page.caption, *page.info, *page.markdown, *page.get("html")]
    return "\n".join(getattr(part, "value", None) or part.proto.body for part in parts)
