"""News: its title says what its figures are about, and its figures seldom say it again."""

import pytest

from etl.engine.model import Document, ReportContext
from tests.rules import ENGINE


def read(title: str, text: str, agency: str = ""):
    context = ReportContext(
        agency=agency,
        kind="bulletin",
        year=2024,
        title=title,
        city="云岭市",
        period_start="2024-01-01",
        period_end="2024-12-31",
    )
    return ENGINE.extract(Document(text), context).figures


def test_the_one_industry_of_the_title_is_that_of_all_figures():
    figures = read(
        "云岭市查处采砂案件30件", "全市共立案30件，罚款12万元，扣押船只4艘。\n今年以来，移送公安机关2件。"
    )
    assert {figure.sector for figure in figures} == {"采砂"}
    assert not any(figure.whole for figure in figures)


@pytest.mark.parametrize("title", ["云岭市消防安全检查见成效", "云岭市检查危化品企业，整治燃气隐患"])
def test_a_whole_trade_and_several_industries_limit_nothing(title):
    assert [figure.sector for figure in read(title, "全市共检查单位30家。")] == [""]


def test_an_action_in_the_title_limits_what_names_no_period_of_its_own():
    title, text = "城管部门持续打击占道经营", "截至目前，共罚款12万元。"
    assert [figure.whole for figure in read(title, text)] == [""]
    assert [figure.whole for figure in read(title, "全年共罚款12万元。")] == ["stated"]


@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ("今年以来，我市加强管理。\n据悉，", "stated"),
        ("今年3月1日新规施行以来，", "stated"),
        ("我市启动护渔宣传月。\n渔民反映良好。\n据悉，", ""),
        ("我市开展“河岸安宁”主题活动。\n居民参加。\n据悉，", ""),
        ("近日，市水利局巡河。", ""),
        ("截至7月底，", "stated"),
    ],
)
def test_in_news_a_total_is_of_a_period_that_the_text_names_last(before, whole):
    figures = read("云岭市守护河湖", before + "全市共立案60件。")
    assert figures[-1].whole == whole


def test_in_news_of_one_action_the_work_of_half_a_year_is_not_of_it():
    title, text = (
        "青禾县启动渔船专项整治行动",
        "县渔政大队部署渔船专项整治行动。\n"
        + "渔民纷纷响应。" * 20
        + "\n今年上半年，共立案21件，罚款6万元。",
    )
    assert {(figure.campaign, bool(figure.whole)) for figure in read(title, text)} == {("", True)}


@pytest.mark.parametrize(
    ("title", "limited"),
    [
        ("云岭市开展自建房安全隐患排查整治", True),
        ("关于9月份自建房安全隐患排查整治情况的通报", False),
        ("云岭市“护绿”专项行动情况", True),
        ("云岭市“护绿”专项行动暨重点工作情况", False),
    ],
)
def test_a_month_or_more_than_one_thing_in_a_title_is_no_campaign(title, limited):
    figure = read(title, "全市共检查单位30家次。")[0]
    assert bool(figure.campaign) is limited


@pytest.mark.parametrize(
    ("since", "limited"), [("自3月1日开秤以来", False), ("9月以来", True), ("5月10日行动启动以来", True)]
)
def test_what_began_with_no_action_is_not_of_the_action_that_news_tell_of(since, limited):
    text = f"云岭市开展“护粮”专项行动，检查粮库9座。{since}，全市检查收购点30家次。"
    assert bool(read("云岭市检查秋粮收购", text)[-1].campaign) is limited


def test_a_campaign_with_a_heading_of_its_own_is_not_that_of_the_other_headings():
    text = "一、“护绿”专项行动\n检查单位30家次。\n二、日常执法\n检查单位90家次。"
    campaigns = [figure.campaign for figure in read("云岭市“护绿”专项行动情况", text)]
    assert campaigns == ["护绿", ""]


def test_a_headline_has_the_limits_of_the_number_below_that_it_repeats():
    text = "全市整改隐患1600处\n" + "群众满意。" * 30 + "\n全市开展清患行动，整改隐患1600处。"
    assert [bool(figure.campaign) for figure in read("", text)] == [True, True]


def test_what_all_bodies_of_a_trade_look_after_is_no_kind_of_their_cases():
    (figure,) = read("", "上半年，全省各级渔业管理部门加大监管，办理渔业市场行政处罚案件27件。")
    assert (figure.part, figure.whole) == ("", "only")


def test_the_industry_that_all_the_bodies_told_of_look_after_is_none_among_others():
    title, text = "上半年全省矿山执法情况的通报", "全省各级矿山安全监管部门检查单位180家次，罚款62万元。"
    assert {figure.sector for figure in read(title, text)} == {""}


def test_what_one_item_of_news_tells_of_is_not_told_of_in_the_next():
    text = "\n一、旅游\n集中整治低价游，立案6件。\n二、审批\n办理行政许可330件。"
    assert [figure.part for figure in read("云岭市文旅局工作总结", text, "云岭市文化和旅游局")][1:] == [""]


def test_a_kind_of_the_list_before_is_a_piece():
    first, second = read("", "今年以来，全市检查渔港8个次、船只1000家次。")
    assert (first.whole, second.whole) == ("", "")


@pytest.mark.parametrize(
    ("text", "guess", "scope"),
    [
        ("记者从市水利局获悉，共立案60件。", "agency_news", "system"),
        ("市水利局巡河，共立案60件。", "agency_news", "own"),
        ("共立案60件。", "agency_system", "system"),
    ],
)
def test_whom_news_ask_speaks_of_the_area(text, guess, scope):
    context = ReportContext(agency="云岭市水利局", kind="bulletin", city="云岭市", guessed={"agency": guess})
    assert [f.scope for f in ENGINE.extract(Document(text), context).figures] == [scope]


@pytest.mark.parametrize(
    ("agency", "text", "scope"),
    [
        ("公安部", "去年共立案60件。", "system"),
        ("公安部", "公安机关共立案60件。", "system"),
        ("公安部", "仅江苏省公安机关就立案60件。", "other"),
        ("", "我局坚持普法。共立案60件。", "own"),
        ("", "我县坚持普法，我局参加。\n共立案60件。", "system"),
        ("", "县林业局“清山行动”自8月开展以来，共立案60件。", "own"),
        ("", "6月1日，大队在全区组织夜查。\n共立案60件。", "own"),
        ("", "6月1日，国家某局开展督查。\n共立案60件。", "system"),
        ("清河镇人民政府", "共立案60件。", "own"),
        ("云岭省劳动保障厅", "自11月以来，云岭省全省各级监察机构立案60件。", "system"),
        ("云岭市应急管理局", "市政府先后召开会议6次。", "other"),
        ("国家税务总局云岭市税务局", "共立案60件。", "own"),
    ],
)
def test_a_ministry_speaks_of_its_system_a_body_without_a_name_of_itself(agency, text, scope):
    assert [figure.scope for figure in read("", text, agency)] == [scope]


def test_a_government_speaks_for_its_area_though_its_name_opens_the_title():
    figures = read("云岭市人民政府2024年工作情况", "办理许可300件。", "云岭市人民政府")
    assert [figure.scope for figure in figures] == ["system"]


def test_accidents_are_not_of_the_campaign_told_of_beside_them():
    text = "开展“清网”专项行动以来，立案12件，同期全市发生事故9起，同比下降10%。"
    found = {figure.printed: figure.campaign for figure in read("“清网”专项行动见成效", text)}
    assert found == {"12件": "清网", "9起": "", "10%": ""}


def test_a_team_is_itself_by_a_shorter_name():
    figures = read("", "今年以来，青禾区劳动监察大队办结案件20件。", "青禾区劳动保障监察大队")
    assert [figure.scope for figure in figures] == ["own"]


def test_two_stretches_of_a_year_that_nobody_names_have_a_total_each():
    text = "1-10月，全省共立案8430起。\n10月，全省共立案960起，罚款51万元。"
    context = ReportContext(agency="云岭省生态环境厅", kind="bulletin")
    figures = ENGINE.extract(Document(text), context).figures
    assert [figure.whole for figure in figures[:2]] == ["stated", "stated"]


def test_police_who_are_called_by_their_place_speak_of_themselves():
    figures = read("", "连日来，青禾交警每日设卡检查，查处酒驾12起。")
    assert [figure.scope for figure in figures] == ["own"]


def test_a_way_of_working_is_no_action_that_limits():
    figures = read("云岭市守护消防安全", "今年以来，全市加强联合执法，共检查单位90家。")
    assert [(figure.part, figure.campaign) for figure in figures] == [("", "")]


def test_what_looks_after_all_of_its_kind_counts_no_kind():
    text = "今年以来，全市共检查卷烟零售户60户。"
    assert [f.whole for f in read("", text, "云岭市烟草专卖局")] == ["stated"]
    assert [f.whole for f in read("", text, "云岭市应急管理局")] == [""]


def test_a_verb_of_looking_is_no_kind_before_what_the_agency_looks_after():
    text = "8月1日至8月30日，巡查工地495个次。"
    assert [f.whole for f in read("", text, "青禾区住房和城乡建设局")] == ["only"]
    assert [f.whole for f in read("", text, "青禾区市场监督管理局")] == [""]


def test_bureaus_and_zones_are_others_in_what_their_government_tells():
    text = (
        "全县立案300件。县公安局立案30件。县林业局查处案件20件。经开区检查企业10家次。区县政府委办局立案5件。"
    )
    found = read("临溪县2024年行政执法情况", text, "临溪县人民政府")
    assert [(figure.scope, figure.body) for figure in found] == [
        ("system", ""),
        ("other", "县公安局"),
        ("other", "县林业局"),
        ("other", "经开区"),
        ("system", ""),
    ]
    (own,) = read("2024年行政执法情况", "经开区检查企业10家次。", "青禾经济技术开发区应急管理局")
    assert own.scope == "own"


def test_a_bureau_that_shortens_its_name_and_a_rubric_before_it_are_its_own():
    agency = "云岭市文化广电和旅游局"
    (short,) = read("市文广局检查", "市文广局检查企业30家次。", agency)
    (glued,) = read("检查", "视频丨云岭市文化广电和旅游局检查企业30家次。", agency)
    assert (short.scope, glued.scope) == ("own", "own")


def test_the_campaign_by_whose_order_something_is_done_limits_nothing():
    text = "一季度，各局按照国务院某委关于河道治本攻坚三年行动总体要求，坚持严格执法。\n各局共检查30家次。"
    assert [(figure.campaign, figure.part) for figure in read("", text)] == [("", "")]


@pytest.mark.parametrize(
    ("agency", "title", "text", "scope"),
    [
        (
            "云岭市体育局",
            "云岭市开展泳池检查",
            "近日，市体育局联合疾控部门检查泳池。\n目前共整改问题4个。",
            "own",
        ),
        (
            "云岭市教育局",
            "云岭市2024年校外培训监管总结",
            "按要求，我局开展了检查：\n一、检查\n共检查机构40家次。",
            "own",
        ),
        (
            "云岭新区教育局",
            "云岭新区2024年校外培训监管总结",
            "今年，新区教育局抓好监管。\n1.检查。共检查40家次。",
            "own",
        ),
        (
            "云岭市水利局",
            "云岭市2024年河道采砂整治通报",
            "2024年，全市水利系统抓好监管。\n1.检查。共检查40家次。",
            "system",
        ),
        (
            "云岭市水利局",
            "云岭市今年查处采砂案件40件",
            "近日，市水利局发布采砂整治情况。\n今年立案40件。",
            "system",
        ),
        ("云岭市水利局", "全市水利执法情况", "今年，市水利局抓好监管。\n共立案40件。", "system"),
    ],
)
def test_the_area_in_a_title_yields_to_the_agency_that_its_text_tells_of_first(agency, title, text, scope):
    assert [figure.scope for figure in read(title, text, agency)] == [scope]


@pytest.mark.parametrize(
    ("agency", "title", "text", "scopes"),
    [
        (
            "云岭市水利局",
            "",
            "云岭市用水总量达到3亿立方米，同比下降2%。检查30家次。",
            "system system own",
        ),
        ("云岭市水利局", "", "云岭市某洗车公司超量取水，被罚款3万元。", "own"),
        ("云岭省水利厅", "", "年初以来，云岭省各级水利部门加大查处，前4个月共立案60件。", "system"),
        ("云岭市种子站", "", "春耕以来，我市种子执法人员已检查门店60家，立案6件。", "system system"),
        ("云岭市水利局", "云岭市狠抓节水", "云岭市落实经费60万元。\n同时，检查30家次。", "system system"),
        ("雲嶺市水利局", "", "年初以來，雲嶺市各級水利部門加大查處，共立案60件。", "system"),
        ("雲嶺市水利局", "", "全市立案60件。雲嶺市水利局罰款3萬元。", "system own"),
    ],
)
def test_what_is_told_of_the_agencys_area_is_the_areas(agency, title, text, scopes):
    assert [figure.scope for figure in read(title, text, agency)] == scopes.split()


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        (
            "发生较大事故9起、死亡12人，较上年分别减少2起、3人。检查企业30家。",
            "system system system system own",
        ),
        ("发生火灾9起，受害面积6公顷。", "system system"),
        ("发生事故9起，我局处罚30人，减少2人。", "system own own"),
        ("市应急管理局检查30家次。全市共发生火灾9起。\n检查工地6家次。", "own system own"),
        ("全市各级机构检查30家次。全市共发生火灾9起。\n检查工地6家次。", "system system system"),
    ],
)
def test_what_befell_the_area_is_told_beside_the_work_of_whoever_reports(text, scopes):
    assert [figure.scope for figure in read("", text, "云岭市应急管理局")] == scopes.split()


def test_an_agency_is_itself_with_the_place_above_its_own_before_its_name():
    figures = read("", "近日，云岭市青禾县水利局检查工地30家。", "青禾县水利局")
    assert [figure.scope for figure in figures] == ["own"]


def test_the_rest_of_the_towns_in_a_table_are_several():
    text = (
        "镇街\t立案数（件）\t罚款数（万元）\n青石镇\t30\t6\n临溪镇\t20\t3\n其余4个镇街\t40\t9\n合计\t90\t18\n"
    )
    found = {figure.printed: (figure.scope, figure.body) for figure in read("", text, "云岭市司法局")}
    assert found["30"] == ("other", "青石镇") and found["40"] == found["90"] == ("system", "")


@pytest.mark.parametrize(("title", "whole"), [("上半年工作总结", "only"), ("治水专项行动开展半年", "")])
def test_what_a_report_on_all_work_tells_of_an_action_in_one_sentence_limits_none_after_it(title, whole):
    figures = read(title, "治水专项行动稳步推进，自查隐患5处。\n立案11件。", "云岭市水利局")
    assert (figures[-1].indicator, figures[-1].whole) == ("cases_filed", whole)


@pytest.mark.parametrize(("last", "whole"), [("2024-03-09", "stated"), ("2024-12-31", "")])
@pytest.mark.parametrize("told", ["对商场集中夜查。\n行动中，", "开展周末夜查，", "逐一过堂。本次"])
def test_what_news_of_a_few_days_tell_of_without_a_name_is_what_their_period_says(told, last, whole):
    context = ReportContext(
        agency="云岭市消防救援支队",
        kind="bulletin",
        year=2024,
        title="云岭消防在行动",
        city="云岭市",
        period_start="2024-03-08",
        period_end=last,
    )
    text = f"3月8日至9日，市消防救援支队{told}共检查单位90家次。"
    assert [figure.whole for figure in ENGINE.extract(Document(text), context).figures] == [whole]


@pytest.mark.parametrize(
    ("agency", "text", "scopes"),
    [
        (
            "云岭市水利局",
            "市水利局在会上介绍，5月起在全市开展的采砂整治，共立案60件，罚款9万元。",
            "system system",
        ),
        ("云岭市水利局", "全市水利系统的办案数字，市水利局4日作了通报：立案60件。", "system"),
        ("云岭市水利局", "市水利局介绍，5月起对采砂船开展整治，共立案60件。", "own"),
        ("云岭市粮食局", "目前全市粮食执法人员90人，参训6次。开展宣传3场。", "system system own"),
        ("云岭市粮食局", "我局下辖管理站6个，基层所人员偏老，55岁以上的占30%。", "own own"),
        (
            "云岭市消防救援支队",
            "全市消防机构检查90家次，其中支队本级检查6家次，罚款3万元。",
            "system own own",
        ),
        ("齐云岭市粮食局", "今年，齐市先后开展检查90家次，罚款3万元。", "system system"),
    ],
)
def test_who_only_tells_or_is_told_of_aside_is_not_who_acts(agency, text, scopes):
    assert [figure.scope for figure in read("", text, agency)] == scopes.split()


@pytest.mark.parametrize(
    ("agency", "title", "text", "scope"),
    [
        (
            "云岭市邮政管理局",
            "云岭市邮政管理局关于执法情况的通告",
            "上半年，全市邮政系统抓好监管。现通告如下：\n一、案件\n共处罚60件。",
            "system",
        ),
        (
            "云岭市邮政管理局",
            "云岭市邮政管理局关于执法情况的公告",
            "现将情况公告如下：\n全市邮政系统抓好监管。\n一、案件\n共处罚60件。",
            "own",
        ),
        ("国家矿山安全监察局云岭局监察处", "监察处工作有力", "上半年，共处罚60件。", "own"),
        ("云岭市公安局", "战果", "行动以来，云岭市公安机关查处案件60件。", "system"),
        ("云岭市公安局", "战果", "今年我市还与邻市开展巡航60次。", "system"),
        ("云岭市环境局", "总结", "我市空气优良天数300天。", "system"),
        ("云岭市环境局", "总结", "我市承担国家任务60家。", "own"),
        ("云岭市环境局", "总结", "市司法局抽查我局案卷。行政复议60件。", "own"),
    ],
)
def test_of_whom_the_first_words_tell(agency, title, text, scope):
    assert [figure.scope for figure in read(title, text, agency)] == [scope]


@pytest.mark.parametrize(
    ("agency", "kind", "scope"),
    [
        ("青禾县人民政府办公室", "disclosure", "own"),
        ("青禾县人民政府办公室", "rule_of_law", "system"),
        ("青禾县人民政府", "disclosure", "system"),
    ],
)
def test_the_office_of_a_government_receives_requests_of_its_own(agency, kind, scope):
    context = ReportContext(agency=agency, kind=kind, title=f"{agency}2024年度报告")
    (figure,) = ENGINE.extract(Document("一、总体情况\n今年，共发布信息60条。"), context).figures
    assert figure.scope == scope
