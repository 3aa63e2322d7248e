"""Which numbers stand as the whole: small texts of invented places, each for one way of going wrong."""

from decimal import Decimal

import pytest

from etl.engine.model import Document, Figure, ReportContext
from etl.engine.whole.evidence import same_number
from tests.rules import ENGINE

TOWN = ReportContext(agency="河湾镇人民政府", kind="enforcement", year=2024)
BUREAU = ReportContext(agency="云岭市水利局", kind="enforcement", year=2024, city="云岭市")


def standing(text: str, context: ReportContext) -> list[str]:
    return [figure.printed for figure in ENGINE.extract(Document(text), context).figures if figure.whole]


@pytest.mark.parametrize(
    ("text", "context", "printed"),
    [
        ("截至2024年12月25日，立案17起，罚款3200元。", BUREAU, ["17起", "3200元"]),
        ("2024年12月25日，立案17起，罚款3200元。", BUREAU, []),
        ("河湾镇行政处罚案件17起。", TOWN, ["17起"]),
        ("大队共有在编人员32人，其中持有行政执法证件人员30人。", BUREAU, ["30人"]),
    ],
)
def test_what_only_says_until_when_whose_or_what_is_counted_is_no_limit(text, context, printed):
    assert standing(text, context) == printed


NEWS = ReportContext(kind="bulletin", year=2024, title="守护一方平安", city="云岭市")
TOWN_LAW = ReportContext(agency="河湾镇人民政府", kind="rule_of_law", year=2024)
OFFICE = ReportContext(agency="云岭市水利局", kind="disclosure", year=2024, city="云岭市")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2024年，云岭省各级畜牧监督机构查处违法案件310起。", ["310起"]),  # who acted is no kind of cases
        ("全系统共监察各类渡口93个次。", ["93个次"]),  # 各类: all that there are
        ("加强盐业系统执法。全年共查处盐业违法案件41起。", ["41起"]),  # the trade of the bodies told of
        ("查处盐业违法案件41起。", []),
        ("全年共办理取水许可、河道变更、堤坝占用等事项500件。", ["500件"]),  # several summed do not limit
        ("全市查处企业57家。其中，行政处罚立案31起，罚款60万元。", ["31起", "60万元"]),
        ("全年检查900次，其中联合执法80次，检查企业150家。", ["900次"]),
        ("立案20件。其中甲类12件、乙类8件，罚款3万元。", ["20件", "3万元"]),
        ("全年处罚砂石企业94家135万元。", []),  # money goes with what is counted right before it
        ("全年立案15件，对3家实施查封扣押。", ["15件"]),
    ],
)
def test_words_before_a_number_limit_it_only_where_they_name_a_kind(text, printed):
    assert standing(text, BUREAU) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("全年组织会前学法12次。", ["12次"]),  # the only form that is told of
        ("全年组织会前学法12次、第一议题学法3次。", []),
        ("全年中心组学法4次，举办法治讲座3次。", []),
        ("全年开展学法8次。", ["8次"]),
        ("开展送法进校园活动5场次。", ["5场次"]),
        ("全年开展“送法入户”“田间普法”等活动22场次。", ["22场次"]),
        ("召开21次中心组学习会和8次全体干部培训。", ["21次", "8次"]),
    ],
)
def test_learning_in_a_named_form_is_a_part_beside_another_form(text, printed):
    assert standing(text, TOWN_LAW) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("向社会曝光重大案件20起。全省共罚款90万元。", ["90万元"]),
        ("为群众提供免费法律咨询900件。", []),  # news tell of what is worth telling
        ("共提供免费法律咨询900件。", ["900件"]),
        ("全省检查企业12家次，停产整顿矿井1家。", ["12家次", "1家"]),
    ],
)
def test_in_news_what_is_singled_out_is_whole_only_where_they_say_so(text, printed):
    assert standing(text, NEWS) == printed


def test_work_that_numbers_are_since_limits_them():
    assert standing("自冬春水毁防控工作开展以来，共罚款50万元。", BUREAU) == []


def test_no_words_but_the_known_ones_limit_requests_for_information():
    assert standing("2024年未接到公众、法人要求公开政府信息的申请。", OFFICE) == ["未接到"]


@pytest.mark.parametrize(
    "text",
    [
        "先后开展“清水”“碧波”等专项整治行动。截至11月30日，共罚款50万元。",
        "开展“清水”“碧波”等打击非法取水的专项行动。截至目前，共罚款50万元。",
        "开展清水行动。2024年，全市共罚款50万元。",
        "深入开展“清水1号”至“清水8号”河道集中统一行动，共罚款50万元。",
        "开展8次水利牵头的“清水”集中行动，共罚款50万元。",
        "开展清水行动，深入开展碧波集中整治，共罚款50万元。",
        "将清水行动作为有力抓手，全年罚款50万元。",
        "开展清水行动。1—7月，本市水利系统共罚款50万元。",
    ],
)
def test_a_total_of_the_period_is_not_of_the_campaign_before_it(text):
    assert standing(text, BUREAU) == ["50万元"]


def figure(printed: str, value: str, approx: str) -> Figure:
    return Figure(0, len(printed), printed, Decimal(value), approx=approx)


@pytest.mark.parametrize(
    ("rounded", "approx", "exact", "same"),
    [
        (("90亿元", "9000000000"), "at_least", "9123000000", True),
        (("6000余起", "6000"), "at_least", "6231", True),
        (("6000余起", "6000"), "at_least", "5998", False),
        (("6300余起", "6300"), "at_least", "6231", False),
        (("6000起", "6000"), "exact", "6231", False),
        (("不足7000起", "7000"), "at_most", "7231", False),
    ],
)
def test_a_headline_may_round_the_number_that_the_text_gives(rounded, approx, exact, same):
    assert same_number(figure(*rounded, approx), figure(exact, exact, "exact")) == same


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("办理网上申请3件、信函申请36件。", []),  # items of one list: none is all of it
        ("依申请公开：共收到申请39件。", ["39件"]),
        ("门户网站发布信息90条，其中动态60条、公告30条。微信公众号发布信息120条。", []),
        ("全年主动公开信息90条，其中动态60条、公告30条。", ["90条"]),
    ],
)
def test_an_item_of_a_list_or_a_channel_of_several_is_not_the_whole(text, printed):
    assert standing(text, OFFICE) == printed


def test_what_the_office_counts_for_itself_is_a_piece_beside_what_its_counties_count():
    text = "市本级检查企业15家次，发现各类隐患149条；青禾县检查企业4家次，发现各类隐患6条。"
    figures = ENGINE.extract(Document(text), NEWS).figures
    assert [figure.part or figure.body for figure in figures] == ["市本级", "市本级", "青禾县", "青禾县"]


def test_the_level_of_an_area_is_a_piece_in_a_report_that_counts_all_of_the_area():
    text = "2024年市本级立案96件。\n" + "我局完善制度，规范流程，强化责任。" * 40 + "\n全市共立案611件。"
    assert standing(text, BUREAU) == ["611件"]
    assert standing("2024年市本级立案96件。", BUREAU) == ["96件"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "2024年共立案1452件，罚款212.36万元。\n今年以来，共立案1452件，罚款212.36万元。",
            ["1452件", "212.36万元"],
        ),
        ("我局现持有行政执法证件人数56名。", ["56名"]),
        ("以云岭市水利局名义实施统一执法。我局共有执法人员56名。", ["56名"]),
        ("对重大事故隐患进行全面排查、动态整治，检查发现重大事故隐患312条。", ["312条"]),
        ("全年飞行检查共检查药店126家，罚款26万元。", []),
        ("在“打非治违”工作中，立案94起，罚款26万元。", []),
        ("清理刑事诉讼积案共12起。", []),
        ("组织18个部门“一把手”通过微信公众号向社会公开述法。", []),
        ("游泳馆停止营业15家。", []),
        ("关闭企业15家。", ["15家"]),
        ("一、打击制售假药。出动执法人员120人次，罚款6万元。", []),
        ("一、打击违法行为。罚款6万元。", ["6万元"]),
        ("一、打击制售假药。全年共罚款6万元。", ["6万元"]),
        ("全年举办水法讲堂8期，研学3期，参训人员560人次。", ["560人次"]),
        ("办公室组织学习《甲条例》等法律法规5次。", []),
        ("组织领导班子集体学法5次。", ["5次"]),
        ("检查在建工程18个。", []),
        (
            "检查900家次，其中重点检查300家次、抽查600家次，发现隐患80项，罚款3万元。",
            ["900家次", "80项", "3万元"],
        ),
        ("检查900次，其中联合执法80次，发现隐患80项。", ["900次"]),
        ("做好省级督察整改，办结问题3个。本年行政诉讼2件。", ["2件"]),
        (
            "一、行政复议应诉情况。今年新收案件215件，其中不予受理9件。新收应诉64件，其中一审40件。",
            ["215件", "64件"],
        ),
    ],
)
def test_a_total_stands_once_and_what_is_none_never(text, printed):
    assert standing(text, TOWN_LAW if "一把手" in text else BUREAU) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("一、执法检查情况\n发现隐患30项。", ["30项"]),
        ("一、健全完善制度\n发现隐患30项。", []),
        ("一、健全完善制度\n全年共发现隐患30项。", ["30项"]),
        ("一、执法检查\n（一）总体情况。发现隐患30项。", ["30项"]),
        ("一、执法检查\n（二）专项工作情况\n发现隐患30项。", ["30项"]),
        ("一、执法检查\n（一）专项检查。发现隐患30项。", []),
        ("（一）专项检查。发现隐患30项。\n（二）案件办理。立案9件。", ["9件"]),
        ("一、执法检查\n沿街商铺：发现隐患30项。", []),
        ("一、执法检查\n一是加强日常检查。发现隐患30项。二是深化水价改革。发现违法行为8起。", ["30项"]),
        ("一、存在的不足\n一是力量薄弱。执法人员仅9名。", []),
        ("一、存在的不足\n一是力量薄弱。共有执法人员9名。", []),
        ("我局加强执法检查。三、水价改革。发现隐患30项。", []),
        ("“双随机”监管方面，派出人员40人次，立案6件。", []),
        ("案件办理方面，立案6件。", ["6件"]),
        ("一、队伍建设\n现有执法人员9名。", ["9名"]),
    ],
)
def test_below_a_heading_about_something_else_only_a_stated_total_is_one(text, printed):
    assert standing(text, BUREAU) == printed


def test_a_number_below_another_heading_does_not_speak_against_the_total():
    text = "一、基本情况\n行政检查480次。\n二、重点领域执法\n检查90次，立案3件。"
    assert standing(text, BUREAU) == ["480次"]


def test_a_stated_total_of_one_kind_is_doubted():
    text = "全年开展业务学习12次，共公开信息96条。"
    doubts = {f.printed: f.doubts for f in ENGINE.extract(Document(text), TOWN_LAW).figures if f.whole}
    assert doubts == {"12次": ("part_uncertain",), "96条": ()}


def test_in_the_report_of_an_area_a_trade_is_one_of_many():
    county = ReportContext(agency="青禾县人民政府", kind="rule_of_law", year=2024)
    office = ReportContext(agency="青禾县生态环境局", kind="rule_of_law", year=2024)
    text = "查处环境违法案件17起，罚款210万元。"
    assert standing(text, county) == []
    assert standing(text, office) == ["17起", "210万元"]


def test_who_came_is_of_what_they_came_to():
    text = "举办水法大讲堂8期，参训人员560人次；参加省厅培训2次。"
    figures = ENGINE.extract(Document(text), BUREAU).figures
    assert [(f.part, f.whole) for f in figures[:2]] == [("水法大讲堂", ""), ("水法大讲堂", "")]


def test_the_only_number_of_staff_cases_or_money_is_not_doubted():
    text = "行政处罚12件，罚款3万元，现有执法人员9名，检查企业80家次，举办培训班8期。"
    doubts = {f.printed: f.doubts for f in ENGINE.extract(Document(text), BUREAU).figures if f.whole}
    assert doubts == {"12件": (), "3万元": (), "9名": (), "80家次": (), "8期": ("part_uncertain",)}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("立案查处违法用地9宗。", "青禾县自然资源局"),
        ("查办非法捕捞行政案件9宗。", "青禾县渔政执法大队"),
        ("办理烟草专卖零售许可证业务9件。", "青禾县烟草专卖局"),
        ("市局共办理行政许可9件。", "云岭市林业局"),
    ],
)
def test_what_a_trade_is_there_for_and_the_office_itself_single_nothing_out(text, agency):
    context = ReportContext(agency=agency, kind="enforcement", year=2024, city="云岭市")
    assert len(standing(text, context)) == 1
