"""What the heading above a number is about: only below its own is a number the total that does not say so.

（四）执法检查。…发现隐患30项 is about what the indicator counts; （五）健全制度。…整改问题12个 about
something else, （六）燃气专项整治。…立案9件 about a piece, and 存在的不足 about what is not done.
"""

import re

from etl.engine.model import Figure
from etl.engine.prose.headings import LINE, headings_of
from etl.engine.rulebook import Rulebook, expression, expressions, one_of
from etl.engine.whole.names import without_generic
from etl.engine.whole.reach import Limit

HOMES = expressions("whole", "homes")
SAYS_NOTHING = expression(rf"(?:{one_of('whole', 'general_headings')}|[0-9、，和与及的])+")
LIMITS = expression(one_of("whole", "limiting_headings") + "(?!上)")  # 行动上常抓不懈 names no action
COUNTS = re.compile("[0-9]余?[件份家户起宗次个条人]")  # 二、下发通知书205份: an item of a list, no heading
LACKS = re.compile("问题|不足|困难|短板|差距")
FIGHTS = re.compile("(?:打击|查处|取缔|清[理查])(?!.{0,8}(?:机制|制度|力度|工作$))(.+)")
LABEL = re.compile("[ 　]{0,9}([^，,。；;：:0-9]{2,12})[：:]")
# a sentence like a heading: 全面推行“双随机”监管。检查市场主体90户次
BEFORE = re.compile("(?:^|[。；;\n])([^，,。；;：:0-9\n]{2,30})。[ 　]{0,9}\\Z")
LONGEST_BEFORE = 40
LONGEST = 1200  # characters of a paragraph before a number that are looked at


def limit_of_headings(rules: Rulebook, text: str, figure: Figure, kind: str, stated: bool) -> Limit | None:
    """Return what the nearest heading that says anything is about, where that is not what is counted.

    Without a name where it is about something else; None where it is the indicator's own, or all are general.
    `kind`: of report; those on disclosure tell of all that is disclosed below whatever heading. What is
    `stated` to be the total, or that there was none, is none only where the text tells of what is lacking.
    """
    headings = _above(text, figure.start)
    if any(LACKS.search(heading) for heading in headings):
        return Limit("")
    if stated or not figure.value:
        return None
    says_nothing = rules[SAYS_NOTHING]
    told = next((heading for heading in reversed(headings) if not says_nothing.fullmatch(heading)), "")
    before = BEFORE.search(
        text, max(0, figure.sentence_start - LONGEST_BEFORE), max(0, figure.sentence_start)
    )
    if before and rules[LIMITS].search(before[1]):
        return Limit(before[1], is_told=True)
    if rules[LIMITS].search(told) or _fights_one_kind(rules, told):
        return Limit(told, is_told=True)
    return (
        Limit("") if told and kind != "disclosure" and not _is_home(rules, told, figure.indicator) else None
    )


def _is_home(rules: Rulebook, heading: str, indicator: str) -> bool:
    """Whether a heading is about what the indicator counts; of some, any may be."""
    homes = rules[HOMES]
    home = homes.get(indicator) or homes.get(rules.indicators[indicator].theme)
    return home is None or bool(home.search(heading))


def _fights_one_kind(rules: Rulebook, heading: str) -> bool:
    """Whether a heading names what is fought: 打击制售假药; all reports fight 违法行为."""
    fights = FIGHTS.search(heading)
    return fights is not None and len(without_generic(rules, fights[1])) > 1


def _above(text: str, place: int) -> list[str]:
    """The headings that a place of the text stands under, the nearest last."""
    headings = [
        heading.title
        for heading in headings_of(text).above(place)
        if heading.level < LINE and (heading.named or heading.on_line) and not COUNTS.search(heading.title)
    ]
    begins = max(0, place - LONGEST)
    line = text.rfind("\n", begins, place) + 1 or begins
    if label := LABEL.match(text, line, place):
        headings.append(label[1])
    return headings
