"""What the text itself says of a figure's being the total, and when two figures state the same number."""

import re
from decimal import Decimal
from operator import attrgetter

from etl.engine.initials import searched
from etl.engine.matches import sure
from etl.engine.model import Figure
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import Rulebook, expression, expressions, one_of

TOTAL = expression(rf"(?<!公){one_of('whole', 'total')}(?![同享建治])")
TOTAL_OF = expressions("whole", "total_of")
TOP = 400  # characters in which a document's titles stand
LONGEST_TITLE = 60
LONGEST_ITEM = 20
OF_WHICH = expression(rf"[，,；;（(。]?\s{{0,9}}(?:{one_of('whole', 'of_which')})")
# 停业整顿5家、关闭1家: each is one kind; what is only proposed (提请关闭) is none beside them
OTHER_STOP = re.compile("[、，,](?:并|另)?(?:责令|依法)?(?:关闭|关停|停[产业工]|暂停|限[产制])")
PRINTED = re.compile(r"[0-9０-９,，]*(?:[.．]([0-9０-９]+))?\s*[余多]?([十百千万亿]*)")
LIMITS = ("campaign", "sector", "part", "body")
_limits_of = attrgetter(*LIMITS)
TURNS = searched("[；;]|其中|另|本[级人]|分别|[较比含]|[去上]年|同期")
FAR = 12  # figures of a sentence that are looked back over for its first
SCALE = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


def is_table(figure: Figure) -> bool:
    """Whether the figure is a cell of a table."""
    return figure.rule.startswith("table")


def is_limited(figure: Figure) -> bool:
    """Whether the figure names what it is a piece of."""
    return any(_limits_of(figure))


def in_title(text: str, figure: Figure) -> bool:
    """Whether the figure stands in a heading at the top of the document, which the text below repeats."""
    if figure.start > TOP:
        return False
    start = text.rfind("\n", 0, figure.start) + 1
    end = text.find("\n", figure.end)
    line = text[start : len(text) if end < 0 else end].strip()
    return end >= 0 and len(line) <= LONGEST_TITLE and not line.endswith(("。", "；", "，", ";"))


def opens_list(rules: Rulebook, text: str, figure: Figure, following: Figure) -> bool:
    """Whether the figure is the first of a list of kinds: 审批报告书30个、报告表200个."""
    same = following.indicator == figure.indicator and following.part != ""
    same = same and (following.unit == figure.unit or figure.indicator != "publications")
    between = text[figure.end : following.start]
    if figure.indicator == following.indicator == "suspensions" and OTHER_STOP.match(between):
        return True
    return (
        same
        and between.startswith(("、", "，", ",") if figure.indicator == "publications" else "、")
        and len(between) <= LONGEST_ITEM
        and not rules[OF_WHICH].search(between)
    )


def states_total(text: str, figure: Figure, around: Words) -> bool:
    """Whether the words before a number of running text, or what follows it, say that it is the total."""
    known = around.rules[TOTAL_OF].get(figure.indicator)
    if known and known.search(around.before):
        return True
    if around.rules[TOTAL].search(around.raw):
        return True
    return "其中" not in around.raw and bool(around.rules[OF_WHICH].match(text, figure.end))


def sentence_states_total(rules: Rulebook, text: str, figures: list[Figure], position: int) -> bool:
    """Whether the sentence opens with a total that goes on to the figure: 全局共检查90家次，立案5起."""
    figure = figures[position]
    first = position
    while first > max(0, position - FAR) and figures[first - 1].sentence_start == figure.sentence_start:
        first -= 1
    opens = figures[first].start
    if first == position or TURNS.search(text, opens, figure.start):
        return False
    said = rules[TOTAL].search(text, max(figure.sentence_start, opens - LONGEST_ITEM, 0), opens)
    return said is not None


def same_number(one: Figure, other: Figure) -> bool:
    """Whether two figures may state one number: equal, or one rounded (145万, 超140万 and 145.3万)."""
    if one.value == other.value:
        return True
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if low.approx == "at_most" or high.approx == "at_least":
        return False
    return abs(one.value - other.value) < max(precision(one), precision(other))


def precision(figure: Figure) -> Decimal:
    """Return the unit of the last digit that is printed before a multiplier; 0 for a number in full.

    Of a number that is said to be more (超90亿元, 6000余起) it is that of the last digit that is no zero.
    """
    if figure.approx == "at_least" and figure.value:
        return Decimal(10) ** int(figure.value.normalize().as_tuple().exponent)
    found = sure(PRINTED.match(figure.printed))
    if not found[2]:
        return Decimal(0)
    return Decimal(10) ** (sum(SCALE[sign] for sign in found[2]) - len(found[1] or ""))
