"""What the heading above a number is about: only below its own is a number the total that does not say so.

（四）执法检查。…发现隐患30项 is about what the indicator counts; （五）健全制度。…整改问题12个 about
something else, （六）燃气专项整治。…立案9件 about a piece, and 存在的不足 about what is not done.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from etl.engine.matches import last
from etl.engine.model import Figure
from etl.engine.prose.sections import LEVEL, OPENS
from etl.engine.rulebook import Rulebook, expression, expressions, one_of
from etl.engine.whole.names import without_generic
from etl.engine.whole.reach import Limit

HOMES = expressions("whole", "homes")
SAYS_NOTHING = expression(rf"(?:{one_of('whole', 'general_headings')}|[0-9、，和与及的])+")
LIMITS = expression(one_of("whole", "limiting_headings"))
LACKS = re.compile("问题|不足|困难|短板|差距")
FIGHTS = re.compile("(?:打击|查处|取缔|清[理查])(?!.{0,8}(?:机制|制度|力度|工作$))(.+)")
ENDS = re.compile("[，,。：:]")
# within a paragraph: 一是加强检查。 三、文物安全。 “双随机”监管方面， and what a line begins with: 沿街商铺：
ITEM = re.compile(
    "(?:^|[。；;：:])[ 　]{0,9}"
    "(?:(?:[一二三四五六七八九十]{1,3}[是、]|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[.、．](?![0-9]))"
    "([^。：:；;，,\n]{2,30})(?=[。：:])|([^。：:；;，,\n0-9]{2,20})方面[，,])"
)
LABEL = re.compile("[ 　]{0,9}([^，,。；;：:0-9]{2,12})[：:]")
GOES_ON = re.compile("[ 　]{0,9}[一二三四五六七八九十]{1,2}是")
# a sentence like a heading: 全面推行“双随机”监管。检查市场主体90户次
BEFORE = re.compile("(?:^|[。；;\n])([^，,。；;：:0-9\n]{2,30})。[ 　]{0,9}\\Z")
LONGEST_BEFORE = 40
LONGEST = 1200  # characters of a paragraph before a number that are looked at


def limit_of_headings(rules: Rulebook, text: str, figure: Figure, kind: str, stated: bool) -> Limit | None:
    """Return what the nearest heading that says anything is about, where that is not what is counted.

    Without a name where it is about something else; None where it is the indicator's own, or all are general.
    `kind`: of report; those on disclosure tell of all that is disclosed below whatever heading. What is
    `stated` to be the total is none only where the text tells of what is lacking.
    """
    headings = _above(text, figure.start)
    if any(LACKS.search(heading) for heading in headings):
        return Limit("")
    if stated:
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
    homes = rules[HOMES]
    home = homes.get(figure.indicator) or homes.get(rules.indicators[figure.indicator].theme)
    return Limit("") if told and home and kind != "disclosure" and not home.search(told) else None


def _fights_one_kind(rules: Rulebook, heading: str) -> bool:
    """Whether a heading names what is fought: 打击制售假药; all reports fight 违法行为."""
    fights = FIGHTS.search(heading)
    return fights is not None and len(without_generic(rules, fights[1])) > 1


def _above(text: str, place: int) -> list[str]:
    """The headings that a place of the text stands under, the nearest last."""
    starts, chains = _outline(text)
    headings = list(chains[bisect_right(starts, place) - 1])
    begins = max(0, place - LONGEST)
    line = text.rfind("\n", begins, place) + 1 or begins
    if label := LABEL.match(text, line, place):
        headings.append(label[1])
    item = last(ITEM.finditer(text, line, place))
    return [*headings, item[1] or item[2]] if item else headings


class Heading(NamedTuple):
    """A numbered heading: how deep it stands, and whether its own text follows on the line."""

    level: int
    title: str
    runs_in: bool


def _heading_of(line: str) -> Heading | None:
    found = OPENS.match(line)
    if not found or found[7] is None:
        return None
    group = next(g for g in range(1, 7) if found[g] is not None)
    return Heading(LEVEL[group], ENDS.split(found[7])[0].strip(), len(line.rstrip()) > found.end())


@lru_cache(maxsize=2)
def _outline(text: str) -> tuple[list[int], list[tuple[str, ...]]]:
    """Where lines begin that stand under other headings than the line before, with these, outermost first.

    A heading that its own text follows on the line is of that line, and of those that go on with 二是.
    """
    starts: list[int] = [0]
    chains: list[tuple[str, ...]] = [()]
    above: list[Heading] = []
    place = 0
    for line in text.split("\n"):
        before = above
        if heading := _heading_of(line):
            above = [*(over for over in above if over.level < heading.level), heading]
        elif any(over.runs_in for over in above) and line.strip() and not GOES_ON.match(line):
            above = [over for over in above if not over.runs_in]
        if above is not before:
            starts.append(place)
            chains.append(tuple(over.title for over in above))
        place += len(line) + 1
    return starts, chains
