"""Rows and columns that no form names: what prose would say of them, and what a total beside them is not."""

import pytest

from etl.engine.model import Figure
from tests.etl.engine.tables.test_bureau_tables import figures
from tests.rules import ENGINE


def told(found: list[Figure]) -> list[tuple[int, str, str]]:
    """The value, unit and indicator of each figure."""
    return [(int(figure.value), figure.unit, figure.indicator) for figure in found]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t项目\t计量单位\t数量\n1\t草原执法检查\t次\t420\n2\t草原行政许可\t件\t57\n3\t毁草案件立案\t件\t12",
        "项目\t数量\n草原执法检查（次）\t420\n草原行政许可（件）\t57\n毁草案件立案（件）\t12",
    ],
)
def test_a_label_that_no_form_names_counts_what_prose_says_of_it(text: str) -> None:
    assert told(figures(text)) == [
        (420, "次", "inspections"),
        (57, "件", "licences"),
        (12, "件", "cases_filed"),
    ]


def test_a_total_of_what_its_row_counts_is_no_total_of_the_title() -> None:
    found = figures(
        "行政处罚情况表\n项目\t1月\t2月\t合计\n渔港巡护（次）\t42\t38\t80\n行政处罚（件）\t2\t1\t3"
    )
    assert [figure.indicator for figure in found] == ["inspections"] * 3 + ["penalties"] * 3
    assert not found[2].part


def test_a_total_of_money_is_money_where_its_rows_add_up_to_it() -> None:
    found = figures(
        "行政处罚情况表\n（单位：万元）\n单位\t罚款\t没收违法所得\t合计\n北湖所\t12.5\t3\t15.5\n南湖所\t8.4\t0\t8.4"
    )
    assert [int(figure.value) for figure in found] == [125000, 30000, 155000, 84000, 0, 84000]
    assert {(figure.unit, figure.indicator) for figure in found} == {("元", "fines")}
    assert [figure.part for figure in found[:3]] == ["罚款", "没收", ""]


def test_a_total_tells_what_the_columns_before_it_are_parts_of() -> None:
    found = figures("行政处罚情况表\n月份\t占道\t噪声\t合计\n5月\t14\t3\t17\n6月\t20\t5\t25")
    assert [(figure.indicator, figure.part) for figure in found[:3]] == [
        ("penalties", "占道"), ("penalties", "噪声"), ("penalties", "")
    ]  # fmt: skip
    found = figures("行政处罚情况表\n月份\t占道\t噪声\t合计\n5月\t14\t3\t17\n6月\t20\t5\t26")
    assert [figure.indicator for figure in found[:2]] == ["", ""]


def test_the_total_of_units_of_the_agency_is_its_own() -> None:
    header = "单位\t检查（次）\t立案（件）\n"
    found = figures(f"{header}城东中队\t40\t3\n城西中队\t30\t2\n合计\t70\t5")
    assert [(figure.scope, figure.body) for figure in found[::2]] == [
        ("other", "城东中队"), ("other", "城西中队"), ("own", "")
    ]  # fmt: skip
    found = figures(f"{header}东溪县应急局\t40\t3\n西溪县应急局\t30\t2\n合计\t70\t5")
    assert found[-1].scope == "system"


def test_places_of_a_kind_are_no_bodies() -> None:
    found = figures("专业\t监督户次（户次）\n公共场所\t40\n学校卫生\t30\n合计\t70")
    assert [(figure.scope, figure.part, figure.sector) for figure in found] == [
        ("own", "", "公共场所"),
        ("own", "", "学校卫生"),
        ("own", "", ""),
    ]


def test_a_heading_says_what_bare_rows_beside_years_count_and_labels_what_they_are_counted_in() -> None:
    rows = "项目\t2023年\t2022年\n案件数（起）\t61\t58\n卷烟（万支）\t40.5\t39\n罚没金额（万元）\t20.1\t18"
    found = ENGINE.read_text(f"云岭市烟草专卖局2023年执法情况\n三、行政处罚\n对比如下：\n{rows}\n").figures
    assert [(figure.indicator, figure.value, figure.unit) for figure in found] == [
        ("penalties", 61, "起"), ("penalties", 58, "起"), ("", 405000, "支"), ("", 390000, "支"),
        ("fines", 201000, "元"), ("fines", 180000, "元"),
    ]  # fmt: skip


def test_units_say_whether_visits_or_enterprises_are_counted_and_a_rank_is_no_number() -> None:
    found = figures(
        "排名\t镇街\t检查（家）\t检查（次）\n1\t河口街道\t21\t40\n2\t山前镇\t18\t30\n合计\t\t39\t70"
    )
    assert told(found)[:2] == [(21, "家", "enterprises_inspected"), (40, "次", "inspections")]
    assert len(found) == 6 and found[-1].scope == "system"


def test_two_unknown_names_below_each_of_two_headings() -> None:
    text = """
        分局 | 立案数（件） | 罚款金额（万元） | ||||
        大气 | 水 | 合计 | 大气 | 水 | 合计 |
        东溪分局 | 11 | 4 | 15 | 20.5 | 9 | 29.5 |
        西溪分局 | 6 | 2 | 8 | 7.2 | 3.5 | 10.7 |
    """
    found = figures("立案处罚情况表\n" + "\n".join(line.strip() for line in text.strip().split("\n")))
    assert [(figure.value, figure.indicator, figure.sector) for figure in found[2:6]] == [
        (15, "cases_filed", ""), (205000, "fines", "大气"), (90000, "fines", "水"), (295000, "fines", "")
    ]  # fmt: skip


def test_fractions_among_counts_show_that_a_header_was_put_together_wrongly() -> None:
    names = "分局 立案数 （件） 罚款金额 （万元） 大气水 合计 大气水 合计"
    rows = "东溪分局 11 4 15 20.5 9 29.5 西溪分局 6 2 8 7.2 3.5 10.7"
    found = figures(f"立案处罚情况表 {names} {rows}".replace(" ", "\n"))
    assert found and all(figure.doubts and figure.value < 30 for figure in found)


@pytest.mark.parametrize(
    ("name", "indicator", "measure"),
    [
        ("参训人数（人次）", "training_participants", "level"),
        ("增减率", "", "change"),
        ("发现违法（起）", "violations_found", "level"),
        ("当场整改（条）", "hazards_rectified", "level"),
        ("已完成整改（条）", "hazards_rectified", "level"),
    ],
)
def test_names_that_reports_use_beside_the_forms(name: str, indicator: str, measure: str) -> None:
    found = figures(f"类别\t行政强制（次）\t{name}\n执法培训\t5\t12\n联合检查\t4\t30")
    assert [(figure.indicator, figure.measure) for figure in found[1::2]] == [(indicator, measure)] * 2


def test_tasks_that_were_set_are_no_figures() -> None:
    assert [figure.printed for figure in figures("地区\t下达任务（家）\t检查（次）\n东溪区\t50\t61")] == [
        "61"
    ]


@pytest.mark.parametrize("names", ["地区\t案件数\t罚没款(万元)", "单位\t办理案件数量（件）\t罚款数（万元）"])
def test_cases_beside_what_was_fined_are_penalties(names: str) -> None:
    found = ENGINE.read_text(
        f"云岭市交通执法简讯\n各地办案如下：\n{names}\n河口区\t71\t140.3\n山前县\t66\t98.8\n合计\t137\t239.1\n"
    ).figures
    assert [figure.indicator for figure in found] == ["penalties", "fines"] * 3


@pytest.mark.parametrize(
    "heading", ["二、渔政行政处罚案件情况", "三、行政复议申请情况", "（二）卫生监督检查情况"]
)
@pytest.mark.parametrize("before", ["", "结果 2.其他法律\n"])
def test_numbers_whose_labels_are_lost_count_nothing_that_a_heading_names(heading: str, before: str) -> None:
    numbers = "80\t30\t10\n0\t37\t46\n8\t13\t—"
    reading = ENGINE.read_text(f"云岭市2024年工作报告\n{heading}\n{before}{numbers}\n（四）其他\n")
    assert not reading.figures
    left = [rejection for rejection in reading.rejections if rejection.rule == "numbers_alone"]
    assert [rejection.printed for rejection in left] == numbers.replace("\t—", "").split()
    assert {rejection.reason for rejection in left} == {"no_unit"}


@pytest.mark.parametrize("total", ["合计", "东湖镇"])
def test_a_title_names_one_number_beside_each_body_and_not_one_of_several(total: str) -> None:
    title = "各镇行政处罚案件情况\n"
    found = figures(f"{title}北湖镇\t12\n南湖镇\t30\n{total}\t42")
    assert [figure.indicator for figure in found] == ["penalties"] * 3
    found = figures(f"{title}北湖镇\t12\t7\t310\n南湖镇\t30\t2\t95\n{total}\t42\t9\t405")
    assert not any(figure.indicator for figure in found)
