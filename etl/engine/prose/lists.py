"""Numbers that share a subject (X、Y分别检查a、b家次), or what is said behind them (对a家X、b家Y开展检查)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.engine.matches import last
from etl.engine.model import Figure
from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.bodynames import CITIES
from etl.engine.prose.clauses import Words, without_fillers
from etl.engine.prose.measure import CHANGE
from etl.engine.prose.segments import COMMAS
from etl.engine.rulebook import Rulebook, expression, one_of

JOIN = re.compile(r"[、，,]?(?:和|及|以及|与)?\s{0,9}$")
MARK = re.compile(r"分别|各(?![类项级种地区县市镇乡街单部行方界家])")
NAME = expression(rf"[^，、]{{1,6}}?(?:新区|街道|[区县市镇乡])|{CITIES}|{one_of('sectors', 'sectors')}")
# 甲、乙、丙三市: what each of them is, said once
OF_ALL = re.compile("([^，、0-9]{1,6}?)[两二三四五六七八九十](?:个)?(新区|街道|[省市区县州镇乡旗])")
LEADS_UP = re.compile("^.*(?:的有|的是|的为|依次[为是]|包括)")  # 增长的有|甲局、乙局
ITEMS = re.compile(r"、|和|与|及")


@dataclass(slots=True)
class Shares:
    """The words that one number of a list stands for, and its measure where the list states it."""

    words: Words
    measure: str
    name: str = ""  # of the item that the number belongs to


def shared_lists(rules: Rulebook, text: str, start: int, numerals: list[Numeral]) -> dict[int, Shares]:
    """Return, by start, what each number of a 分别 list stands for; gives bare numbers the list's unit."""
    found: dict[int, Shares] = {}
    if not MARK.search(text, start, numerals[-1].start):
        return found
    position = 0
    while position < len(numerals):
        run = _run(text, numerals, position)
        if len(run) > 1:
            lead = text[max(start, run[0].start - 80) : run[0].start]
            mark = last(MARK.finditer(lead))
            if mark and max(map(lead.rfind, "；;。")) < mark.start() and len(lead) - mark.end() < 16:
                found.update(_share(rules, lead, mark, run))
        position += len(run)
    return found


def _run(text: str, numerals: list[Numeral], position: int) -> list[Numeral]:
    run = [numerals[position]]
    for n in numerals[position + 1 :]:
        between = text[run[-1].end : n.start]
        if len(between) > 4 or not between or not JOIN.fullmatch(between):
            break
        run.append(n)
    return run


def _items(subject: str) -> list[str]:
    """Return the items of a list by their whole names: 甲市, 乙市 and 丙市 of 甲、乙、丙三市."""
    items = [item for item in ITEMS.split(subject) if item]
    if items and (of_all := OF_ALL.match(items[-1])):
        said = items[-1][of_all.end() :]
        items = [name + of_all[2] for name in (*items[:-1], of_all[1])]
        items[-1] += said
    return items


def _share(rules: Rulebook, lead: str, mark: re.Match, run: list[Numeral]) -> dict[int, Shares]:
    subject = lead[: mark.start()].rstrip("，,")
    subject = subject[max(map(subject.rfind, COMMAS)) + 1 :] or subject
    tail = lead[mark.end() :]
    items = _items(subject)
    unit = next((n.unit for n in reversed(run) if n.unit), "")
    change = rules[CHANGE].search((items[-1] if items else "") + tail) and run[-1].unit in rules[RATIOS]
    if len(items) < len(run):
        items = [subject] * len(run)
        own = None
    else:
        own = rules[NAME].match(items[-1])
    said_of_all = items[-1][own.end() :] if own else ""
    shares = {}
    for n, name in zip(run, items[-len(run) :], strict=True):
        if not n.unit and not n.reason:
            n.unit = unit
        phrase = name + ("" if n is run[-1] else said_of_all) + tail
        plain = without_fillers(rules, phrase)
        words = Words(rules, phrase, plain, "", items[-1] + tail, "", lead + name, False, n.end)
        shares[n.start] = Shares(words, "change" if change else "", LEADS_UP.sub("", name))
    return shares


LED_UP_TO = re.compile("(?:对|到|深入|前往|走进)[^，。；;0-9]{0,20}\\Z")
NEXT_PLACE = re.compile("[^，。；;0-9]{1,14}[、，,和及]")
LOOKED_AT = re.compile(
    "[^，。；;0-9]{1,24}?(?:进行|开展|实施)了?[^，。；;0-9]{0,16}?"
    "(?:检查|抽查|排查|巡查|督查|督导|监督|核查|暗访|清查)(?!帮扶|整改|指导|中|发现)"
)
OF_PLACES = frozenset(("家", "户", "所", "间", "座"))
INSPECTED = "enterprises_inspected"
LEAD = 24  # characters before a number in which what leads up to places may stand


def places_looked_at(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """Yield the places that the words behind them say were looked at: 对30家书店、20家影院开展检查.

    `figures`: those of one sentence, in order of place.
    """
    for position, first in enumerate(figures):
        if not _counts_places(first) or not LED_UP_TO.search(text, max(0, first.start - LEAD), first.start):
            continue
        run = [first]
        for other in figures[position + 1 :]:
            known = other.indicator == INSPECTED
            if not (
                (known or _counts_places(other)) and NEXT_PLACE.fullmatch(text, run[-1].end, other.start)
            ):
                break
            run.append(other)
        if run[-1].indicator or LOOKED_AT.match(text, run[-1].end):
            yield from (place for place in run if not place.indicator)


def _counts_places(figure: Figure) -> bool:
    return not figure.indicator and figure.measure == "level" and figure.unit in OF_PLACES
