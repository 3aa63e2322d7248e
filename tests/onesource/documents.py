"""Invented documents, each a list of blocks, from which every format is made.

A block is ("title" | "heading" | "paragraph" | "caption" | "right", text), ("columns" | "frame", texts),
or ("table", rows, turned): rows as in tests.etl.samplefiles, `turned` where it is printed across the page.
`ruled` says whether lines part the cells; `header` is printed on each page and is no part of the text.
"""

import random
from dataclasses import dataclass, field

FIRST = "云青临望丰河松竹石金白桃柳东西南北宁安永昌"
SECOND = "岭禾溪川泽滨原坪桥阳山泉湾江谷林沙浦陵坡"


@dataclass
class Source:
    """One document."""

    name: str
    blocks: list[tuple] = field(default_factory=list)
    ruled: bool = True
    header: str = ""


def sources() -> list[Source]:
    """All documents, the same each time."""
    return [statistics(), disclosure(), bulletin(), layout(), plain(), unruled()]


class Chance(random.Random):
    """Places, counts and sums of money, small and large."""

    def place(self, kind: str) -> str:
        return self.choice(FIRST) + self.choice(SECOND) + kind

    def count(self) -> int:
        return self.choice([0, self.randint(1, 30), self.randint(31, 999), self.randint(1000, 99_999)])

    def counts(self, number: int) -> list[str]:
        return [str(self.count()) for _ in range(number)]

    def wan(self) -> str:
        return f"{self.uniform(0.1, 9000):.2f}"

    def prose(self) -> str:
        n = self.randint
        return self.choice(
            [
                f"全年共检查企业{n(9, 2000)}家次，发现隐患{n(9, 2000)}项，整改率{n(80, 98)}.5%。",
                f"出动执法人员{n(99, 20000)}人次，实施行政处罚{n(9, 2000)}起，罚款{self.wan()}万元。",
                f"立案{n(9, 2000)}件，结案{n(9, 2000)}件，举办培训班{n(2, 40)}期。",
                f"办理行政许可{n(9, 2000)}件，主动公开政府信息{n(9, 2000)}条。",
                f"开展“护航2024”专项行动，检查场所{n(9, 2000)}处，查处违法行为{n(9, 2000)}起。",
            ]
        )


def _opening(agency: str, title: str) -> list[tuple]:
    return [
        ("title", f"{agency}{title}"),
        ("paragraph", f"2024年，{agency}认真履行职责，现将有关情况报告如下。"),
    ]


def _signed(agency: str) -> list[tuple]:
    return [("right", agency), ("right", "2025年1月18日")]


def statistics() -> Source:
    """The four official tables, headings of two and three rows, money in 万元, one table set across."""
    chance = Chance(11)
    agency = "云岭市应急管理局"
    rows = [chance.place("区") + "应急管理局" for _ in range(4)] + ["合计"]
    kinds = [
        "警告、通报批评",
        "罚款",
        "没收违法所得、没收非法财物",
        "暂扣许可证件",
        "责令停产停业",
        "其他行政处罚",
        "合计",
    ]
    penalties = [[("单位名称", 1, 2), ("行政处罚实施数量（宗）", 7, 1), ("罚没金额（万元）", 1, 2)], kinds]
    measures = ["查封场所、设施或者财物", "扣押财物", "冻结存款、汇款", "其他行政强制措施"]
    enforced = ["加处罚款或者滞纳金", "划拨存款、汇款", "排除妨碍、恢复原状", "代履行", "其他强制执行"]
    coercions = [
        [
            ("单位名称", 1, 3),
            ("行政强制措施实施数量（宗）", 4, 1),
            ("行政强制执行实施数量（宗）", 6, 1),
            ("合计", 1, 3),
        ],
        [(name, 1, 2) for name in measures] + [("行政机关强制执行", 5, 1), ("申请法院强制执行", 1, 2)],
        enforced,
    ]
    licences = [["单位名称", "申请总数", "受理总数", "许可总数", "不予许可总数", "撤销许可总数"]]
    blocks = [
        *_opening(agency, "2024年行政执法统计年报"),
        ("heading", "一、总体情况"),
        ("paragraph", chance.prose() + chance.prose()),
        ("heading", "二、数据统计"),
        ("caption", "行政处罚实施情况统计表"),
        ("table", penalties + [[row, *chance.counts(7), chance.wan()] for row in rows], False),
        ("caption", "行政许可实施情况统计表"),
        ("right", "单位：宗"),
        ("table", licences + [[row, *chance.counts(5)] for row in rows], False),
        ("caption", "行政强制实施情况统计表"),
        ("table", coercions + [[row, *chance.counts(11)] for row in rows], True),
        *_signed(agency),
    ]
    return Source("statistics", blocks, header=f"{agency}文件")


def disclosure() -> Source:
    """The national tables of the yearly report on disclosure."""
    chance = Chance(12)
    agency = "青禾市水务局"
    article = [
        [("第二十条第（一）项", 4, 1)],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", *chance.counts(3)],
        [("第二十条第（五）项", 4, 1)],
        ["信息内容", ("本年处理决定数量", 3, 1)],
        ["行政许可", (str(chance.count()), 3, 1)],
        [("第二十条第（六）项", 4, 1)],
        ["信息内容", ("本年处理决定数量", 3, 1)],
        ["行政处罚", (str(chance.count()), 3, 1)],
        ["行政强制", (str(chance.count()), 3, 1)],
        [("第二十条第（八）项", 4, 1)],
        ["信息内容", ("本年收费金额（单位：万元）", 3, 1)],
        ["行政事业性收费", (chance.wan(), 3, 1)],
    ]
    requests = [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            ("申请人情况", 7, 1),
        ],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
        [("一、本年新收政府信息公开申请数量", 3, 1), *chance.counts(7)],
        [("二、上年结转政府信息公开申请数量", 3, 1), *chance.counts(7)],
        [("三、本年度办理结果", 1, 4), ("（一）予以公开", 2, 1), *chance.counts(7)],
        [("（三）不予公开", 1, 2), "1.属于国家秘密", *chance.counts(7)],
        ["2.其他法律行政法规禁止公开", *chance.counts(7)],
        [("（七）总计", 2, 1), *chance.counts(7)],
        [("四、结转下年度继续办理", 3, 1), *chance.counts(7)],
    ]
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    disputes = [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [(name, 1, 2) for name in five] + [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        five + five,
        [str(chance.randint(0, 40)) for _ in range(15)],
    ]
    blocks = [
        *_opening(agency, "2024年政府信息公开工作年度报告"),
        ("heading", "一、主动公开政府信息情况"),
        ("table", article, False),
        ("heading", "二、收到和处理政府信息公开申请情况"),
        ("table", requests, False),
        ("heading", "三、政府信息公开行政复议、行政诉讼情况"),
        ("table", disputes, False),
        *_signed(agency),
    ]
    return Source("disclosure", blocks)


def bulletin() -> Source:
    """A table over page breaks, with a header and a number on each page."""
    chance = Chance(13)
    agency = "望川市应急管理局"
    names = ["检查企业（家次）", "发现隐患（项）", "行政处罚（起）", "罚款金额（万元）"]
    rows = [[str(at), chance.place("县"), *chance.counts(3), chance.wan()] for at in range(1, 56)]
    table = [["序号", "地区", *names], *rows, [("合计", 2, 1), *chance.counts(3), chance.wan()]]
    blocks = [
        *_opening(agency, "2024年行政执法工作报告"),
        ("paragraph", chance.prose() + chance.prose()),
        ("caption", "望川市执法检查情况统计表"),
        ("table", table, False),
        ("paragraph", chance.prose()),
        *_signed(agency),
    ]
    return Source("bulletin", blocks, header=f"{agency} 共56件")


def layout() -> Source:
    """Two columns of text and a frame."""
    chance = Chance(14)
    agency = "临溪市交通运输局"
    blocks = [
        *_opening(agency, "2024年法治政府建设年度报告"),
        ("heading", "一、执法检查情况"),
        ("columns", [chance.prose() + chance.prose() for _ in range(6)]),
        ("heading", "二、执法办案情况"),
        ("frame", [chance.prose() + chance.prose()]),
        ("paragraph", chance.prose() + chance.prose() + chance.prose()),
        *_signed(agency),
    ]
    return Source("layout", blocks, header=f"{agency}文件")


def plain() -> Source:
    """Tables without lines between their cells."""
    chance = Chance(15)
    agency = "丰原市城市管理局"
    items = [
        ("检查企业", "家次"),
        ("发现隐患", "项"),
        ("行政处罚", "起"),
        ("行政许可", "件"),
        ("培训人员", "人次"),
    ]
    yearly = [
        ["指标名称", "计量单位", "2024年", "2023年"],
        *([name, unit, *chance.counts(2)] for name, unit in items),
    ]
    districts = [["地区", "检查企业（家次）", "行政处罚（起）", "罚款金额（万元）"]]
    districts += [[chance.place("区"), *chance.counts(2), chance.wan()] for _ in range(8)]
    blocks = [
        *_opening(agency, "2024年行政执法工作报告"),
        ("paragraph", chance.prose()),
        ("caption", "主要指标完成情况表"),
        ("table", yearly, False),
        ("caption", "执法检查情况统计表"),
        ("table", districts, False),
        ("paragraph", chance.prose()),
        *_signed(agency),
    ]
    return Source("plain", blocks, ruled=False)


def unruled() -> Source:
    """No lines either: headings over others, units in a row of their own, long names, a page's end."""
    chance = Chance(16)
    agency = "白沙市司法局"
    offices = [
        *("综合行政执法局", "市场监督管理局", "文化广电和旅游局", "住房和城乡建设局"),
        *("生态环境局", "应急管理局", "交通运输局", "农业农村局", "自然资源局", "卫生健康局"),
    ]
    years = [
        [("单位", 1, 2), ("检查企业（家次）", 2, 1), ("行政处罚（起）", 2, 1), ("罚款（万元）", 2, 1)],
        ["2024年", "2023年"] * 3,
    ]
    years += [[office, *chance.counts(4), chance.wan(), chance.wan()] for office in offices]
    units = [
        ["地区", "检查企业", "发现隐患", "行政处罚", "罚款"],
        ["", "家次", "项", "起", "万元"],
        *([chance.place("县"), *chance.counts(3), chance.wan()] for _ in range(4)),
    ]
    kinds = ["警告、通报批评", "罚款", "没收违法所得、没收非法财物", "责令停产停业", "其他行政处罚", "合计"]
    penalties = [[("单位名称", 1, 2), ("行政处罚实施数量（宗）", 6, 1), ("罚没金额（万元）", 1, 2)], kinds]
    penalties += [["白沙市" + office, *chance.counts(6), chance.wan()] for office in offices]
    blocks = [
        *_opening(agency, "2024年行政执法统计公报"),
        ("paragraph", chance.prose() + chance.prose()),
        ("caption", "各单位执法情况对照表"),
        ("table", years, False),
        ("paragraph", chance.prose()),
        ("caption", "各县执法检查情况统计表"),
        ("table", units, False),
        ("caption", "行政处罚实施情况统计表"),
        ("table", penalties, False),
        *_signed(agency),
    ]
    return Source("unruled", blocks, ruled=False)
