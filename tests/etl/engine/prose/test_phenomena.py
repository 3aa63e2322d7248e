"""One sentence for each thing that a report's prose does with numbers."""

from decimal import Decimal

import pytest

from etl.engine.model import ReportContext
from etl.engine.prose import extract_prose
from tests.rules import RULES

CONTEXT = ReportContext(
    agency="云岭市应急管理局",
    kind="rule_of_law",
    year=2024,
    city="云岭市",
    period_start="2024-01-01",
    period_end="2024-12-31",
)


def read(text: str):
    return extract_prose(RULES, text, CONTEXT)


def figures(text: str, *fields: str) -> list[tuple]:
    return [tuple(getattr(f, name) for name in ("printed", *fields)) for f in read(text).figures]


def reasons(text: str) -> dict[str, str]:
    return {r.printed: r.reason for r in read(text).rejections}


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "approx"),
    [
        ("清理小广告1.3万余条。", "1.3万余条", "13000", "条", "at_least"),
        ("罚款1.03亿元。", "1.03亿元", "103000000", "元", "exact"),
        ("出动5千余人次。", "5千余人次", "5000", "人次", "at_least"),
        ("罚款三百一十六万元。", "三百一十六万元", "3160000", "元", "exact"),
        ("办理裁决0.0038万宗。", "0.0038万宗", "38", "宗", "exact"),
        ("没收款43万6千元。", "43万6千元", "436000", "元", "exact"),
        ("排查隐患2，376，541处。", "2，376，541处", "2376541", "处", "exact"),
        ("下达文书1 032份。", "1 032份", "1032", "份", "exact"),
        ("接待群众１３６人。", "１３６人", "136", "人", "exact"),
        ("检查企业 2 家。", "2 家", "2", "家", "exact"),
        ("发送短信1 千余条。", "1 千余条", "1000", "条", "at_least"),
        ("持证率95%以上。", "95%以上", "95", "%", "at_least"),
        ("发放手册近2万册。", "2万册", "20000", "册", "about"),
        ("培训近千人。", "近千人", "1000", "人", "about"),
        ("检查约300家。", "300家", "300", "家", "about"),
        ("投入资金超过500万元。", "500万元", "5000000", "元", "at_least"),
        ("整治27余家。", "27余家", "27", "家", "at_least"),
        ("规范摊点2.3万余处（次）。", "2.3万余处（次）", "23000", "处（次）", "at_least"),
        ("开展检测1.2批次/千人。", "1.2批次/千人", "1.2", "批次/千人", "exact"),
        ("阅读量10万+。", "10万+", "100000", "", "at_least"),
        ("满意率达百分之九十八。", "百分之九十八", "98", "%", "exact"),
        ("不合格率4.5‰。", "4.5‰", "4.5", "‰", "exact"),
        ("骨干占三成。", "三成", "30", "%", "exact"),
        ("设法律顾问、公职律师各一名。", "一名", "1", "名", "exact"),
        ("约谈十二家次。", "十二家次", "12", "家次", "exact"),
    ],
)
def test_a_numeral_is_read_whole(text, printed, value, unit, approx):
    assert figures(text, "value", "unit", "approx") == [(printed, Decimal(value), unit, approx)]


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("每月更新1-2期。", "1-2期", 1, 2),
        ("派出5至8个小组检查。", "5至8个", 5, 8),
        ("投入3-5万元。", "3-5万元", 30000, 50000),
        ("抽查三四十家。", "三四十家", 30, 40),
    ],
)
def test_a_range_is_one_figure_with_both_ends(text, printed, low, high):
    assert figures(text, "value", "value_high", "approx") == [(printed, low, high, "range")]


@pytest.mark.parametrize(
    ("text", "printed", "reason"),
    [
        ("2024年工作平稳。", "2024年", "date"),
        ("自3月15日起施行。", "15日", "date"),
        ("依据云办发〔2024〕3号办理。", "3号", "document_number"),
        ("依照第二十条第3项办理。", "3项", "law_article"),
        ("拨打12345热线反映。", "12345", "phone"),
        ("联系电话：0871-65432100。", "0871-65432100", "phone"),
        ("推行“1+8+N”模式。", "1", "slogan_or_name"),
        ("实行1+8+N模式。", "1+8+N", "slogan_or_name"),
        ("纪念5·12防灾日。", "5·12", "slogan_or_name"),
        ("贯彻《三年方案（2023-2025年）》。", "2023-2025", "slogan_or_name"),
        ("落实三项制度。", "三项", "slogan_or_name"),
        ("24小时值守。", "24小时", "time"),
        ("3个工作日内办结。", "3个工作日", "time"),
        ("PM2.5浓度下降。", "2.5", "code"),
        ("成绩列全市前三名。", "三名", "rank"),
        ("实现连续7次优秀。", "7次", "streak"),
        ("力争检查企业300家次。", "300家次", "future"),
        ("计划检查企业300家次。", "300家次", "future"),
        ("应当由2名以上执法人员检查。", "2名以上", "threshold"),
        ("明确26项重点任务。", "26项", "plan_part"),
        ("下辖9个镇。", "9个", "structure"),
        ("常住人口45万人。", "45万人", "external"),
        ("千人投诉量下降。", "千人", "rate_base"),
        ("联合公安等6部门部署。", "6部门", "structure"),
        ("邮编：655300。", "655300", "code"),
        ("浏览次数：356次", "356次", "code"),
    ],
)
def test_what_counts_nothing_is_rejected_with_its_reason(text, printed, reason):
    assert figures(text) == []
    assert reasons(text)[printed] == reason


@pytest.mark.parametrize(
    ("text", "printed", "indicator"),
    [
        ("全年保持零复议。", "零复议", "reconsiderations"),
        ("实现“零诉讼”目标。", "零诉讼", "litigations"),
        ("未收到政府信息公开申请。", "未收到", "disclosure_requests"),
        ("没有收到信息公开申请。", "没有收到", "disclosure_requests"),
        ("无一起行政处罚案件被撤销。", "无一起", "overturned"),
        ("全年未发生一起裁量不当的处罚。", "未发生一起", "overturned"),
        ("未发现重大事故隐患。", "未发现", "major_hazards"),
        ("行政强制措施无。", "无", "coercions"),
        ("没有被提起行政诉讼。", "没有", "litigations"),
    ],
)
def test_a_statement_of_none_is_a_zero_and_prints_its_words(text, printed, indicator):
    assert figures(text, "value", "indicator") == [(printed, 0, indicator)]


@pytest.mark.parametrize(
    "text",
    [
        "做到零容忍、零距离。",
        "严查无证经营。",
        "确保不发生事故。",
        "没收违法所得。",
        "未按规定办理的，不得上岗。",
        "加快办理进度。",
    ],
)
def test_a_way_of_speaking_is_no_statement_of_none(text):
    assert figures(text) == []


def test_a_shared_subject_gives_each_number_its_own_words():
    text = "危化、矿山、工贸分别检查421、87、1,840家次。"
    assert figures(text, "indicator", "unit", "sector") == [
        ("421", "inspections", "家次", "危化"),
        ("87", "inspections", "家次", "矿山"),
        ("1,840家次", "inspections", "家次", "工贸"),
    ]


def test_named_bodies_share_a_subject_too():
    text = "临溪县、望川区立案数分别为97件、64件。"
    assert figures(text, "indicator", "scope") == [
        ("97件", "cases_filed", "other"),
        ("64件", "cases_filed", "other"),
    ]


def test_a_part_takes_the_indicator_of_its_whole():
    text = "检查生产经营单位310家次，其中矿山12家次、化工98家次。"
    assert figures(text, "indicator") == [(p, "inspections") for p in ("310家次", "12家次", "98家次")]


def test_a_verb_carries_over_a_list():
    text = "检查开发企业32家、中介机构85家。"
    assert figures(text, "indicator") == [
        ("32家", "enterprises_inspected"),
        ("85家", "enterprises_inspected"),
    ]


def test_brackets_name_a_body_and_end_with_the_bracket():
    text = "位居前列的是青禾区（238家）、宝平街道（24家），合计占12%。"
    assert figures(text, "scope", "body") == [
        ("238家", "other", "青禾区"),
        ("24家", "other", "宝平街道"),
        ("12%", "own", ""),
    ]


def test_the_scope_switches_inside_a_sentence():
    text = "全市应急系统检查企业300家次，市本级检查企业40家次，青禾区检查企业30家次。"
    assert figures(text, "scope") == [("300家次", "system"), ("40家次", "own"), ("30家次", "other")]


def test_an_area_that_is_the_agencys_own_is_the_system():
    assert figures("云岭市共检查企业300家次。", "scope") == [("300家次", "system")]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("检查同比增长16.6%。", "change"),
        ("满意率提高3.7个百分点。", "change"),
        ("较上年减少23件。", "change"),
        ("许可案件占32.8%。", "share"),
        ("隐患整改率98%。", "rate"),
        ("满意率提升到96.8%。", "rate"),
        ("人均办案量12.4件。", "rate"),
        ("检查企业30家。", "level"),
    ],
)
def test_the_measure_follows_the_words_before_the_number(text, measure):
    assert [f.measure for f in read(text).figures] == [measure]


def test_changes_of_a_list_are_all_changes():
    text = "立案、处罚、罚款同比分别增长12.7%、9.4%和21.3%。"
    assert [f.measure for f in read(text).figures] == ["change"] * 3


def test_years_in_one_sentence_give_each_value_its_own():
    text = "2023年、2024年分别办理案件135件、158件。"
    assert figures(text, "period_start", "period_end") == [
        ("135件", "2023-01-01", "2023-12-31"),
        ("158件", "2024-01-01", "2024-12-31"),
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1-9月检查企业30家。", "2024-01-01", "2024-09-30"),
        ("一季度检查企业30家。", "2024-01-01", "2024-03-31"),
        ("前三季度检查企业30家。", "2024-01-01", "2024-09-30"),
        ("上半年检查企业30家。", "2024-01-01", "2024-06-30"),
        ("截至11月底，检查企业30家。", "2024-01-01", "2024-11-30"),
        ("去年检查企业30家。", "2023-01-01", "2023-12-31"),
        ("检查企业30家。", "2024-01-01", "2024-12-31"),
    ],
)
def test_the_period_is_the_sentences_own_or_the_reports(text, start, end):
    assert [(f.period_start, f.period_end) for f in read(text).figures] == [(start, end)]


def test_a_plan_ends_where_the_sentence_turns_to_what_was_done():
    text = "计划检查企业300家次，实际检查312家次。"
    assert figures(text) == [("312家次",)]


def test_sections_of_plans_state_nothing_and_those_before_them_do():
    text = "一、工作情况\n检查企业30家。\n二、下步工作打算\n检查企业40家。\n（一）培训20人。"
    assert figures(text, "section") == [("30家", "一")]
    assert reasons(text)["40家"] == reasons(text)["20人"] == "future"


def test_a_mixed_section_turns_to_the_future_with_its_sentence():
    text = "三、存在问题及下步打算\n全局仅有执法人员12人。下一步，培训人员20人。组织演练3场。"
    assert figures(text) == [("12人",)]


def test_a_year_after_the_reports_own_makes_a_heading_a_plan():
    assert figures("四、2025年工作重点\n检查企业40家。") == []
    assert figures("四、2024年重点工作完成情况\n检查企业40家。") == [("40家",)]


def test_campaign_and_sector_are_named():
    text = "深入开展“利剑2024”专项行动，检查烟花爆竹企业30家次。"
    assert figures(text, "campaign", "sector") == [("30家次", "利剑2024", "烟花爆竹")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PM10年均浓度为71微克/立方米，优良天数达301天，监测330天。", ["71微克/立方米", "301天", "330天"]),
        ("为群众节约时限10天以上。", ["10天以上"]),
        ("颗粒物浓度29微克/立方米（年度考核目标浓度不高于34微克/立方米）。", ["29微克/立方米"]),
        ("对面积在500平方米或从业人员在30人以上的场所开展检查。", []),
    ],
)
def test_what_was_measured_counts_and_what_was_to_be_reached_does_not(text, found):
    assert [f.printed for f in read(text).figures] == found
    assert {f.measure for f in read(text).figures} <= {"level"}


@pytest.mark.parametrize(
    "text",
    [
        "2024年新领取执法证31人，因退休注销12人。",
        "8名干部成功申领行政执法证。",
        "全县公安机关共侦办侵害农民权益犯罪案件31起。",
        "开展综合执法能力提升行动2次。",
        "依法行政自查中，发现问题4个。",
        "消防救援队伍接处警1382起，出动人员18516人次。",
    ],
)
def test_a_near_word_gives_no_indicator(text):
    assert {f.indicator for f in read(text).figures} == {""}
