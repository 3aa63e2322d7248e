"""Bodies that no trade and no table of places tells; the places and the sentences are invented."""

import pytest

from etl.engine.model import Document
from tests.rules import ENGINE

WORK = "各项工作有序开展。" * 40


def read(text: str):
    return ENGINE.identify(Document(text=text + WORK))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("白石港海关2024年度行政执法统计年报\n", "白石港海关"),
        ("国家矿山安全监察局岭北局2024年监察执法工作情况\n", "国家矿山安全监察局岭北局"),
        ("民航禾岭监管局2024年行政检查实施情况\n", "民航禾岭安全监督管理局"),
        ("联手巡航\n为净化水域，屿湾海事处于5月3日会同渔政检查船舶30艘。", "屿湾海事处"),
    ],
)
def test_offices_of_the_country_are_called_by_their_place(text, agency):
    context = read(text)
    assert (context.agency, context.guessed.get("agency", "")) == (agency, "")


def test_what_a_ministry_sends_to_all_offices_is_no_office_of_it():
    assert read("国家税务总局要求各局公开。国家税务总局通报全局情况。").agency == "国家税务总局"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("本报告由云岭市港口建设局（市航道中心）负责编制。\n市港建局落实规定。", "云岭市港口建设局"),
        ("本报告由云岭市白石镇人民政府党政办公室编制。", "云岭市白石镇人民政府"),
        ("按照规定，由云岭会展中心区管理委员会根据条例和本单位情况编制。", "云岭会展中心区管理委员会"),
    ],
)
def test_who_writes_the_report_is_told_behind_a_second_name_or_an_office(text, agency):
    context = read(text)
    assert (context.agency, context.guessed.get("agency", "")) == (agency, "")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("7月1日至7日，市“两清办”巡查发现问题30个，已全部交办。", "市“两清办”"),
        ("5月，栎东省“清源净网”办公室部署开展检查，各地行动。", "栎东省“清源净网”办公室"),
        ("青禾区食安委办通报\n青禾区食安委办检查食堂30家。", "青禾区食品安全委员会办公室"),
        ("夜查货车\n县治超办查获超限车30辆。", "县治理车辆超限超载工作领导小组办公室"),
        ("青禾区水域治理和岸线清退工作领导组坚持巡查，检查码头30处。", "青禾区水域治理和岸线清退工作领导组"),
        ("2024年，青禾区劳动保障维权事务中心盯住工地，检查30处。", "青禾区劳动保障维权事务中心"),
    ],
)  # fmt: skip
def test_offices_for_one_task_and_centres_report(text, agency):
    assert read(text).agency == agency


def test_an_office_may_have_a_long_name():
    name = "省长江支流禁采和沿岸退养户安置保障工作领导小组办公室"
    assert read(f"3月2日,{name}在会上通报，检查30处。").agency == name


def test_a_group_that_a_bureau_has_set_up_does_not_report():
    text = "青禾区水利局坚持检查，成立青禾区河道清淤工作领导小组，召开青禾区河道清淤工作领导小组会议3次。"
    assert read(text).agency == "青禾区水利局"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("市水利局白石分局2024年法治政府建设情况报告\n", "市水利局白石分局"),
        ("区金融工作局检查典当行\n区金融工作局检查30家。", "区金融工作局"),
        ("岚州市2024年度行政执法总体情况报告\n来源：市司法局\n", "岚州市人民政府"),
        ("2024年度述职报告\n望川区水利局局长　张某\n我主持区水利局全面工作。", "望川区水利局"),
        ("省市场监管局2024年工作总结\n", "省市场监督管理局"),
    ],
)
def test_a_name_is_whole_with_its_branch_its_place_and_its_words(text, agency):
    assert read(text).agency == agency


def test_words_before_a_street_are_no_name_of_it():
    text = "现将2024年我市法治政府建设情况报告如下。\n清单赋予镇级80项、街道20项权力。公开30项、街道3项。"
    assert read(text).agency == ""


@pytest.mark.parametrize(
    ("text", "agency", "guess"),
    [
        (
            "关于岚宁市行政复议工作情况的报告\n岚宁市司法局\n（2024年6月7日收）\n收到30件。",
            "岚宁市司法局",
            "",
        ),
        ("1月4日，市生态委发布消息：去年立案30起。", "市生态文明建设委员会", "agency_news"),
        ("望川区疾控中心（望川区卫生监督所）守着本分，检查30处。", "望川区疾控中心", ""),
        ("各县区、高新区水利局：\n9月份市高新区水利局立案30件。", "市水利局", "agency_system"),
        ("望川市2023年办案\n全市农业综合行政执法机构立案30起。", "望川市农业农村局", "agency_system"),
        ("按照《望川区政府政务公开办公室关于做好年报的通知》，现将分局信息公开情况汇报如下：", "", ""),
    ],
)
def test_who_reports_is_told_beneath_the_title_in_the_opening_and_in_letters(text, agency, guess):
    context = read(text + "\n")
    assert (context.agency, context.guessed.get("agency", "")) == (agency, guess)


def test_of_a_bureau_and_its_station_the_first_named_reports():
    text = "我市专项治理取得成效\n5月至10月，市卫健委联合8部门检查，市卫生监督所“甲案”入选。"
    assert read(text).agency == "市卫生健康委员会"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (
            "白石分局一案入选全市执法案例\n日前，望川市水利局公布案例，白石分局办理的案件入选。",
            "望川市水利局白石分局",
        ),
        (
            "白石市场监管所检查电梯\n来源:望川区市场监管局\n白石所检查30家。",
            "望川区市场监督管理局白石市场监管所",
        ),
    ],
)
def test_a_branch_in_the_title_is_named_with_its_bureau(text, agency):
    assert read(text).agency == agency


def test_a_bureau_that_the_title_names_beside_a_branch_elsewhere_is_the_bureau_alone():
    assert (
        read("望川市水利局通报白石分局执法案例\n白石分局检查30次。白石分局立案3起。").agency == "望川市水利局"
    )


@pytest.mark.parametrize("kind", ["基层司法所", "枫桥式司法所"])
def test_a_kind_of_branches_in_the_title_is_none_of_them(kind):
    text = f"{kind}建设有成效\n云岭市司法局持续发力，{kind}调解纠纷300件。"
    assert read(text).agency == "云岭市司法局"


@pytest.mark.parametrize(
    "text", ["今年以来，省里交办的30件已办结。", "市民举办的活动3场。", "市局催办的9件已办结。"]
)
def test_what_somebody_handed_on_or_held_is_no_office(text):
    assert read("夏季行动\n" + text + "检查企业300家。").agency == ""


def test_an_office_of_the_country_in_a_place_reports_though_others_are_named_before():
    text = "税收执法\n云岭市各项工作稳步推进，干部职工团结奋进，取得较好成绩，企业和群众对此都很满意。"
    office = "国家税务总局云岭市税务局"
    assert read(f"{text}{office}检查企业300户，罚款30万元。").agency == office


def test_the_table_of_a_bureau_that_begins_with_a_branch_of_it_is_the_bureaus():
    rows = "单位\t立案（件）\n云岭市水利局松林分局\t15\n云岭市水利局河湾分局\t204\n合计\t219\n"
    read_text = ENGINE.read_text("云岭市水利局2024年行政执法统计表\n" + rows)
    assert [(figure.body, figure.whole) for figure in read_text.figures] == [
        ("云岭市水利局松林分局", ""), ("云岭市水利局河湾分局", ""), ("", "stated"),
    ]  # fmt: skip
