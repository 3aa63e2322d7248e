"""Doubt what nothing near a figure says, and what is read so seldom that a person should look."""

import re

from etl.engine.model import Figure, ReportContext
from etl.engine.prose.agencynames import names_of
from etl.engine.rulebook import Rulebook, expression, one_of, word_set
from etl.engine.whole.doubts import doubt
from etl.engine.whole.evidence import is_table

ONLY = "only"  # a whole of which nothing says that it is the total
PARAGRAPH = 400  # characters of news before a number in which they may say whose work it is
OPENING = 2000  # characters at the beginning of news in which they show whom they speak of
SAYS_SYSTEM = expression(rf"{one_of('scope', 'system')}|系统|部门")
SAYS_OURS = re.compile("[我该本](?:局|厅|委|院|办|处|所|站|[支大总]?队|中心|分局|单位|部门|机关)")
# from when to when a total counts, in the words of its sentence
SAYS_WHEN = re.compile("[0-9今去全上]年|[0-9]月|季度|截[至止]|[上下]半年|以来|年[初内底]")
# how an agency was found that may only be spoken of, by an area or a newspaper
SPOKEN_OF = frozenset(("agency_news", "agency_mention", "agency_written_out", "agency_area", "agency_system"))
# what reports on disclosure count by their form
OF_DISCLOSURE = frozenset(("publications", "licences", "coercions"))
SURE_ALONE = word_set("whole", "sure_alone")
INFERRED = ("head", "tail ", "part of")  # rules that took the indicator from words not the number's own
# what is divided into kinds of any name: of these an item of a list is seldom anything else
OF_ANY_KIND = frozenset(
    ("publications", "penalties", "cases_filed", "reconsiderations")
    + ("licences", "inspections", "violations_found")
)
# A blank between digits that is none of a number's own: 1 200 is one number, 1 5起 nobody knows.
BLANKS = (" ", "\u00a0", "\u3000")
DIGIT_BEFORE, DIGIT_AFTER = re.compile(r"\d[ \u00a0\u3000]{1,2}\Z"), re.compile(r"[ \u00a0\u3000]{1,2}\d")
WRITTEN_OUT = re.compile("[一二三四五六七八九十百千万亿两几]")


def first_named(rules: Rulebook, text: str, context: ReportContext) -> int:
    """Return where the text first names its agency, its end where it never does, 0 where nobody knows it."""
    found = (text.find(name) for name in names_of(rules, context.agency)) if context.agency else (0,)
    return min((at for at in found if at >= 0), default=len(text))


def doubt_what_is_inferred(
    rules: Rulebook, text: str, figure: Figure, context: ReportContext, named: int
) -> None:
    """Doubt the indicator, the limit or the scope of `figure` where other words than its own gave them.

    `named`: where the text first names its agency.
    """
    if figure.rule.startswith(INFERRED) and not (
        figure.rule.startswith("part of") and figure.indicator in OF_ANY_KIND
    ):
        doubt(figure, "weak_indicator")
    if is_table(figure):
        return
    news = context.kind == "bulletin"
    if figure.measure == "level" and _is_bare(text, figure):
        doubt(figure, "weak_indicator")
    if _is_limit_inferred(rules, text, figure, context.kind):
        doubt(figure, "part_uncertain")
    if news and _is_scope_inferred(rules, text, figure, context, named):
        doubt(figure, "scope_inferred")


def is_broken(text: str, figure: Figure) -> bool:
    """Whether digits stand before or after the number with nothing but a blank between, outside a table."""
    blank = text.endswith(BLANKS, 0, figure.start) or text.startswith(BLANKS, figure.end)
    if not blank or is_table(figure):
        return False
    before = figure.printed[0].isdigit() and DIGIT_BEFORE.search(text, max(0, figure.start - 3), figure.start)
    return bool(before or (figure.printed[-1].isdigit() and DIGIT_AFTER.match(text, figure.end)))


def _is_bare(text: str, figure: Figure) -> bool:
    """Whether the number is written out, or a sentence begins with it, so that it may count nothing."""
    if not figure.printed[0].isdigit():
        return WRITTEN_OUT.match(figure.printed) is not None
    before = text[figure.sentence_start : figure.start]
    return not before or before.isspace()


def _is_limit_inferred(rules: Rulebook, text: str, figure: Figure, kind: str) -> bool:
    """Whether nothing says that the figure is the total, or that it is no more than a campaign's."""
    news = kind == "bulletin"
    if figure.whole and news:
        return not (figure.scope == "system" and _says_of_whom_and_when(rules, text, figure))
    if figure.whole:
        sure = rules[SURE_ALONE] | (OF_DISCLOSURE if kind == "disclosure" else frozenset())
        return figure.whole == ONLY and figure.indicator not in sure
    if not (news and figure.indicator and figure.measure == "level") or figure.part or figure.sector:
        return False
    return figure.scope == "own" or not (figure.campaign or figure.body)


def _says_of_whom_and_when(rules: Rulebook, text: str, figure: Figure) -> bool:
    """Whether the sentence of a total of news says itself what it is the total of: 今年以来全市共立案12件."""
    said = text[figure.sentence_start : figure.start]
    return bool(rules[SAYS_SYSTEM].search(said) and SAYS_WHEN.search(said))


def _told_before(text: str, figure: Figure) -> str:
    start = max(0, figure.start - PARAGRAPH)
    return text[text.rfind("\n", start, figure.start) + 1 or start : figure.start]


def _is_scope_inferred(
    rules: Rulebook, text: str, figure: Figure, context: ReportContext, named: int
) -> bool:
    """Whether news do not show whose work they tell of: by a body of its own, or by their words.

    Before they name their agency they may tell of its area; what they say that another did may be a part.
    """
    if figure.scope == "other" and not figure.part:
        return True
    if figure.scope != "own":
        shown = rules[SAYS_SYSTEM].search(text, 0, min(figure.start, OPENING))
        return not context.agency and (figure.scope == "other" or not shown)
    told = _told_before(text, figure)
    if SAYS_OURS.search(told):
        return False
    if context.agency and context.guessed.get("agency") not in SPOKEN_OF:
        return figure.start < named
    return not any(name in told for name in names_of(rules, context.agency))
