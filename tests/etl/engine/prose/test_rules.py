"""A rejection says which rule made it; every rule that can reject a numeral has a sentence here."""

import pytest

from etl.engine.codes import REASONS
from etl.engine.model import ReportContext
from etl.engine.prose import extract_prose, judge, reject
from tests.rules import RULES

CONTEXT = ReportContext(agency="云岭市应急管理局", kind="enforcement", year=2024, city="云岭市")

# rule: a text of our own, the numeral that it rejects, and why
SAID = {
    "goal_to_reach": ("完成5000家目标的110%。", "5000家", "threshold"),
    "field_of_rank": ("在120个城市中排名靠前。", "120个", "rank"),
    "size_of_area": ("辖区总面积5.53平方公里。", "5.53平方公里", "external"),
    "newspaper_page": ("当前版：05版", "05版", "code"),
    "closes_open_list": ("检查资质、台账等6项内容。", "6项", "plan_part"),
    "minutes": ("发布时间：12月20日 00时00分", "00分", "time"),
    "intended": ("我局计划检查企业40家。", "40家", "future"),
    "years_running": ("连续5次获评优秀。", "5次", "streak"),
    "place_in_order": ("成绩位列全市前3名。", "3名", "rank"),
    "places_moved": ("考核名次上升2位。", "2位", "rank"),
    "standard_in_clause": ("执法时应当有2人在场。", "2人", "threshold"),
    "required_each_time": ("要求每月检查不少于3次。", "3次", "threshold"),
    "lower_end": ("违法所得五万元以上十万元以下。", "五万元以上", "threshold"),
    "bound_of_kind": ("面积100平方米以上的商场均已检查。", "100平方米以上", "threshold"),
    "bare_bound": ("评分低于60以下的企业停业。", "60", "threshold"),
    "bound_of_amount": ("查办5万元以上案件3件。", "5万元以上", "threshold"),
    "asked_for": ("持证率达到省局要求的95%。", "95%", "threshold"),
    "fine_by_law": ("该行为可处1万元以上罚款。", "1万元以上", "threshold"),
    "bound_of_rate": ("对合格率低于90%的行业约谈。", "90%", "threshold"),
    "bound_after_bracket": ("青禾区（3亿元）、临溪县（2亿元）罚款超1亿元。", "1亿元", "threshold"),
    "one_case": ("对一家门店进行检查。", "一家", "rhetoric"),
    "few_people": ("由2名以上执法人员负责。", "2名以上", "threshold"),
    "background": ("全市常住人口300万人。", "300万人", "external"),
    "more_background": ("全市常住人口300万人，其中城镇200万人。", "200万人", "external"),
    "in_bracket_of": ("全市常住人口300万人（其他90万人）。", "90万人", "external"),
    "red_line": ("能耗守住500吨红线。", "500吨", "threshold"),
    "control_figure": ("事故起数控制指标为12起。", "12起", "threshold"),
    "task_set": ("省局下达任务数300件。", "300件", "future"),
    "to_be_ensured": ("确保持证率95%以上。", "95%以上", "future"),
    "share_of_effort": ("坚持80%靠服务。", "80%", "slogan_or_name"),
    "part_of_plan": ("部署5个重点任务。", "5个", "plan_part"),
    "makes_up_area": ("覆盖12个街道。", "12个", "structure"),
    "has_below_it": ("本局下设6个。", "6个", "structure"),
    "ordinal": ("依据第25条处理。", "25条", "law_article"),
    "hotline": ("通过12345网办结。", "12345网", "phone"),
    "version": ("上线平台2.0版。", "2.0版", "slogan_or_name"),
    "in_code": ("型号A35已停用。", "35", "code"),
    "page_counter": ("浏览次数：1326次", "1326次", "code"),
    "uncounted_unit": ("于3月完成。", "3月", "date"),
    "law_article": ("按照第二章25条执行。", "25条", "law_article"),
    "written_date": ("发布于2025-01-20。", "2025-01-20", "date"),
    "clock_time": ("上午10:32开始。", "10:32", "time"),
    "phone_number": ("电话0871-65432100。", "0871-65432100", "phone"),
    "before_letter": ("带宽100M。", "100M", "code"),
    "joined": ("推行1+3模式。", "1+3", "slogan_or_name"),
    "joined_before": ("推行百日＋3模式。", "3", "slogan_or_name"),
    "document_bracket": ("云应急〔2024〕号。", "2024", "document_number"),
    "item_number": ("工作如下：3）检查。", "3", "heading_number"),
    "numbered": ("邮编：655300", "655300", "code"),
    "bare_hotline": ("拨打12345，请留言。", "12345", "phone"),
    "chinese_ordinal": ("召开第三次会议。", "三次", "ordinal"),
    "vague": ("召开数十次会。", "十次", "rhetoric"),
    "kind_or_grade": ("取得二类证书。", "二类", "slogan_or_name"),
    "chinese_article": ("依照总则章三条。", "三条", "law_article"),
    "base_of_rate": ("千人投诉量下降。", "千人", "rate_base"),
    "falling_range": ("实施行政处罚15-8件。", "15-8件", "code"),
    "session": ("十四届三次全会。", "三次", "ordinal"),
    "name": ("落实三项制度。", "三项", "slogan_or_name"),
    "ends_word": ("逐一张贴封条。", "一张", "rhetoric"),
    "said_of_each": ("做到发现一起、查处一起。", "一起", "rhetoric"),
    "rose_and_fell": ("事故一平二升。", "二升", "slogan_or_name"),
    "likened": ("没收私盐，相当于20万人一年的用量。", "20万人", "rhetoric"),
    "filled": ("满10人的工地设安全员。", "10人", "threshold"),
    "loaded_beyond": ("查处超限75吨以上车辆。", "75吨以上", "threshold"),
    "kind_by_size": ("检查7座以下小型客车。", "7座以下", "threshold"),
    "allowed": ("核载19人的客车实载23人。", "19人", "threshold"),
    "target": ("年度考核目标浓度不高于34微克。", "34", "threshold"),
    "alternative": ("对面积在500平方米或人员在30人以上的场所开展检查。", "500平方米", "threshold"),
    "of_every": ("每10家抽查1家。", "10家", "rate_base"),
    "speaks": ("一名执法人员告诉记者。", "一名", "rhetoric"),
    "not_one": ("不放过一个隐患。", "一个", "rhetoric"),
    "bound_behind": ("三名保育员以上在岗。", "三名", "threshold"),
    "zone": ("学校周边200米范围内禁售。", "200米", "threshold"),
    "clearance": ("货架层高不低于3米。", "3米", "threshold"),
    "may_cost": ("举报最高奖励3万元。", "3万元", "threshold"),
    "befell_often": ("对一年内2次以上被投诉的门店约谈。", "2次以上", "threshold"),
    "population": ("全县30万人口。", "30万人", "external"),
    "together": ("把事项划到一起，统一受理。", "一起", "rhetoric"),
    "next_page": ("上一篇：通告", "一篇", "code"),
    "carries_ordinal": ("落实第一、二轮督察反馈。", "二轮", "ordinal"),
    "wheels": ("查扣人力三轮5辆。", "三轮", "slogan_or_name"),
    "listed_in_paper": ("《水环境规划》部署的42项措施有序推进。", "42项", "plan_part"),
    "times_honoured": ("我局4次跻身前列。", "4次", "rank"),
    "rota": ("联席会议按每月1次的频次召开。", "1次", "threshold"),
    "passed": ("立案量过1000件的区有云麓区。", "1000件", "threshold"),
    "tariff": ("贷款利率由4.1%下调。", "4.1%", "external"),
    "assigned_each": ("由党员干部每人联系2家企业。", "2家", "threshold"),
    "or_more": ("对拖欠超过30日或2万元的，列入名单。", "2万元", "threshold"),
    "told_of_some": ("9个县收到申请超过40件。", "40件", "threshold"),
    "uncounted_chinese_unit": ("历时三年。", "三年", "date"),
    "unitless": ("三标段完工。", "三", "rhetoric"),
}


@pytest.mark.parametrize(("name", "said"), SAID.items())
def test_each_rule_rejects_what_it_is_for(name, said):
    text, printed, reason = said
    found = {r.printed: (r.rule, r.reason) for r in extract_prose(RULES, text, CONTEXT).rejections}
    assert found.get(printed) == (name, reason), found


def test_every_rule_has_its_sentence_and_its_own_name():
    rules = [*judge.ANYWHERE, *judge.OUTSIDE_LISTS, *dict.fromkeys((*reject.ARABIC, *reject.ARABIC_BARE))]
    names = [rule.name for rule in (*rules, *reject.CHINESE)]
    assert sorted(names) == sorted(set(names))
    assert set(names) == set(SAID)
    assert {rule.reason for rule in rules} - {""} <= set(REASONS)


def test_to_do_something_together_is_no_count():
    for said in ("业务与法治一并安排，年底一起检查。", "与重点工作一起部署、一起考核。"):
        assert extract_prose(RULES, said, CONTEXT).figures == []
