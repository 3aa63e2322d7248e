"""数据质量 and 区域."""

from dashboard.queries import Filters
from tests.pages.conftest import AGENCIES, charts, said
from tests.stores import published


def test_disagreements_come_first_and_are_counted(open_page, tmp_path):
    def penalties(value, **given):
        return {"indicator": "penalties", "value": value, **given}

    figures = [
        *(
            penalties(value, part=part, agency=AGENCIES[1])
            for value, part in ((15, ""), (4, "一般处罚"), (11, "事故处罚"))
        ),
        penalties(30),
        penalties(31, kind="enforcement"),
    ]
    page = open_page("quality", data=published(tmp_path, figures))
    table = page.dataframe[0].value
    assert table["结论"].tolist()[0] == "✕ 不一致" and table["机构"].tolist()[0].endswith(f"#{AGENCIES[0]}")
    assert "1处" in said(page)


def test_figures_that_fit_no_indicator_are_listed_by_what_they_count(open_page, tmp_path):
    figures = [{"value": n, "label": "慰问困难职工", "unit": "人"} for n in (3, 4)] + [
        {"value": 1, "label": "它", "unit": "个"}
    ]
    page = open_page("quality", data=published(tmp_path, figures), quality="未归入指标")
    table = page.dataframe[0].value
    assert table.iloc[0][["所指", "单位", "数字"]].tolist() == ["慰问困难职工", "人", 2]


def test_unreviewed_figures_show_as_a_share(open_page, tmp_path):
    figures = [{"value": 1, "status": "extracted"}, *({"value": n} for n in (2, 3, 4))]
    page = open_page("quality", data=published(tmp_path, figures), quality="核对进度")
    assert page.dataframe[0].value["未核对占比"].tolist() == [25.0]


def test_an_outlier_is_told_with_the_middle_of_its_peers(open_page, tmp_path):
    figures = [
        {"agency": f"第{n}区应急管理局", "indicator": "penalties", "value": value}
        for n, value in enumerate([10, 11, 12, 13, 14, 15, 16, 9, 90000])
    ]
    page = open_page("quality", data=published(tmp_path, figures), quality="离群")
    table = page.dataframe[0].value
    assert len(table) == 1 and table.iloc[0]["同类中位数"] == "13件"
    assert table.iloc[0]["偏离"].startswith("高")


def test_the_country_counts_who_discloses(open_page):
    page = open_page("regions", indicator="重大事故隐患数")
    table = page.dataframe[0].value.set_index("地区")
    assert table.loc["东岭省", ["机构", "有报告或数字", "有这一项"]].tolist() == [4, 4, 4]
    assert table.loc["西原省", "有这一项"] == 0
    (tiles,) = [trace for trace in charts(page)[0]["data"] if trace["type"] == "bar"]
    assert len(tiles["text"]) == 34


def test_a_province_opens_its_cities_and_lists_its_agencies(open_page):
    page = open_page("regions", at="东岭省", indicator="行政处罚案件数", count_year="2024年")
    assert page.dataframe[0].value["地区"].tolist() == ["云岭市", "白沙市"]
    led = page.dataframe[1].value["机构"].str.split("#", expand=True)
    assert set(led[1]) == set(AGENCIES[:4]) and led[0].str.startswith("./agency?who=%").all()


def test_a_median_is_of_one_level_and_says_so(open_page):
    page = open_page(
        "regions", at="东岭省/云岭市", measure="中位数", indicator="行政处罚案件数", median_year="2024年"
    )
    table = page.dataframe[0].value.set_index("地区")
    assert table["中位数"].to_dict() == {"青禾区": "21件", "临溪县": "31件"}
    assert "区县级机构、本机关、全年" in said(page)


def test_the_regions_open_where_the_filter_is_on_an_indicator_of_enforcement(open_page):
    page = open_page("regions", Filters(divisions=("99",)))
    assert page.subheader[0].value.startswith("行政处罚案件数 · 披露机构数 · 东岭省")
    assert page.dataframe[0].value["地区"].tolist() == ["云岭市", "白沙市"]
