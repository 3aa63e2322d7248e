"""The overview and the list of all figures."""

from functools import partial

from dashboard.queries import Filters
from dashboard.queries.reports import reports
from dashboard.screens import figures as screen
from tests.pages.conftest import AGENCIES, bars, said
from tests.stores import published


def test_the_overview_counts_what_is_held(open_page):
    text = said(open_page("overview"))
    assert "5个" in text and "9份" in text


def test_the_overview_compares_the_best_covered_indicator_of_each_theme(open_page):
    page = open_page("overview")
    assert [chart.value.split(" ")[0] for chart in page.subheader][:3] == [
        "行政处罚案件数",
        "监督检查次数",
        "发现隐患数",
    ]
    assert len(bars(page)) == 3


def test_a_single_agency_gets_a_profile_against_the_year_before(open_page):
    page = open_page("overview", Filters(agencies=(AGENCIES[0],)))
    table = page.dataframe[0].value.set_index("指标")
    assert table.loc["行政处罚案件数", "2024年"] == "11件"
    assert table.loc["行政处罚案件数", "2023年"] == "10件"
    assert table.loc["行政处罚案件数", "变化"] == "+10%"


def test_an_agency_without_year_before_says_so(open_page):
    page = open_page("overview", Filters(agencies=(AGENCIES[4],)))
    assert not page.exception
    assert "没有2023年的数字可比" in said(page)


def test_the_overview_offers_its_charts_and_tables_to_take_away(open_page):
    labels = [button.label for button in open_page("overview", list_reports="true").get("download_button")]
    assert labels.count("XLSX（数据、来源、定义）") == 4  # three charts, and the table that is open


def test_a_table_below_the_charts_is_made_when_it_is_opened(open_page):
    assert not open_page("overview").dataframe
    (indicators,) = open_page("overview", list_indicators="true").dataframe
    assert "指标" in indicators.value
    (reports,) = open_page("overview", list_reports="true").dataframe
    assert reports.value["机构"].tolist()


def test_all_figures_are_listed_with_their_source(open_page):
    page = open_page("figures")
    assert "共51个数字" in said(page)
    assert page.dataframe[0].value["来源"].iloc[0] == "https://example.gov.cn/report"


def test_a_search_finds_by_words(open_page):
    page = open_page("figures", q="烟花爆竹")
    assert page.dataframe[0].value["限定"].tolist() == ["部分：烟花爆竹"]


def test_a_search_without_result_says_so(open_page):
    said = open_page("figures", q="不存在的词语").info[0].value
    assert "没有符合查找条件的数字" in said and "换一个词" in said


def test_definitions_are_a_tab_away(open_page):
    page = open_page("figures", list="指标定义")
    assert "行政处罚案件数" in page.dataframe[0].value["指标"].tolist()


def test_a_link_to_a_figure_opens_its_panel(open_page, store):
    wanted = store.rows("SELECT figure_id FROM figure WHERE printed = '1300余项'")[0][0]
    page = open_page("figures", figure=str(wanted))
    assert page.session_state["opened_figures"] == str(wanted)


def test_the_list_shows_the_sentence_of_a_figure_whose_document_is_at_hand(open_page):
    table = open_page("figures", q="重大隐患").dataframe[0].value.set_index("报告原文")
    assert table.loc["1300余项", "原句"] == "全年核实重大隐患1300余项。"
    assert table.loc["7项", "原句"] == ""


def test_left_to_itself_the_list_begins_with_the_totals_of_the_newest_year(open_page, tmp_path):
    figures = [
        {"indicator": "penalties", "value": 3, "year": 2024, "sector": "矿山", "whole": ""},
        {"indicator": "penalties", "value": 9, "year": 2024},
        {"indicator": "penalties", "value": 8, "year": 2023},
    ]
    table = open_page("figures", data=published(tmp_path, figures)).dataframe[0].value
    assert table["报告原文"].tolist() == ["9件", "3件", "8件"]


def test_a_number_below_a_heading_is_listed_with_the_unit_of_its_heading(open_page, tmp_path):
    fine = {"indicator": "fines", "value": 310_000, "printed": "31", "unit": "元", "heading_unit": "万元"}
    page = open_page(
        "figures", data=published(tmp_path, [fine, fine | {"printed": "31万元", "heading_unit": ""}])
    )
    assert sorted(page.dataframe[0].value["报告原文"]) == ["31万元", "31（万元）"]


def test_a_search_names_its_indicator_and_leaves_its_figures_with_one_click(open_page):
    page = open_page("figures", q="罚款")
    assert "指标：罚没金额（元）· 5个机构" in said(page).replace("\\", "")
    only = next(button for button in page.button if button.label == "只列它的数字")
    assert set(only.click().run().dataframe[0].value["指标"]) == {"罚没金额"}


def test_hits_are_grouped_by_indicator_and_pinyin_leads_to_agency_and_region(open_page):
    page = open_page("figures", q="青禾")
    labels = [button.label for button in page.button]
    assert "行政处罚案件数 2" in labels and "机构：青禾区应急管理局" in labels
    assert page.dataframe[0].value["指标"].tolist() == sorted(
        page.dataframe[0].value["指标"], key=page.dataframe[0].value["指标"].tolist().index
    )
    labels = [button.label for button in open_page("figures", q="qhq").button]
    assert "机构：青禾区应急管理局" in labels and "只看东岭省/云岭市/青禾区" in labels


def test_a_list_of_reports_that_is_cut_says_how_many_there_are(open_page, monkeypatch):
    assert any(one.value.startswith("9份报告。") for one in open_page("figures", list="报告").caption)
    monkeypatch.setattr(screen, "reports", partial(reports, limit=2))
    page = open_page("figures", list="报告")
    assert any(one.value.startswith("9份报告，列出最近的2份。") for one in page.caption)
