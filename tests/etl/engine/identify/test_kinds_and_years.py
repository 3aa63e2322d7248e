"""What kind of report, of which year and days; what of it is a guess. Titles and texts are invented."""

import pytest

from etl.engine.identify.kinds import find_kind
from etl.engine.model import Document
from tests.rules import ENGINE

WORK = "各项工作有序开展。" * 40


def read(text: str, **metadata):
    return ENGINE.identify(Document(text=text, **metadata))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("望川区2024年度行政执法统计情况", "statistics_table"),
        ("望川区水利局行政处罚实施情况统计表", "statistics_table"),
        ("望川区2024年行政复议应诉案件情况分析", "statistics_table"),
        ("2024年全省行政复议、行政应诉案件统计数据", "statistics_table"),
        ("望川区2024年行政复议和行政应诉案件办理情况报告", "enforcement"),
        ("望川区水利局2024年行政执法情况公示", "enforcement"),
        ("望川区水利局2024年行政执法年度数据统计公示", "statistics_table"),
        ("望川区行政执法工作成果显著", "bulletin"),
        ("望川区文化执法工作屡获佳绩", "bulletin"),
        ("望川区水利局2024年行政执法工作", "enforcement"),
        ("望川区水利局2024年法治政府部门建设情况报告", "rule_of_law"),
        ("望川区水利局2024年四季度政务公开工作自查报告", "disclosure"),
        ("望川区水利局2024年政府信息公开年度报告", "disclosure"),
        ("2024年9月工程质量巡查信息公开", "bulletin"),
        ("望川区水利局2024年法治宣传周活动开展情况", "bulletin"),
        ("望川区水利局对1-9月行政执法统计情况进行分析", "bulletin"),
        ("望川区2024年1-11月行政执法统计情况通报", "bulletin"),
        ("望川区综合行政执法局2024年工作总结和2025年工作思路", "bulletin"),
        ("望川区水利局2024年节水工作行政执法总结", "enforcement"),
        ("望川区水利局以法治之力守护河道安全通报", "bulletin"),
        ("望川区2024年依法治区工作总结", "rule_of_law"),
    ],
)
def test_the_title_decides_the_kind(title, kind):
    context = read(title + "\n" + WORK)
    assert (context.kind, context.guessed.get("kind", "")) == (kind, "")


@pytest.mark.parametrize(
    "around",
    [
        "首页>政务公开>法治政府建设>正文\n{title}\n{work}",
        "当前位置：首页 > 信息公开 > 法治工作\n{title}\n{work}",
        "{title}\n我局深入学习贯彻习近平法治思想，学习《法治政府建设实施纲要》和政府信息公开条例。{work}",
    ],
)
def test_what_stands_around_the_title_does_not(around):
    text = around.format(title="望川区水利局2024年度行政执法工作报告", work=WORK)
    assert read(text).kind == "enforcement"


@pytest.mark.parametrize(
    ("text", "kind", "guess"),
    [
        ("以习近平法治思想为指导，推进工作。现将全区2024年行政执法工作情况报告如下：\n", "enforcement", ""),
        ("学习习近平法治思想。现将本年度法治政府建设情况报告如下：\n", "rule_of_law", ""),
        ("二、主动公开政府信息情况\n第二十条第（五）项\n行政许可\n3\n", "disclosure", ""),
        ("一、法治政府建设推进情况\n我局高度重视。", "rule_of_law", "kind_opening"),
        ("本报讯（记者甲）近日，全区检查河道30处，改善法治建设环境。", "bulletin", ""),
        ("本报讯（记者甲）近日，全区检查河道30处。", "bulletin", ""),
        ("行政处罚实施数量（宗）\n警告\n罚款\n", "statistics_table", "kind_opening"),
        ("全区检查河道30处。", "bulletin", "kind_nothing"),
        ("一季度行政执法工作规范。现将有关情况通报如下。\n", "bulletin", "kind_opening"),
        ("2024年行政执法规范。现将工作情况报告如下：\n", "enforcement", "kind_opening"),
        (
            "政府信息公开\n区水利局12314中心2024年7月份投诉数据分析\n7月份受理30件。",
            "bulletin",
            "kind_nothing",
        ),
    ],
)
def test_without_a_title_the_announcement_or_the_first_words_do(text, kind, guess):
    context = read(text + WORK)
    assert (context.kind, context.guessed.get("kind", "")) == (kind, guess)


def test_the_notice_that_called_for_a_report_tells_its_kind():
    text = "根据《关于做好2022年度法治政府建设情况报告的通知》要求，现将有关情况报告如下。行政执法检查30次。"
    assert read(text + WORK).kind == "rule_of_law"


def test_a_headline_leaves_the_kind_to_what_is_announced():
    assert find_kind("全区检查河道成效明显", True, "", "现将行政执法情况报告如下：") == ("enforcement", "")
    assert find_kind("全区检查河道成效明显", True, "", "检查30处。") == ("bulletin", "")


@pytest.mark.parametrize(
    ("text", "metadata", "year", "guess"),
    [
        ("望川区水利局2024年工作总结\n", {}, 2024, ""),
        ("望川区检查河道\n发布日期：2025-04-20\n日前，检查30处。", {}, 2025, "year_published"),
        ("望川区检查河道\n日前，检查30处。", {"url": "http://a.cn/2025/04/20/c.html"}, 2025, "year_address"),
        ("望川区检查河道\n日前，检查30处。", {"url": "http://a.cn/t20250420_3.shtml"}, 2025, "year_address"),
        ("望川区检查河道\n发布日期：2025-01-08\n本报讯（记者甲）2024年12月30日至31日，检查。", {}, 2024, ""),
        ("望川区检查河道\n发布日期：2025-02-08\n本报讯（记者）节前检查。", {}, 2025, "year_published"),
        ("望川区检查河道\n发布日期：2025-02-08\n本报讯（记者）去年检查。", {}, 2024, "year_published"),
        ("在刚刚过去的2024年，我局检查河道30处。2021年，我局成立。", {}, 2024, ""),
        ("望川区检查河道\n发布日期：2025-04-24\n会上介绍2024年渔政工作情况。检查30处。", {}, 2024, ""),
        ("望川区检查河道\n发布日期：2025-09-24\n自2023年以来共检查30处。", {}, 2025, "year_published"),
        ("望川区检查河道\n浏览次数：12 发布时间：2025-09-30 17:41\n近日，检查。", {}, 2025, "year_published"),
        ("《望川日报》（2021年10月14日 第3版）\n今年，检查30处。", {}, 2021, "year_published"),
        (
            "首页 > 动态 望川区“护河行动”满百日 2024-06-12 来源:区水利局 字号:[大 中 小] 自3月1日起,"
            + "开展巡河。" * 40
            + "截至6月8日,检查30处。",
            {},
            2024,
            "year_published",
        ),
        ("望川区检查河道\n17.07.2015  12:19\n今年以来，检查30处。", {}, 2015, "year_published"),
        ("望川区开展节前检查\n时间：2022-01-27 09:10\n连日来，检查30处。", {}, 2022, "year_published"),
        ("望川区汛前检查河道\n发布日期：2025-05-20\n汛期将至，检查30处。", {}, 2025, "year_published"),
        ("望川区检查河道\n发布日期：2025-05-20\n去年，检查30处。", {}, 2024, "year_published"),
        ("望川区检查河道\n发布时间：2022-01-20\n近日，检查30处。", {}, 2022, "year_published"),
        ("望川区检查河道\n发布时间：2022-01-04\n近日，12月底，检查30处。", {}, 2021, "year_published"),
        ("据统计，3月份，中心受理30件。", {"published": "2011-04-22"}, 2011, "year_published"),
        ("受区政府委托，向区人大报告2022年度审计情况。\n", {}, 2022, ""),
        ("检查自2022年1月1日开始至今，共检查30处。", {}, 2022, "year_named"),
        ("自2022年3月起，专项行动稳步推进，共检查30处。", {}, 2022, "year_named"),
        ("自2022年5月1日12时至9月16日12时，实行休渔。共检查30处。", {}, 2022, "year_named"),
        ("自2021年10月以来，多部门联合打击。今年前5月，共检查30处。", {}, None, ""),
        ("8月12日，望川区公布2022“清流”行动成果，检查30处。", {}, 2022, "year_named"),
        ("2018年至2020年检查30处。2021年1至8月份，检查9处。", {}, 2021, "year_named"),
    ],
)  # fmt: skip
def test_the_year_and_where_it_is_from(text, metadata, year, guess):
    context = read(text + WORK, **metadata)
    assert (context.year, context.guessed.get("year", "")) == (year, guess)


@pytest.mark.parametrize(
    ("text", "start", "end", "guess"),
    [
        ("望川区检查河道\n2024年9月，全区检查30处。", "2024-09-01", "2024-09-30", ""),
        ("前9月河道检查情况通报\n发布日期：2024-10-20\n全区检查30处。", "2024-01-01", "2024-09-30", ""),
        ("去年望川区查处违法行为成效显著\n2024年，查处30起。", "2024-01-01", "2024-12-31", "period_assumed"),
        ("望川区检查通报\n发布日期：2024-10-20\n今年检查。", "2024-01-01", "2024-10-20", "period_assumed"),
        ("2024年“五一”文化和旅游假日市场情况\n检查30家。", "", "", ""),
        ("望川区水利局2024年各季度执法情况\n一季度检查30家。", "2024-01-01", "2024-12-31", ""),
        ("望川区水利局2024年度行政执法工作报告\n检查30次。", "2024-01-01", "2024-12-31", ""),
    ],
)  # fmt: skip
def test_the_days_and_whether_they_are_stated(text, start, end, guess):
    context = read(text + WORK)
    assert (context.period_start, context.period_end) == (start, end)
    assert context.guessed.get("period", "") == guess


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("望川区查处违法30起 罚款5万元\n2024年02月26日 来源：网\n" + WORK, "望川区查处违法30起罚款5万元"),
        ("2024年工作自查报告云岭市水利局2024年12月31日一、基本情况" + WORK, "2024年工作自查报告"),
        ("名称：望川区2024年法治政府建设情况报告 文号：无\n" + WORK, "望川区2024年法治政府建设情况报告"),
    ],
)  # fmt: skip
def test_titles_that_pages_hide(text, title):
    assert read(text).title == title


@pytest.mark.parametrize(
    ("text", "year", "guess"),
    [
        ("云安办〔2023〕18号\n关于9月份检查情况的通报\n9月份检查企业30家。", 2023, "year_number"),
        (
            "三年行动中，2021年共检查30次，2022年共检查40次，2023年共检查50次，2023年最多。",
            2023,
            "year_named",
        ),
        ("根据省厅通知（云应急〔2021〕8号）要求，2023年3月检查企业30家。", 2023, "year_named"),
        ("今年，大队先后开展“2024利剑”“2024清风”整治，立案30件。", 2024, "year_named"),
        ("7月28日凌晨，队员在河口开展水政2022清源行动，查获船2艘。", 2022, "year_named"),
        ("2021年3月至2023年12月，我局落实三年行动，2021年召开会议3次。", 2023, ""),
        ("日前，望川区盘点2022年全区水利执法，布置2023年任务。2023年要抓实。", 2022, ""),
        ("办结12起（其中1起是2019年立的案），争取2023年底前清零。", None, ""),
        ("半年成绩单\n原创 水利 2024-07-10 18:30\n检查30次。\n下半年，检查不松劲！", 2024, "year_published"),
        ("单是2017年第一季度，各级检查30次。到2016年底有队员8人。", 2017, ""),
        ("通报今年以来检查30处。其中某公司2023年12月被罚款3万元。", None, ""),
        ("从2015年11月起，开展巡河。到2016年1月底，共检查30处。", 2016, "year_named"),
        ("自2015年11月起开展巡河。截至2016年1月底，共检查30处。", 2016, "year_named"),
        ("巡河成果丰硕。2021年11月至2022年7月，共检查30处。", 2022, "year_named"),
        ("截至2025年1月底，移送的30件均已办结。2024年度检查成效明显，2024年立案30件。", 2024, "year_named"),
        ("4月17日，通报一季度查处30起，比2016年同期增长一倍。", 2017, "year_named"),
        ("上半年查处30起。2015年上半年才6起，今年上半年增至30起。", 2016, "year_named"),
        ("2009年以来没有发生过决堤。今年1至8月，检查30处。", None, ""),
        ("望川区开展“清河2025·汛期”集中行动\n9月1日，检查30处。", 2025, "year_named"),
        ("岁末，回望2023，我们用脚步丈量河道，检查30处。", 2023, "year_named"),
    ],
)
def test_the_year_by_number_by_operation_and_by_what_was_looked_back_on(text, year, guess):
    context = read(text + WORK)
    assert (context.year, context.guessed.get("year", "")) == (year, guess)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("望川区水利局2024年行政检查实施情况\n检查30次。", "statistics_table"),
        ("望川区水利局2024年度“双随机”抽查及检查结果统计\n检查30次。", "statistics_table"),
        ("望川区水利局行政执法情况\n（2025年1—11月）\n检查30次。", "bulletin"),
        ("望川区2022年行政复议和行政应诉案件办理情况统计分析报告\n收到30件。", "statistics_table"),
        ("望川区水利局2021年度行政执法数据\n填报日期 2022年1月6日\n检查30次。", "statistics_table"),
        ("一、行政执法主体概况\n1.本级行政机关：望川区水利局\n执法岗位8个。", "statistics_table"),
        (
            "结合实际，现就2023年度政府信息公开工作总结如下：\n行政执法信息9条，法治政府建设报告1条。",
            "disclosure",
        ),
        (
            "半年数说\n全区检查30次，处罚9件。区司法局评查案卷9卷。培训30人。全区新收行政复议申请187件。",
            "bulletin",
        ),
    ],
)
def test_kinds_by_the_words_of_forms_and_of_what_is_handed_in(text, kind):
    assert read(text + WORK).kind == kind
