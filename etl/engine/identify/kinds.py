"""What kind of report a document is: by its title, else by its first words."""

import re

# What a title says of the kind; the first match decides.
_TITLES = (
    ("disclosure", re.compile(r"政府信息公开|(?:信息|政务)公开.{0,12}(?:报告|年报|总结)")),
    (
        "statistics_table",
        re.compile(
            r"统计年报|统计年度报告|统计(?:数据|情况|汇总)?表|数据表"
            r"|(?:执法|处罚|许可|强制|复议|应诉|案件)(?:工作|案件|实施)?(?:情况)?(?:年度)?(?:数据|统计)(?:情况|数据|统计)?(?:年报|表|公[开示]|汇总)?(?:[（(].*)?$"
            r"|(?:执法|处罚|许可|强制|[检抽]查)(?:工作|实施)?(?:结果)?(?:统计|汇总)(?:情况|数据|表)?$"
            r"|(?:复议|应诉)(?:应诉)?案件(?:办理)?(?:情况)?(?:统计)?分析(?:报告)?$|(?:处罚|许可|强制|检查)实施情况$"
        ),
    ),
    (
        "rule_of_law",
        re.compile(
            r"法治(?!宣传|培训|讲座|教育|日|审核|思想|之|护航|赋能|引领|力量|方式|思维|精神|文化)|依法行政"
            r"|(?<!法)依法治[省市县区州盟旗镇](?!委)"
        ),
    ),
    (
        "bulletin",
        re.compile(r"通报|季度|[0-9一二三四五六七八九十]\s?月|[上下]?半年|假期|期间|节(?!能|水|约|点)"),
    ),
    (
        "enforcement",
        re.compile(
            r"(?<!专项)执法(?!行动).{0,12}(?:报告|总结|情况|公[示开]|统计|年报|数据|分析"
            r"|工作(?=$|[ （(和及暨与]|情况|小结|汇报|综述|计划|自查|述职))|(?:复议|应诉).{0,16}(?:报告|情况)"
        ),
    ),
)
# What the opening says of it where there is no title; the first words decide.
_OPENINGS = (
    (
        "disclosure",
        re.compile(
            r"信息公开(?:工作)?(?:年度)?报告|信息公开条例|主动公开(?:方面|政府信息[。：:]|(?:政府)?信息情况|情况|[)）。])|依申请公开|政府信息公开申请"
        ),
    ),
    (
        "rule_of_law",
        re.compile(
            r"法治政府建设(?:工作)?(?:年度)?(?:情况|报告|工作)|法治政府建设|法治建设(?:情况|工作)|法治工作"
        ),
    ),
    (
        "enforcement",
        re.compile(r"行政执法(?:工作)?(?:情况)?(?:报告|总结|总体|基本|数据|情况|统计)|行政执法工作"),
    ),
    (
        "statistics_table",
        re.compile(
            r"行政执法主体(?:概况|的?名称和数量)|\A[^\n]{0,60}(?:新收|新受理)行政(?:复议|应诉)(?:申请|案件)[0-9]"
        ),
    ),
)
_REPORTED = (
    ("disclosure", re.compile(r"信息公开(?:工作)?(?:年度)?(?:报告|情况|总结)")),
    (
        "rule_of_law",
        re.compile(r"法治政府(?:部门)?建设(?:工作)?(?:年度)?(?:情况|报告)|依法行政(?:工作)?(?:情况|报告)"),
    ),
    ("enforcement", re.compile(r"行政执法(?:工作)?(?:年度)?(?:情况)?报告")),
)
_HANDED_IN = re.compile(
    r"(?:现将|现就|将|编制|公布|发布)[^。\n]{0,60}?(?:报告|公[布开示]|通报|汇报|总结)[^。\n]{0,6}(?:如下|[。：:\n]|$)"
)
# 按照《关于做好2023年度法治政府建设情况报告的通知》要求
_CALLED_FOR = re.compile(
    r"关于(?:做好|报送|开展|编制|编报|上报)[^》。\n]{2,40}(?:报告|总结|年报)[^》。\n]{0,12}通知》"
)
_NEWS = re.compile(
    r"本报(?!告)|(?:日报|晚报|晨报|新闻网|中新[网社]|新华[网社])[^。\n]{0,12}[讯电]|记者|通讯员|笔者|获悉|据悉|日前|近日"
)
# Headings of the tables of acts, at the top of one that has no title.
_TABLE = re.compile(
    r"(?:许可|处罚|强制|检查)实施情况统计表|行政执法(?:数据|统计)表|行政执法(?:情况)?统计年报|实施数量[(（]"
)
_TOP = 200
# What only the yearly report on disclosure has, by its national form.
_FORM = re.compile(
    r"第二十条第[(（][一五六八][)）]项|新收政府信息公开申请|政府信息公开条例》?[^。]{0,80}(?:年度报告|编制)"
)
_NEWSROOM = re.compile(
    r"本报(?!告)|本网讯|记者|通讯员|(?:日报|晚报|晨报|早报|都市报|新闻网|中新[网社]|新华[网社])[^。\n]{0,12}[讯电]"
)
_OPENING = 800
_BODY = re.compile(r"执法(?=[局委队]|[总支大中]队|监督局|检查局)")  # of a name that nothing tells to be one
_WORKS = re.compile(r"《[^》]{0,60}》|〈[^〉]{0,60}〉|<[^>\n]{0,60}>|习近平法治思想")
ANNUAL = frozenset(("disclosure", "statistics_table", "rule_of_law", "enforcement"))


def is_news(body: str) -> bool:
    """Whether a newsroom tells it (本报讯, 记者): the agency of which it tells has not published it."""
    return bool(_NEWSROOM.search(body[:_OPENING]))


def _of_title(title: str, agency: str) -> str:
    work = _BODY.sub("", title.replace(agency, "") if agency else title)
    return next((kind for kind, pattern in _TITLES if title and pattern.search(work)), "")


def _announced(opening: str, body: str) -> str:
    """The kind of the report that the opening hands in, by itself or by the notice that called for it."""
    announced = [found[0] for found in _HANDED_IN.finditer(opening)]
    if announced:
        announced += _CALLED_FOR.findall(body, 0, _OPENING)
    for kind, words in _REPORTED:
        if any(words.search(each) for each in announced):
            return kind
    return ""


def find_kind(title: str, headline: bool, agency: str, body: str) -> tuple[str, str]:
    """Return the kind, a key of REPORT_KINDS, and the code of what is guessed.

    The title decides alone; the name of the agency in it says nothing (综合行政执法局). Without one, or with
    the headline of a news item that tells nothing, it is the report that the opening announces
    (现将…行政执法情况报告如下), else its first words. Works that are cited and what is studied
    (习近平法治思想) count for nothing.
    """
    opening = _WORKS.sub("", body[:_OPENING])
    titled = _of_title(title, agency)
    if titled or title and not headline:
        return titled or "bulletin", ""
    announced = _announced(opening, body)
    if not announced and _TABLE.search(opening[:_TOP]):
        return "statistics_table", "kind_opening"
    if announced or headline:
        return announced or "bulletin", ""
    return ("disclosure", "") if _FORM.search(body) else _of_opening(opening)


def _of_opening(opening: str) -> tuple[str, str]:
    """The kind that the first words of a text without a title tell."""
    handed = _HANDED_IN.search(opening)
    if handed and "通报" in handed[0]:
        return "bulletin", "kind_opening"
    if handed and "行政执法" in opening[:_TOP] and "法治" not in opening:
        return "enforcement", "kind_opening"
    places = [(found.start(), kind) for kind, words in _OPENINGS if (found := words.search(opening))]
    if places:
        return min(places)[1], "kind_opening"
    return "bulletin", "" if _NEWS.search(opening) else "kind_nothing"
