"""What a briefing says of marks: only what they support, with report, basis and approximation."""

import pytest

from dashboard.queries import Filters, year_on_year
from dashboard.queries.figures import figures_by_id
from dashboard.queries.reports import reports_by_id
from dashboard.screens.briefing.findings import Coverage, findings
from dashboard.screens.briefing.view import known_to_others
from dashboard.sentences import figure_sentence, with_brackets
from tests.stores import published

CITY, DISTRICT, COUNTY = "云岭市应急管理局", "青禾区应急管理局", "临溪县应急管理局"
FAR = "望川区应急管理局"


def hazards(agency: str, value, **given) -> dict:
    return {"agency": agency, "indicator": "major_hazards", "unit": "项", "value": value} | given


@pytest.fixture
def said(tmp_path):
    """The findings of major hazards of 2024 out of some figures."""

    def say(*figures: dict, coverage: Coverage | None = None):
        store = published(tmp_path, figures, only=("headline",))
        rows = year_on_year(store, Filters(years=(2024,)), ("major_hazards",))
        reports = reports_by_id(store, rows["report_id"])
        titles = dict(zip(reports["report_id"], reports["title"], strict=True))
        return findings(rows, "重大事故隐患数", "2024年", titles, coverage or Coverage())

    return say


def test_one_agency_is_named_with_its_number_and_what_limits_it(said):
    found = said(hazards(CITY, 1543, campaign="强安行动", scope="system"))
    assert found.title == "2024年，云岭市应急管理局重大事故隐患数为1,543项（专项：强安行动，口径：全系统）"
    assert found.points[0].startswith("据《云岭市应急管理局2024年度报告》，云岭市应急管理局")
    assert "专项行动" in found.points[2]


def test_comparable_agencies_give_a_span_and_a_middle(said):
    found = said(hazards(FAR, 70), hazards(DISTRICT, 10), hazards(COUNTY, 30))
    assert found.title == "2024年，3个机构重大事故隐患数从云岭市青禾区的10项到白沙市望川区的70项，中位数30项"
    assert found.points[0].count("据《") == 3


def test_a_city_is_not_in_the_span_of_districts_and_is_said_to_be_left_out(said):
    found = said(hazards(CITY, 700), hazards(FAR, 70), hazards(DISTRICT, 10), hazards(COUNTY, 30))
    assert found.title == (
        "2024年，4个机构中可比的3个区县级机构，"
        "重大事故隐患数从云岭市青禾区的10项到白沙市望川区的70项，中位数30项"
    )
    assert "700" not in found.points[0] and "另有1个机构层级不同" in found.points[2]


def test_agencies_on_unlike_bases_are_not_compared(said):
    found = said(hazards(CITY, 70, scope="system"), hazards(DISTRICT, 10))
    assert found.title == "2024年，2个机构有重大事故隐患数的数字，彼此不可比：口径不同"
    assert "本机关1个" in found.points[1] and "全系统1个" in found.points[1]


def test_what_stands_apart_is_counted_with_the_reason(said):
    found = said(hazards(CITY, 70, campaign="强安行动"), hazards(DISTRICT, 10), hazards(COUNTY, 30))
    assert found.title.startswith("2024年，3个机构中可比的2个，")
    assert "另有1个机构有数字而不可比：专项行动不同（强安行动、不限）" in found.points[2]


def test_an_approximation_stays_one(said):
    printed = {"approx": "at_least", "printed": "1300余项"}
    found = said(hazards(FAR, 1300, **printed), hazards(DISTRICT, 10), hazards(COUNTY, 30))
    assert "到白沙市望川区的1300余项" in found.title and "中位数约30项" in found.title
    assert "1300余项" in found.points[0] and "可参照：含约数" in found.points[2]


def test_a_change_is_told_with_both_numbers_and_only_on_a_like_basis(said):
    found = said(
        hazards(CITY, 60),
        hazards(CITY, 40, year=2023),
        hazards(DISTRICT, 10),
        hazards(DISTRICT, 40, year=2023, scope="system"),
    )
    assert found.points[1] == (
        "1个机构可与上年比：1个增加。变化幅度最大的一个："
        "据《云岭市应急管理局2024年度报告》，云岭市应急管理局由上年的40项变为60项（+50%）。"
    )


def test_silence_is_told_as_silence_never_as_zero(said):
    found = said(hazards(CITY, 5), hazards(DISTRICT, 5), coverage=Coverage(9, 4, 3, 0))
    assert "4个未披露此项" in found.points[2] and "3个机构只读到报告摘录" in found.points[2]
    assert "都是5项" in found.title and "0项" not in "".join(found.points)


def test_many_agencies_at_one_end_are_counted_not_singled_out(said):
    zeros = [hazards(agency, 0, printed="未发现") for agency in (DISTRICT, COUNTY, "望川区应急管理局")]
    found = said(hazards("南屏区应急管理局", 9), *zeros)
    assert "等3个机构重大事故隐患数0项（未发现）" in found.points[0]


def test_limits_stand_in_one_pair_of_brackets():
    assert with_brackets("0件（未作出）", "口径：全系统") == "0件（未作出，口径：全系统）"
    assert with_brackets("43项", "专项：强安行动（二期）") == "43项（专项：强安行动·二期）"
    assert with_brackets("43项", "") == "43项"


def test_two_agencies_are_both_named_in_the_title_each_with_its_city(said):
    found = said(hazards(COUNTY, 30), hazards(DISTRICT, 10))
    assert found.title.startswith("2024年，2个机构重大事故隐患数：")
    assert "，云岭市青禾区应急管理局10项" in found.title


def test_a_figure_becomes_a_sentence_to_paste(tmp_path):
    given = {"label": "检查企业", "unit": "家次", "printed": "452家次", "scope": "system", "sector": "矿山"}
    store = published(tmp_path, [{"indicator": "inspections", "value": 452, "status": "extracted"} | given])
    row = figures_by_id(store, [1]).iloc[0].to_dict()
    assert figure_sentence(row) == (
        "据《云岭市应急管理局2024年度报告》，云岭市应急管理局2024年检查企业452家次"
        "（部分：矿山；口径：全系统；程序提取，未经核对）。"
    )


def test_a_footer_names_no_address_that_leads_nobody_but_this_machine_here():
    assert {known_to_others(host) for host in ("127.0.0.1:8501", "localhost:8501", "[::1]:80")} == {""}
    assert known_to_others("zhifa.example.cn:8443") == "zhifa.example.cn:8443"
    assert known_to_others("zhifa.example.cn") == "zhifa.example.cn"
