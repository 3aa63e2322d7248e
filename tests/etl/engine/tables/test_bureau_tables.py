"""Tables that bureaus draw themselves, and the small print of every table: scopes, periods, marks, units."""

from dataclasses import replace
from decimal import Decimal

import pytest

from etl.engine.model import Figure, ReportContext
from etl.engine.reading import read_bytes, read_text
from etl.engine.tables import TableReading, find_tables, read_tables
from tests.rules import ENGINE, RULES

CONTEXT = ReportContext(
    agency="云岭市应急管理局",
    level="city",
    city="云岭市",
    year=2023,
    period_start="2023-01-01",
    period_end="2023-12-31",
)


def read(text: str, context: ReportContext = CONTEXT) -> TableReading:
    document = read_text(text)
    reading = read_tables(RULES, document.text, find_tables(RULES, document), context)
    assert all(document.text[f.start : f.end] == f.printed for f in reading.figures)
    return reading


def figures(text: str, context: ReportContext = CONTEXT) -> list[Figure]:
    return read(text, context).figures


def test_indicators_down_the_side_and_years_across() -> None:
    found = figures(
        "指标\t2022年\t2023年\t同比增长（%）\n行政检查（次）\t120\t150\t25\n罚款金额（万元）\t10.5\t12\t14.3"
    )
    assert [(f.value, f.unit, f.indicator, f.measure, f.period_end) for f in found] == [
        (120, "次", "inspections", "level", "2022-12-31"),
        (150, "次", "inspections", "level", "2023-12-31"),
        (25, "%", "", "change", "2023-12-31"),
        (105000, "元", "fines", "level", "2022-12-31"),
        (120000, "元", "fines", "level", "2023-12-31"),
        (Decimal("14.3"), "%", "", "change", "2023-12-31"),
    ]
    assert found[2].label == "行政检查 同比增长"


@pytest.mark.parametrize(
    "text",
    [
        "事项\t数量\t单位\n行政检查\t150\t次\n罚没金额\t53.41\t万元\n行政许可\t30\t件",
        "事项\t单位\t数量\n行政检查\t次\t150\n罚没金额\t万元\t53.41\n行政许可\t件\t30",
        "事项\t数量\t计量单位\t备注\n行政检查\t150\t次\t无\n罚没金额\t53.41\t万元\t见附件\n行政许可\t30\t件\t无",
    ],
)
def test_the_unit_may_stand_before_or_behind_its_number(text: str) -> None:
    assert [(f.value, f.unit, f.indicator, f.heading_unit) for f in figures(text)] == [
        (150, "次", "inspections", ""),
        (534100, "元", "fines", "万元"),
        (30, "件", "licences", ""),
    ]


def test_two_tables_side_by_side_keep_their_units() -> None:
    found = figures("事项\t数量\t单位\t事项\t数量\t单位\n行政检查\t150\t次\t罚没金额\t53.41\t万元")
    assert [(f.value, f.unit, f.indicator) for f in found] == [
        (150, "次", "inspections"),
        (534100, "元", "fines"),
    ]


def test_bare_years_head_columns_and_are_no_figures() -> None:
    reading = read("项目\t2021\t2022\t2023\n行政处罚（件）\t5\t7\t9")
    assert [(f.value, f.period_start[:4]) for f in reading.figures] == [(5, "2021"), (7, "2022"), (9, "2023")]
    assert [r.printed for r in reading.rejections] == ["2021", "2022", "2023"]


@pytest.mark.parametrize(
    "text",
    [
        "申请总数\t受理总数\t许可总数\n2051\t2044\t2038",
        "单位名称\t申请总数\t受理总数\t许可总数\n清河市司法局\t1980\t1976\t1976\n合计\t1980\t1976\t1976",
    ],
)
def test_counts_that_look_like_years_are_figures(text: str) -> None:
    found = figures(text)
    assert [f.printed for f in found] == [each for each in text.split() if each.isdecimal()]
    assert {(f.indicator, f.period_end) for f in found} == {("licences", "2023-12-31")}


def test_years_down_the_first_column_set_the_period() -> None:
    found = figures("年份\t行政许可（宗）\t行政处罚（宗）\n2022\t30\t4\n2023\t35\t6")
    assert [(f.value, f.indicator, f.period_end[:4]) for f in found] == [
        (30, "licences", "2022"),
        (4, "penalties", "2022"),
        (35, "licences", "2023"),
        (6, "penalties", "2023"),
    ]


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("2023年一季度执法检查情况", "2023-01-01", "2023-03-31"),
        ("2023年1-9月执法检查情况", "2023-01-01", "2023-09-30"),
        ("2022年度执法检查情况", "2022-01-01", "2022-12-31"),
        ("2023年2月执法检查情况", "2023-02-01", "2023-02-28"),
        ("2023年上半年执法检查情况", "2023-01-01", "2023-06-30"),
        ("执法检查情况", "2023-01-01", "2023-12-31"),
    ],
)
def test_the_title_sets_the_period(title: str, start: str, end: str) -> None:
    found = figures(f"{title}\n\n地区\t检查次数\n青禾区\t3\n望川区\t4")
    assert {(f.period_start, f.period_end) for f in found} == {(start, end)}


def test_a_quarterly_report_keeps_its_period_under_a_title_of_the_year() -> None:
    quarter = ReportContext(year=2023, period_start="2023-01-01", period_end="2023-03-31")
    found = figures("2023年行政处罚情况\n警告\t罚款\t合计\n1\t2\t3", quarter)
    assert {f.period_end for f in found} == {"2023-03-31"}


def test_years_above_groups_of_columns() -> None:
    page = (
        "<table><tr><td rowspan=2>地区</td><td colspan=2>2022年</td><td colspan=2>2023年</td></tr>"
        "<tr><td>处罚（件）</td><td>罚款（万元）</td><td>处罚（件）</td><td>罚款（万元）</td></tr>"
        "<tr><td>青禾区</td><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>"
    )
    document = read_bytes(f"<html><body>{page}</body></html>".encode(), "页.html")
    found = read_tables(RULES, document.text, find_tables(RULES, document), CONTEXT).figures
    assert [(f.value, f.indicator, f.period_end[:4]) for f in found] == [
        (1, "penalties", "2022"),
        (20000, "fines", "2022"),
        (3, "penalties", "2023"),
        (40000, "fines", "2023"),
    ]


def test_rows_name_trades() -> None:
    found = figures("行业\t检查企业（家）\t发现隐患（项）\n非煤矿山\t12\t30\n烟花爆竹\t5\t8\n合计\t17\t38")
    assert [(f.sector, f.scope, f.value) for f in found] == [
        ("非煤矿山", "own", 12),
        ("非煤矿山", "own", 30),
        ("烟花爆竹", "own", 5),
        ("烟花爆竹", "own", 8),
        ("", "own", 17),
        ("", "own", 38),
    ]
    assert [f.indicator for f in found[:2]] == ["enterprises_inspected", "hazards_found"]


@pytest.mark.parametrize(
    ("agency", "kind", "scope", "doubts"),
    [
        ("临溪县人民政府", "statistics_table", "system", ()),
        ("临溪县水利局", "statistics_table", "own", ()),
        ("白石镇人民政府", "statistics_table", "own", ()),
        ("临溪县人民政府", "disclosure", "own", ()),
        ("", "disclosure", "own", ()),
        ("", "enforcement", "own", ("scope_inferred",)),
    ],
)
def test_a_table_that_names_nobody_is_of_whom_the_report_is(agency, kind, scope, doubts) -> None:
    found = figures(
        "行政处罚实施情况统计表\n警告\t罚款\t合计（宗）\n3\t4\t7", ReportContext(agency=agency, kind=kind)
    )
    assert [(f.value, f.scope, f.doubts) for f in found] == [(n, scope, doubts) for n in (3, 4, 7)]


@pytest.mark.parametrize(
    ("row", "scope", "body"),
    [
        ("云岭市应急管理局", "own", ""),
        ("市应急局", "own", ""),
        ("市本级", "own", ""),
        ("局机关", "own", ""),
        ("青禾区应急管理局", "other", "青禾区应急管理局"),
        ("云岭市市场监督管理局", "other", "云岭市市场监督管理局"),
        ("全市合计", "system", ""),
        ("云岭市", "system", ""),
        ("青禾区", "other", "青禾区"),
        ("合计", "system", ""),
    ],
)
def test_whose_row_it_is(row: str, scope: str, body: str) -> None:
    found = figures(f"单位名称\t检查次数\n临溪县应急管理局\t1\n望川区应急管理局\t2\n{row}\t3")
    assert (found[-1].scope, found[-1].body) == (scope, body)


def test_a_total_below_a_single_agency_is_its_own() -> None:
    found = figures("单位名称\t检查次数\n云岭市应急管理局\t4\n合计\t4")
    assert [f.scope for f in found] == ["own", "own"]


@pytest.mark.parametrize("mark", ["", " ", "/", "／", "—", "——", "-", "－", "未报", "暂无"])
def test_a_mark_for_nothing_is_neither_a_figure_nor_a_zero(mark: str) -> None:
    found = figures(f"单位名称\t警告\t罚款\t合计\n青禾区应急局\t{mark}\t2\t2\n望川区应急局\t0\t1\t1")
    assert [f.value for f in found] == [2, 2, 0, 1, 1]


def test_a_zero_and_the_word_for_none_are_stated_zeros() -> None:
    found = figures("单位名称\t警告\t罚款\t合计\n青禾区应急局\t0\t无\t0")
    assert [(f.printed, f.value, f.unit) for f in found] == [("0", 0, "宗"), ("无", 0, "宗"), ("0", 0, "宗")]


@pytest.mark.parametrize(
    ("cell", "printed", "value", "unit", "approx"),
    [
        ("1,234", "1,234", 1234, "宗", "exact"),
        ("1，234", "1，234", 1234, "宗", "exact"),
        ("１２", "１２", 12, "宗", "exact"),
        ("12件", "12件", 12, "件", "exact"),
        ("12 件", "12 件", 12, "件", "exact"),
        ("约300", "300", 300, "宗", "about"),
        ("300余", "300余", 300, "宗", "at_least"),
        ("1.2万宗", "1.2万宗", 12000, "宗", "exact"),
    ],
)
def test_numbers_as_cells_print_them(cell: str, printed: str, value: int, unit: str, approx: str) -> None:
    figure = figures(f"单位名称\t行政处罚合计（宗）\n青禾区应急局\t{cell}\n望川区应急局\t1")[0]
    assert (figure.printed, figure.value, figure.unit, figure.approx) == (printed, value, unit, approx)


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("罚没金额（万元）", "3.5", 35000),
        ("罚没金额（元）", "3,500", 3500),
        ("罚没金额(单位：万元)", "1", 10000),
        ("罚没金额（亿元）", "0.02", 2000000),
        ("罚没金额（万元）", "3.5万元", 35000),
        ("罚没金额", "3500元", 3500),
    ],
)
def test_money_is_given_in_yuan(header: str, cell: str, value: int) -> None:
    figure = figures(f"单位名称\t{header}\t行政处罚合计\n青禾区应急局\t{cell}\t1\n望川区应急局\t/\t1")[0]
    assert (figure.value, figure.unit, figure.indicator) == (value, "元", "fines")


def test_the_unit_of_a_column_tells_money_from_counts() -> None:
    found = figures("罚款数额表\n单位\t案件数（件）\t罚款数（万元）\n青禾区局\t17\t1.3\n望川区局\t4\t0.5")
    assert [(f.value, f.indicator) for f in found[:2]] == [(17, "penalties"), (13000, "fines")]


def test_a_count_below_a_name_that_says_money_is_nothing_known() -> None:
    found = figures("单位\t警告（万元）\t罚款（件）\n青禾区局\t4\t2\n望川区局\t2\t1")
    assert [f.indicator for f in found[:2]] == ["", "penalties"]


def test_an_amount_beside_a_count_is_no_count() -> None:
    found = figures("项目\t件数\t金额\n行政处罚\t15\t3\n行政强制\t204\t9")
    assert [f.indicator for f in found] == ["penalties", "", "coercions", ""]


@pytest.mark.parametrize("closed", [" | |", " |"])
def test_a_part_of_a_form_that_names_nobody_again_keeps_its_columns(closed: str) -> None:
    found = figures(
        "单位名称 | 警告 | 通报批评 | 罚款 |\n青禾区水利局 | 0 | 0 | 21 |\n"
        f"其他行政处罚 | 合计（宗） | 罚没金额（万元）{closed}\n4 | 25 | 87.36 |"
    )
    assert [(f.label, f.value) for f in found[3:]] == [
        ("其他行政处罚", 4),
        ("行政处罚合计", 25),
        ("罚没金额", 873600),
    ]


def test_a_unit_above_the_table_scales_money_and_leaves_counts_alone() -> None:
    found = figures("处罚情况表\n单位：件、万元\n单位名称\t案件数\t处罚合计\t罚没金额\n青禾区局\t7\t7\t2.5")
    assert [(f.value, f.unit) for f in found] == [(7, "件"), (7, "件"), (25000, "元")]


def test_a_column_of_units_gives_each_row_its_own() -> None:
    found = figures("指标\t单位\t数量\n行政检查\t次\t120\n罚没金额\t万元\t3.5")
    assert [(f.value, f.unit) for f in found] == [(120, "次"), (35000, "元")]
    assert [f.indicator for f in found] == ["inspections", "fines"]


def test_a_row_that_numbers_the_columns_is_no_data() -> None:
    reading = read("单位名称\t警告\t罚款\t没收\t合计\n甲\t1\t2\t3\t4\n青禾区应急局\t5\t6\t7\t18")
    assert [f.value for f in reading.figures] == [5, 6, 7, 18]
    assert [r.printed for r in reading.rejections] == ["1", "2", "3", "4"]


def test_two_tables_side_by_side() -> None:
    found = figures("项目\t数量\t项目\t数量\n行政许可\t12\t行政处罚\t7\n行政强制\t0\t行政检查\t90")
    assert [(f.indicator, f.value) for f in found] == [
        ("licences", 12),
        ("penalties", 7),
        ("coercions", 0),
        ("inspections", 90),
    ]


@pytest.mark.parametrize("between", ["\n", " ", "    ", "\n\n", "\t", " | "])
def test_names_and_numbers_by_turns_without_a_header(between: str) -> None:
    names = {"行政许可（宗）": "licences", "行政处罚（宗）": "penalties", "罚没金额（万元）": "fines"}
    lines = "\n".join(f"{name}{between}{number}" for number, name in enumerate(names, 3))
    found = figures(f"一、全年情况\n{lines}\n二、下一步打算。")
    assert [(f.value, f.unit, f.indicator) for f in found] == [
        (3, "宗", "licences"),
        (4, "宗", "penalties"),
        (50000, "元", "fines"),
    ]


def test_kinds_down_the_side_with_a_total_for_each() -> None:
    found = figures("类别\t项目\t数量（宗）\n行政处罚\t警告\t3\n\t合计\t8\n行政强制\t扣押财物\t9\n\t合计\t9")
    assert [(f.indicator, f.part, f.value) for f in found] == [
        ("penalties", "警告", 3),
        ("penalties", "", 8),
        ("coercions", "扣押财物", 9),
        ("coercions", "", 9),
    ]


def test_a_total_row_does_not_lend_its_name_to_an_unknown_column() -> None:
    found = figures("地区\t行政处罚（次）\t下达文书（份）\n青禾区\t1\t5\n望川区\t2\t6\n合计\t3\t11")
    assert [f.indicator for f in found] == ["penalties", ""] * 3
    assert {f.label for f in found} == {"行政处罚", "下达文书"}


@pytest.mark.parametrize(("unit", "indicator"), [("家", "enterprises_inspected"), ("家次", "inspections")])
def test_the_unit_tells_enterprises_from_visits(unit: str, indicator: str) -> None:
    found = figures(f"地区\t检查企业（{unit}）\n青禾区\t1\n望川区\t2")
    assert {f.indicator for f in found} == {indicator}


def test_of_which_is_a_part() -> None:
    found = figures("地区\t罚款（万元）\t其中：事前罚款（万元）\n青禾区\t3\t1\n望川区\t2\t2")
    assert [(f.indicator, f.part) for f in found] == [("fines", ""), ("fines", "事前罚款")] * 2


@pytest.mark.parametrize("gap", [" ", "    "])
def test_a_second_header_among_spaced_rows_heads_the_rows_below_it(gap: str) -> None:
    text = (
        "第二十条第（六）项\n信息内容 本年处理决定数量\n行政处罚 7\n行政强制 0\n"
        "第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 1.5\n"
    )
    found = figures(text.replace(" ", gap))
    assert [(f.value, f.unit, f.indicator) for f in found] == [
        (7, "件", "penalties"),
        (0, "件", "coercions"),
        (15000, "元", ""),
    ]


def test_the_name_of_a_form_s_column_beside_its_rows_is_no_part() -> None:
    found = figures("行政许可|本年处理决定数量|58\n行政处罚|本年处理决定数量|6\n行政强制|本年处理决定数量|0")
    assert [(f.indicator, f.part) for f in found] == [("licences", ""), ("penalties", ""), ("coercions", "")]


def test_targets_are_rejected_as_future_and_rates_of_completion_are_not() -> None:
    reading = read("地区\t计划检查家次\t检查家次\t计划完成率（%）\n青禾区\t100\t90\t90\n望川区\t50\t55\t110")
    assert [(f.value, f.measure) for f in reading.figures] == [
        (90, "level"),
        (90, "rate"),
        (55, "level"),
        (110, "rate"),
    ]
    assert [(r.printed, r.reason) for r in reading.rejections] == [("100", "future"), ("50", "future")]


def test_rows_of_single_cases_have_no_indicator() -> None:
    found = figures("序号\t当事人\t罚款金额（万元）\n1\t甲公司\t3\n2\t乙公司\t4")
    assert [(f.indicator, f.value) for f in found] == [("", 30000), ("", 40000)]


def test_a_telephone_number_below_the_table_is_no_figure() -> None:
    reading = read("单位名称\t警告\t罚款\t合计\n青禾区应急局\t1\t2\t3\n联系电话\t12345678\t\t")
    assert [f.value for f in reading.figures] == [1, 2, 3]
    assert [r.printed for r in reading.rejections] == ["12345678"]


def test_every_numeral_of_a_read_table_is_a_figure_or_a_rejection() -> None:
    text = "表2 第二十条第（六）项\n序号\t单位名称\t警告\t合计\n1\t第一大队\t3\t3\n2\t第二大队\t4\t4"
    reading = read(text)
    spans = sorted((x.start, x.end) for x in [*reading.figures, *reading.rejections])
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    table = reading.tables_read[0]
    digits = {at for at in range(table.start, table.end) if text[at].isdigit()}
    assert digits == {at for start, end in spans for at in range(start, end) if text[at].isdigit()}


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全局检查企业120家次，发现隐患300项，罚款12.5万元。\n下一步，持续推进。",
        "一、总体情况\n（一）检查120家次\n（二）处罚3件\n二、问题",
        "联系电话\n0832\n12345678\n邮编\n600000",
        "云岭市应急管理局\n2024年1月5日\n- 3 -\n",
        "姓名\t职务\t证号\n张三\t科员\t230011\n李四\t科员\t230012",
        "一是检查  3  家；二是处罚  2  件，其中  1  件移送。",
    ],
)
def test_prose_and_other_lists_are_left_to_the_prose(text: str) -> None:
    assert read(text).tables_read == []


def test_prose_around_and_inside_a_table_stays_prose() -> None:
    note = "备注：其中2件由下级移送，1件属于上年结转，3件已经全部办结归档并公开。"
    text = f"全年检查35家次。\n警告\t罚款\t合计\n1\t2\t3\n{note}\n另罚款9万元。"
    reading = read(text)
    assert [f.printed for f in reading.figures] == ["1", "2", "3"]
    assert all(text[t.start : t.end].startswith("警告") for t in reading.tables_read)
    assert all(t.end <= text.index("备注") for t in reading.tables_read)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1", "（", "其中", "1 ", "\t", "|", "1\n", "警告\n", "警告\n罚款\n1\n", "|警告|1|\n", "\n"]
)
def test_an_adversarial_document_is_read_without_trouble(piece: str) -> None:
    reading = read("警" + piece * (20_000 // len(piece)))
    assert isinstance(reading, TableReading)


def test_columns_of_a_table_on_reviews_say_what_these_were_asked_of() -> None:
    found = figures(
        "一、行政复议申请涉及的事项\n申请事项 | 投诉举报处理 | 行政处罚 | 行政强制 | 政府信息公开\n"
        "数量 | 45件 | 30件 | 0件 | 12件\n占比 | 51.7% | 34.5% | 0 | 13.8%\n"
    )
    assert [(f.indicator, f.part, f.whole) for f in found if f.measure == "level"] == [
        ("reconsiderations", part, "") for part in ("投诉举报处理", "行政处罚", "行政强制", "政府信息公开")
    ]
    assert {f.measure for f in found[4:]} == {"share"}


def test_a_row_of_shares_beside_sectors_is_one_of_shares() -> None:
    found = figures(
        "类别 | 市场监管 | 交通运输 | 林业\n检查数量（次） | 12 | 8 | 4\n占比 | 50% | 33.3% | 16.7%\n"
    )
    assert [f.measure for f in found[3:]] == ["share"] * 3


def said(text: str) -> list[tuple]:
    return [(f.value, f.unit, f.indicator, f.part) for f in figures(text)]


def test_money_below_its_heading_is_divided_and_no_count_of_what_divides_it() -> None:
    text = (
        "2023年执法统计\n单位：家、次、项、万元\n"
        "地区 | 监督检查 | 查处隐患（项） | 行政处罚次数 | 罚款（万元） |\n"
        "单位数 | 次数 | 一般 | 重大 | 监督检查 | 事故 | 合计 |\n"
        "青禾区 | 120 | 260 | 700 | 3 | 21 | 40.5 | 60 | 100.5 |\n"
        "临溪县 | 80 | 150 | 310 | 1 | 9 | 8 | 0 | 8 |\n"
    )
    assert said(text)[:8] == [
        (120, "", "enterprises_inspected", ""),
        (260, "次", "inspections", ""),
        (700, "项", "general_hazards", ""),
        (3, "项", "major_hazards", ""),
        (21, "次", "penalties", ""),
        (405000, "元", "fines", "监督检查"),
        (600000, "元", "fines", "事故"),
        (1005000, "元", "fines", ""),
    ]


ROWS = [
    ("行政处罚", "简易程序", "120", "件"),
    ("", "普通程序", "64", "件"),
    ("", "合计", "184", "件"),
    ("", "罚款金额", "35.8", "万元"),
    ("行政检查", "检查次数", "903", "次"),
    ("", "检查企业", "610", "家"),
    ("行政许可", "受理", "88", "件"),
    ("", "准予", "85", "件"),
]
HEAD = ("类型", "项目", "数量", "单位")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("\t".join(row) for row in (HEAD, *ROWS)),
        "\n".join(" | ".join(cell for cell in row if cell) + " |" for row in (HEAD, *ROWS)),  # spans lost
        "\n".join(cell for row in (HEAD, *ROWS) for cell in row if cell),  # a cell a line
        "\n\n".join(cell for row in (HEAD, *ROWS) for cell in row if cell),
    ],
)
def test_rows_that_lost_a_merged_cell_keep_their_unit_and_their_kind(text: str) -> None:
    assert said("2023年行政执法情况一览表\n" + text) == [
        (120, "件", "penalties", "简易程序"),
        (64, "件", "penalties", "普通程序"),
        (184, "件", "penalties", ""),
        (358000, "元", "fines", ""),
        (903, "次", "inspections", ""),
        (610, "家", "enterprises_inspected", ""),
        (88, "件", "licences", "受理"),
        (85, "件", "licences", ""),
    ]


@pytest.mark.parametrize("join", ["\t", "\n", "\n\n"])
def test_a_remark_ends_no_table_and_the_total_of_different_things_is_of_none(join: str) -> None:
    rows = [
        ["序号", "单位名称", "行政许可", "行政处罚", "合计", "备注"],
        ["1", "区水务局", "128", "6", "134"],
        ["2", "区卫健局", "77", "12", "89", "迟报两条"],
        ["3", "区城管局", "0", "350", "350"],
    ]
    text = "2024年双公示信息报送情况统计表\n（单位：条）\n" + "\n".join(join.join(row) for row in rows)
    assert [f.indicator for f in figures(text)] == ["licences", "penalties", ""] * 3


def test_complaints_taken_are_no_licences_and_none_of_the_cases_closed() -> None:
    text = "2023年消费投诉举报办理情况\n"
    text += "类别\t受理数（件）\t办结数（件）\n商品类投诉\t3201\t3180\n合计\t5718\t5663"
    assert {f.indicator for f in figures(text)} == {""}


def test_a_column_of_totals_counts_what_its_row_does() -> None:
    text = "2023年一季度工作统计\n"
    text += "指标\t1月\t2月\t3月\t合计\n检查单位（家）\t120\t88\t143\t351\n罚款（万元）\t3\t1\t4\t8"
    totals = [f for f in figures(text) if f.value in (351, 80000)]
    assert [(f.indicator, f.unit, f.part) for f in totals] == [
        ("enterprises_inspected", "家", ""),
        ("fines", "元", ""),
    ]


def test_the_statistics_of_disclosure_before_2019() -> None:
    text = (
        "政府信息公开情况统计表\n统计指标\t单位\t统计数\n一、主动公开情况\t—\t—\n（一）主动公开政府信息数\t条\t312\n"
        "1.政府网站公开政府信息数\t条\t265\n三、依申请公开情况\t—\t—\n（一）收到申请数\t件\t21\n1.当面申请数\t件\t4\n"
        "四、行政复议数量\t件\t2\n（三）政府信息公开培训次数\t次\t3\n"
    )
    assert said(text) == [
        (312, "条", "publications", ""),
        (265, "条", "publications", "政府网站"),
        (21, "件", "disclosure_requests", ""),
        (4, "件", "disclosure_requests", "当面申请"),
        (2, "件", "reconsiderations", "信息公开"),
        (3, "次", "training_sessions", "政府信息公开"),
    ]


def test_a_row_of_a_table_at_the_end_of_a_page_signs_nothing() -> None:
    page = (
        "<p>2023年度各部门行政执法情况统计表</p><table><tr><td>部门</td><td>行政检查</td><td>行政处罚</td></tr>"
        "<tr><td>区水务局</td><td>420</td><td>16</td></tr><tr><td>区应急局</td><td>65</td><td>4</td></tr></table>"
    )
    reading = ENGINE.read_bytes(page.encode(), "page.html")
    assert reading.context.agency == ""
    assert [f.body for f in reading.figures] == ["区水务局", "区水务局", "区应急局", "区应急局"]
    assert not any(f.whole for f in reading.figures)


def test_the_year_so_far_and_what_it_is_compared_with() -> None:
    text = "2023年6月执法情况\n项目\t本月\t本年累计\t去年同期\t同比\n检查企业（家次）\t312\t1806\t1650\t9.5%"
    june = replace(CONTEXT, period_start="2023-06-01", period_end="2023-06-30")
    assert [(f.value, f.period_start, f.period_end, f.measure) for f in figures(text, june)] == [
        (312, "2023-06-01", "2023-06-30", "level"),
        (1806, "2023-01-01", "2023-06-30", "level"),
        (1650, "2022-01-01", "2022-06-30", "level"),
        (Decimal("9.5"), "2023-06-01", "2023-06-30", "change"),
    ]


def test_fractions_below_a_title_of_cases_and_money_are_money() -> None:
    text = "2023年执法情况\n单位：件、万元\n县别\t立案数\t罚款\n青禾县\t3\t1.2\n临溪县\t2\t0.8"
    assert said(text) == [
        (3, "件", "cases_filed", ""),
        (12000, "元", "fines", ""),
        (2, "件", "cases_filed", ""),
        (8000, "元", "fines", ""),
    ]


def test_letters_and_a_number_that_count_the_columns_are_no_row() -> None:
    text = "统计表\n指标名称\t行次\t计量单位\t数量\n"
    text += "甲\t乙\t丙\t1\n行政处罚决定\t01\t件\t58\n其中：罚款金额\t02\t万元\t7.3"
    assert said(text) == [(58, "件", "penalties", ""), (73000, "元", "fines", "罚款金额")]


def test_a_cell_of_two_counts_heads_no_columns() -> None:
    text = "2023年执法工作统计\n项目\t完成数\n行政检查\t120次\n执法培训\t6期/320人次\n行政强制\t3件"
    assert said(text) == [(120, "次", "inspections", ""), (3, "件", "coercions", "")]


@pytest.mark.parametrize("join", [" | ", "\n", "\n\n"])
def test_where_cases_came_from_divides_them(join: str) -> None:
    rows = [["案件来源", "件数", "占比"], ["日常检查", "82", "60%"], ["投诉举报", "55", "40%"]]
    text = "2023年行政处罚案件来源情况\n" + "\n".join(join.join(row) for row in rows) + "\n"
    counts = [each for each in said(text) if each[1] != "%"]
    assert [each[2:] for each in counts] == [("penalties", "日常检查"), ("penalties", "投诉举报")]


def test_subtotals_in_the_column_of_row_numbers_leave_their_rows_where_they_are() -> None:
    text = (
        "2022年度行政处罚实施情况统计表\n序号 | 单位名称 | 行政处罚实施数量（宗） | 罚没金额（万元） |\n"
        "警告 | 罚款 | 其他行政处罚 | 合计（宗） |\n（一）本单位实施的 |\n"
        "1 | 云山市水务局 | 3 | 40 | 0 | 43 | 120.5 |\n"
        "小计 |  | 3 | 40 | 0 | 43 | 120.5 |\n（二）下属单位实施的 |\n1 | 市河道站 | 0 | 6 | 0 | 6 | 3.2 |\n"
        "小计 |  | 0 | 6 | 0 | 6 | 3.2 |\n合计 |  | 3 | 46 | 0 | 49 | 123.7 |\n"
    )
    found = figures(text)
    assert [f.value for f in found if f.indicator == "fines"] == [1205000, 1205000, 32000, 32000, 1237000]
    assert [f.value for f in found if f.part == "罚款"] == [40, 40, 6, 6, 46]


def test_labels_are_without_the_numbers_of_headings() -> None:
    rows = ["三、行政处罚案件\t12", "（四）行政检查次数\t30", "5.罚款金额（万元）\t3", "第三部分 行政许可\t4"]
    found = figures("项目\t数量\n" + "\n".join(rows))
    assert [f.label for f in found] == ["行政处罚案件", "行政检查次数", "罚款金额", "行政许可"]


@pytest.mark.parametrize("close", ["", " |"])
def test_a_total_is_proven_by_what_stands_above_it_in_a_form_broken_over_two_rows(close: str) -> None:
    rows = [
        "单位名称 | 警告 | 罚款 | 没收违法所得",
        "云岭市应急管理局 | 1 | 24 | 2",
        "责令停产停业 | 行政拘留 | 其他行政处罚 | 合计（宗） | 罚没金额（万元）",
        "0 | 0 | 3 | {total} | 61.2",
    ]
    text = "行政处罚实施情况统计表\n" + "\n".join(row + close for row in rows)
    assert not any(figure.doubts for figure in figures(text.format(total=30)))
    assert {f.label for f in figures(text.format(total=31)) if f.doubts} == {
        *("责令停产停业", "行政拘留", "其他行政处罚", "行政处罚合计", "罚没金额"),
    }


def test_a_column_of_several_kinds_counts_them_together() -> None:
    found = figures(
        "行政处罚实施情况统计表\n"
        "警告 | 罚款、没收违法所得 | 责令停产停业或者限制从业 | 暂扣、吊销许可证件 | 行政拘留、其他 | 合计\n"
        "12 | 139 | 2 | 3 | 1 | 157"
    )
    assert [(f.indicator, f.part) for f in found] == [
        ("penalties", "警告"),
        ("penalties", "罚款、没收违法所得"),
        ("penalties", "责令停产停业或者限制从业"),
        ("penalties", "暂扣许可证件"),
        ("penalties", "行政拘留、其他"),
        ("penalties", ""),
    ]


def test_the_rest_of_the_bodies_is_a_part_of_all() -> None:
    found = figures("地区\t立案（件）\n临溪县\t210\n白石区\t180\n其余4个县区\t300\n全市\t690")
    assert [(f.scope, f.body, f.part) for f in found] == [
        ("other", "临溪县", ""),
        ("other", "白石区", ""),
        ("system", "", "其余4个县区"),
        ("system", "", ""),
    ]
    assert not any(f.doubts for f in found)


def test_kinds_of_those_inspected_are_no_bodies() -> None:
    found = figures("机构类别\t检查户次\t立案数\n村卫生室\t112\t3\n口腔诊所\t30\t5\n合计\t142\t8")
    assert [(f.scope, f.part) for f in found] == [
        *(("own", "村卫生室"),) * 2,
        *(("own", "口腔诊所"),) * 2,
        *(("own", ""),) * 2,
    ]


def test_a_remark_of_money_is_no_count_of_fines() -> None:
    found = figures("执法类型\t数量\t备注\n行政许可\t40件\t\n行政处罚\t12件\t罚款3.2万元\n行政检查\t510次\t")
    assert [(f.value, f.indicator) for f in found if f.unit == "元"] == [(32000, "fines")]


def test_a_row_that_alone_begins_with_a_bar_has_a_blank_corner() -> None:
    found = figures(
        "项目 | 5月 | | 1-5月 | |\n | 本月 | 同比(%) | 累计 | 同比(%) |\n"
        "立案(件) | 45 | 12.5 | 230 | -3.4 |\n结案(件) | 40 | 8.1 | 221 | 2.0 |"
    )
    assert [f.measure for f in found] == ["level", "change"] * 4
    assert [f.value for f in found if f.indicator == "cases_filed"] == [45, 230]


@pytest.mark.parametrize("heading", ["各县区立案数：", "各县（市、区）立案情况"])
def test_a_heading_names_what_the_numbers_of_bodies_count(heading: str) -> None:
    found = figures(f"{heading}\n临溪县 120\n白石区 98\n望岭县 77")
    assert {(f.indicator, f.scope) for f in found} == {("cases_filed", "other")}


def test_rows_whose_group_stands_before_the_first_keep_their_shares() -> None:
    found = figures(
        "类别\n受理量（件）\n占同类比\n商品类\n服装\n88\n31.5%\n食品\n60\n14.6%\n服务类\n餐饮\n140\n34.1%"
    )
    assert [f.measure for f in found] == ["level", "share"] * 3


def test_causes_beside_counts_of_cases_are_kinds_of_these() -> None:
    found = figures(
        "行政处罚统计\n案由\t件数\t罚款（万元）\n非法采砂\t12\t30.5\n违法取水\t9\t8.25\n合计\t21\t38.75"
    )
    assert [(f.indicator, f.part) for f in found] == [
        ("penalties", "非法采砂"),
        ("fines", "非法采砂"),
        ("penalties", "违法取水"),
        ("fines", "违法取水"),
        ("penalties", ""),
        ("fines", ""),
    ]


def test_a_cause_that_sounds_like_a_deed_of_the_bureau_is_a_kind_of_its_cases() -> None:
    found = figures(
        "某局执法统计\n案由\t案件数\t罚款金额（万元）\n无照经营\t15\t4.2\n虚假宣传\t8\t12.1\n合计\t23\t16.3"
    )
    assert [f.indicator for f in found] == ["penalties", "fines"] * 3


def test_a_last_heading_in_money_does_not_scale_the_counts_before_it() -> None:
    found = figures(
        "某局2023年度行政执法数据公示\n行政处罚实施情况\n单位名称\n警告\n罚款\n其他\n合计（宗）\n罚没金额（万元）\n\n"
        "某局\n38\n2415\n0\n2453\n1906.45\n"
    )
    assert [(f.value, f.unit) for f in found] == [
        *((Decimal(count), "宗") for count in ("38", "2415", "0", "2453")),
        (Decimal(19064500), "元"),
    ]


def test_a_name_of_two_forms_is_no_heading_of_itself() -> None:
    found = figures("2023年行政复议案件对比表\n项目|2022年|2023年\n收到申请（件）|56|72\n受理（件）|50|65")
    assert {f.indicator for f in found} == {"reconsiderations"}


def test_steps_below_their_headings_are_parts_of_these() -> None:
    found = figures(
        "地区 | 行政许可 | | 行政强制 | |\n | 受理 | 办结 | 措施 | 执行 |\n临溪县 | 52 | 50 | 2 | 1 |"
    )
    assert [(f.indicator, f.part) for f in found] == [
        ("licences", "受理"),
        ("licences", "办结"),
        ("coercions", "行政强制措施"),
        ("coercions", "行政强制执行"),
    ]


def test_those_who_review_are_no_reviews() -> None:
    found = figures("单位名称\t执法人员总数\t法制审核人员\n县公安局\t210\t6\n县城管局\t60\t2")
    assert {f.indicator for f in found} == {"officers", ""}


def test_a_column_that_names_its_months_is_of_these() -> None:
    found = figures("地区|8月检查数|1-8月累计检查数\n临溪县|30|210\n望岭区|45|300\n合计|75|510")
    assert {(f.value, f.period_start, f.period_end) for f in found if f.scope == "system"} == {
        (75, "2023-08-01", "2023-08-31"),
        (510, "2023-01-01", "2023-08-31"),
    }


@pytest.mark.parametrize("header", ["", "项目\n数量\n"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_numbers_with_their_units_on_lines_of_their_own(header: str, gap: str) -> None:
    lines = f"{header}行政许可\n310件\n检查企业\n820家次\n检查单位\n45家\n罚款\n23.6万元\n"
    found = figures("云岭市应急管理局2023年执法数据公示\n" + lines.replace("\n", gap))
    assert [(f.value, f.indicator, f.part) for f in found] == [
        (310, "licences", ""),
        (820, "inspections", ""),
        (45, "enterprises_inspected", ""),
        (236000, "fines", ""),
    ]


def test_the_number_and_words_of_a_table_are_its_title() -> None:
    found = figures(
        "表一 行政许可\n申请数量 受理数量 许可数量\n120 118 117\n"
        "表二 行政检查\n检查次数 检查对象（家）\n310 156"
    )
    assert [(f.indicator, f.part) for f in found] == [
        ("licences", "申请"),
        ("licences", "受理"),
        ("licences", ""),
        ("inspections", ""),
        ("enterprises_inspected", ""),
    ]
    assert not any(f.doubts for f in found)


def test_a_report_on_the_work_of_reviews_tells_what_its_tables_count() -> None:
    context = replace(CONTEXT, title="关于2023年度云岭市行政复议工作情况的报告")
    found = figures("单位\t新收\t办结\n临溪县\t684\t640\n白石区\t377\t352", context)
    assert [f.indicator for f in found] == ["reconsiderations", ""] * 2


def test_rows_of_which_divide_the_one_above_them() -> None:
    found = figures(
        "检查医药机构\t1204家次\n其中：医院\t210家次\n药店\t994家次\n查处机构\t315家\n追回基金\t183万元"
    )
    assert [(f.indicator, f.part) for f in found] == [
        ("inspections", ""),
        ("inspections", "医院"),
        ("inspections", "药店"),
        ("", ""),
        ("", ""),
    ]


def test_a_row_of_which_alone_is_a_piece_and_what_follows_is_not() -> None:
    found = figures("检查医药机构\t1204家次\n其中：医院\t210家次\n约谈机构\t30家次\n罚款\t3万元")
    assert [(f.indicator, f.part) for f in found] == [
        ("inspections", ""),
        ("inspections", "医院"),
        ("", ""),
        ("fines", ""),
    ]


def test_acts_below_a_header_of_kinds_are_counted_and_no_sectors() -> None:
    found = figures(
        "2024年行政执法案件统计\n类别\t件数\n行政处罚案件\t210\n行政强制案件\t12\n行政许可案件\t3200"
    )
    assert [(f.indicator, f.sector) for f in found] == [
        ("penalties", ""),
        ("coercions", ""),
        ("licences", ""),
    ]


def test_bodies_and_their_bare_numbers_behind_colons() -> None:
    found = figures("各县区行政检查情况（次）：\n临溪县：1,200\n白石区：980\n望岭县：1,310\n检查完毕。")
    assert [(f.value, f.indicator, f.body) for f in found] == [
        (1200, "inspections", "临溪县"),
        (980, "inspections", "白石区"),
        (1310, "inspections", "望岭县"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "咨询电话：62310000\n投诉举报热线：12345",
        "浏览次数：120\n点击次数：98",
        "合计：12",
        "行政咨询：12348\n价格咨询：12345",
        "各县区举报电话\n临溪县：5223456\n白石区：5221234",
        "各县区联系方式如下：\n临溪县：5223456\n白石区：5221234",
    ],
)
def test_what_a_page_says_behind_colons_is_no_table(lines: str) -> None:
    assert not read(f"检查情况\n{lines}\n").figures
