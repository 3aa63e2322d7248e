"""The columns of what programs can ask for: name, type, meaning and codes of each.

The description that is served, what is given and the tests go by these tables; a column that a table of
`queries.bulk` has and this one has not is not given.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.comparability import ANSWERS, REASON_TEXT, STATE_TEXT
from etl.engine import codes


@dataclass(frozen=True)
class Field:
    """A column. `kind`: text, texts, number, integer, boolean, date; `codes` are the values it can have."""

    name: str
    kind: str
    meaning: str
    codes: tuple[str, ...] = ()


def _f(name: str, kind: str, meaning: str, codes: Iterable[str] = ()) -> Field:
    return Field(name, kind, meaning, tuple(codes))


def _coded(name: str, meaning: str, table: dict[str, codes.Code], empty: str = "") -> Field:
    """A column of codes, each spelled out; `empty` says what it means to have none."""
    spelled = "；".join(f"{code} {words.zh} ({words.en})" for code, words in table.items())
    return _f(
        name,
        "text",
        f"{meaning}：{spelled}" + (f"；空：{empty}" if empty else ""),
        [""] * bool(empty) + list(table),
    )


_AGENCY = _f("agency", "text", "机构全称，即其编号")
_PLACE = (
    _f("province", "text", "省"),
    _f("city", "text", "市"),
    _f("district", "text", "区县"),
    _f("level", "text", "层级", codes.LEVELS),
    _f("trade", "text", "行业"),
)
_ADCODE = _f("adcode", "text", "六位行政区划代码")
_SCOPE = _coded("scope", "口径", codes.SCOPES)
_VALUE = (
    _f("value", "number", "数值，以基本单位计"),
    _f("value_high", "number", "区间的上限；不是区间时为空"),
    _coded("approx", "确切程度", codes.APPROX),
)
_PERIOD = (
    _f("period_start", "date", "期间起"),
    _f("period_end", "date", "期间止"),
    _f("period_months", "integer", "期间的月数"),
)
_IDS = _f("figure_ids", "texts", "所依据的数字的编号")

FIGURES = (
    _f("figure_id", "text", "数字编号：由报告、位置和内容算出，重新发布后不变"),
    _f("permalink", "text", "这个数字的固定网址：浏览器得到网页，程序得到 JSON"),
    _f("report_id", "text", "报告编号"),
    _AGENCY,
    _ADCODE,
    _f("year", "integer", "年份（期间止所在的年）"),
    _f("indicator", "text", "指标编号；空：没有合适的指标"),
    _f("indicator_name", "text", "指标名称"),
    _f("label", "text", "报告怎样称呼所计的事物"),
    _f("printed", "text", "报告原文的数字与单位"),
    *_VALUE,
    _f("unit", "text", "基本单位"),
    _f("heading_unit", "text", "表头写明、已乘入数值的单位"),
    _coded("measure", "性质", codes.MEASURES),
    _SCOPE,
    _f("body", "text", "口径为 other 时，文中的机构"),
    _f("campaign", "text", "只属于哪次专项行动；空：不限"),
    _f("sector", "text", "只属于哪个行业领域；空：不限"),
    _f("part", "text", "是哪个分项；空：不是分项"),
    *_PERIOD,
    _f("section", "text", "所在章节"),
    _coded("whole", "凭什么可代表全部", codes.WHOLES, "不能证明它是全部，不可当作全年总数"),
    _f("doubts", "text", "疑点的代号，空格分开"),
    _coded("status", "核对", codes.STATUSES),
    _f("rule", "text", "凭哪条规则归入指标"),
)
HEADLINES = (
    _f("indicator", "text", "指标编号"),
    _f("indicator_name", "text", "指标名称"),
    _f("year", "integer", "年份"),
    _AGENCY,
    _ADCODE,
    *_PLACE,
    *_VALUE,
    _f("unit", "text", "单位"),
    _f("printed", "text", "报告原文"),
    _f("label", "text", "报告的称呼"),
    _SCOPE,
    _f("derived", "boolean", "由分项相加所得"),
    _f("campaign", "text", "只属于哪次专项行动；空：不限"),
    _f("part", "text", "由哪些分项相加"),
    *_PERIOD,
    _f("limits", "text", "限定，用中文写出：与页面上数字旁边的标记相同"),
    _f(
        "verdict",
        "text",
        "可比性：与所选范围内同一指标的其他数字能否相比。只选一年时即页面“对比”所说；空：只有一个数字，"
        "或数字过多未作判断（见原因）",
        ("", *ANSWERS.values()),
    ),
    _f("reasons", "text", "原因：为什么只可参照或不可比"),
    _f("conflict", "boolean", "同一机构同年的另一处数字与此不同"),
    _f("quoted", "boolean", "取自他年报告"),
    _f("from_superior", "boolean", "取自上级机关的通报"),
    _coded("status", "核对", codes.STATUSES),
    _coded("kind", "报告类型", codes.REPORT_KINDS),
    _f("report_id", "text", "报告编号"),
    _IDS,
)
AGENCY_FIELDS = (
    _AGENCY,
    _ADCODE,
    *_PLACE,
    _f("population", "integer", "常住人口；空：无人填写"),
    _f("population_year", "integer", "人口数的年份"),
    _f("population_source", "text", "人口数的来源"),
    _f("reports", "integer", "报告份数"),
)
INDICATORS = (
    _f("id", "text", "指标编号"),
    _f("theme", "text", "主题"),
    _f("name_zh", "text", "名称"),
    _f("name_en", "text", "英文名称"),
    _f("unit", "text", "单位"),
    _f("definition", "text", "定义"),
    _f("counts", "texts", "计入"),
    _f("excludes", "texts", "不计入"),
)
REPORTS = (
    _f("report_id", "text", "报告编号"),
    _AGENCY,
    _ADCODE,
    _f("title", "text", "标题"),
    _coded("kind", "类型", codes.REPORT_KINDS),
    _f("year", "integer", "年份"),
    _f("period_start", "date", "期间起"),
    _f("period_end", "date", "期间止"),
    _f("published", "date", "发布日期"),
    _coded("extent", "已读范围", codes.EXTENTS),
    _f("url", "text", "网址"),
    _f("sha256", "text", "文档的 SHA-256；空：没有登记"),
)
COVERAGE = (
    _AGENCY,
    _ADCODE,
    *_PLACE[:4],
    _f("indicator", "text", "指标编号"),
    _f("indicator_name", "text", "指标名称"),
    _f("year", "integer", "年份"),
    _f(
        "state",
        "text",
        "披露情况：" + "、".join(f"{code} {word}" for code, word in STATE_TEXT.items()) + "。缺不等于零",
        STATE_TEXT,
    ),
    *_VALUE[:2],
    _coded("approx", "确切程度", codes.APPROX, "没有数值"),
    _f("unit", "text", "单位"),
    _f("printed", "text", "报告原文"),
    _f("scope", "text", "口径"),
    _f("campaign", "text", "专项行动"),
    _f("derived", "boolean", "由分项相加所得"),
    _f("report_id", "text", "报告编号"),
    _IDS,
    _f("reason", "text", "只有分项时，为什么没有合计", ("", *REASON_TEXT)),
)
