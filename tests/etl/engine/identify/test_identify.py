"""What a document says of itself: title, agency, kind, period, division."""

from pathlib import Path

import pytest

from etl.engine.model import Document
from etl.engine.reading import read_document
from tests.datafolder import INVENTED, read_rows
from tests.rules import ENGINE

BODY = "\n2024年，我局认真履行职责。" + "各项工作有序开展。" * 40
DATA = Path(__file__).resolve().parents[4] / "data"


def read(text: str, **metadata: str):
    return ENGINE.identify(Document(text=text, **metadata))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云岭市应急管理局2024年度法治政府建设情况报告", "rule_of_law"),
        ("云岭市应急管理局2024年依法行政工作总结", "rule_of_law"),
        ("云岭市城市管理局2024年度行政执法工作报告", "enforcement"),
        ("云岭市生态环境局2024年度行政执法统计年报", "statistics_table"),
        ("2024年度云岭市交通运输局行政处罚实施情况统计表", "statistics_table"),
        ("青禾区卫生健康局2024年政府信息公开工作年度报告", "disclosure"),
        ("云岭市2024年一季度应急管理行政执法情况通报", "bulletin"),
        ("临溪县应急管理局2024年工作总结", "bulletin"),
    ],
)
def test_kind_by_the_title(title, kind):
    assert read(title + BODY).kind == kind


def test_a_title_over_two_lines():
    context = read("云岭市青禾区应急管理局\n关于2023年法治政府建设情况的报告\n" + BODY)
    assert context.title == "云岭市青禾区应急管理局关于2023年法治政府建设情况的报告"
    assert (context.agency, context.year, context.level) == ("云岭市青禾区应急管理局", 2023, "district")


def test_a_title_broken_inside_a_word():
    context = read("云岭市城市管理局2024年度行政执\n法工作报告\n" + BODY)
    assert context.title == "云岭市城市管理局2024年度行政执法工作报告"


def test_a_title_below_the_furniture_of_a_web_page():
    text = (
        "首页 > 政务公开\n索引号：1234\n发布日期：2025-01-20\n\n临溪县水利局2024年度行政执法工作报告\n"
        "来源：县水利局\n" + BODY
    )
    assert read(text).title == "临溪县水利局2024年度行政执法工作报告"


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("云岭市市场监督管理局2024年度行政执法工作报告", "云岭市市场监督管理局"),
        ("云岭市公安局交通警察支队关于2024年执法情况的报告", "云岭市公安局交通警察支队"),
        ("2024年云岭市卫生健康委员会法治政府建设报告", "云岭市卫生健康委员会"),
        ("云岭市卫健委2024年法治政府建设报告", "云岭市卫生健康委员会"),
        ("望川区人民政府办公室2024年政府信息公开工作年度报告", "望川区人民政府办公室"),
        ("青禾区综合行政执法局2024年工作总结", "青禾区综合行政执法局"),
    ],
)
def test_agency_in_the_title(title, agency):
    assert read(title + BODY).agency == agency


def test_the_signature_completes_a_short_name():
    title = "区应急管理局2024年法治政府建设情况报告"
    context = read(title + BODY + "\n云岭市青禾区应急管理局\n2025年1月15日\n")
    assert (context.agency, context.city, context.district) == ("云岭市青禾区应急管理局", "云岭市", "青禾区")


def test_without_a_title_the_signature_and_the_opening_speak():
    text = "一、法治政府建设推进情况\n局党委高度重视。" + "工作有序。" * 200
    context = read(text + "\n望川区民政局\n2025年1月10日")
    assert (context.agency, context.kind, context.year) == ("望川区民政局", "rule_of_law", 2024)


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("云岭市应急管理局2023年度行政执法工作报告", "2023-01-01", "2023-12-31"),
        ("云岭市应急管理局2024年1-9月行政执法情况通报", "2024-01-01", "2024-09-30"),
        ("云岭市2025年一季度行政执法情况通报", "2025-01-01", "2025-03-31"),
        ("云岭市应急管理局2024年上半年工作总结", "2024-01-01", "2024-06-30"),
        ("云岭市应急管理局2022年工作总结及2023年工作计划", "2022-01-01", "2022-12-31"),
        ("云岭市应急管理局二〇二四年法治政府建设报告", "2024-01-01", "2024-12-31"),
    ],
)
def test_period_by_the_title(title, start, end):
    context = read(title + BODY)
    assert (context.period_start, context.period_end, context.year) == (start, end, int(start[:4]))


def test_a_holiday_bulletin_covers_the_days_it_states():
    context = read("2025年春节假期云岭市安全生产检查情况\n春节假期（1月28日至2月4日），全市检查企业300家次。")
    assert (context.period_start, context.period_end) == ("2025-01-28", "2025-02-04")


def test_level_of_an_agency_that_gives_no_place():
    assert read("区应急管理局2024年工作总结" + BODY).level == "district"
    assert read("2024年，在县委、县政府的领导下，我局推进行政执法。").level == "district"
    assert read("黑龙江省应急管理厅2024年工作总结" + BODY).level == "province"


def test_metadata_of_the_file_is_believed_first():
    title = "青禾区应急管理局2022年度行政执法工作报告"
    context = read("正文没有标题。" * 30, title=title, publisher="青禾区人民政府")
    assert (context.year, context.kind, context.agency) == (2022, "enforcement", "青禾区应急管理局")


def test_publisher_where_nothing_else_names_the_agency():
    assert read("正文没有标题。" * 30, publisher="青禾区应急管理局").agency == "青禾区应急管理局"


@pytest.mark.parametrize("text", ["", "\n\n", "无", "2024", "。" * 5000, "《" * 3000, "市" * 5000])
def test_a_text_that_says_nothing_gives_an_empty_agency(text):
    assert read(text).agency == ""


def test_titles_of_the_reports_in_the_data():
    rows = read_rows(DATA / "reports.csv")
    contexts = [(row, read(row["title"] + "\n" + "正文。" * 400)) for row in rows]
    kinds = [row["title"] for row, context in contexts if context.kind != row["kind"]]
    years = [row["title"] for row, context in contexts if context.year not in (None, int(row["year"]))]
    assert kinds == []
    assert years == []


def test_whole_reports_of_every_format_by_their_content_alone():
    agencies = {row["agency"]: row for row in read_rows(INVENTED / "data/agencies.csv")}
    for report in read_rows(INVENTED / "data/reports.csv"):
        context = ENGINE.identify(read_document(INVENTED / "reports" / report["document"]))
        names = ("agency", "kind", "period_start", "period_end")
        assert [getattr(context, name) for name in names] == [report[name] for name in names]
        assert (context.year, context.level) == (int(report["year"]), agencies[report["agency"]]["level"])


def test_full_width_digits_are_digits():
    context = read("海棠区城市管理局２０２３年度执法情况公示\n本局为区政府工作部门。")
    assert (context.year, context.kind) == (2023, "enforcement")


def test_a_branch_of_a_citys_bureau_is_of_its_district():
    assert read("云岭市自然资源和规划局梅溪分局2023年法治政府建设工作情况" + BODY).level == "district"


def test_the_year_that_another_is_compared_with_is_not_the_reports():
    assert read("“五一”假期检查情况通报\n接待量较2019年同期增长3%。").year is None


@pytest.mark.parametrize(
    ("head", "agency", "year"),
    [
        (
            "您当前的位置：首页>云岭市人民政府>信息公开目录>通知\n望川区水利局2024年度行政执法工作报告",
            "望川区水利局",
            2024,
        ),
        ("云岭市数据平台智能问答繁体登录注册\n\n云岭市民政局2024年度工作总结", "云岭市民政局", 2024),
        ("今天是：2019年3月8日 星期五\n青禾区水利局2023年度行政执法工作报告", "青禾区水利局", 2023),
        (
            "索引号 1234/2025 公开方式 主动公开\n组配分类 计划总结\n青禾区水利局2024年工作总结",
            "青禾区水利局",
            2024,
        ),
        ("| 标 题:青禾区水利局 关于2024年法治政府建设情况的报告 | |\n| 主题分类: |", "青禾区水利局", 2024),
    ],
)
def test_what_a_page_prints_above_its_article_is_not_of_the_report(head, agency, year):
    context = read(head + "\n" + "各项工作有序开展。" * 40)
    assert (context.agency, context.year) == (agency, year)


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        (
            "云岭市望川区人民政府清河街道办事处2024年法治政府建设情况报告",
            "云岭市望川区人民政府清河街道办事处",
        ),
        ("清河街道2024年法治政府建设情况报告", "清河街道办事处"),
        ("白石镇2024年法治政府建设情况报告", "白石镇人民政府"),
        ("中共白石镇委员会白石镇人民政府关于2024年法治政府建设情况的报告", "白石镇人民政府"),
        ("2022年云岭市政府信息公开工作年度报告", "云岭市人民政府"),
        ("2024年青禾区法治政府建设情况报告", "青禾区人民政府"),
        ("云岭市安全生产委员会办公室关于2024年三季度执法情况的通报", "云岭市安全生产委员会办公室"),
        ("云岭市住房公积金管理中心2024年政府信息公开工作年度报告", "云岭市住房公积金管理中心"),
        ("应急管理部通报2024年上半年执法情况", "应急管理部"),
        ("国家矿山安全监察局2023年行政执法情况通报", "国家矿山安全监察局"),
        ("《云岭市水利局2024年度法治政府建设情况报告》", "云岭市水利局"),
        ("云岭市水利局文件\n云水〔2025〕3号\n云岭市水利局关于2024年度法治政府建设情况的报告", "云岭市水利局"),
        ("云岭市2024年1-9月行政执法统计情况通报", ""),
    ],
)
def test_an_agency_is_named_in_full_and_not_guessed(title, agency):
    assert read(title + "\n" + "各项工作有序开展。" * 40).agency == agency


def test_a_page_that_hands_on_another_agencys_bulletin_does_not_sign_it():
    text = "青禾区生态环境局\n\n生态环境部通报2024年1-4月环境行政处罚案件情况\n今年以来，案件有所增加。"
    assert read(text).agency == "生态环境部"


@pytest.mark.parametrize(
    "text",
    [
        "市民政局2024年工作总结\n2025-02-05 17:21 云岭市民政局\n",
        "市民政局2024年工作总结\n信息来源：云岭市民政局 浏览次数：3\n",
        "市民政局2024年工作总结\n2025年1月，云岭市民政局印发要点。\n",
    ],
)
def test_the_page_completes_a_short_name(text):
    assert read(text + "各项工作有序开展。" * 40).agency == "云岭市民政局"


def test_an_abbreviated_name_is_written_out_by_the_signature():
    text = "云岭市人社局2024年工作总结" + BODY + "\n云岭市人力资源和社会保障局\n2025年1月9日"
    assert read(text).agency == "云岭市人力资源和社会保障局"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("一、工作成效\n2024年，区水利局坚持依法行政。", "区水利局"),
        ("记者从云岭市市场监管局获悉，执法行动已经开始。", "云岭市市场监督管理局"),
        ("记者昨天从云岭市市场监管局获悉，执法行动已经开始。", "云岭市市场监督管理局"),
        ("记者今天上午从市应急管理局获悉，检查企业30家。", "市应急管理局"),
        ("我局在云岭市人民政府网站公开信息，贯彻《云岭省法治政府建设纲要》。", ""),
    ],
)
def test_without_a_title_the_subject_of_the_opening_reports(text, agency):
    assert read(text + "各项工作有序开展。" * 100).agency == agency


def test_the_name_of_the_agency_says_nothing_of_the_kind():
    assert read("青禾区综合行政执法局2024年工作总结" + BODY).kind == "bulletin"
    assert (
        read("一、队伍建设\n区综合行政执法局修订手册。\n二、法治政府建设" + "有序。" * 50).kind
        == "rule_of_law"
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青禾区水利局行政执法工作报告\n发布日期：2025-02-01\n工作有序。", 2024),
        (
            "青禾区水利局政府信息公开工作年度报告\n统计期限为2023年1月1日至2023年12月31日。2024年5月发布。",
            2023,
        ),
        (
            "青禾区水利局信息公开报告\n所列数据统计限自2021年1月1日至2021年12月31日。发布日期：2022-01-20",
            2021,
        ),
        ("一、2023年工作成效\n2022年结转3件，2022年评估第一，2022年整改完成。", 2023),
        ("青禾区开展河道检查\n发布日期：2025-04-20\n日前，全区检查河道20处。", 2025),
        ("县水利局2022工作总结和2023年工作思路\n一、成效", 2022),
        ("全年受理申请34件（含2022年结转1件）。自2021年以来无诉讼。", None),
        ("近日，执法大队检查车辆30辆。", None),
        ("按照《2022年云岭省货车治理行动方案》，近日检查车辆30辆。", 2022),
        ("“护水2021”专项行动中检查河道30处。", 2021),
        ("据悉，2023年，全县查处案件9起。2024年，全县将继续行动。", 2023),
    ],
)
def test_the_year_reported_on_is_read_or_left_open(text, year):
    context = read(text)
    assert context.year == year
    assert bool(context.period_start) == (year is not None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("青禾区2025年安全生产检查情况通报\n1-4月，全区检查企业30家。", "2025-01-01", "2025-04-30"),
        ("青禾区2024年执法情况通报\n截至11月底，全区检查企业30家。", "2024-01-01", "2024-11-30"),
        ("青禾区2024年第三季度执法情况通报\n成效明显。", "2024-07-01", "2024-09-30"),
        ("青禾区2025年“五一”检查情况\n5月1日至5日，检查企业30家。", "2025-05-01", "2025-05-05"),
        ("青禾区河道检查情况\n发布日期：2025-04-20\n日前，检查河道20处。", "2025-01-01", "2025-04-20"),
        ("青禾区2024年执法情况通报\n全年有序。去年1-4月检查30家。", "2024-01-01", "2024-12-31"),
        ("青禾区水利局2024年度行政执法工作报告\n上半年检查30次。", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_bulletin_covers_what_its_opening_says_and_no_day_after_its_publication(text, start, end):
    context = read(text)
    assert (context.period_start, context.period_end) == (start, end)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("清河街道2024年法治政府建设情况报告", "township"),
        ("高新区市场监管局2024年行政执法工作报告", "district"),
        ("县城市管理局2024年工作总结", "district"),
        ("国家矿山安全监察局2023年行政执法情况通报", ""),
        ("自治区市场监管局2023年行政执法情况通报", "province"),
        ("2025年云岭市“五一”假期检查情况通报", "city"),
        ("市场监管总局2024年执法情况通报", ""),
    ],
)
def test_level_by_the_name_alone(title, level):
    assert read(title + "\n在市委、市政府的领导下，工作有序。").level == level


def test_a_holiday_whose_days_nothing_tells_has_a_year_and_no_period():
    context = read("2025年中秋假期云岭市安全生产形势总体平稳\n各区检查企业30家。")
    assert (context.year, context.period_start, context.period_end) == (2025, "", "")


def test_a_bulletin_may_run_from_one_year_into_the_next():
    text = (
        "云岭市开展网吧集中检查行动\n日前，据统计，自2023年12月29日至2024年2月6日，检查网吧30家。2024年继续。"
    )
    context = read(text, published="2024-02-08")
    assert (context.year, context.period_start, context.period_end) == (2024, "2023-12-29", "2024-02-06")


def test_a_monthly_report_is_of_the_month_of_its_title():
    context = read("2024年7月违法用地整改月报\n（第7期）\n全市7月份下发任务40件。")
    assert (context.title, context.period_start, context.period_end) == (
        "2024年7月违法用地整改月报",
        "2024-07-01",
        "2024-07-31",
    )
