"""What a page opens on, left to itself, and what it says and offers where it has nothing."""

import re

import pytest

from dashboard.queries import Filters
from tests.pages.conftest import AGENCIES, bars, panels, said
from tests.stores import published

DISTRICTS = AGENCIES[1:4]


def told(agency: str, indicator: str, value, **more) -> dict:
    return {"agency": agency, "indicator": indicator, "value": value} | more


@pytest.fixture
def sparse(tmp_path):
    """Many requests for disclosure, few penalties: of 2022 three alike, of 2024 four on four bases."""
    figures = [told(one, "disclosure_requests", n, year=2023) for n, one in enumerate(AGENCIES)]
    figures += [told(one, "licences", 10 + n, year=2023) for n, one in enumerate(AGENCIES)]
    figures += [told(one, "training_sessions", 3, unit="期", year=2021) for one in DISTRICTS[:2]]
    figures += [told(one, "penalties", 20 + n, year=2022) for n, one in enumerate(DISTRICTS)]
    limits = ({"scope": "system"}, {"campaign": "清风行动"}, {"unit": "条"}, {})
    figures += [
        told(one, "penalties", 900, year=2024, **more) for one, more in zip(AGENCIES, limits, strict=False)
    ]
    figures.append(told(AGENCIES[4], "fines", 605_900, unit="元", year=2022))
    return published(tmp_path, figures)


def test_a_theme_page_opens_on_the_most_comparable_figures_enforcement_first(open_page, sparse):
    page = open_page("enforcement", data=sparse)
    assert page.subheader[0].value.startswith("行政处罚案件数 · 2022年")
    assert [row["value"] for row in bars(page)[0]] == [22, 21, 20]


def test_training_opens_on_training_however_many_answer_requests(open_page, sparse):
    page = open_page("training", data=sparse)
    assert page.subheader[0].value.startswith("培训期数 · 2021年")


def test_each_indicator_has_the_year_that_suits_it(open_page, sparse):
    page = open_page("enforcement", data=sparse, indicator="罚没金额")
    assert page.subheader[0].value.startswith("罚没金额 · 2022年")
    assert [row["text"] for row in bars(page)[0]] == ["60.59万元"]


@pytest.mark.parametrize("most, year", [(20, 2022), (2, 2024)], ids=["judged", "too many to judge"])
def test_the_overview_has_the_year_of_the_page_that_it_leads_to(open_page, tmp_path, monkeypatch, most, year):
    """However many numbers the other themes have: which of them are judged is settled page by page."""
    monkeypatch.setattr("dashboard.yearly.MOST_JUDGED", most)
    figures = [told(one, "penalties", 20 + n, year=2022) for n, one in enumerate(DISTRICTS)]
    limits = ({"scope": "system"}, {"campaign": "清风行动"}, {"unit": "条"}, {})
    figures += [
        told(one, "penalties", 900, year=2024, **more) for one, more in zip(AGENCIES, limits, strict=False)
    ]
    years = range(2019, 2026)
    figures += [told(one, "inspections", 7, unit="家次", year=each) for one in AGENCIES for each in years]
    data = published(tmp_path, figures)
    for page in ("overview", "enforcement"):
        assert f"行政处罚案件数 · {year}年" in open_page(page, data=data).subheader[0].value


def test_what_is_not_comparable_stands_below_with_why_and_without_length(open_page, sparse):
    page = open_page("enforcement", data=sparse, year="2024年")
    (chart,) = panels(page)
    assert chart[-1]["heading"].startswith("这4个数字彼此不可比")
    assert all(row["share"] == 0 and row["why"] for row in chart[-1]["rows"])


def test_a_year_that_a_link_asks_for_is_never_answered_with_another(open_page, sparse):
    page = open_page("enforcement", data=sparse, year="2025年")
    assert not page.exception and not bars(page)
    assert "2025年没有" in said(page)
    page.button(key="nearby-here-0").click().run()
    assert page.session_state["year"] == "2024年"


def test_an_empty_state_names_the_years_that_have_something_as_buttons(open_page, sparse):
    page = open_page("enforcement", data=sparse, indicator="罚没金额", year="2024年")
    assert "2024年没有“罚没金额”" in said(page)
    assert [button.label for button in page.button] == ["看2022年（1个机构）"]


def test_an_indicator_that_the_selection_does_not_tell_of_is_not_answered_with_another(open_page, sparse):
    page = open_page("enforcement", Filters(years=(2024,)), data=sparse, indicator="罚没金额")
    assert "没有“罚没金额”" in said(page) and not bars(page)
    assert "看2022年（1个机构）" in [button.label for button in page.button]


@pytest.mark.parametrize(
    ("page", "asked", "warned"),
    [
        ("enforcement", {"year": "去年"}, "链接里的年度“去年”不认识"),
        ("enforcement", {"indicator": "天气"}, "链接里的指标“天气”不在可选之列"),
        ("regions", {"indicator": "天气"}, "链接里的指标“天气”不在可选之列"),
        ("coverage", {"coverage_year": "1999年"}, "链接里的年份“1999年”"),
        ("coverage", {"by": "横着"}, "链接里的看法“横着”不在可选之列，改为显示“一年各指标”"),
        ("enforcement", {"tab": "天气"}, "链接里的栏目“天气”不在可选之列，改为显示“对比”"),
        ("enforcement", {"order": "倒着"}, "链接里的排序“倒着”不在可选之列，改为显示“按数值”"),
    ],
)
def test_what_a_link_asks_for_and_nobody_knows_is_announced(open_page, sparse, page, asked, warned):
    assert [warned in warning.value for warning in open_page(page, data=sparse, **asked).warning] == [True]


def test_tabs_without_anything_to_draw_say_why(open_page, sparse):
    page = open_page("enforcement", data=sparse, indicator="罚没金额")
    assert "没有“趋势”：没有机构在所选年份里有两年以上的“罚没金额”" in said(page)
    assert "没有“构成”" in said(page)
    assert "没有“趋势”" not in said(open_page("enforcement", data=sparse))


def test_each_tile_says_whose_number_it_is_and_of_which_year(open_page, sparse):
    text = said(open_page("enforcement", data=sparse))
    assert "3个区县级机构的中位数，2022年，可比" in text
    assert f"{AGENCIES[4]}，2022年" in re.sub("<a [^>]*>|</a>", "", text)
    assert f">{AGENCIES[4]}</a>，2022年" in text  # and leads to its page


def test_several_empty_places_of_one_page_each_offer_their_ways_out(open_page, sparse):
    page = open_page("overview", Filters(years=(2022, 2023)), data=sparse)
    assert not page.exception
    assert [info.value.split("。")[0] for info in page.info] == [
        "当前筛选下没有检查类数字",
        "当前筛选下没有隐患类数字",
    ]


def test_the_comparison_never_answers_a_year_with_another_either(open_page, sparse):
    page = open_page("compare", data=sparse, year="2031年", **{"with": AGENCIES[:2]})
    assert "2031年这几个机构都没有数字" in said(page)
    assert "看2024年（2个机构）" in [button.label for button in page.button]
