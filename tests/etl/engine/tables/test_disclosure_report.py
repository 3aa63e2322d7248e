"""The national tables of the yearly disclosure report, of 2019 and of 2021, in every format."""

import pytest

from etl.engine.model import Figure, ReportContext
from etl.engine.reading import read_bytes
from etl.engine.tables import find_tables, read_tables
from tests.etl.samplefiles import FORMATS
from tests.rules import RULES

CONTEXT = ReportContext(
    agency="青禾区应急管理局",
    kind="disclosure",
    year=2021,
    period_start="2021-01-01",
    period_end="2021-12-31",
    level="district",
    district="青禾区",
)
ACTS_2021 = [
    "二、主动公开政府信息情况",
    [
        [("第二十条第（一）项", 4, 1)],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "2", "1", "5"],
        [("第二十条第（五）项", 4, 1)],
        ["信息内容", ("本年处理决定数量", 3, 1)],
        ["行政许可", ("144", 3, 1)],
        [("第二十条第（六）项", 4, 1)],
        ["信息内容", ("本年处理决定数量", 3, 1)],
        ["行政处罚", ("36", 3, 1)],
        ["行政强制", ("0", 3, 1)],
        [("第二十条第（八）项", 4, 1)],
        ["信息内容", ("本年收费金额（单位：万元）", 3, 1)],
        ["行政事业性收费", ("1.25", 3, 1)],
    ],
]
ACTS_2019 = [
    "二、主动公开政府信息情况",
    [
        [("第二十条第（五）项", 4, 1)],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "8", "+5", "93"],
        ["其他对外管理服务事项", "117", "-3", "165"],
        [("第二十条第（六）项", 4, 1)],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政处罚", "90", "0", "22"],
        ["行政强制", "4", "0", "-"],
        [("第二十条第（八）项", 4, 1)],
        ["信息内容", "上一年项目数量", ("本年增/减", 2, 1)],
        ["行政事业性收费", "1", ("0", 2, 1)],
        [("第二十条第（九）项", 4, 1)],
        ["信息内容", "采购项目数量", ("采购总金额（万元）", 2, 1)],
        ["政府集中采购", "3", ("28.6", 2, 1)],
    ],
]
APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
REQUESTS = [
    "三、收到和处理政府信息公开申请情况",
    [
        [("（本列数据：一加二等于三加四）", 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        APPLICANTS[1:6],
        [("一、本年新收政府信息公开申请数量", 3, 1), "5", "1", "0", "0", "2", "0", "8"],
        [("二、上年结转政府信息公开申请数量", 3, 1), "1", "0", "0", "0", "0", "0", "1"],
        [("三、本年度办理结果", 1, 5), ("（一）予以公开", 2, 1), "3", "0", "0", "0", "0", "0", "3"],
        [("（三）不予公开", 1, 2), "1.属于国家秘密", "0", "0", "0", "0", "0", "0", "0"],
        ["2.其他法律行政法规禁止公开", "1", "0", "0", "0", "0", "0", "1"],
        ["（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用的", "0", "1", "0", "0", "0", "0", "1"],
        [("（七）总计", 2, 1), "4", "1", "0", "0", "0", "0", "5"],
        [("四、结转下年度继续办理", 3, 1), "2", "0", "0", "0", "2", "0", "4"],
    ],
]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
DISPUTES = [
    "四、政府信息公开行政复议、行政诉讼情况",
    [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*[(name, 1, 2) for name in RESULTS], ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        RESULTS * 2,
        ["1", "2", "0", "0", "3", "0", "0", "0", "4", "4", "5", "0", "0", "0", "5"],
    ],
]


def figures(blocks: list, format_name: str) -> list[Figure]:
    document = read_bytes(FORMATS[format_name](blocks), f"年报.{format_name}")
    return read_tables(RULES, document.text, find_tables(RULES, document), CONTEXT).figures


@pytest.mark.parametrize("format_name", FORMATS)
def test_decisions_in_the_format_of_2021(format_name: str) -> None:
    found = figures(ACTS_2021, format_name)
    assert [f.printed for f in found] == ["0", "0", "0", "2", "1", "5", "144", "36", "0", "1.25"]
    assert [f.indicator for f in found] == [""] * 6 + ["licences", "penalties", "coercions", ""]
    assert {f.unit for f in found[:9]} == {"件"}
    assert (found[9].value, found[9].unit, found[9].label) == (12500, "元", "行政事业性收费金额")
    assert {(f.period_start, f.scope) for f in found} == {("2021-01-01", "own")}
    assert [f.part for f in found] == ["制发", "废止", "现行有效"] * 2 + [""] * 4


@pytest.mark.parametrize("format_name", FORMATS)
def test_only_decisions_count_in_the_format_of_2019(format_name: str) -> None:
    found = figures(ACTS_2019, format_name)
    assert {f.printed: f.indicator for f in found if f.indicator} == {"93": "licences", "22": "penalties"}
    before = [f for f in found if f.period_start == "2020-01-01"]
    assert [(f.printed, f.period_end, f.unit) for f in before] == [
        (printed, "2020-12-31", "项") for printed in ("8", "117", "90", "4", "1")
    ]
    assert [(f.printed, f.value) for f in found if f.measure == "change"] == [
        ("+5", 5),
        ("-3", -3),
        ("0", 0),
        ("0", 0),
        ("0", 0),
    ]
    assert [(f.value, f.unit) for f in found[-2:]] == [(3, "项"), (286000, "元")]
    assert len(found) == 15


@pytest.mark.parametrize("format_name", FORMATS)
def test_requests_received_by_applicant_and_result(format_name: str) -> None:
    found = figures(REQUESTS, format_name)
    assert len(found) == 8 * 7
    received = found[:7]
    assert {f.indicator for f in received} == {"disclosure_requests"}
    assert [f.part.split(";")[-1] for f in received] == [*APPLICANTS[:6], ""]
    assert {f.indicator for f in found[7:]} == {"disclosure_requests"}
    assert [f for f in found if not f.part] == [found[6]]
    assert (found[13].part, found[14].part) == ("上年结转", "予以公开;自然人")
    assert found[28].part.endswith("其他法律行政法规禁止公开;自然人")
    assert [(f.printed, f.label) for f in found[7:] if f.value][:3] == [
        ("1", "上年结转政府信息公开申请数量 自然人"),
        ("1", "上年结转政府信息公开申请数量 总计"),
        ("3", "予以公开 自然人"),
    ]


@pytest.mark.parametrize("format_name", FORMATS)
def test_disputes_keep_reconsideration_and_both_ways_to_court_apart(format_name: str) -> None:
    found = figures(DISPUTES, format_name)
    wholes = ("信息公开", "信息公开;未经复议直接起诉", "信息公开;复议后起诉")
    totals = [(f.printed, f.indicator, f.part) for f in found if f.part in wholes]
    assert totals == [
        ("3", "reconsiderations", wholes[0]),
        ("4", "litigations", wholes[1]),
        ("5", "litigations", wholes[2]),
    ]
    assert [f.part for f in found[:4]] == [f"信息公开;{result}" for result in RESULTS[:4]]
    assert found[13].part == "信息公开;复议后起诉;尚未审结"


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_whole_report_reads_all_its_tables_and_leaves_the_prose(format_name: str) -> None:
    prose = "2021年，本局门户网站发布信息75条，未收到其他申请，全年办理结果均已公示。"
    blocks = ["一、总体情况", prose, *ACTS_2021, *REQUESTS, *DISPUTES, "五、存在的主要问题及改进情况"]
    document = read_bytes(FORMATS[format_name](blocks), f"年报.{format_name}")
    reading = read_tables(RULES, document.text, find_tables(RULES, document), CONTEXT)
    assert len(reading.figures) == 10 + 56 + 15
    at = document.text.index("75条")
    assert not any(table.start <= at < table.end for table in reading.tables_read)
