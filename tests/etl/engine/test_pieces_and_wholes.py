"""Pieces that stand beside the whole, and words that make no piece: small texts of invented places."""

import pytest

from etl.engine.model import Document, ReportContext
from tests.rules import ENGINE

HARBOUR = ReportContext(agency="云岭市港航管理局", kind="enforcement", year=2024, city="云岭市")
FIRE = ReportContext(agency="云岭市消防救援支队", kind="rule_of_law", year=2024, city="云岭市")
POST = ReportContext(agency="云岭市邮政管理局", kind="enforcement", year=2024, city="云岭市")
COAL = ReportContext(agency="青禾县煤炭工业局", kind="enforcement", year=2024, district="青禾县")
COUNTY = ReportContext(agency="青禾县人民政府", kind="rule_of_law", year=2024)
NEWS = ReportContext(kind="bulletin", year=2024, title="护航一江清水", city="云岭市")


def said_of(text: str, context: ReportContext) -> list[tuple[str, bool, str]]:
    """Each level with an indicator: as printed, whether it stands as the whole, its part."""
    return [
        (figure.printed, bool(figure.whole), figure.part)
        for figure in ENGINE.extract(Document(text), context).figures
        if figure.indicator and figure.measure == "level"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全市港航系统立案90件。市局本级立案12件。",
        "全市港航系统立案90件，其中市局立案12件。",
        "全市港航系统立案90件。市局直接立案12件。",
    ],
)
def test_what_the_office_does_itself_is_all_of_its_own_beside_its_system(text):
    assert said_of(text, HARBOUR) == [("90件", True, ""), ("12件", True, "")]


def test_the_level_of_an_area_is_a_piece_of_the_area():
    assert said_of("全市立案90件。市本级立案12件。", HARBOUR) == [
        ("90件", True, ""),
        ("12件", False, "市本级"),
    ]


@pytest.mark.parametrize(
    ("text", "context", "said"),
    [
        ("立案12件，移送公安机关3件，查封扣押9件。", HARBOUR, ("9件", False, "查封扣押")),
        ("查封12家；限制生产、停产整治9家。", HARBOUR, ("9家", False, "限产停产")),
        ("责令改正40家，查封9家。", HARBOUR, ("9家", False, "查封")),
        ("采取扣押措施9次。", HARBOUR, ("9次", True, "")),
        ("检查单位40家，临时查封9家。", FIRE, ("9家", True, "")),
        ("申请法院强制执行3件。", HARBOUR, ("3件", False, "申请法院强制执行")),
    ],
)
def test_what_was_sealed_seized_or_halted_is_one_kind_of_measure(text, context, said):
    assert said_of(text, context)[-1] == said


@pytest.mark.parametrize(
    ("text", "context", "printed"),
    [
        ("2023年同口径行政处罚14起。", HARBOUR, "14起"),
        ("全县行政检查由上年的900次压到600次。", COUNTY, "600次"),
        ("立案数比上年的31件增长25%。", HARBOUR, "31件"),
        ("县政府常务会议专题学法5次。", COUNTY, "5次"),
        ("市局窗口办理行政许可40件。", HARBOUR, "40件"),
        ("对全市企业开展质量安全检查60次。", HARBOUR, "60次"),
        ("35名执法人员中五十岁以上的占一半。", HARBOUR, "35名"),
        ("办理公众聚集场所投入使用、营业前消防安全检查许可44件，其中告知承诺39件。", FIRE, "44件"),
        ("检查邮政快递企业、网点90家次。", POST, "90家次"),
        ("全市邮政部门办理邮政市场行政处罚案件29件。", POST, "29件"),
        ("今年前4个月累计查处违法案件36件。", NEWS, "36件"),
        ("受市局委托办理水路行政处罚案件96件。", HARBOUR, "96件"),
        ("对9座煤矿立案处罚16起。", COAL, "16起"),
        ("发放航道告知书170份。", NEWS, "170份"),
        ("接受热线咨询90次。", NEWS, "90次"),
        ("举办“港航大讲堂”6期。", NEWS, "6期"),
    ],
)
def test_how_where_and_against_what_is_counted_names_no_piece(text, context, printed):
    assert (printed, True, "") in said_of(text, context)


def test_sessions_that_are_told_apart_by_who_met_are_pieces_unless_one_is_their_total():
    apart = said_of("局党组中心组学法4次，干部职工集中学法6次。", HARBOUR)
    assert [(printed, stands) for printed, stands, _ in apart] == [("4次", False), ("6次", False)]
    assert all(part for _, _, part in apart)
    summed = said_of("全年共学法10次，其中中心组学法4次。", HARBOUR)
    assert [(printed, stands) for printed, stands, _ in summed] == [("10次", True), ("4次", False)]


def test_what_the_departments_of_one_trade_did_is_a_piece_beside_those_of_another():
    text = "全县立案90件。\n消防部门检查单位40家，责令“三停”3家。\n公安机关罚款9万元。"
    assert said_of(text, COUNTY) == [
        ("90件", True, ""),
        ("40家", False, "消防部门"),
        ("3家", False, "消防部门"),
        ("9万元", False, "公安机关"),
    ]
    assert said_of("全市消防部门检查单位40家，责令“三停”3家。", FIRE) == [
        ("40家", True, ""),
        ("3家", True, ""),
    ]


def test_whom_a_department_helped_did_not_act_alone():
    text = "全县联合公安机关检查市场40家次。\n协助消防部门责令“三停”3家。\n在教育部门支持下，立案90件。"
    assert not {part for _, _, part in said_of(text, COUNTY)} & {"联合公安机关", "协助消防部门", "在教育部门"}


def test_the_departments_of_the_trade_that_a_report_without_agency_is_on_are_its_system():
    unknown = ReportContext(kind="enforcement", year=2024, title="全县生态环境执法情况")
    text = "2024年全县生态环境系统立案90件。\n公安机关罚款9万元。\n消防部门检查单位40家。"
    assert said_of(text, unknown)[0] == ("90件", True, "")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("围绕水法宣传周、国旗法宣传月，开展活动24场。", True),
        ("依靠专项排查、日常巡查、突击检查，检查企业130家次。", True),
        ("连同专项检查、举报核查，发现隐患157项。", True),
        ("水法宣传周期间，发放资料32份。", False),
        ("开展隐患排查和整治行动期间，发现隐患157项。", False),
    ],
)
def test_actions_named_side_by_side_limit_nothing(text, stands):
    assert [said[1] for said in said_of(text, COUNTY)] == [stands]


def test_what_the_kinds_of_one_kind_add_up_to_is_not_all():
    text = "审批码头建设项目报告9份，其中报告书3份、报告表6份。核发码头经营许可证8张。"
    assert [said[1] for said in said_of(text, HARBOUR)] == [False] * 4


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("一、加大处罚力度\n派出检查组17个，发现隐患31项。", [True, True]),
        ("一、日常稽核\n发现隐患31项。", [True]),
        ("一、打非治违\n罚款6万元。", [True]),
        ("一、社会监督\n曝光典型案例6起。", [True]),
        ("一、干部作风\n发现隐患31项。", [False]),
    ],
)
def test_a_heading_on_enforcement_is_home_to_what_it_finds(text, stands):
    assert [said[1] for said in said_of(text, HARBOUR)] == stands


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("开展双随机检查4批次，抽查企业40家。", ("40家", False, "双随机")),
        ("开展双随机检查4批次，全年共检查企业40家。", ("40家", True, "")),
    ],
)
def test_what_is_drawn_by_lot_is_not_all_that_is_looked_at(text, said):
    assert said_of(text, HARBOUR)[-1] == said


@pytest.mark.parametrize(
    ("end", "stands"),
    [
        ("2024-05-03", True),  # of three days the checks at night are all that were made
        ("2024-12-31", False),
    ],
)
def test_how_they_looked_is_all_that_a_report_on_a_few_days_tells_of(end, stands):
    days = ReportContext(
        agency="云岭市港航管理局",
        kind="bulletin",
        year=2024,
        period_start="2024-05-01",
        period_end=end,
        title="港航夜查不打烊",
        city="云岭市",
    )
    text = "市港航管理局组织夜查，检查船舶40艘次，发现隐患8处。"
    assert [said[1] for said in said_of(text, days)] == [stands] * 2
    assert not any(said[1] for said in said_of("开展碧波专项整治行动，发现隐患8处。", days))


def test_channels_named_side_by_side_are_one_piece_of_what_was_published():
    disclosure = ReportContext(agency="云岭市港航管理局", kind="disclosure", year=2024, city="云岭市")
    text = "主动公开信息90条，其中动态60条、公告30条。“云岭港航”微博、微信公众号关注者众多，发布信息120条。"
    assert said_of(text, disclosure)[0] == ("90条", True, "")
    assert said_of(text, disclosure)[-1] == ("120条", False, "微博、微信公众号")


def test_of_a_number_in_a_sentence_and_in_the_table_below_it_the_sentence_stands():
    table = "警告 | 罚款 | 合计 | 罚没金额（万元）\n9 | 40 | 49 | 8.5\n"
    text = "全年行政处罚49件，罚没金额8.5万元，见下表。\n" + table
    said = said_of(text, HARBOUR)
    assert [(printed, stands) for printed, stands, _ in said if printed.startswith(("49", "8.5"))] == [
        ("49件", True),
        ("8.5万元", True),
        ("49", False),
        ("8.5", False),
    ]
