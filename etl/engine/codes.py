"""The codes of figures, reports and rejections: what each is in Chinese and in English, said here alone.

Where the order of a table means something, the table says so. How a page marks a code (signs, patterns) is
the page's own affair.
"""

from typing import Literal, NamedTuple

# The same ids for the type checker and the reading of data files, which take no dictionary for a type.
Approx = Literal["exact", "at_least", "about", "at_most", "range"]
Measure = Literal["level", "share", "change", "rate"]
Scope = Literal["own", "system", "other"]
Whole = Literal["stated", "sum", "only"]
ReportKind = Literal["statistics_table", "enforcement", "disclosure", "rule_of_law", "bulletin"]
Extent = Literal["full", "excerpt"]
Level = Literal["province", "city", "district", "township"]


class Code(NamedTuple):
    """What a code means, in the words that pages, exports and messages use."""

    zh: str
    en: str


APPROX: dict[str, Code] = {
    "exact": Code("确数", "exactly this number"),
    "at_least": Code("不少于", "this number or more: 余, 多, 以上"),
    "about": Code("约", "near this number: 约, 近, 左右"),
    "at_most": Code("不超过", "this number or less: 不足, 以内"),
    "range": Code("区间", "between two printed numbers"),
}
MEASURES: dict[str, Code] = {
    "level": Code("数量", "how many or how much in the period"),
    "share": Code("占比", "a part's share of its whole"),
    "change": Code("变化", "a difference from another period"),
    "rate": Code("比率", "a ratio of two quantities"),
}
# Where an agency has numbers of several, the first of these is shown.
SCOPES: dict[str, Code] = {
    "own": Code("本机关", "the reporting agency itself"),
    "system": Code("全系统", "all agencies of its trade or area together"),
    "other": Code("文中所指机构", "another body that the report names"),
}
# Why a figure may stand as the total of its indicator, scope and period; none where nothing proves it.
WHOLES: dict[str, Code] = {
    "stated": Code("报告写明的合计", "the report says that it is the total"),
    "sum": Code("与分项之和相符的合计", "its parts add up to it"),
    "only": Code("报告中唯一的数", "the report has no other number for it"),
}
# The further along a person has looked the earlier.
STATUSES: dict[str, Code] = {
    "reviewed": Code("已人工核对", "checked by a person"),
    "extracted": Code("程序提取，未核对", "read by the program, not checked"),
    "rejected": Code("已剔除", "found to be no figure"),
}
# Where two reports of an agency and year state one thing, the earlier kind's number is shown.
REPORT_KINDS: dict[str, Code] = {
    "statistics_table": Code("行政执法统计年报", "yearly enforcement statistics, an official table"),
    "enforcement": Code("行政执法年度报告", "yearly enforcement report"),
    "disclosure": Code("政府信息公开年度报告", "yearly report on the disclosure of government information"),
    "rule_of_law": Code("法治政府建设年度报告", "yearly report on government under the rule of law"),
    "bulletin": Code("通报或总结", "bulletin, summary or news"),
}
EXTENTS: dict[str, Code] = {
    "full": Code("已读全文", "the whole text was read"),
    "excerpt": Code("只读到摘录", "only an excerpt was read"),
}
# From the widest area down.
LEVELS: dict[str, Code] = {
    "province": Code("省级", "province"),
    "city": Code("市级", "city"),
    "district": Code("区县级", "district or county"),
    "township": Code("乡镇级", "township or street"),
}
# Why a numeral is no figure.
REASONS: dict[str, Code] = {
    "date": Code("日期或年份", "date or year"),
    "time": Code("时刻或期限", "time of day or term"),
    "document_number": Code("文号", "number of a document"),
    "law_article": Code("法条或令号", "article of a law or number of an order"),
    "heading_number": Code("标题或列举序号", "number of a heading or list item"),
    "ordinal": Code("序数", "ordinal"),
    "phone": Code("电话号码", "telephone number"),
    "code": Code("编码或网址", "code or address"),
    "slogan_or_name": Code("口号或名称", "slogan or name"),
    "plan_part": Code("方案的组成部分", "part of a plan"),
    "structure": Code("机构或区划的结构性数字", "how an area or agency is made up"),
    "rhetoric": Code("修辞", "figure of speech"),
    "future": Code("计划或目标", "plan or target"),
    "threshold": Code("阈值或标准", "threshold or standard"),
    "rate_base": Code("比率的基数", "base of a rate"),
    "rank": Code("名次", "rank"),
    "streak": Code("连续年数", "years in a row"),
    "external": Code("非本机关业绩的背景数字", "background, not what the agency did"),
    "table_label": Code("表格的行列标签", "label of a table's row or column"),
    "no_unit": Code("没有计量对象的数字", "nothing that is counted"),
}


def chinese(codes: dict[str, Code]) -> dict[str, str]:
    """The table's Chinese words by code, in the table's order."""
    return {code: words.zh for code, words in codes.items()}
