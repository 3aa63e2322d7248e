"""The theme pages: comparison, trend, rates and parts of the chosen indicator."""

from dashboard.queries import Filters
from tests.pages.conftest import AGENCIES, bars, charts, said
from tests.stores import published

DISTRICTS = AGENCIES[1:4]  # with two years


def test_bars_compare_agencies_and_the_table_behind_them_says_the_same(open_page):
    page = open_page("enforcement", indicator="行政处罚案件数", year="2024年")
    assert [row["text"] for row in bars(page)[0]] == ["51件", "41件", "31件", "21件", "11件"]
    assert page.dataframe[0].value["数值"].tolist() == [51, 41, 31, 21, 11]


def test_the_headline_row_states_the_median_and_the_changes(open_page):
    page = open_page("enforcement", year="2024年")
    assert "36件" in said(page) and "4个区县级机构的中位数，2024年，可比；另有1个不在其中" in said(page)
    assert "4个可比，升4" in said(page)


def test_limits_show_on_the_marks_and_in_the_caption(open_page):
    page = open_page("hazards", indicator="重大事故隐患数", year="2024年")
    drawn = {row["name"]: row for row in bars(page)[0]}
    assert drawn["云岭市（东岭）"]["text"] == "≥1,300项"
    assert "专项行动不同（强安行动、不限）" in drawn["青禾区（云岭）"]["why"]
    assert "只是专项行动 1 个" in said(page)


def test_a_stated_zero_is_drawn_as_a_zero_and_a_missing_agency_not_at_all(open_page):
    page = open_page("hazards", indicator="重大事故隐患数", year="2024年")
    drawn = {row["name"]: row for row in bars(page)[0]}
    assert drawn["望川区（白沙）"]["value"] == drawn["望川区（白沙）"]["share"] == 0
    assert "南屏区（金川）" not in drawn
    assert "明确写为零" in said(page)


def test_only_comparable_agencies_on_request_and_the_rest_is_counted(open_page):
    page = open_page("hazards", indicator="重大事故隐患数", year="2024年", alike="true")
    assert len(bars(page)[0]) == 2
    assert "另有2个机构不可比或层级不同，未画，原因见表" in said(page)


def test_what_the_filter_hides_is_stated(open_page):
    page = open_page("hazards", Filters(basis="own"), indicator="重大事故隐患数", year="2024年")
    assert "1 个机构因口径不同未列出" in said(page)


def test_a_trend_joins_the_years_of_each_agency(open_page):
    page = open_page("enforcement", indicator="行政处罚案件数", tab="趋势", shape="同一坐标")
    lines = [trace for trace in charts(page)[0]["data"] if trace.get("mode") == "lines"]
    assert len(lines) == len(DISTRICTS)
    assert "另有1个机构与它们不可比或层级不同，不画在同一坐标" in said(page)


def test_agencies_of_unlike_levels_get_small_panels_with_axes_of_their_own(open_page):
    page = open_page("enforcement", indicator="行政处罚案件数", tab="趋势")
    layout = charts(page)[0]["layout"]
    assert len({layout[name]["range"][1] for name in layout if name.startswith("yaxis")}) > 1
    assert "各小图的纵轴不同" in said(page)


def test_a_dotted_line_is_explained_where_there_is_one(open_page, tmp_path):
    figures = [
        {"agency": agency, "indicator": "penalties", "value": 9, "year": year}
        for agency in DISTRICTS[:2]
        for year in (2021, 2023, 2024)
    ]
    page = open_page("enforcement", data=published(tmp_path, figures), tab="趋势")
    assert "虚线跨过的年份没有数字，不是零" in said(page)
    assert "虚线" not in said(open_page("enforcement", indicator="行政处罚案件数", tab="趋势"))


def test_small_multiples_show_the_same_agencies(open_page):
    page = open_page("enforcement", indicator="行政处罚案件数", tab="趋势", shape="并排小图")
    assert len(charts(page)[0]["data"]) == len(AGENCIES) - 1


def test_a_single_year_says_that_there_is_no_trend(open_page):
    page = open_page("enforcement", Filters(years=(2024,)), tab="趋势")
    assert "画不出趋势" in page.info[0].value


def test_rates_show_their_formula_and_why_one_is_missing(open_page):
    page = open_page("hazards", tab="比率", rate="每千家次检查发现隐患", year="2024年")
    assert page.dataframe[0].value["算式"].iloc[0].startswith("2,040项 ÷ 1,530家次")
    assert bars(page)


def test_parts_that_a_report_gives_are_drawn(open_page):
    page = open_page("enforcement", indicator="行政许可办理量", tab="构成", year="2024年")
    assert [row["name"] for row in bars(page)[0]] == ["危化品", "烟花爆竹"]


def test_parts_of_other_bodies_are_no_parts_of_the_agency_that_reports_them(open_page, tmp_path):
    own = [{"indicator": "licences", "value": value, "part": f"第{value}类"} for value in (5, 6)]
    others = [one | {"scope": "other", "body": f"{number}镇"} for number in range(9) for one in own]
    system = [one | {"scope": "system", "value": one["value"] * 10} for one in own]
    whole = [{"indicator": "licences", "value": 11}]
    store = published(tmp_path, own + others + system + whole)
    page = open_page("enforcement", data=store, indicator="行政许可办理量", tab="构成", year="2024年")
    assert [[row["value"] for row in drawn] for drawn in bars(page)] == [[5, 6], [50, 60]]
    headings = [heading.value for heading in page.subheader if "行政许可" in heading.value]
    assert "全系统" not in headings[0] and headings[1].endswith("口径：全系统")


def test_a_report_of_nothing_but_zeros_is_not_what_the_parts_open_on(open_page, tmp_path):
    zeros = [
        {"agency": AGENCIES[1], "indicator": "licences", "value": 0, "part": f"第{n}类"} for n in range(5)
    ]
    some = [{"indicator": "licences", "value": 3, "part": part} for part in "甲乙"]
    some += [{"indicator": "licences", "value": 6}]
    page = open_page(
        "enforcement", data=published(tmp_path, zeros + some), indicator="行政许可办理量", tab="构成"
    )
    assert [row["value"] for row in bars(page)[0]] == [3, 3]


def test_the_year_before_stands_beside_where_it_may_be_compared(open_page):
    page = open_page("enforcement", indicator="行政处罚案件数", year="2024年", before="true")
    drawn = charts(page)[0]["data"]
    assert {trace["name"] for trace in drawn} == {"2023年", "2024年"}
    assert len(drawn[0]["y"]) == 4  # the districts; the city's bars would stand on their axis
    assert "另有1个机构不可比或层级不同，未画" in said(page)


def test_many_agencies_are_limited_to_a_readable_number(open_page, tmp_path):
    many = [{"agency": f"第{n}区应急管理局", "indicator": "penalties", "value": n} for n in range(40)]
    page = open_page("enforcement", data=published(tmp_path, many))
    assert len(bars(page)[0]) == 16
    assert "显示全部40个" in [toggle.label for toggle in page.toggle]
    assert any(heading.value.endswith("40个机构，列出16个") for heading in page.subheader)
    assert len(page.dataframe[0].value) == 40
