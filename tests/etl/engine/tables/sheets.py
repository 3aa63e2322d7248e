"""Official tables and those of bureaus, made at random: header, rows, and what each number is.

The numbers are as such tables have them: many zeros, parts that add up to their 合计, rows that add up to
the last. Places are invented.
"""

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal

AGENCIES = ["望川市应急管理局", "望川市水务局", "云岭市交通运输局", "云岭市文化和旅游局", "北屏市生态环境局"]
BODIES = ["青禾区", "临溪县", "沙湾区", "南汀县", "石桥区", "平塘县"]
Cell = tuple[str, int, int]  # text, columns, rows


@dataclass(frozen=True)
class Column:
    """What the numbers of one column are; `times` is what its unit multiplies by."""

    indicator: str
    part: str = ""
    unit: str = "宗"
    times: int = 1
    measure: str = "level"
    period: str = ""  # 2022: that year, 07: that month


@dataclass
class Sheet:
    """A table. `header` as in samplefiles; each row its labels, then its values; `columns` per value."""

    kind: str
    agency: str
    titles: list[str]
    header: list[list[Cell]]
    labels: list[list[str]]
    values: list[list[str]]
    columns: list[list[Column]]  # by row
    scopes: list[tuple[str, str]] = field(default_factory=list)
    width: int = 0

    def __post_init__(self) -> None:
        self.scopes = self.scopes or [("own", "")] * len(self.values)
        self.width = len(self.labels[0]) + len(self.values[0])


def sheet(seed: int) -> Sheet:
    """The table of that number; the same for the same number."""
    rng = random.Random(seed)
    return rng.choice(KINDS)(rng)


def _small(rng: random.Random) -> int:
    return rng.choice([0, 0, 0, 1, 2, 3, rng.randint(1, 60), rng.randint(1, 900)])


def _money(rng: random.Random, ten_thousands: bool) -> str:
    if rng.random() < 0.15:
        return "0"
    return f"{rng.randint(1, 90000) / 100:g}" if ten_thousands else str(rng.randint(500, 3_000_000))


def _rows(rng: random.Random, wanted: int) -> tuple[list[list[str]], list[tuple[str, str]], bool]:
    """Labels and scopes of rows: one agency's without a label, or several bodies' and their total."""
    if rng.random() < 0.4:
        return [[]], [("own", "")], False
    bodies = rng.sample(BODIES, rng.randint(2, wanted))
    return (
        [[body] for body in bodies] + [["合计"]],
        [("other", body) for body in bodies] + [("system", "")],
        True,
    )


def _with_totals(rows: list[list[str]]) -> list[list[str]]:
    """The rows and below them the sums of their columns."""
    sums = [sum(Decimal(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [*rows, [format(total.normalize(), "f") for total in sums]]


OLD = [
    ("警告", "警告"),
    ("罚款", "罚款"),
    ("没收违法所得、没收非法财物", "没收违法所得、没收非法财物"),
    ("暂扣许可证、执照", "暂扣许可证件"),
    ("责令停产停业", "责令停产停业"),
    ("吊销许可证、执照", "吊销许可证件"),
    ("行政拘留", "行政拘留"),
    ("其他行政处罚", "其他行政处罚"),
]
NEW = [
    ("警告", "警告"),
    ("通报批评", "通报批评"),
    ("罚款", "罚款"),
    ("没收违法所得", "没收违法所得"),
    ("没收非法财物", "没收非法财物"),
    ("暂扣许可证件", "暂扣许可证件"),
    ("降低资质等级", "降低资质等级"),
    ("吊销许可证件", "吊销许可证件"),
    ("限制开展生产经营活动", "限制开展生产经营活动"),
    ("责令停产停业", "责令停产停业"),
    ("责令关闭", "责令关闭"),
    ("限制从业", "限制从业"),
    ("行政拘留", "行政拘留"),
    ("其他行政处罚", "其他行政处罚"),
]
MERGED = [
    ("警告", "警告"),
    ("通报批评", "通报批评"),
    ("罚款", "罚款"),
    ("没收违法所得、没收非法财物", "没收违法所得、没收非法财物"),
    ("暂扣许可证件", "暂扣许可证件"),
    ("降低资质等级", "降低资质等级"),
    ("限制开展生产经营活动", "限制开展生产经营活动"),
    ("责令停产停业", "责令停产停业"),
    ("责令关闭、限制从业", "责令关闭、限制从业"),
    ("吊销许可证件", "吊销许可证件"),
    ("行政拘留", "行政拘留"),
    ("其他行政处罚", "其他行政处罚"),
]


def _penalties(rng: random.Random) -> Sheet:
    kinds = rng.choice([OLD, NEW, MERGED])
    if rng.random() < 0.4:
        chosen = sorted(rng.sample(range(len(kinds)), rng.randint(3, len(kinds) - 1)))
        kinds = [kinds[at] for at in chosen]
    ten_thousands = rng.random() < 0.6
    labels, scopes, several = _rows(rng, 5)
    heading = rng.choice(["行政处罚实施数量（宗）", "行政处罚实施数量", "行政处罚决定数量（宗）"])
    money = f"罚没金额（{'万' if ten_thousands else ''}元）"
    values = []
    for _ in range(len(labels) - several):
        counts = [_small(rng) for _ in kinds]
        values.append([*map(str, counts), str(sum(counts)), _money(rng, ten_thousands)])
    values = _with_totals(values) if several else values
    total = rng.choice(["合计（宗）", "合计"])
    inside = rng.random() < 0.5
    top: list[Cell] = (
        [(heading, len(kinds) + inside, 1)] + ([] if inside else [(total, 1, 2)]) + [(money, 1, 2)]
    )
    second: list[Cell] = [(name, 1, 1) for name, _ in kinds] + ([(total, 1, 1)] if inside else [])
    header = [top, second]
    if rng.random() < 0.15:
        header = [[*second, *([] if inside else [(total, 1, 1)]), (money, 1, 1)]]
    columns = [Column("penalties", part) for _, part in kinds]
    columns += [Column("penalties"), Column("fines", unit="元", times=10_000 if ten_thousands else 1)]
    return _finished(rng, "penalties", "行政处罚实施情况统计表", header, labels, values, columns, scopes)


def _licences(rng: random.Random) -> Sheet:
    names = rng.choice(
        [
            ["申请数量", "受理数量", "许可数量", "不予许可数量", "撤销许可数量"],
            ["申请总数", "受理总数", "许可总数", "不予许可总数", "撤销许可总数"],
        ]
    )
    labels, scopes, several = _rows(rng, 4)
    values = []
    for _ in range(len(labels) - several):
        refused, granted = rng.randint(0, 9), _small(rng) + rng.randint(0, 30)
        values.append(
            list(map(str, (granted + refused + 1, granted + refused, granted, refused, rng.randint(0, 2))))
        )
    values = _with_totals(values) if several else values
    leaves: list[Cell] = [(name, 1, 1) for name in names]
    header = [leaves] if rng.random() < 0.5 else [[("行政许可实施数量（宗）", 5, 1)], leaves]
    columns = [Column("licences", part) for part in ("申请", "受理", "", "不予许可", "撤销许可")]
    return _finished(rng, "licences", "行政许可实施情况统计表", header, labels, values, columns, scopes)


MEASURES = [
    ("查封场所、设施或者财物", "查封场所、设施或者财物"),
    ("扣押财物", "扣押财物"),
    ("冻结存款、汇款", "冻结存款、汇款"),
    ("其他行政强制措施", "其他行政强制措施"),
]
EXECUTIONS = [
    ("加处罚款或者滞纳金", "加处罚款或者滞纳金"),
    ("划拨存款、汇款", "划拨存款、汇款"),
    ("拍卖或者依法处理查封、扣押的场所、设施或者财物", "拍卖或者依法处理"),
    ("排除妨碍、恢复原状", "排除妨碍、恢复原状"),
    ("代履行", "代履行"),
    ("其他强制执行", "其他强制执行"),
]


def _coercions(rng: random.Random) -> Sheet:
    subtotals = rng.random() < 0.3
    labels, scopes, several = _rows(rng, 4)
    values = []
    for _ in range(len(labels) - several):
        first, second = [_small(rng) for _ in MEASURES], [_small(rng) for _ in range(7)]
        row = [*first, *([sum(first)] if subtotals else []), *second, *([sum(second)] if subtotals else [])]
        values.append(list(map(str, [*row, sum(first) + sum(second)])))
    values = _with_totals(values) if several else values
    more = int(subtotals)
    header = [
        [
            ("行政强制措施实施数量（宗）", 4 + more, 1),
            ("行政强制执行实施数量（宗）", 7 + more, 1),
            ("合计（宗）", 1, 3),
        ],
        [
            *[(name, 1, 2) for name, _ in MEASURES],
            *[("小计", 1, 2)] * more,
            ("行政机关强制执行", 6, 1),
            ("申请法院强制执行", 1, 2),
            *[("小计", 1, 2)] * more,
        ],
        [(name, 1, 1) for name, _ in EXECUTIONS],
    ]
    parts = [part for _, part in MEASURES] + ["行政强制措施"] * more
    parts += [part for _, part in EXECUTIONS] + ["申请法院强制执行"] + ["行政强制执行"] * more + [""]
    columns = [Column("coercions", part) for part in parts]
    return _finished(rng, "coercions", "行政强制实施情况统计表", header, labels, values, columns, scopes)


def _other_acts(rng: random.Random) -> Sheet:
    acts = [
        (
            "行政征收",
            [("次数", Column("", unit="次")), ("征收总金额（万元）", Column("", unit="元", times=10_000))],
        ),
        ("行政检查", [("次数", Column("inspections", unit="次"))]),
        (
            "行政裁决",
            [("次数", Column("", unit="次")), ("涉及金额（万元）", Column("", unit="元", times=10_000))],
        ),
        (
            "行政给付",
            [("次数", Column("", unit="次")), ("给付总金额（万元）", Column("", unit="元", times=10_000))],
        ),
        ("行政确认", [("次数", Column("", unit="次"))]),
        (
            "行政奖励",
            [("次数", Column("", unit="次")), ("奖励总金额（万元）", Column("", unit="元", times=10_000))],
        ),
        ("其他行政执法行为", [("宗数", Column("", unit="宗"))]),
    ]
    chosen = sorted(rng.sample(range(len(acts)), rng.randint(3, len(acts))))
    acts = [acts[at] for at in chosen]
    labels, scopes, several = _rows(rng, 3)
    columns = [column for _, leaves in acts for _, column in leaves]
    values = [
        [_money(rng, True) if column.unit == "元" else str(_small(rng)) for column in columns]
        for _ in range(len(labels) - several)
    ]
    values = _with_totals(values) if several else values
    header = [
        [(heading, len(leaves), 1) for heading, leaves in acts],
        [(name, 1, 1) for _, leaves in acts for name, _ in leaves],
    ]
    return _finished(
        rng, "other_acts", "其他行政执法行为实施情况统计表", header, labels, values, columns, scopes
    )


BULLETIN = [
    ("检查企业（家次）", Column("inspections", unit="家次")),
    ("发现隐患（项）", Column("hazards_found", unit="项")),
    ("整改隐患（项）", Column("hazards_rectified", unit="项")),
    ("行政处罚（起）", Column("penalties", unit="起")),
    ("罚款（万元）", Column("fines", unit="元", times=10_000)),
    ("查处重大事故隐患（项）", Column("major_hazards", unit="项")),
    ("责令停产停业（家）", Column("suspensions", unit="家")),
    ("立案（起）", Column("cases_filed", unit="起")),
    ("行政检查次数", Column("inspections", unit="次")),
    ("出动执法人员（人次）", Column("officers_dispatched", unit="人次")),
]


def _districts(rng: random.Random) -> Sheet:
    chosen = rng.sample(BULLETIN, rng.randint(2, 6))
    bodies = rng.sample(BODIES, rng.randint(2, 6))
    values = [
        [_money(rng, True) if column.unit == "元" else str(_small(rng)) for _, column in chosen]
        for _ in bodies
    ]
    labels, scopes = [[body] for body in bodies], [("other", body) for body in bodies]
    if rng.random() < 0.7:
        values, labels, scopes = _with_totals(values), [*labels, ["合计"]], [*scopes, ("system", "")]
    header = [[(name, 1, 1) for name, _ in chosen]]
    columns = [column for _, column in chosen]
    return _finished(rng, "districts", "全市执法检查情况统计表", header, labels, values, columns, scopes)


def _years(rng: random.Random) -> Sheet:
    """Indicators down the side, two years across, and what changed."""
    chosen = rng.sample(BULLETIN, rng.randint(2, 5))
    chosen = [pair for pair in chosen if pair[0] != "行政检查次数"] or chosen[:1]
    change = rng.choice(["", "增减（%）", "同比增长（%）"])
    values, columns = [], []
    for _, column in chosen:
        pair = [_money(rng, True) if column.unit == "元" else str(_small(rng)) for _ in range(2)]
        values.append([*pair, f"{rng.randint(-900, 900) / 10:g}"][: 2 + bool(change)])
        row = [replace(column, period="2022"), replace(column, period="2023")]
        columns.append([*row, Column("", unit="%", measure="change")][: 2 + bool(change)])
    header: list[list[Cell]] = [[("2022年", 1, 1), ("2023年", 1, 1), *([(change, 1, 1)] if change else [])]]
    agency = rng.choice(AGENCIES)
    return Sheet(
        "years",
        agency,
        ["近两年行政执法情况"],
        [[("项目", 1, 1), *header[0]]],
        [[name] for name, _ in chosen],
        values,
        columns,
    )


def _months(rng: random.Random) -> Sheet:
    """A month against its targets and against the month before."""
    chosen = rng.sample(
        [pair for pair in BULLETIN if pair[1].unit != "元" and "次数" not in pair[0]], rng.randint(2, 5)
    )
    header: list[list[Cell]] = [
        [("项目", 1, 2), ("7月完成情况", 3, 1), ("6月完成数", 1, 2), ("增减", 1, 2)],
        [("任务数", 1, 1), ("完成数", 1, 1), ("完成率（%）", 1, 1)],
    ]
    values, columns = [], []
    for _, column in chosen:
        plan, done, before = rng.randint(5, 90), rng.randint(0, 90), rng.randint(0, 90)
        values.append([str(plan), str(done), f"{done * 100 / plan:.1f}", str(before), str(done - before)])
        columns.append(
            [
                Column("future"),
                replace(column, period="07"),
                Column("", unit="%", measure="rate"),
                replace(column, period="06"),
                Column("", unit="", measure="change"),
            ]
        )
    return Sheet(
        "months",
        rng.choice(AGENCIES),
        ["2023年7月重点任务完成情况"],
        header,
        [[name] for name, _ in chosen],
        values,
        columns,
    )


def _pairs(rng: random.Random) -> Sheet:
    """The same two columns under each of several headings, rows by district."""
    bodies = rng.sample(BODIES, rng.randint(2, 5))
    values = [
        [str(a + b) if at % 2 == 0 else str(a) for at in range(4) for a, b in [(_small(rng), 2)]]
        for _ in bodies
    ]
    header: list[list[Cell]] = [
        [("行政复议", 2, 1), ("行政诉讼", 2, 1)],
        [("收案数", 1, 1), ("受理数", 1, 1)] * 2,
    ]
    columns = [
        Column("reconsiderations", unit="件"),
        Column("reconsiderations", "受理", unit="件"),
        Column("litigations", unit="件"),
        Column("litigations", "受理", unit="件"),
    ]
    labels, scopes = [[body] for body in bodies], [("other", body) for body in bodies]
    values, labels, scopes = _with_totals(values), [*labels, ["合计"]], [*scopes, ("system", "")]
    return _finished(
        rng, "pairs", "全市行政复议应诉案件统计表（单位：件）", header, labels, values, columns, scopes
    )


def _disputes(rng: random.Random) -> Sheet:
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    values = []
    for _ in range(3):
        four = [rng.choice([0, 0, 0, 1, rng.randint(0, 9)]) for _ in range(4)]
        values += [*map(str, four), str(sum(four))]
    header: list[list[Cell]] = [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*[(name, 1, 2) for name in names], ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        [(name, 1, 1) for name in names * 2],
    ]
    columns = [
        Column(indicator, "*", unit="件")
        for indicator in ("reconsiderations", "litigations", "litigations")
        for _ in names
    ]
    return Sheet(
        "disputes",
        rng.choice(AGENCIES),
        ["四、政府信息公开行政复议、行政诉讼情况"],
        header,
        [[]],
        [values],
        [columns],
    )


APPLICANTS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
OUTCOMES = [
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
]


def _requests(rng: random.Random) -> Sheet:
    header: list[list[Cell]] = [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 1, 3),
            ("申请人情况", 7, 1),
        ],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        [(name, 1, 1) for name in APPLICANTS],
    ]
    labels = [["一、本年新收政府信息公开申请数量"], ["二、上年结转政府信息公开申请数量"]]
    labels += [[name] for name in OUTCOMES[: rng.randint(2, len(OUTCOMES))]] + [["四、结转下年度继续办理"]]
    values = []
    for _ in labels:
        six = [rng.choice([0, 0, 0, 1, rng.randint(0, 40)]) for _ in range(6)]
        values.append([*map(str, six), str(sum(six))])
    columns = []
    for at in range(len(labels)):
        limits = ["自然人", *APPLICANTS, "" if at == 0 else "*"]
        columns.append([Column("disclosure_requests", limit and "*", unit="件") for limit in limits])
    return Sheet(
        "requests",
        rng.choice(AGENCIES),
        ["三、收到和处理政府信息公开申请情况"],
        header,
        labels,
        values,
        columns,
    )


def _acts(rng: random.Random) -> Sheet:
    """Paragraph (6) of the disclosure report: a header of its own above two rows."""
    header: list[list[Cell]] = [
        [("第二十条第（六）项", 2, 1)],
        [("信息内容", 1, 1), ("本年处理决定数量", 1, 1)],
    ]
    return Sheet(
        "acts",
        rng.choice(AGENCIES),
        ["二、主动公开政府信息情况"],
        header,
        [["行政处罚"], ["行政强制"]],
        [[str(_small(rng))], [str(_small(rng))]],
        [[Column("penalties", unit="件")], [Column("coercions", unit="件")]],
    )


def _finished(
    rng: random.Random,
    kind: str,
    title: str,
    header: list[list[Cell]],
    labels: list[list[str]],
    values: list[list[str]],
    columns: list[Column],
    scopes: list[tuple[str, str]],
) -> Sheet:
    """The sheet with the headers of its label columns, a title, and perhaps row numbers."""
    agency = rng.choice(AGENCIES)
    titles = [f"{rng.choice([agency, ''])}2023年度{title}" if "全市" not in title else f"2023年{title}"]
    if labels[0]:
        head = rng.choice(["地区", "单位名称"])
        header = [[(head, 1, len(header)), *header[0]], *header[1:]]
        if rng.random() < 0.25:
            header = [[("序号", 1, len(header)), *header[0]], *header[1:]]
            labels = [[str(at + 1) if row != ["合计"] else "", *row] for at, row in enumerate(labels)]
    return Sheet(kind, agency, titles, header, labels, values, [columns] * len(values), scopes)


KINDS = [
    _penalties,
    _penalties,
    _penalties,
    _licences,
    _coercions,
    _other_acts,
    _districts,
    _districts,
    _years,
    _months,
    _pairs,
    _disputes,
    _requests,
    _acts,
]
