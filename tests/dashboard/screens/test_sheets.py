"""Every view of the pages as a sheet for slides and memos: it says what its page says."""

import pytest

from dashboard.address import BadAddress
from dashboard.office.files import SHARED
from dashboard.queries import Filters
from dashboard.screens.sheets import PAGES, Asked, sheet_asked
from tests.pages.conftest import AGENCIES, open_page, said, store  # noqa: F401 (fixtures)

ONE = AGENCIES[0]


def test_an_agency_says_what_its_briefing_says(open_page, store):  # noqa: F811
    shown = said(open_page("agency", view="briefing", who=ONE))
    sheet = sheet_asked(store, Asked("agency", f"who={ONE}"))
    for text in (sheet.title, *sheet.points):
        assert text in shown
    assert all(len(plot.series) == 1 and plot.kind == "lines" for plot in sheet.plots) and sheet.plots
    assert sheet.tables[0].header[0] == "指标" and sheet.tables[0].header[-1] == "比上年"
    assert sheet.cited


def test_the_overview_draws_of_each_theme_what_its_page_draws(open_page, store):  # noqa: F811
    shown = said(open_page("overview"))
    sheet = sheet_asked(store, Asked("overview"))
    assert len(sheet.plots) == 3
    for plot in sheet.plots:
        assert plot.title in shown
    assert "5个机构" in sheet.title


def test_the_overview_of_few_agencies_is_a_table_each(store):  # noqa: F811
    sheet = sheet_asked(store, Asked("overview", f"agency={ONE}&agency={AGENCIES[1]}"))
    assert [table.title for table in sheet.tables] == [f"{ONE} · 2024年", f"{AGENCIES[1]} · 2024年"]
    assert "变化" in sheet.tables[0].header


@pytest.mark.parametrize("query, address", [("", {}), ("measure=中位数", {"measure": "中位数"})])
def test_regions_say_which_measure_of_which_place(open_page, store, query, address):  # noqa: F811
    sheet = sheet_asked(store, Asked("regions", query))
    assert sheet.subject in said(open_page("regions", **address))
    assert len(sheet.tables[0].rows) == len({row[0] for row in sheet.tables[0].rows}) > 0


@pytest.mark.parametrize("query, address", [("", {}), ("by=years", {"by": "一个指标各年"})])
def test_disclosure_counts_agencies_by_state(open_page, store, query, address):  # noqa: F811
    sheet = sheet_asked(store, Asked("coverage", query))
    assert sheet.subject.removeprefix("披露情况 · ") in said(open_page("coverage", **address))
    for row in sheet.tables[0].rows:
        assert sum(map(int, row[1:])) == len(AGENCIES)


@pytest.mark.parametrize(
    "view, message",
    [
        (Asked("agency", "who=无此局"), "无此局"),
        (Asked("regions", "at=火星"), "at 不能是“火星”"),
        (Asked("coverage", "coverage_year=1999年"), "coverage_year"),
        (Asked("quality"), "可以的有"),
    ],
)
def test_an_address_that_names_what_there_is_not_is_refused(store, view, message):  # noqa: F811
    with pytest.raises(BadAddress, match=message):
        sheet_asked(store, view)


@pytest.mark.parametrize("page", PAGES)
def test_every_view_has_a_workbook_with_its_data_and_sources(store, page):  # noqa: F811
    books = sheet_asked(store, Asked(page)).books()
    assert {"数据", *SHARED} == set(books) and len(books["数据"])


def test_filters_hold_for_every_view(store):  # noqa: F811
    few = sheet_asked(store, Asked("coverage", f"agency={ONE}"))
    assert all(sum(map(int, row[1:])) == 1 for row in few.tables[0].rows)
    assert Filters(agencies=(ONE,)) and ONE in few.selection


def test_a_comparison_draws_what_may_be_compared_each_on_its_own_axis(store):  # noqa: F811
    sheet = sheet_asked(store, Asked("compare", f"with={AGENCIES[1]}&with={AGENCIES[2]}&year=2024年"))
    assert len(sheet.plots) == 3
    for plot in sheet.plots:
        name = plot.title.partition(" · ")[0]
        (row,) = [row for row in sheet.tables[0].rows if row[0] == name]
        assert row[-1].startswith("可比") and plot.caption.startswith("可比")
        assert all(text in cell for text, cell in zip(plot.series[0].texts, row[1:], strict=False))
        assert plot.categories == ("青禾区（云岭）", "临溪县（云岭）")


def test_a_comparison_of_levels_that_differ_says_so_below_its_charts(store):  # noqa: F811
    sheet = sheet_asked(store, Asked("compare", f"with={AGENCIES[0]}&with={AGENCIES[1]}&year=2024年"))
    assert sheet.plots and all("机构层级不同" in plot.caption for plot in sheet.plots)
    assert not any("重大" in plot.title for plot in sheet.plots)  # of one scope's campaign: not comparable
