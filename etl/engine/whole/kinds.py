"""Whether what the words of a number single out is one kind of many, and what else limits it."""

import re

from etl.engine.model import Figure, ReportContext
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import Rulebook
from etl.engine.whole.channels import CHANNELS
from etl.engine.whole.headings import limit_of_headings
from etl.engine.whole.names import LOOKED_AT
from etl.engine.whole.reach import Limit, limit_there

# how all was told (网上公示), no kind where no other number stands beside it
TELLING = re.compile(
    "(?:网上|对外|公示|结果|(?:行政)?处罚|(?:行政)?许可|决定书?|宣讲|普法|送法"
    "|关[闭停]|取缔|(?:应|已)?(?:持有?|取得)(?:有效)?(?:行政)?(?:执法)?证件?的?(?:人员)?(?:只有|仅有)?"
    "|(?:专题)?(?:集体)?学法|领导班子|领导干部|班子|干部职工|会议|政府|街道)+"
)
# a series of lessons by its name, a line that people call
BY_NAME = re.compile("讲堂|夜校|课堂|学堂|讲坛|热线")

# 开展双随机检查4批次，抽取单位40家: those drawn by lot, of all that were looked at
DRAWN, BY_LOT = re.compile("抽[查取检]"), re.compile("双随机|随机抽[查取检]")
OF_CASES = frozenset(("penalties", "cases_filed", "cases_closed", "coercions", "model_cases"))
PLACES = frozenset(("家", "户", "人", "名"))  # counted by these, cases are not all cases


def is_of_kind(rules: Rulebook, figure: Figure, specific: str) -> bool:
    """Whether what is singled out is one kind of many: not how all is told, nor where it was published."""
    if not specific or TELLING.fullmatch(specific) or BY_NAME.search(specific):
        return False
    return figure.indicator != "publications" or not rules[CHANNELS].search(specific)


def limit_of(
    rules: Rulebook,
    text: str,
    figure: Figure,
    context: ReportContext,
    around: Words,
    stated: bool,
    beyond: bool,
) -> Limit | None:
    """Return what the words before a figure, its own words or the heading above it limit it to."""
    return (
        limit_there(rules, text, figure, context, beyond)
        or _drawn_by_lot(text, figure, around)
        or limit_of_headings(rules, text, figure, context.kind, stated)
    )


def _drawn_by_lot(text: str, figure: Figure, around: Words) -> Limit | None:
    """Return the limit of those that were drawn by lot, where the sentence says so, None for others."""
    if figure.indicator not in LOOKED_AT or not DRAWN.search(around.raw):
        return None
    said = BY_LOT.search(text, max(0, figure.sentence_start), figure.start)
    return Limit(said[0], is_told=True) if said else None


def counts_places(text: str, figure: Figure) -> bool:
    """Whether cases are counted by what they were of: 立案查处12家, 对3家查封; a place is what is sealed."""
    if figure.indicator not in OF_CASES or figure.unit not in PLACES:
        return False
    return figure.indicator != "coercions" or text.endswith("对", 0, figure.start)
