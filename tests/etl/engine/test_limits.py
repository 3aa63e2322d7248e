"""What limits a number and what only stands before it: small texts of invented places."""

import pytest

from etl.engine.model import Document, ReportContext
from tests.rules import ENGINE

WATER = ReportContext(agency="云岭市水利局", kind="enforcement", year=2024, city="云岭市")
SALT = ReportContext(agency="云岭市盐务局", kind="enforcement", year=2024, city="云岭市")
TOBACCO = ReportContext(agency="云岭市烟草专卖局", kind="enforcement", year=2024, city="云岭市")
FARMING = ReportContext(agency="云岭市农业农村局", kind="enforcement", year=2024, city="云岭市")
MACHINES = ReportContext(agency="青禾区农机安全管理局", kind="enforcement", year=2024, city="云岭市")
ZONE = ReportContext(agency="云岭经济技术开发区管理委员会", kind="disclosure", year=2024, city="云岭市")
STREET = ReportContext(agency="青禾区河湾街道办事处", kind="enforcement", year=2024, city="云岭市")
DISTRICT = ReportContext(
    agency="青禾区水利局", kind="enforcement", year=2024, city="云岭市", district="青禾区"
)
GOVERNMENT = ReportContext(agency="云岭市人民政府", kind="enforcement", year=2024, city="云岭市")
LAND = ReportContext(agency="云岭市自然资源局", kind="enforcement", year=2024, city="云岭市")
ENERGY = ReportContext(agency="云岭市能源局", kind="enforcement", year=2024)
COAL = ReportContext(agency="云岭县煤炭工业局", kind="enforcement", year=2024)
DISCLOSURE = ReportContext(agency="云岭市水利局", kind="disclosure", year=2024, city="云岭市")


def said_of(text: str, context: ReportContext) -> list[tuple[str, bool, str]]:
    """Each figure with an indicator: as printed, whether it stands as the whole, what limits it."""
    return [
        (figure.printed, bool(figure.whole), figure.body or figure.campaign or figure.sector or figure.part)
        for figure in ENGINE.extract(Document(text), context).figures
        if figure.indicator
    ]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("全年罚款人民币30万元。", WATER),
        ("全年经济处罚金额30万元。", WATER),
        ("全年业务培训人数达30人。", WATER),
        ("全年查处涉盐违法案件30件。", SALT),
        ("全年查处卷烟违法案件30件。", TOBACCO),
        ("河道巡查总次数30次。", WATER),
        ("全年检查农机企业、网点、集市摊点等30个次。", WATER),
        ("全年查处违法用地案件30件。", LAND),
        ("坚持以“碧波”专项行动为总牵引，扎实推进各项工作。立案30件。", WATER),
        ("进机关、进村庄、进街道开展普法“六进”活动，发放宣传资料30份。", WATER),
        ("经开区立案30件。", ZONE),
        ("云岭经开区立案30件。", ZONE),
        ("青禾区河湾街道立案30件。", STREET),
        ("云岭市青禾区立案30件。", DISTRICT),
        ("青禾区立案30件。", DISTRICT),
        ("市本级立案30件。", WATER),
        ("青禾区农机局查处违法案件30件。", MACHINES),
        ("全年罚没入库30万元。", WATER),
        ("全年上门检查取水户30户次。", WATER),
        ("全年培训学员30人次。", WATER),
        ("全年开展线上线下宣传活动30场次。", WATER),
        ("围绕碧波行动目标，共立案30件。", WATER),
        ("根据碧波专项行动统一部署，共立案30件。", WATER),
        ("强力推进碧波攻坚行动，全市水利系统共立案30件。", WATER),
    ],
)
def test_a_chance_word_before_a_number_is_no_limit(text, context):
    assert [(stands, limit) for _, stands, limit in said_of(text, context)] == [(True, "")]


@pytest.mark.parametrize(
    ("text", "context", "limits"),
    [
        ("2024年，全市立案50件，市本级立案10件，罚款3万元。", WATER, ["", "市本级", "市本级"]),
        ("对外公开行政处罚30件。", WATER, ["公开"]),
        ("先后在云岭信用网站、云岭门户网站上传公示行政处罚30件。", WATER, ["公开"]),
        ("碧波行动期间，全市水利系统共出动30人次。", WATER, ["碧波行动期间"]),
        ("共办理农业投入品案件12件，罚款3万元。", FARMING, ["农业投入品", "农业投入品"]),
        ("青禾区水利局检查工地2处，发现隐患5条。", WATER, ["青禾区水利局", "青禾区水利局"]),
        ("局机关立案12件，罚款3万元，各大队立案90件，罚款6万元。", WATER, ["局机关", "局机关", "", ""]),
        ("查处非法运砂案件6宗，没收河砂50吨，罚款3万元。", WATER, ["非法运砂", "非法运砂"]),
        ("自伏季休渔以来，共出动执法人员30人次。", WATER, ["伏季休渔"]),
        (
            "自然资源领域着力提升保护水平，开展执法检查50次，立案1起。",
            GOVERNMENT,
            ["自然资源", "自然资源"],
        ),
        (
            "开展涉臭气排放重点行业执法检查，累计发现隐患59个，罚款3万元。",
            GOVERNMENT,
            ["涉臭气排放重点行业执法检查", "涉臭气排放重点行业执法检查"],
        ),
        ("主动公开政府信息（公文平台发文）90条，网站公开60条。", DISCLOSURE, ["公文平台发文", "网站"]),
        ("公开行政处罚决定44件、行政许可决定67件。", DISCLOSURE, ["公开", "公开"]),
        (
            "主动公开政府信息900条。此外，还通过微信公众号，发布信息60条。",
            DISCLOSURE,
            ["", "微信公众号"],
        ),
    ],
)
def test_a_level_a_season_a_field_or_a_channel_limits_what_is_counted_of_it(text, context, limits):
    assert [limit for _, _, limit in said_of(text, context)] == limits


def test_of_the_trades_of_an_agency_each_limits_where_it_tells_of_more_than_one():
    text = "发现违法用地行为90宗；立案12件。收缴罚款3万元。矿产违法案件立案6件，罚款2万元。"
    limits = ["违法用地", "违法用地", "违法用地", "矿产", "矿产"]
    assert said_of(text, LAND) == [
        (printed, False, limit)
        for printed, limit in zip(("90宗", "12件", "3万元", "6件", "2万元"), limits, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "立案52件，其中违法用地38件、矿产违法4件、其他10件，罚款3万元。",
            ["", "违法用地", "矿产", "其他", ""],
        ),
        ("查处违法用地案件38件，查处矿产违法案件4件。检查企业30家。", ["违法用地", "矿产", ""]),
        ("立案52件，其中违法用地38件。检查企业30家，检查矿产企业9家。", ["", "违法用地", "", "矿产"]),
    ],
)
def test_behind_a_list_of_the_trades_of_an_agency_what_follows_is_of_all_of_them(text, limits):
    assert [limit for _, _, limit in said_of(text, LAND)] == limits


def test_the_one_trade_of_an_agency_limits_nothing():
    for agency in (COAL, ENERGY):
        assert said_of("全年检查煤矿9矿次，发现隐患30条。", agency)[1] == ("30条", True, "")


@pytest.mark.parametrize(("title", "limit"), [("烟花爆竹", "烟花爆竹"), ("烟花爆竹和商超", "")])
def test_the_one_industry_of_a_title_is_that_of_a_report_of_any_kind(title, limit):
    safety = ReportContext(
        agency="云岭市应急管理局", kind="enforcement", title=f"2024年{title}监管执法工作总结"
    )
    assert said_of("全年开展应急演练30次。", safety) == [("30次", not limit, limit)]
