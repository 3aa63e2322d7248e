"""The yearly report on the disclosure of government information, in the national form of 2019 and of 2021."""

from dataclasses import replace
from random import Random

from demo.numbers import Style, nothing, number
from demo.paper import PIECE, Paper, Table
from demo.prose import sign, teller_of
from demo.say import Teller, facts
from demo.world import World

_PLAIN = Style(in_ten_thousands=0, about=0, in_words=0)
_APPLICANTS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
_RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
_OUTCOMES = [
    (
        "（三）不予公开",
        [
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ],
    ),
    (
        "（四）无法提供",
        ["1.本机关不掌握相关政府信息", "2.没有现成信息", "3.补正后申请内容仍不明确"],
    ),
    (
        "（五）不予处理",
        ["1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.大量反复申请"],
    ),
]


def write_disclosure(paper: Paper, world: World, draw: Random, of_year: int) -> None:
    """Fill `paper`: six sections, of which three are tables."""
    teller = teller_of(paper, world, draw, of_year)
    name = teller.words["name"]
    paper.title = f"{name}{paper.year}年政府信息公开工作年度报告"
    paper.write("title", paper.title)
    paper.write("text", teller.filled(draw.choice(_OPENINGS)))
    paper.write("heading", "一、总体情况")
    told = [
        teller.tell("publicity") if draw.random() < 0.7 else "",
        teller.tell("requests") if draw.random() < 0.3 else "",
    ]
    paper.write("text", "".join([teller.filled(draw.choice(_GENERAL)), *told]))
    known = world.own(paper.agency, of_year)
    paper.write("heading", "二、主动公开政府信息情况")
    paper.blocks.append(Table(_acts(paper, known, draw)))
    paper.write("heading", "三、收到和处理政府信息公开申请情况")
    paper.blocks.append(Table(_requests(paper, teller, known)))
    paper.write("heading", "四、政府信息公开行政复议、行政诉讼情况")
    paper.blocks.append(Table(_disputes(paper)))
    paper.write("heading", "五、存在的主要问题及改进情况")
    paper.write("text", teller.filled(draw.choice(_PROBLEMS)))
    paper.write("heading", "六、其他需要报告的事项")
    paper.write("text", teller.filled(draw.choice(_OTHERS)))
    sign(paper, teller)


_OPENINGS = [
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）要求，<编制本报告|现公布[year]年度报告>。本报告所列数据的统计期限自[year]年1月1日起至[year]年12月31日止。",
    "本报告由[agency]按照《条例》规定编制，<全文包括总体情况等六个部分|内容涵盖主动公开、依申请公开等方面>。如有疑问，请与[agency]办公室联系（电话：0900-[phone]）。",
]
_GENERAL = [
    "[year]年，[me]<坚持以公开为常态、不公开为例外|围绕中心工作深化政务公开>，<及时回应社会关切|着力提升公开质量>。",
    "<严格落实公开工作责任制|加强组织领导>，<健全发布审查机制|规范公开流程>，<有力保障群众的知情权|各项工作平稳有序>。",
]
_PROBLEMS = [
    "<公开内容还不够丰富|解读形式较为单一>，<业务培训有待加强|平台建设还有差距>。下一步将<配齐配强人员|拓宽公开渠道>，<推动公开工作提质增效|不断提高公开水平>。",
    "存在问题：一是<主动公开的意识不强|信息更新不够及时>；二是<队伍专业能力有待提升|政策解读针对性不强>。改进措施：<加强学习培训|完善工作机制>，<强化监督检查|细化公开标准>。",
]
_OTHERS = [
    "<本年度未收取信息处理费。|[year]年度没有发出收费通知。>",
    "无其他需要报告的事项。",
    "按照《政府信息公开信息处理费管理办法》，本年度收取信息处理费0元。",
]


def _acts(paper: Paper, known: dict, draw: Random) -> list[list]:
    granted, fined, forced = (
        _cell(paper, name, known, "件", sort="disclosure table")
        for name in ("licences_granted", "penalties", "coercions")
    )
    if paper.year < 2021:
        change = draw.choice(["0", "+2", "-1"])
        return [
            [("第二十条第（五）项", 4, 1)],
            ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
            ["行政许可", str(draw.randint(4, 12)), change, granted],
            ["其他对外管理服务事项", "6", "0", "0"],
            [("第二十条第（六）项", 4, 1)],
            ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
            ["行政处罚", str(draw.randint(60, 220)), "0", fined],
            ["行政强制", str(draw.randint(2, 9)), "0", forced],
        ]
    return [
        [("第二十条第（一）项", 4, 1)],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", str(draw.randint(0, 2)), "0", str(draw.randint(1, 9))],
        [("第二十条第（五）项", 4, 1)],
        ["信息内容", ("本年处理决定数量", 3, 1)],
        ["行政许可", (granted, 3, 1)],
        [("第二十条第（六）项", 4, 1)],
        ["信息内容", ("本年处理决定数量", 3, 1)],
        ["行政处罚", (fined, 3, 1)],
        ["行政强制", (forced, 3, 1)],
        [("第二十条第（八）项", 4, 1)],
        ["信息内容", ("本年收费金额（单位：万元）", 3, 1)],
        ["行政事业性收费", ("0", 3, 1)],
    ]


def _requests(paper: Paper, teller: Teller, known: dict) -> list[list]:
    """Requests by applicant; what was told of them in the text is told here again, in the same numbers."""
    person, company = known["requests_person"], known["requests_company"]
    rows = [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            ("申请人情况", 7, 1),
        ],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        list(_APPLICANTS),
        [("一、本年新收政府信息公开申请数量", 3, 1), *_line(person, company)],
        [("二、上年结转政府信息公开申请数量", 3, 1), *_line(0, 0)],
    ]
    granted = min(person, known["requests_granted"])
    left = person - granted
    outcomes = 2 + sum(len(names) for _, names in _OUTCOMES)
    rows.append([("三、本年度办理结果", 1, outcomes + 1), ("（一）予以公开", 2, 1), *_line(granted, company)])
    rows.append([("（二）部分公开", 2, 1), *_line(0, 0)])
    for group, names in _OUTCOMES:
        for place, each in enumerate(names):
            here = left if each.startswith("1.本机关") else 0
            head = [(group, 1, len(names)), each] if place == 0 else [each]
            rows.append([*head, *_line(here, 0)])
    rows.append([("（七）总计", 2, 1), *_line(person, company)])
    rows.append([("四、结转下年度继续办理", 3, 1), *_line(0, 0)])
    whole = {"sort": "disclosure table"}
    _note(paper, person, {"sort": "table: applicant", "part": "自然人"})
    _note(paper, company, {"sort": "table: applicant", "part": "法人或其他组织;商业企业"})
    _note(paper, person + company, whole)
    return rows


def _note(paper: Paper, value: int, said: dict) -> None:
    shown = number(value, "件", _PLAIN, Random(0))
    paper.note(replace(shown, printed=str(value)), {"indicator": "disclosure_requests"}, **said)


def _line(person: int, company: int) -> list[str]:
    return [str(person), str(company), "0", "0", "0", "0", str(person + company)]


def _disputes(paper: Paper) -> list[list]:
    """Disputes about disclosure: there were none. They are no disputes about enforcement."""
    for indicator, times in (("reconsiderations", 1), ("litigations", 2)):
        for _ in range(times):
            said = {"part": "信息公开", "sort": "disputes of disclosure", "whole": PIECE}
            paper.note(nothing("件", "0"), {"indicator": indicator}, **said)
    return [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*[(name, 1, 2) for name in _RESULTS], ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        _RESULTS * 2,
        ["0"] * 15,
    ]


def _cell(paper: Paper, name: str, known: dict, unit: str, **said) -> str:
    text = str(known[name])
    shown = number(known[name], unit, _PLAIN, Random(0))
    paper.note(replace(shown, printed=text), facts()[name], **said)
    return text
