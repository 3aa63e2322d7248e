"""Who speaks where the title tells another or nobody; the places and the sentences are invented."""

import pytest

from etl.engine.identify.guesses import GUESSES
from etl.engine.model import Document
from tests.rules import ENGINE

WORK = "各项工作有序开展。" * 40


def read(text: str, **metadata):
    return ENGINE.identify(Document(text=text, **metadata))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("现将临溪县2024年行政执法情况报告如下：\n我县立案300件。临溪县落实责任。", "临溪县人民政府"),
        ("一、法治政府建设主要举措\n县委、县政府重视法治。印发《临溪县法治建设方案》。", "临溪县人民政府"),
        ("我镇重视法治。现将白石镇2024年度法治政府建设情况报告如下：\n白石镇党委重视。", "白石镇人民政府"),
        (
            "年度报告由青禾区清河街道党政办编制。\n（一）主动公开情况。清河街道公开。清河街道检查。",
            "清河街道办事处",
        ),
        ("街道党工委重视法治。现将清河街道法治政府建设情况报告如下：\n清河街道检查。", "清河街道办事处"),
        (
            "2024年，清河街党工委、办事处高举旗帜。现将2024年法治政府建设工作报告如下：\n学法3次。",
            "清河街道办事处",
        ),
        (
            "2024年，在市委领导下，云岭市高新区坚持依法行政。现将法治政府建设情况报告如下：\n立案3件。",
            "云岭市高新区管理委员会",
        ),
        (
            "2024年，银杏大街街道在青禾区委领导下推进法治。现将法治政府建设情况报告如下：\n学法3次。",
            "银杏大街街道办事处",
        ),
        (
            "我街重视法治。制定《清河街2024年工作要点》，按照《清河街“三重一大”制度》办事。\n学法3次。现将法治建设情况报告如下：",
            "清河街道办事处",
        ),
        ("2024年，云岭市法治政府建设工作有序推进。\n一、行政复议案件情况\n收到申请30件。", "云岭市人民政府"),
    ],
)
def test_an_area_that_speaks_reports_through_its_government(text, agency):
    context = read(text + WORK)
    assert (context.agency, context.guessed["agency"]) == (agency, "agency_area")


def test_a_zone_is_named_with_the_place_before_it_in_the_text():
    text = "经济开发区2024年度法治政府建设情况报告\n云岭市委、云岭市政府重视云岭经济开发区。"
    assert read(text + WORK).agency == "云岭经济开发区管理委员会"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (
            "经开区2024年政务公开年度报告\n在云岭市委、云岭市政府领导下。请到云岭经济技术开发区银杏路9号。",
            "云岭经济技术开发区管理委员会",
        ),
        ("2024年，禾岭工业园区管委会严格依法公开。2024年，我委未收到申请。", "禾岭工业园区管委会"),
        ("2024年，市临空经济区以公开为常态。现将政府信息公开情况报告如下：", "市临空经济区管理委员会"),
    ],
)
def test_a_zone_reports_through_its_committee(text, agency):
    assert read(text + WORK).agency == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("图解丨云岭市公安局夜查酒驾\n云岭市公安局夜查酒驾30起。", "云岭市公安局"),
        ("白石夜查市场\n白石消防大队检查30家。整改后，白石消防大队复查20家。", "白石消防大队"),
        ("云岭应急在市委领导下检查企业30家。", ""),
        ("本社云岭12月7日电(记者 甲)国家税务总局7日公布，查处企业30户。", "国家税务总局"),
        ("省旅游委牵头，省交通、工商等部门检查30家。东岭省共检查30家。", "省旅游发展委员会"),
        ("从云岭市盐务局获悉，云岭市查处案件30起。", "云岭市盐务局"),
        ("市食药监局取缔16家门店\n市食药监局检查30家。", "市食品药品监督管理局"),
        ("云岭省首次以政府名义开展检查\n检查30家。", ""),
    ],
)
def test_news_name_the_body_that_acts(text, agency):
    assert read(text + WORK).agency == agency


@pytest.mark.parametrize(
    ("short", "full"),
    [("克州", "克孜勒苏柯尔克孜自治州"), ("莫旗", "莫力达瓦达斡尔族自治旗"), ("科右前旗", "科尔沁右翼前旗")],
)
def test_prefectures_and_banners_are_known_by_a_letter(short, full):
    context = read(f"发布机构：{short}应急管理局\n2024年7月安全生产执法通报\n检查企业30家。" + WORK)
    assert context.agency == f"{full}应急管理局"


def test_a_league_and_a_prefecture_report_through_an_office_of_their_province():
    text = (
        "一、主要举措\n全盟重视法治。盟委、盟政府部署，印发《兴安盟法治建设方案》，兴安盟法治政府建设有进展。"
    )
    assert read("现将2024年法治政府建设情况报告如下：\n" + text + WORK).agency == "兴安盟行政公署"


def test_a_level_is_of_the_place_in_which_all_lie_that_the_text_names():
    text = "市农业综合执法支队坚持巡查。安次区检查30次，广阳区检查20次，霸州市检查9次，三河市检查8次。"
    context = read(text + WORK)
    assert (context.agency, context.guessed["agency"]) == ("廊坊市农业综合执法支队", "agency_place")


def test_the_bureau_of_a_district_that_is_a_zone_as_well_is_the_districts():
    text = "云岭市青禾区（经济技术开发区）水利局第三季度工作情况\n我局检查30次。"
    assert read(text + WORK).agency == "云岭市青禾区水利局"


def test_a_town_of_which_all_is_told_reports_though_it_is_named_once():
    text = "2024年白石农业执法总结\n市农业局下放给白石镇的事项30项。全镇办理许可3宗。全镇检查30次。"
    assert read(text + WORK).agency == "白石镇人民政府"


def test_who_sent_a_text_in_is_read_from_the_line_of_visits():
    text = "夜查货车\n浏览次数: 作者:法制科 信息来源: 市公路管理局 发布时间:2024-01-15\n检查货车30辆。"
    assert read(text + WORK).agency == "市公路管理局"


def test_reviews_of_an_area_are_reported_by_the_bureau_that_sent_them_in():
    text = "临溪县2024年度行政复议案件统计分析\n来源:县司法局行政复议科\n全县收到申请30件。临溪县审结20件。"
    assert read(text + WORK).agency == "临溪县司法局"


def test_who_lists_the_commended_does_not_report():
    text = "省水利厅近日公布河湖整治先进名单，云岭市水利局榜上有名。全年检查30次。\n来源：市水利局"
    assert read(text + WORK).agency == "云岭市水利局"


def test_who_commends_others_reports_nothing():
    text = "日前，司法部印发《关于通报表扬先进集体的决定》。云岭市司法局受表扬。该局办理复议案件3件。"
    assert read(text + WORK).agency == "云岭市司法局"


def test_a_title_that_a_page_prints_twice_on_a_line_is_one():
    title = "云岭市白石镇2024年法治政府建设年度报告"
    assert read(f"{title} {title} |\n{WORK}").agency == "云岭市白石镇人民政府"


@pytest.mark.parametrize(
    "text",
    [
        "现将2024年行政执法情况报告如下：\n我局立案30件，在临溪县检查。临溪县人民政府重视。",
        "我县检查河道30处。临溪县落实责任。",
        "全县2024年行政执法情况\n现将2024年行政执法情况报告如下：",
    ],
)
def test_a_bureau_a_bulletin_and_an_area_without_a_name_give_no_government(text):
    assert read(text + WORK).agency == ""


@pytest.mark.parametrize(
    ("text", "agency", "guess"),
    [
        ("2024年，我局检查30次。区应急局坚持执法。", "云岭市青禾区应急管理局", "agency_place"),
        ("2024年，我局检查30次。", "云岭市青禾区人民政府", "agency_speaker"),
        ("2024年，我区检查30次。", "云岭市青禾区人民政府", ""),
    ],
)
def test_under_the_title_of_a_government_its_bureau_may_speak(text, agency, guess):
    context = read("云岭市青禾区人民政府2024年行政执法工作总结\n" + text + WORK)
    assert (context.agency, context.guessed.get("agency", "")) == (agency, guess)
    assert not guess or guess in GUESSES


@pytest.mark.parametrize(
    ("line", "guess"),
    [
        ("作者单位：青禾区水利局", "agency_source"),
        ("供稿：张三\n来源：青禾区水利局", "agency_source"),
        ("填报单位：青禾区水利局", "agency_publisher"),
        ("发布部门：青禾区水利局", "agency_publisher"),
        ("当前位置：首页 > 政务公开 > 青禾区水利局 > 工作动态", "agency_crumb"),
    ],
)
def test_the_page_says_who_wrote_or_sent_it_in(line, guess):
    context = read(f"{line}\n全年立案30件，罚款5万元。\n{WORK}")
    assert (context.agency, context.guessed["agency"]) == ("青禾区水利局", guess)


def test_the_plan_that_a_bureau_made_names_it():
    text = "我局认真检查。一是制定了《云岭市水利局专项行动方案》，落实《云岭市财政局方案》。"
    assert read(text + WORK).agency == "云岭市水利局"


@pytest.mark.parametrize(
    "name",
    [
        "云岭市金融工作办公室",
        "云岭市人民政府金融工作办公室",
        "云岭市政务服务管理办公室",
        "云岭市疾病预防控制中心",
        "云岭市不动产登记中心",
        "云岭市公安局交警支队青禾大队",
        "云岭市供销合作社",
        "云岭海关",
        "云岭海事局",
        "白石林业局",
        "云岭市信访局",
        "云岭市档案馆",
        "云岭市残联",
        "云岭市供销合作总社",
        "云岭市文学艺术界联合会",
        "云岭市房屋征收办公室",
        "云岭市国家税务局",
    ],
)
def test_offices_centres_and_brigades_are_named_whole(name):
    assert read(f"{name}2024年行政执法工作报告\n{WORK}").agency == name


def test_a_brigade_ends_before_what_it_goes_by():
    text = "云岭市公安局交警大队集中整治\n云岭市公安局交警大队按照市交警支队的部署检查。"
    assert read(text + WORK).agency == "云岭市公安局交警大队"


def test_a_body_without_a_place_in_the_title_gives_way_to_who_signs():
    text = "支队路政大队联合检查车辆\n\n云岭市交通运输综合行政执法支队 2024年3月11日\n"
    assert read(text + WORK).agency == "云岭市交通运输综合行政执法支队"


def test_a_second_name_in_brackets_is_left_out():
    text = "青禾区综合行政执法局（区城市管理局）2024年工作总结\n"
    assert read(text + WORK).agency == "青禾区综合行政执法局"


@pytest.mark.parametrize("start", ["本报讯（记者甲）", "记者获悉，"])
def test_what_a_newsroom_tells_of_an_agency_is_a_guess(start):
    context = read(f"云岭市水利局开展河道检查\n{start}云岭市水利局检查河道30处。{WORK}")
    assert (context.agency, context.guessed["agency"]) == ("云岭市水利局", "agency_news")


def test_the_heading_of_one_place_is_not_joined_to_the_bureau_of_another():
    text = "云岭市水利监察执法局\n青禾区：开展河道检查工作\n来源：青禾区水利监察执法局\n" + WORK
    assert read(text).agency == "青禾区水利监察执法局"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("云岭市2024年春耕护农\n全市农业部门检查农资店320家次，我局组织了培训。", "云岭市农业农村局"),
        ("东岭省2024年行政处罚统计表\n今年以来，全省生态环境系统检查企业900家次。", "东岭省生态环境厅"),
        ("临溪县公安机关2024年打击盗窃成效显著\n全县公安机关查处酒驾30起。临溪县城夜查。", "临溪县公安局"),
    ],
)
def test_the_bureau_that_leads_a_system_reports_of_it(text, agency):
    context = read(text + WORK)
    assert (context.agency, context.guessed["agency"]) == (agency, "agency_system")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("云岭市2016年春耕护农\n全市农业部门检查农资店320家次。", "云岭市农业局"),
        ("云岭市2024年春耕护农\n全市农业部门检查农资店320家次。", "云岭市农业农村局"),
        ("2024年工作总结\n《望川市临溪县水政执法系统2024年工作总结》已印发。", "临溪县水利局"),
    ],
)
def test_news_of_all_of_one_trade_are_guessed_to_be_of_who_leads_it(text, agency):
    context = read(text + WORK)
    assert (context.agency, context.guessed["agency"]) == (agency, "agency_system")


@pytest.mark.parametrize(
    "text",
    [
        "云岭消防部门夜查市场\n云岭消防部门检查商铺90家，云岭消防部门查封2处。",
        "云岭市2024年夜间整治\n全市城管部门检查摊点30处，交警部门检查车辆30辆。",
        "云岭市2024年夜间整治\n全市城管部门等多部门检查摊点30处。",
    ],
)
def test_news_of_several_trades_are_by_no_bureau(text):
    assert read(text + WORK).agency == ""


@pytest.mark.parametrize("text", ["望川市联合公安部门检查30家。", "望川市城管、公安部门检查30家。"])
def test_a_system_that_helps_or_is_one_of_several_does_not_report(text):
    assert "公安" not in read("望川市2024年夜间检查\n" + text + WORK).agency


LISTED = "日前，临溪县普法活动开展，县总工会、县司法局等单位参加。"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (LISTED + WORK + "秩序得到规范。（县水利局）", "临溪县水利局"),
        (LISTED + WORK + "\n下一步，县司法局将继续普法。", "临溪县司法局"),
        (LISTED + "县司法局牵头组织各单位宣传。" + WORK, "临溪县司法局"),
        ("近日，临溪县司法局白石司法所走进集市宣传。" + WORK, "临溪县司法局白石司法所"),
        ("2024年，清河街道坚持学法。现将2024年法治政府建设情况报告如下：" + WORK, "清河街道办事处"),
    ],
)
def test_who_signs_below_leads_or_opens_the_text_reports(text, agency):
    assert read("临溪县2024年普法\n" * (agency[0] == "临") + text).agency == agency


def test_an_office_for_one_task_signs_with_its_task_in_quotation_marks():
    text = "据统计，云岭市政务大厅受理30件。" + WORK + "\n云岭市“清流行动”领导小组办公室\n2024年4月22日"
    assert read(text).agency == "云岭市“清流行动”领导小组办公室"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("云岭市委重视。云岭市由水利局牵头负责，联合公安局检查30处。", "云岭市水利局"),
        ("近日，东岭省中国海监云岭市支队检查30处。", "中国海监云岭市支队"),
        ("我局在市公安局的坚强领导下，修改《临溪县统计局公开目录》。", "临溪县统计局"),
        ("全县情况基本平稳，我局在县公安局的指导下，检查30处。", ""),
    ],
)
def test_a_name_is_read_out_of_what_stands_around_it(text, agency):
    assert read(text + WORK).agency == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("我局统筹水利项目，依托水利站，落实水利规划，临溪县委重视。我县检查。临溪县落实。", "临溪县水利局"),
        ("我委统筹水利项目，依托水利站，落实水利规划，临溪县委重视。我县检查。临溪县落实。", ""),
        ("我局统筹水利、财政、民政项目，临溪县委重视。我县检查。临溪县落实。", ""),
    ],
)
def test_a_bureau_that_speaks_of_one_trade_and_one_place_is_its_bureau(text, agency):
    context = read("2024年，" + text + WORK)
    assert context.agency == agency
    assert context.guessed.get("agency", "") == ("agency_system" if agency else "")


def test_a_place_and_a_trade_in_short_that_come_again_tell_the_bureau():
    context = read("2024年，我局公开信息30条。在甘孜交通微博发布6条，甘孜交通热线答复9次。" + WORK)
    assert (context.agency, context.guessed["agency"]) == ("甘孜藏族自治州交通运输局", "agency_system")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("2024年，云岭市卫生健康委员会坚持依法行政。我委办理许可30件。", "云岭市卫生健康委员会"),
        ("2024年，河湾街综合执法大队始终依法行政。我大队是河湾街道办事处下属队伍。", "河湾街综合执法大队"),
        ("2024年收官之际，白石镇紧紧围绕执法规范。白石镇综合执法大队检查30次。", "白石镇人民政府"),
        (
            "东岭省云岭市水利局临溪县分局紧扣河道。临溪县分局持续巡查。临溪县分局检查30次。",
            "云岭市水利局临溪县分局",
        ),
        ("按照市水利局的要求，云岭市青禾区水利局成立两个检查组，检查30次。", "云岭市青禾区水利局"),
        ("为整治摊贩，临溪县执法局联合多部门检查30次。", "临溪县执法局"),
        ("特编制云岭市人民政府地方志办公室2024年政府信息公开工作年度报告。", "云岭市人民政府地方志办公室"),
        ("云岭市水利执法支队支队长在会上介绍，该支队检查30次。", "云岭市水利执法支队"),
        ("2024年，云岭市政府坚持依法行政，检查30次。", "云岭市政府"),
        ("公安部交通管理局多次召开会议，检查30次。", "公安部交通管理局"),
    ],
)
def test_without_a_title_a_body_is_known_by_how_it_is_spoken_of(text, agency):
    assert read(text + WORK).agency == agency


def test_a_town_with_the_name_of_a_district_lies_in_no_district_of_that_name():
    context = read("太平镇人民政府2024年行政执法工作总结\n2024年，太平镇检查30次。" + WORK)
    assert (context.agency, context.adcode) == ("太平镇人民政府", "")


def test_a_newsroom_that_tells_of_last_year_tells_of_the_year_before():
    text = "去年查处运输违法3000起\n发布日期：2024-04-07\n4月3日，记者获悉，我市去年查处3000起。"
    assert read(text + WORK).year == 2023


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("县林业局“清山行动”自8月开展以来，查处案件35起。县林业局、县公安局领导带队。", "县林业局"),
        ("近日，临溪县“清网行动”办协同县公安局开展检查。", "临溪县“清网行动”办"),
        (
            "2023年上半年，云岭市煤矿安监局认真落实责任。对照国家矿山安监局的要求，监察119次。",
            "云岭市煤矿安监局",
        ),
        ("3月5日下午，小山街道召开会议。小山街道检查商户42家。", "小山街道办事处"),
        ("日前，临溪县公安局交警大队被省公安厅交警总队表彰。开展宣传30场次。", "临溪县公安局交警大队"),
        ("今天，自然资源部执法监察局副局长张某通报了违法形势。自然资源部挂牌督办4起案件。", "自然资源部"),
    ],
)
def test_news_that_open_with_what_someone_did_are_of_that_body(text, agency):
    assert read(text + WORK).agency == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (
            "省水利厅发布，检查结束。情况如下：\n省水利厅检查组\n检查60处。\n江西省水利厅\n市县水利局\n检查300处。",
            "江西省水利厅",
        ),
        ("近日，省水利厅突查赣江采砂现场。南昌县水利局、新建区水利局查获偷采船2艘。", "江西省水利厅"),
        (
            "江西的治超行动已开展两个月。省交通厅28日介绍，检查车辆7万辆。\n省政府决定，开展行动。",
            "江西省交通厅",
        ),
        ("6月2日，南昌市水政监察支队三大队挂牌。组建以来查处案件43起。", "南昌市水政监察支队三大队"),
        ("石家庄交警上半年查处酒驾3000起", "石家庄市公安局交通警察支队"),
        ("时间：2024-03-02 来源：南昌县融媒体中心\n3月1日，南昌县水利局巡查赣江。", "南昌县水利局"),
        ("各师市水利局坚持巡查，活动两个月成效明显。", ""),
        ("进贤县水利局巡河30次\n5月，进贤县水利局对我县河段巡查。县气象局积极配合。", "进贤县水利局"),
        ("今年4月，市水政按照部署打响整治战役。南昌市共受理案件44起。", "南昌市水利局"),
        ("无障碍 | 南昌市水利局 | 今天是星期三\n2023年我局执法办案再创新高\n我局查处43起。", "南昌市水利局"),
        ("近日，南昌进贤县水利局检查河段30处。", "进贤县水利局"),
        (
            "南昌市公安局交通警察支队于23日开展统一行动。南昌市公安局党委委员介绍，查处酒驾47起。",
            "南昌市公安局交通警察支队",
        ),
        ("近日，南昌青山湖区水利局检查河段30处。", "南昌市青山湖区水利局"),
    ],
)
def test_of_several_levels_and_a_newsroom_the_one_that_tells_of_its_own_reports(text, agency):
    assert read(text + WORK).agency == agency


def test_of_a_national_body_and_the_one_that_acted_the_one_that_acted_reports():
    text = "据全国“清网行动”办消息，近日，临溪县“清网行动”办协同县公安局检查网点15家。"
    assert read(text + WORK).agency == "临溪县“清网行动”办"
