"""The official forms, in every format: each number cell comes out with its value, unit and column."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from etl.engine.model import ReportContext
from etl.engine.reading import read_bytes
from etl.engine.tables import find_tables, read_tables
from tests.etl.samplefiles import FORMATS
from tests.rules import RULES

CONTEXT = ReportContext(
    agency="云岭市应急管理局",
    year=2023,
    period_start="2023-01-01",
    period_end="2023-12-31",
    level="city",
    province="",
    city="云岭市",
)
VOID = ("", "/", "—", "-")


@dataclass(frozen=True)
class Column:
    """What every number of a column must come out as."""

    indicator: str
    part: str = ""
    unit: str = "宗"
    times: int = 1
    measure: str = "level"
    period_start: str = "2023-01-01"


@dataclass(frozen=True)
class Sample:
    """A table with the columns of its values and its rows as (scope, body, values)."""

    blocks: list
    columns: list[Column]
    rows: list[tuple[str, str, list[str]]]
    unfit: frozenset[str] = frozenset()  # formats that cannot carry this table


def penalties(part: str = "") -> Column:
    return Column("penalties", part)


FINES = Column("fines", unit="元", times=10_000)
OLD_KINDS = [
    "警告",
    "罚款",
    "没收违法所得、没收非法财物",
    "暂扣许可证、执照",
    "责令停产停业",
    "吊销许可证、执照",
    "行政拘留",
    "其他行政处罚",
    "合计（宗）",
]
OLD_COLUMNS = [
    penalties("警告"),
    penalties("罚款"),
    penalties("没收违法所得、没收非法财物"),
    penalties("暂扣许可证件"),
    penalties("责令停产停业"),
    penalties("吊销许可证件"),
    penalties("行政拘留"),
    penalties("其他行政处罚"),
    penalties(),
    FINES,
]
NEW_KINDS = [
    "警告",
    "通报批评",
    "罚款",
    "没收违法所得",
    "没收非法财物",
    "暂扣许可证件",
    "降低资质等级",
    "吊销许可证件",
    "限制开展生产经营活动",
    "责令停产停业",
    "责令关闭",
    "限制从业",
    "行政拘留",
    "其他行政处罚",
    "合计",
]
NEW_COLUMNS = [
    penalties("警告"),
    penalties("通报批评"),
    penalties("罚款"),
    penalties("没收违法所得"),
    penalties("没收非法财物"),
    penalties("暂扣许可证件"),
    penalties("降低资质等级"),
    penalties("吊销许可证件"),
    penalties("限制开展生产经营活动"),
    penalties("责令停产停业"),
    penalties("责令关闭"),
    penalties("限制从业"),
    penalties("行政拘留"),
    penalties("其他行政处罚"),
    penalties(),
    FINES,
]


def licences(part: str = "") -> Column:
    return Column("licences", part)


LICENCE_COLUMNS = [licences("申请"), licences("受理"), licences(), licences("不予许可"), licences("撤销许可")]
MEASURES = ["查封场所、设施或者财物", "扣押财物", "冻结存款、汇款", "其他行政强制措施"]
EXECUTIONS = [
    "加处罚款或者滞纳金",
    "划拨存款、汇款",
    "拍卖或者依法处理查封、扣押的场所、设施或者财物",
    "排除妨碍、恢复原状",
    "代履行",
    "其他强制执行",
    "申请法院强制执行",
]
COERCION_COLUMNS = [
    Column("coercions", part)
    for part in (
        *MEASURES,
        "加处罚款或者滞纳金",
        "划拨存款、汇款",
        "拍卖或者依法处理",
        "排除妨碍、恢复原状",
        "代履行",
        "其他强制执行",
        "申请法院强制执行",
        "",
    )
]

SAMPLES = {
    "penalties of one agency, kinds of before 2021": Sample(
        [
            "表一",
            "云岭市应急管理局2023年度行政处罚实施情况统计表",
            [
                [("行政处罚实施数量（宗）", 10, 1)],
                [*OLD_KINDS, "罚没金额（万元）"],
                ["31", "54", "0", "0", "2", "0", "0", "1", "88", "4.135"],
            ],
            "说明：数量按作出决定的日期统计。",
        ],
        OLD_COLUMNS,
        [("own", "", ["31", "54", "0", "0", "2", "0", "0", "1", "88", "4.135"])],
    ),
    "penalties of several agencies, headings that span rows and columns": Sample(
        [
            "云岭市2023年度行政处罚情况",
            [
                [
                    ("序号", 1, 2),
                    ("单位名称", 1, 2),
                    ("行政处罚实施数量", 9, 1),
                    ("罚没金额（万元）", 1, 2),
                    ("备注", 1, 2),
                ],
                OLD_KINDS,
                ["1", "云岭市应急管理局", "3", "12", "0", "/", "1", "0", "0", "0", "16", "35.6", ""],
                ["2", "青禾区应急管理局", "1", "2", "0", "0", "0", "0", "0", "0", "3", "1,000.05", ""],
                ["3", "临溪县应急管理局", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", ""],
            ],
        ],
        OLD_COLUMNS,
        [
            ("own", "", ["3", "12", "0", "/", "1", "0", "0", "0", "16", "35.6"]),
            ("other", "青禾区应急管理局", ["1", "2", "0", "0", "0", "0", "0", "0", "3", "1,000.05"]),
            ("other", "临溪县应急管理局", ["0"] * 10),
        ],
    ),
    "penalties by the kinds of 2021, units in the line above, a total row": Sample(
        [
            "2023年度行政处罚实施情况统计表",
            "单位：宗、万元",
            [
                [("单位名称", 1, 2), ("行政处罚实施数量", 15, 1), ("罚没金额", 1, 2)],
                NEW_KINDS,
                ["云岭市应急管理局", *["0"] * 2, "20", *["0"] * 6, "1", *["0"] * 4, "21", "66.3"],
                ["青禾区应急管理局", *["1"] * 14, "14", "7"],
                ["合计", "1", "1", "21", *["1"] * 6, "2", *["1"] * 4, "35", "73.3"],
            ],
        ],
        NEW_COLUMNS,
        [
            ("own", "", [*["0"] * 2, "20", *["0"] * 6, "1", *["0"] * 4, "21", "66.3"]),
            ("other", "青禾区应急管理局", [*["1"] * 14, "14", "7"]),
            ("system", "", ["1", "1", "21", *["1"] * 6, "2", *["1"] * 4, "35", "73.3"]),
        ],
    ),
    "licences, five columns, one row": Sample(
        [
            "表二 行政许可实施情况统计表（宗）",
            [
                ["申请数量", "受理数量", "许可数量", "不予许可数量", "撤销许可数量"],
                ["1,205", "1200", "1187", "13", "0"],
            ],
        ],
        LICENCE_COLUMNS,
        [("own", "", ["1,205", "1200", "1187", "13", "0"])],
    ),
    "licences, old names, a single agency and its total": Sample(
        [
            "云岭市应急管理局2023年行政许可情况",
            [
                ["单位名称", "申请总数", "受理总数", "许可总数", "不予许可总数", "撤销许可总数"],
                ["云岭市应急管理局", "9", "8", "7", "1", "—"],
                ["合计", "9", "8", "7", "1", "—"],
            ],
        ],
        LICENCE_COLUMNS,
        [("own", "", ["9", "8", "7", "1", "—"]), ("own", "", ["9", "8", "7", "1", "—"])],
    ),
    "coercion, three levels of heading": Sample(
        [
            "表三 2023年度行政强制实施情况统计表",
            [
                [
                    ("单位名称", 1, 3),
                    ("行政强制措施实施数量（宗）", 4, 1),
                    ("行政强制执行实施数量（宗）", 7, 1),
                    ("合计（宗）", 1, 3),
                ],
                [
                    *[(name, 1, 2) for name in MEASURES],
                    ("行政机关强制执行", 6, 1),
                    ("申请法院强制执行", 1, 2),
                ],
                EXECUTIONS[:-1],
                ["云岭市应急管理局", "1", "2", "0", "0", "0", "0", "0", "0", "4", "0", "3", "10"],
            ],
        ],
        COERCION_COLUMNS,
        [("own", "", ["1", "2", "0", "0", "0", "0", "0", "0", "4", "0", "3", "10"])],
    ),
    "other acts, times and sums": Sample(
        [
            "表四 其他行政执法行为实施情况统计表",
            [
                [("行政征收", 2, 1), ("行政检查", 1, 1), ("行政确认", 1, 1), ("行政奖励", 2, 1)],
                ["次数", "征收总金额（万元）", "次数", "次数", "次数", "奖励总金额（万元）"],
                ["2", "5.5", "1,203", "7", "1", "0.3"],
            ],
        ],
        [
            Column("", unit="次"),
            Column("", unit="元", times=10_000),
            Column("inspections", unit="次"),
            Column("", unit="次"),
            Column("", unit="次"),
            Column("", unit="元", times=10_000),
        ],
        [("own", "", ["2", "5.5", "1,203", "7", "1", "0.3"])],
    ),
    "inspections of districts": Sample(
        [
            "全市2023年行政检查情况",
            [
                ["地区", "检查次数（次）", "检查企业（家）", "整改率（%）"],
                ["青禾区", "120", "88", "98.5"],
                ["望川区", "0", "0", "—"],
                ["合计", "120", "88", "98.5"],
            ],
        ],
        [
            Column("inspections", unit="次"),
            Column("enterprises_inspected", unit="家"),
            Column("rectification_rate", unit="%", measure="rate"),
        ],
        [
            ("other", "青禾区", ["120", "88", "98.5"]),
            ("other", "望川区", ["0", "0", "—"]),
            ("system", "", ["120", "88", "98.5"]),
        ],
    ),
}


def expected(sample: Sample) -> list[tuple]:
    found = []
    for scope, body, values in sample.rows:
        for column, text in zip(sample.columns, values, strict=True):
            if text not in VOID:
                value = Decimal(text.replace(",", "")) * column.times
                found.append((value, column.unit, column.indicator, column.part, column.measure, scope, body))
    return found


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("sample_name", SAMPLES)
def test_every_cell_keeps_its_value_and_column(sample_name: str, format_name: str) -> None:
    sample = SAMPLES[sample_name]
    document = read_bytes(FORMATS[format_name](sample.blocks), f"样本.{format_name}")
    reading = read_tables(RULES, document.text, find_tables(RULES, document), CONTEXT)
    found = [(f.value, f.unit, f.indicator, f.part, f.measure, f.scope, f.body) for f in reading.figures]
    assert found == expected(sample)
    assert all(document.text[f.start : f.end] == f.printed for f in reading.figures)
    assert all(document.text[r.start : r.end] == r.printed for r in reading.rejections)
