"""What the words of a candidate single out: nothing for 共检查企业30家, 旅行社 for 检查旅行社12家次."""

import re
from functools import lru_cache

from etl.engine.identify.words import TRADES
from etl.engine.model import Figure, ReportContext
from etl.engine.prose.attach import Numeral
from etl.engine.prose.clauses import Words, words_around
from etl.engine.prose.parts import LONGEST, part_name
from etl.engine.prose.subjects import own_names
from etl.engine.rulebook import Rulebook, expression, one_of

GENERIC = expression(rf"(?<!公){one_of('whole', 'generic')}")  # 公共场所 is one kind
HAS_DATE = re.compile("[年月日季]")
DATES = re.compile(
    r"^年度?|[^，。；：、]{0,99}(?:20[0-9]{2}年度?|[0-9]{1,2}月(?:份|底|末)?|[0-9]{1,2}日|[一二三四]季度|[上下]半年)"
)
PLATFORMS = re.compile(
    "(?:通过|利用|依托)[^，。；：]{2,40}?等[^，。；：]{0,4}(?:平台|渠道|形式|载体|方式|途径)"
)
PLACE = re.compile("^[^，。；：、]{2,8}?[省市区县州](?=共|累计|已|对)")
OFFICE = re.compile("[^，。、]{2,12}?(?:分局|[局厅委队所])")
GENERIC_LEAD = expression(rf"^(?:{one_of('whole', 'generic')}|[，、：]){{1,9}}")
GENERIC_TAIL = expression(rf"(?<!公)(?:{one_of('whole', 'generic')}){{1,9}}$")
MARKS = re.compile(r"[\s，,。；;：:（）()“”\"《》、0-9.％%年月日和及与等的了对在为以将]+")
SHORT = 2
NOUN_END = re.compile("场所|机构|单位|人员")
FIELD = re.compile("领域|行业|类")  # 旅游领域检查772次 is one field, whoever reports
PREPOSITIONS = re.compile("^(?:通过|利用|依托|借助|在|于|由|经|向|对|以|围绕|针对|结合)")


def _without_agency(rules: Rulebook, said: str, agency: str) -> str:
    """Return the words without the agency's name before them, however it shortens it (区公安分局)."""
    if own := own_names(rules, agency):
        said = own.sub("", said, count=1)
    if agency and (office := OFFICE.match(said)) and set(office[0]) <= set(agency):
        return said[office.end() :]
    return said


@lru_cache(maxsize=256)
def _trade_words(rules: Rulebook, name: str) -> tuple[str, ...]:
    """The words of the trade that an agency's name, or else a title, tells, the longest first."""
    told = [trade for words, trades in rules[TRADES] for word, trade in trades.items() if word in name]
    words = {word for _, trades in rules[TRADES] for word, trade in trades.items() if trade in told}
    return tuple(sorted({*told, *words}, key=lambda word: -len(word)))


def words_of(rules: Rulebook, text: str, figure: Figure, previous: int, following: int) -> Words:
    """Return the words around a figure, between the numbers that end and begin next to it."""
    start = max(figure.sentence_start, 0)
    numeral = Numeral(figure.start, figure.end, figure.value, figure.unit)
    return words_around(
        rules,
        text,
        start,
        max(figure.sentence_end, figure.end),
        max(start, min(previous, figure.start)),
        max(following, figure.end),
        numeral,
    )


def singled_out(around: Words, context: ReportContext) -> str:
    """Return what the words name beyond the counted thing itself, as the name of a part; else "".

    What every report of the kind says (执法, 案件, 生产经营单位), the agency's names and dates are left out.
    """
    said = around.before + around.after[:LONGEST] if around.noun_follows else around.before
    if around.whole_clause and len(around.clause) > len(around.raw):
        said = around.clause  # 政务网站发布公告、动态等信息34条: cut at the 、 for the sake of lists
    if HAS_DATE.search(said):
        said = DATES.sub("", said)
    said = PLACE.sub("", PLATFORMS.sub("", said))
    said = _without_agency(around.rules, said, context.agency)
    beyond = said
    for word in _trade_words(around.rules, context.agency or context.title):
        if word in beyond and not FIELD.match(beyond, beyond.find(word) + len(word)):
            beyond = beyond.replace(word, "")  # 发布交通运输信息 of a transport bureau
    rest = MARKS.sub("", around.rules[GENERIC].sub("", beyond))
    if len(rest) < 2:
        return ""
    name = PREPOSITIONS.sub("", around.rules[GENERIC_LEAD].sub("", said))
    short = around.rules[GENERIC_TAIL].sub("", name)
    if len(short) <= SHORT and (end := NOUN_END.match(name, len(short))):
        short += end[0]  # 公共场所, 养老机构 are no names without their ends
    return part_name(around.rules, short) or rest[:LONGEST]
