"""Doubt what nothing near a figure says, and what is read so seldom that a person should look."""

import re

from etl.engine.initials import searched
from etl.engine.matches import last
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
# a body that is the subject of a clause, with which news go over from an area to what that body did
BODY_ACTS = searched(
    "(?:^|[：:，,。；;]|[0-9]日)(?!全|各|两级|[该我本由据从向对在与为其截]|联合|按照|根据|[省市县区]局)"
    "[一-鿿]{1,14}?(?:(?<![级个])[局厅]|(?<!常)委|[支大总]队|海关|海事处|监察队|安委[会办]|“[^”]{1,8}办”|片区|新区|开发区)"
    "(?=开展|组织|破获|查[处获扣]|端掉|通过|[对向共在根以还各]|联合|发布|派出|出动|召开|采取|针对|立案|累计|先后|[0-9]"
    "|聚焦|坚持|按照|检查|综合|会同|实施|收到|受理|办理)"
    "|据[一-鿿]{2,14}?(?:[局处委厅]|[支大总]队|中心)统计"
)
# 县委县政府先后召开会议7次: of those above the agency that reports
SUPERIORS_ACT = searched(
    "(?:^|[，,。；;：:])(?:[省市县区州]委(?:[、和]?[省市县区州]政府)?(?!员|会)|[省市县区州]政府(?:常务会议?)?|[省市县区州]?安委[会办])"
    "(?:[、和][^，。；]{2,12})?(?=开展|组织|召开|先后|定期|[对向共]|累计|专题|深入|印发|派出|联合|发布|下发|挂牌)"
)
AREA_ACTS = re.compile("全[国省市区县州]|各[级地]")
# how an agency was found that may only be spoken of, by an area or a newspaper
SPOKEN_OF = frozenset(("agency_news", "agency_mention", "agency_written_out", "agency_area", "agency_system"))
# what reports on disclosure count by their form
OF_DISCLOSURE = frozenset(("publications", "licences", "coercions"))
SURE_ALONE = word_set("whole", "sure_alone")
INFERRED = ("head", "tail ", "part of")  # rules that took the indicator from words not the number's own
# what is divided into kinds of any name: of these an item of a list is seldom anything else
OF_ANY_KIND = frozenset(("publications", "penalties", "cases_filed", "reconsiderations"))
# A blank between digits that is none of a number's own: 1 200 is one number, 1 5起 nobody knows.
BLANKS = (" ", "\u00a0", "\u3000")
DIGIT_BEFORE, DIGIT_AFTER = re.compile(r"\d[ \u00a0\u3000]{1,2}\Z"), re.compile(r"[ \u00a0\u3000]{1,2}\d")
WRITTEN_OUT = re.compile("[一二三四五六七八九十百千万亿两几]")


def doubt_what_is_inferred(rules: Rulebook, text: str, figure: Figure, context: ReportContext) -> None:
    """Doubt the indicator, the limit or the scope of `figure` where other words than its own gave them."""
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
    of_another = figure.scope == "other" and not figure.part
    if (
        of_another
        or _superiors_act(rules, text, figure, context.agency)
        or (news and _is_scope_inferred(rules, text, figure, context))
    ):
        doubt(figure, "scope_inferred")


def is_broken(text: str, figure: Figure) -> bool:
    """Whether digits stand before or after the number with nothing but a blank between, outside a table."""
    if is_table(figure) or not (
        text.endswith(BLANKS, 0, figure.start) or text.startswith(BLANKS, figure.end)
    ):
        return False
    before = figure.printed[0].isdigit() and DIGIT_BEFORE.search(text, max(0, figure.start - 3), figure.start)
    return bool(before or (figure.printed[-1].isdigit() and DIGIT_AFTER.match(text, figure.end)))


def _is_bare(text: str, figure: Figure) -> bool:
    """Whether the number is written out, or a sentence begins with it, so that it may count nothing."""
    before = text[figure.sentence_start : figure.start]
    return bool(WRITTEN_OUT.match(figure.printed)) or (figure.printed[0].isdigit() and not before.strip())


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


def _superiors_act(rules: Rulebook, text: str, figure: Figure, agency: str) -> bool:
    """Whether those above an agency are the last that its report tells the deeds of before its own number."""
    if figure.scope != "own" or not agency or agency.endswith("政府"):
        return False
    told = _told_before(text, figure)
    if "委" not in told and "政府" not in told:
        return False  # without either SUPERIORS_ACT finds nothing
    acts = last(SUPERIORS_ACT.finditer(told))
    if acts is None or SAYS_OURS.search(told, acts.end()):
        return False
    return not any(name in told[acts.start() :] for name in names_of(rules, agency))


def _told_before(text: str, figure: Figure) -> str:
    start = max(0, figure.start - PARAGRAPH)
    return text[max(start, text.rfind("\n", start, figure.start) + 1) : figure.start]


def _body_acts(rules: Rulebook, told: str, agency: str) -> bool:
    """Whether another body than the agency is the last that the words before a number tell the deeds of."""
    body = last(BODY_ACTS.finditer(told))
    if body is None or AREA_ACTS.search(told, body.end()):
        return False
    return not (agency and any(name in body[0] for name in names_of(rules, agency)))


def _is_scope_inferred(rules: Rulebook, text: str, figure: Figure, context: ReportContext) -> bool:
    """Whether news do not show whose work they tell of: by a body of its own, or by their words."""
    told = _told_before(text, figure)
    if figure.scope == "system" and _body_acts(rules, told, context.agency):
        return True
    if figure.scope != "own":
        shown = rules[SAYS_SYSTEM].search(text, 0, min(figure.start, OPENING))
        return not context.agency and (figure.scope == "other" or not shown)
    if context.agency and context.guessed.get("agency") not in SPOKEN_OF:
        return False
    named = any(name in told for name in names_of(rules, context.agency))
    return not (named or SAYS_OURS.search(told))
