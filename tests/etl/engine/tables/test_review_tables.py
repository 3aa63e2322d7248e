"""Tables of reviews and lawsuits: what stands below their title is theirs, whatever else it is a name of."""

import pytest

from etl.engine.model import Figure
from tests.rules import ENGINE


def figures(text: str) -> list[Figure]:
    return [figure for figure in ENGINE.read_text(text).figures if figure.rule.startswith("table")]


def said(text: str) -> list[tuple]:
    return [(int(f.value), f.indicator, f.part, f.body) for f in figures(text)]


TWIN_PAIRS = """2023年度云岭省行政复议案件统计
表2：市州收到行政复议申请情况

收到

受理

收到

受理

望川市

212

180

青禾市

97

66

临溪市

45

40

河湾

新区

12

9

"""


def test_two_tables_side_by_side_below_one_header_are_read_as_one():
    assert said(TWIN_PAIRS) == [
        (212, "reconsiderations", "", "望川市"),
        (180, "reconsiderations", "受理", "望川市"),
        (97, "reconsiderations", "", "青禾市"),
        (66, "reconsiderations", "受理", "青禾市"),
        (45, "reconsiderations", "", "临溪市"),
        (40, "reconsiderations", "受理", "临溪市"),
        (12, "reconsiderations", "", "河湾新区"),
        (9, "reconsiderations", "受理", "河湾新区"),
    ]


@pytest.mark.parametrize(
    ("title", "indicator"),
    [
        ("2023年行政复议案件情况", "reconsiderations"),
        ("2023年行政应诉案件情况", "litigations"),
        ("2023年行政许可实施情况", "licences"),
    ],
)
def test_cases_taken_up_are_of_what_the_title_says(title, indicator):
    found = said(f"{title}\n单位名称\t受理数量\n望川市司法局\t31\n青禾区司法局\t14")
    assert [each[:3] for each in found] == [(31, indicator, "受理"), (14, indicator, "受理")]


MATTERS = """望川市2023年行政复议工作情况
二、复议申请涉及的事项
从申请行政复议的事项看，行政处罚类最多。具体情况见下表。
{}
"""
ACROSS = (
    "申请事项 | 行政处罚 | 行政许可 | 政府信息公开 | 工伤认定\n"
    "数量 | 40件 | 6件 | 11件 | 3件\n"
    "占比 | 66.7% | 10% | 18.3% | 5%"
)
DOWN = (
    "申请事项 | 数量 | 占比\n行政处罚 | 40件 | 66.7%\n行政许可 | 6件 | 10%\n"
    "政府信息公开 | 11件 | 18.3%\n工伤认定 | 3件 | 5%"
)


@pytest.mark.parametrize("table", [ACROSS, DOWN])
def test_matters_of_reviews_are_parts_of_the_reviews(table):
    found = figures(MATTERS.format(table))
    counts = [(int(f.value), f.indicator, f.part, f.whole) for f in found if f.measure == "level"]
    assert counts == [
        (40, "reconsiderations", "行政处罚", ""),
        (6, "reconsiderations", "行政许可", ""),
        (11, "reconsiderations", "政府信息公开", ""),
        (3, "reconsiderations", "工伤认定", ""),
    ]
    assert [f.indicator for f in found if f.measure == "share"] == [""] * 4


OUTCOMES = """云岭市2023年行政复议案件审结情况（件）

序号

{}

数量

比例

1

作出维持决定

350

70%

2

驳回复议申请

100

20%

3

确认违法

50

10%

"""


@pytest.mark.parametrize("heading", ["处理方式", "处置形式"])  # one that no list has is told by counting
def test_how_reviews_ended_has_no_indicator_and_keeps_its_words(heading):
    found = figures(OUTCOMES.format(heading))
    assert [(f.value, f.unit, f.indicator, f.label) for f in found if f.measure == "level"] == [
        (350, "件", "", "作出维持决定"),
        (100, "件", "", "驳回复议申请"),
        (50, "件", "", "确认违法"),
    ]
    assert not any("table_unproven" in f.doubts for f in found)


def test_kinds_of_cases_below_a_corner_that_says_so_are_parts():
    text = "2023年行政处罚案件情况\n案件类型\t数量\n占道经营\t120\n违法建设\t31\n渣土运输\t9\n合计\t160"
    found = figures(text)
    assert [(int(f.value), f.indicator, f.part, f.whole) for f in found] == [
        (120, "penalties", "占道经营", ""),
        (31, "penalties", "违法建设", ""),
        (9, "penalties", "渣土运输", ""),
        (160, "penalties", "", "stated"),
    ]


ANALYSIS = """临溪县2024年度行政复议案件统计分析
发布日期：2025-01-08 来源：临溪县司法局
一、收案
全县收到行政复议申请80件，受理72件，不予受理5件。
二、{}
投诉举报类居首，行政处罚类其次。具体见下表。
事项 | 投诉举报 | 行政处罚 | 信息公开 | 行政强制
数量 | 38件 | 20件 | 9件 | 5件
三、审理
审结70件，纠错6件。
结果 | 维持 | 驳回 | 撤销及确认违法
数量 | 44 | 20 | 6
四、应诉
行政诉讼19件，败诉1件。
"""


@pytest.mark.parametrize("heading", ["案由", "涉及领域"])
def test_a_document_on_reviews_counts_reviews_below_headings_that_do_not_say_so(heading):
    counts = [(f.printed, f.indicator) for f in ENGINE.read_text(ANALYSIS.format(heading)).figures]
    reviews = [printed for printed, indicator in counts if indicator == "reconsiderations"]
    assert reviews == ["80件", "72件", "5件", "38件", "20件", "9件", "5件"]
    assert [each for each in counts if each[1] not in ("reconsiderations", "")] == [
        ("19件", "litigations"),
        ("1件", "overturned"),
    ]
