"""What programs can ask for: the resources, their columns with types and meanings, the parameters of each.

The description that is served (openapi.py), what is checked of a question (question.py) and the tests go by
these tables; a column that a table of `queries.bulk` has and this one has not is not given.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.address import SHARED
from dashboard.comparability import ANSWERS, REASON_TEXT, STATE_TEXT
from dashboard.data.store import Published
from dashboard.filter_bar import AGENCIES, BASIS, LEVELS, REGIONS, TRADES, YEARS
from dashboard.queries import bulk
from dashboard.queries.figures import FigureList
from dashboard.queries.overview import indicators
from dashboard.serving.api.question import Question
from dashboard.serving.api.verdicts import with_verdicts
from dashboard.words import KINDS, MEASURES, STATUSES
from dashboard.words import LEVELS as LEVEL_WORDS
from etl.engine.model import WHOLES

INDICATOR, REPORT, MEASURE = "indicator", "report", "measure"
PLACES = (REGIONS, AGENCIES, LEVELS, TRADES)
GUARDED = tuple(name for name in SHARED if name not in (YEARS, *PLACES))


@dataclass(frozen=True)
class Field:
    """A column. `kind`: text, texts, number, integer, boolean, date; `codes` are the values it can have."""

    name: str
    kind: str
    meaning: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resource:
    """One address below /api/v1/. `read` gives a page; `parameters` are those it takes beside the common."""

    name: str
    summary: str
    fields: tuple[Field, ...]
    parameters: tuple[str, ...]
    read: Callable[[Published, Question], bulk.Page]


def _f(name: str, kind: str, meaning: str, codes=()) -> Field:
    return Field(name, kind, meaning, tuple(codes))


_AGENCY = _f("agency", "text", "机构全称，即其编号")
_PLACE = (
    _f("province", "text", "省"),
    _f("city", "text", "市"),
    _f("district", "text", "区县"),
    _f("level", "text", "层级", LEVEL_WORDS),
    _f("trade", "text", "行业"),
)
_ADCODE = _f("adcode", "text", "六位行政区划代码")
_SCOPE = _f("scope", "text", "口径：own 本机关，system 全系统，other 文中另外点名的机构")
_VALUE = (
    _f("value", "number", "数值，以基本单位计"),
    _f("value_high", "number", "区间的上限；不是区间时为空"),
    _f("approx", "text", "exact 确数、at_least 不少于、about 约、at_most 不超过、range 区间"),
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
    _f("measure", "text", "性质：" + "、".join(f"{code} {word}" for code, word in MEASURES.items())),
    _SCOPE,
    _f("body", "text", "口径为 other 时，文中的机构"),
    _f("campaign", "text", "只属于哪次专项行动；空：不限"),
    _f("sector", "text", "只属于哪个行业领域；空：不限"),
    _f("part", "text", "是哪个分项；空：不是分项"),
    *_PERIOD,
    _f("section", "text", "所在章节"),
    _f("whole", "text", "凭什么可代表全部；空：不能证明它是全部，不可当作全年总数", ("", *WHOLES)),
    _f("doubts", "text", "疑点的代号，空格分开"),
    _f("status", "text", "核对：" + "、".join(f"{code} {word}" for code, word in STATUSES.items())),
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
    _f("status", "text", "核对：" + "、".join(f"{code} {word}" for code, word in STATUSES.items())),
    _f("kind", "text", "报告类型", KINDS),
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
    _f("kind", "text", "类型", KINDS),
    _f("year", "integer", "年份"),
    _f("period_start", "date", "期间起"),
    _f("period_end", "date", "期间止"),
    _f("published", "date", "发布日期"),
    _f("extent", "text", "已读范围：full 全文，excerpt 摘录"),
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
    *_VALUE,
    _f("unit", "text", "单位"),
    _f("printed", "text", "报告原文"),
    _f("scope", "text", "口径"),
    _f("campaign", "text", "专项行动"),
    _f("derived", "boolean", "由分项相加所得"),
    _f("report_id", "text", "报告编号"),
    _IDS,
    _f("reason", "text", "只有分项时，为什么没有合计", ("", *REASON_TEXT)),
)


def permalink(address: str, figure_id: str) -> str:
    """The address of one figure, for people and programs."""
    return f"{address}/figure/{figure_id}"


def _figures(published: Published, asked: Question) -> bulk.Page:
    wanted = FigureList(indicators=asked.indicators, report_id=asked.report, measure=asked.measure)
    rows, following = bulk.figures_page(published, asked.filters, wanted, asked.start, asked.limit)
    links = [permalink(asked.address, figure_id) for figure_id in rows["figure_id"].to_pylist()]
    return bulk.with_text(rows, "permalink", links), following


def _headlines(published: Published, asked: Question) -> bulk.Page:
    rows, following = bulk.headlines_page(
        published, asked.filters, asked.indicators, asked.start, asked.limit
    )
    return with_verdicts(published, asked.filters, rows), following


def _indicators(published: Published, asked: Question) -> bulk.Page:
    known = indicators(published)
    end = asked.start + asked.limit
    return bulk.as_arrow(known.iloc[asked.start : end]), end if end < len(known) else None


RESOURCES = {
    each.name: each
    for each in (
        Resource(
            "figures", "全部数字，每个一行：报告说的每一个量", FIGURES,
            (*SHARED, INDICATOR, REPORT, MEASURE), _figures,
        ),
        Resource(
            "headlines", "可作对比的数字：每个机构、年份、指标至多一个，并说明可否相比", HEADLINES,
            (*SHARED, INDICATOR), _headlines,
        ),
        Resource(
            "agencies", "机构", AGENCY_FIELDS, PLACES,
            lambda published, asked: bulk.agencies_page(published, asked.filters, asked.start, asked.limit),
        ),
        Resource("indicators", "指标及其定义", INDICATORS, (), _indicators),
        Resource(
            "reports", "报告", REPORTS, (YEARS, *PLACES),
            lambda published, asked: bulk.reports_page(published, asked.filters, asked.start, asked.limit),
        ),
        Resource(
            "coverage", "披露情况：所选的每个机构、指标、年份各一行，不论有没有数字", COVERAGE,
            (YEARS, *PLACES, BASIS, INDICATOR),
            lambda published, asked: bulk.coverage_page(
                published, asked.filters, asked.indicators, asked.start, asked.limit
            ),
        ),
    )
}  # fmt: skip
