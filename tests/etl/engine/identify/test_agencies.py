"""Which agency reports, by kinds of pages and texts; the places and the sentences are invented."""

import pytest

from etl.engine import Engine, Rulebook
from etl.engine.identify.guesses import GUESSES
from etl.engine.model import Cell, Document, Table
from tests.rules import RULES

# An invented province takes the place of the real divisions.
DIVISIONS = """adcode,province,city,district,level,until
990000,东岭省,,,province,
991200,东岭省,云岭市,,city,
991202,东岭省,云岭市,江梅区,district,
991203,东岭省,云岭市,鼓台区,district,
991221,东岭省,云岭市,临溪县,district,
991300,东岭省,桐川市,,city,
991302,东岭省,桐川市,石堤区,district,
991303,东岭省,桐川市,鼓台区,district,
993000,东岭省,乌岭畲族自治州,,city,
"""
ENGINE = Engine(Rulebook(RULES.folder, RULES.content | {"divisions": DIVISIONS}))
WORK = "各项工作有序开展。" * 40


def read(text: str, **metadata):
    return ENGINE.identify(Document(text=text, **metadata))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("近期以云岭市城管委为主检查。\n2024年云岭市城市管理委员会坚持为民。", "云岭市城市管理委员会"),
        ("云岭市河道检查\n承办以市政府\n2024年，云岭市水利局坚持依法行政，检查河道30处。", "云岭市水利局"),
        ("取消收藏市应急管理局\n2024年，市应急管理局检查企业30家。", "市应急管理局"),
        ("现公布云岭市民政局2024年政府信息公开工作年度报告。全文如下。", "云岭市民政局"),
        ("年行政执法工作报告区生态环境局\n2024年，区生态环境局检查企业30家。", "区生态环境局"),
        ("一、总体情况\n本报告由望川区财政局编制，依托望川区人民政府网站发布。", "望川区财政局"),
        ("如有疑问，请与青禾区教育局联系（电话：0）。我局在区政府领导下工作。", "青禾区教育局"),
        ("一是市教育局抓实安全。二是市教育局开展培训。我局检查学校30所。", "市教育局"),
    ],
)  # fmt: skip
def test_a_name_begins_where_it_begins(text, agency):
    assert read(text + WORK).agency == agency


@pytest.mark.parametrize("source", ["来源：区政府", "来源：区司法局", "信息来源：望川区人民政府办公室"])
@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("河滨区2023年行政执法工作报告", "enforcement"),
        ("河滨区2023年度行政执法工作情况报告", "enforcement"),
        ("河滨区2023年法治政府建设情况报告", "rule_of_law"),
        ("2023年河滨区政府信息公开工作年度报告", "disclosure"),
        ("河滨区2023年度行政执法统计年报", "statistics_table"),
    ],
)
def test_the_report_of_an_area_is_its_governments_whatever_the_source(title, kind, source):
    context = read(f"{title}\n{source}\n全区检查30次。{WORK}")
    assert (context.agency, context.district, context.kind) == ("河滨区人民政府", "河滨区", kind)
    assert context.guessed["agency"] == "agency_area"


def test_an_area_in_a_bulletin_makes_nobody_its_author():
    assert read("云岭市2024年1-9月行政执法统计情况通报\n全市检查30次。" + WORK).agency == ""


@pytest.mark.parametrize(
    ("name", "city", "district"),
    [
        ("云岭市市场监督管理局江梅监管局", "云岭市", "江梅区"),
        ("云岭市生态环境局江梅区分局", "云岭市", "江梅区"),
        ("云岭市公安局江梅分局", "云岭市", "江梅区"),
        ("桐川市公安局交通警察支队石堤大队", "桐川市", "石堤区"),
        ("云岭市江梅生态环境局", "云岭市", "江梅区"),
        ("云岭市江梅区水务局", "云岭市", "江梅区"),
    ],
)
def test_a_branch_is_of_its_district_and_never_the_citys_bureau(name, city, district):
    context = read(f"{name}2024年度行政执法工作报告\n{WORK}")
    assert context.agency == name
    assert (context.city, context.district, context.level) == (city, district, "district")
    assert context.adcode[:4] + "00" != context.adcode


def test_a_branch_said_short_is_the_one_written_out():
    text = "现公布云岭市公安局江梅区分局2024年政府信息公开工作年度报告。2024年，区公安分局严格执行条例。"
    assert read(text + WORK).agency == "云岭市公安局江梅区分局"


def test_a_branch_whose_district_nothing_tells_is_doubted():
    context = read("云岭市市场监督管理局东河监管局2024年行政执法工作报告\n" + WORK)
    assert (context.level, context.district) == ("district", "")
    assert context.guessed["place"] == "place_branch"


@pytest.mark.parametrize(
    ("title", "agency", "level"),
    [
        ("清河街道2024年法治政府建设情况报告", "清河街道办事处", "township"),
        ("白石镇人民政府2024年行政执法工作报告", "白石镇人民政府", "township"),
        ("江梅区人民政府清河街道办事处2024年工作总结", "云岭市江梅区人民政府清河街道办事处", "township"),
        ("云岭经济技术开发区2024年行政执法工作情况报告", "云岭经济技术开发区管理委员会", "district"),
        ("桐川高新区2024年法治政府建设情况报告", "桐川高新区管理委员会", "district"),
        ("桐川临空经济区2024年法治政府建设情况报告", "桐川临空经济区管理委员会", "district"),
        ("云岭高新区管理委员会办公室2024年工作总结", "云岭高新区管理委员会办公室", "district"),
        ("桐川高新区（石堤区）水务局2024年工作总结", "桐川高新区（石堤区）水务局", "district"),
    ],
)  # fmt: skip
def test_streets_and_towns_are_below_the_districts_and_zones_beside_them(title, agency, level):
    context = read(title + "\n" + WORK)
    assert (context.agency, context.level) == (agency, level)


def test_a_zone_has_the_code_of_its_city_and_says_so():
    context = read("桐川高新区应急管理局2024年行政执法工作报告\n" + WORK)
    assert (context.adcode, context.district) == ("991300", "高新区")
    assert context.guessed["place"] == "place_zone"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("记者从云岭市应急管理局获悉，全市检查企业30家。", "agency_news"),
        ("发布机构：云岭市应急管理局\n近期检查企业30家。", "agency_publisher"),
        ("来源：云岭市应急管理局\n近期检查企业30家。", "agency_source"),
        ("近期联合云岭市应急管理局的执法人员走访，并向云岭市应急管理局反馈。检查企业30家。", None),
        ("检查企业30家，云岭市应急管理局到场。", "agency_mention"),
        ("2024年，云岭市应急管理局坚持依法行政，检查企业30家。", ""),
        ("检查企业30家。" + WORK + "\n云岭市应急管理局\n2025年1月9日", ""),
    ],
)
def test_each_way_of_naming_an_agency_has_its_own_doubt(text, code):
    context = read(text + ("" if "1月9日" in text else WORK))
    assert context.agency == ("" if code is None else "云岭市应急管理局")
    assert context.guessed.get("agency", "") == (code or "")


def test_every_guess_is_explained():
    context = read("来源：云岭市应急管理局\n近期检查企业30家。" + WORK)
    assert context.guessed
    assert set(context.guessed.values()) <= set(GUESSES)


def _table(rows: list[str]) -> Document:
    text, cells = "近期检查情况\n", []
    for row, line in enumerate(rows):
        for column, cell in enumerate(line.split()):
            cells.append(Cell(row, column, len(text), len(text) + len(cell), cell))
            text += cell + "\n"
    return Document(text=text, tables=[Table(7, len(text), cells)])


def test_a_row_of_a_table_is_no_author():
    rows = [
        "单位 检查 处罚",
        *(f"{name}水利局 3{n} {n}" for n, name in enumerate(("临溪县", "青禾区", "望川区"))),
    ]
    assert ENGINE.identify(_table(rows)).agency == ""


def test_the_only_agency_of_a_table_is_taken_with_a_doubt():
    rows = ["单位 检查 处罚", *(f"临溪县水利局 3{n} {n}" for n in range(4))]
    context = ENGINE.identify(_table(rows))
    assert (context.agency, context.guessed["agency"]) == ("临溪县水利局", "agency_row")


def test_several_agencies_side_by_side_are_none():
    text = "检查期间，省水利厅对河道进行了检查；省财政厅对资金进行了检查；省教育厅组织了自查。"
    assert read(text + WORK).agency == ""


@pytest.mark.parametrize(
    ("text", "agency", "code"),
    [
        ("市教育局2024年工作总结\n桐川市教育工作会议召开，桐川市学校30所。", "桐川市教育局", "agency_place"),
        ("岚屿区汛前检查企业\n区应急管理局检查企业61户。", "岚屿区应急管理局", "agency_mention"),
        ("开发区汛前检查企业\n区应急管理局检查企业61户。", "区应急管理局", "agency_mention"),
        ("省公安厅交警总队召开会议，检查车辆30辆。\n来源：桐川晚报", "东岭省公安厅交警总队", "agency_news"),
        ("桐川市环保局2014年工作总结\n检查企业30家。", "桐川市环境保护局", "agency_written_out"),
        ("江梅区水务局2024年行政执法工作报告\n检查30次。", "云岭市江梅区水务局", ""),
        ("乌岭州应急管理局2024年工作总结\n检查30次。", "乌岭畲族自治州应急管理局", ""),
        ("云岭海事局2024年行政执法工作报告\n检查30次。", "云岭海事局", ""),
        ("区教育局2024年工作总结\n检查30次。", "区教育局", "agency_placeless"),
        ("桐川市城管执法局2024年工作总结\n检查30次。", "桐川市城管执法局", ""),
        ("江梅区检查车辆\n江梅区运管所在全区集中检查车辆30辆。", "云岭市江梅区运管所", ""),
        ("图为桐川市水务局检查河道。桐川市水务局检查30次。", "桐川市水务局", "agency_mention"),
        ("首页>政务要闻>省政府要闻>正文\n东岭执法成效显著\n检查30次。", "", ""),
    ],
)
def test_a_name_is_made_full_where_that_is_sure_enough_and_says_so(text, agency, code):
    context = read(text + WORK)
    assert (context.agency, context.guessed.get("agency", "")) == (agency, code)


def test_of_districts_with_one_name_the_text_decides():
    text = "鼓台区水务局2024年行政执法工作报告\n"
    assert read(text + WORK).guessed["place"] == "place_same_name"
    context = read(text + "桐川市水务会议后，检查30次。" + WORK)
    assert (context.agency, context.city) == ("桐川市鼓台区水务局", "桐川市")


def test_a_ministry_is_of_no_place():
    context = read("近日，生态环境部通报2024年1-9月执法情况。" + WORK)
    assert (context.agency, context.level, context.guessed.get("agency")) == ("生态环境部", "", "agency_news")


@pytest.mark.parametrize(("first", "second", "agency"), [("市", "县", "市水利局"), ("县", "市", "县林业局")])
def test_of_two_levels_named_as_often_the_first_decides(first, second, agency):
    text = f"2024年，我{first}各项工作有序推进，我{second}同步跟进。市水利局参与检查，县林业局参与检查。"
    assert read(text).agency == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("今年以来，云岭市深入推进水政执法，检查水利工程30处，水行政处罚3起。", "云岭市水利局"),
        ("2024年一季度，云岭市各级劳动监察机构检查工地30家。", "云岭市人力资源和社会保障局"),
    ],
)
def test_an_area_that_acts_in_one_trade_is_guessed_to_be_its_bureau(text, agency):
    context = read(text + WORK)
    assert (context.agency, context.guessed["agency"]) == (agency, "agency_system")


def test_a_ministry_told_of_on_the_way_does_not_report():
    text = "8月3日，云岭市委部署检查，云岭市城区先行，乡镇随后，各单位到场，情况良好，整改跟进。"
    assert read(text + "自然资源部去年下发图斑30个。" + WORK).agency == ""


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("2017年，云岭市安全生产工作以改革为动力，检查企业30家。", "云岭市安全生产监督管理局"),
        ("2024年，云岭市安全生产工作以改革为动力，检查企业30家。", "云岭市应急管理局"),
        ("近年来，云岭市水利执法监管工作稳中有进，与财政、公安部门共治，检查30处。", "云岭市水利局"),
        ("云岭市五一假期安全生产隐患排查情况\n检查企业30家。", "云岭市应急管理局"),
        ("东岭省2015年中秋安全生产执法检查情况\n检查企业30家。", "东岭省安全生产监督管理局"),
        ("2022年中秋假期东岭省安全生产形势平稳\n检查企业30家。", "东岭省应急管理厅"),
        ("桐川市2024年水利执法和河道监管统计情况\n检查30处。", "桐川市水利局"),
        ("各县（区）水利局，市水文站：\n现将云岭市三季度检查情况通报如下。检查30处。", "云岭市水利局"),
        ("关于检查情况的通报\n各市、自治州农业农村局：\n检查30处，查处9处。", "省农业农村厅"),
        ("各市、县（市、区）水利局：\n现将三季度检查情况通报如下。检查30处。", "省水利厅"),
        ("各县市市场监管局：\n现将三季度检查情况通报如下。全州检查30处。", "州市场监督管理局"),
        ("元宵检查情况\n3月1日，全市消防救援队伍值守，检查30家。", "市消防救援支队"),
        ("平安这一年\n全省药监系统查办案件30件。", "省药品监督管理局"),
    ],
)  # fmt: skip
def test_work_letters_and_systems_tell_the_bureau_though_nobody_names_it(text, agency):
    context = read(text + WORK)
    assert (context.agency, context.guessed["agency"]) == (agency, "agency_system")


def test_a_letter_to_cities_and_counties_alike_tells_no_level():
    assert read("各市、区水利局：\n现将三季度检查情况通报如下。检查30处。" + WORK).agency == ""


def test_a_campaign_that_several_carry_is_of_none_of_them():
    assert read("云岭市安全生产大检查初见成效\n检查企业30家，各方参与。" + WORK).agency == ""
