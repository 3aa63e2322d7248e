"""Which agency reports: of all that a document names, the one that most speaks for being its author."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.engine.identify.alike import abbreviates, same_agency
from etl.engine.identify.candidates import EVIDENCE, IN_PASSING, OF_COUNTRY, PROVEN, Candidate
from etl.engine.identify.divisions import find_division
from etl.engine.identify.evidence import evidence_of, is_office_in_place
from etl.engine.identify.mentions import mentions
from etl.engine.identify.names import (
    is_called_by_place,
    is_town,
    national_name,
    parted,
    proper_name,
)
from etl.engine.identify.places import is_above, most_named
from etl.engine.identify.signature import bylines
from etl.engine.identify.speaker import body_speaks, calls_itself
from etl.engine.identify.titled import named_in_title
from etl.engine.identify.trades import trade_of
from etl.engine.identify.words import WRITTEN_OUT
from etl.engine.rulebook import Rulebook

_CRUMB = re.compile("[>›»＞:：]")
_MEDIA = re.compile("融媒|日报社|报业|电视台|广播电视台|新闻中心|传媒")  # that tell of agencies
_NEWS_COLUMN = re.compile("要闻|新闻|动态|资讯")  # a body's news are none of its own reports
_WE = re.compile(r"[我本]([局厅委队]|支队|大队|中心)")
_OUR = re.compile(r"[我全]([省市区县旗州盟])")
_PARENT = re.compile(r"(.{2,16}?(?:[局委厅]|[总支]队))[\u4e00-\u9fff]{2,10}[总支大中]队$")
READ = 2000  # characters in which names are looked for at all


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a document may name its agency; `rows` are the words of its tables."""

    title: str = ""
    signers: tuple[str, ...] = ()
    publisher: str = ""
    sources: Sequence[str] = ()
    crumbs: str = ""
    body: str = ""
    rows: str = ""


def find_agency(rules: Rulebook, sources: Sources) -> tuple[str, str]:
    """Return the agency's name as fully as the document gives it, and the code of what is guessed.

    A short name (区应急局) is completed by a fuller one of the same agency. Both are empty where the
    document names none.
    """
    candidates: list[Candidate] = []
    titled, how = named_in_title(rules, sources.title)
    if how == "title" and titled.endswith("人民政府") and body_speaks(sources.body):
        how = "speaker"  # 云岭市人民政府 over the text of a bureau of it
    if titled:
        _add(rules, candidates, titled, "subject" if how == "title" and _is_bare(rules, titled) else how)
    _add_signed(rules, candidates, sources)
    if titled and how == "title" and _is_full(rules, titled):
        return titled, ""
    _add_told(rules, candidates, sources, title=titled if how == "speaker" else "")
    if best := _likeliest(rules, candidates, sources):
        return _fullest(rules, best, titled), best.guess
    if candidates and how == "speaker":
        return titled, EVIDENCE[how][1]
    return "", ""


def _add_signed(rules: Rulebook, candidates: list[Candidate], sources: Sources) -> None:
    """The names outside the text: who signs, who publishes, where the page stands."""
    for kind, names in (
        ("signature", sources.signers),
        ("byline", bylines(sources.title, sources.body)),
        ("publisher", (sources.publisher,)),
        ("source", sources.sources),
        ("crumb", [each for each in _CRUMB.split(sources.crumbs) if not _NEWS_COLUMN.search(each)]),
    ):
        for name in names:
            named = next(mentions(rules, name), None)
            if named and not _MEDIA.search(named.name):
                _add(rules, candidates, named.name, kind)


def _add_told(rules: Rulebook, candidates: list[Candidate], sources: Sources, title: str) -> None:
    """The names in the text and its tables; `title`: one that is only said again there."""
    for mention in mentions(rules, sources.body[:READ]):
        evidence = evidence_of(rules, sources.body, mention)
        in_passing = evidence in IN_PASSING and not _has_place(rules, mention.name)
        if parted(rules, mention.name)[1] == "局":
            continue  # 云岭市局: of the trade that is spoken of
        if mention.name != title and not in_passing:
            _add(rules, candidates, mention.name, evidence)
    for mention in mentions(rules, sources.rows):
        _add(rules, candidates, mention.name, "row")


def _likeliest(rules: Rulebook, candidates: list[Candidate], sources: Sources) -> Candidate | None:
    """The candidate with the most evidence; None for a text that lists agencies: it is of none of them."""
    if not candidates:
        return None
    _weigh_speaker(rules, candidates, sources.title + sources.body)
    _credit_parents(rules, candidates)
    best, *others = sorted(candidates, key=_order)
    equal = others and _order(others[0]) == _order(best)
    rivals = equal and PROVEN.isdisjoint(best.evidence) and not _of_one_trade(rules, best, others[0])
    return None if best.weight <= 0 or rivals else best


def _order(candidate: Candidate) -> tuple[float, bool, bool]:
    """The likeliest first."""
    return -candidate.weight, candidate.is_national, candidate.is_passing_government


def _of_one_trade(rules: Rulebook, one: Candidate, other: Candidate) -> bool:
    """Whether two are bodies of one trade, in one place or the second at a lower level: the first reports."""
    first, second = one.names[0], other.names[0]
    trade = "" if IN_PASSING.issuperset(one.evidence) else trade_of(rules, first)
    if not trade or trade != trade_of(rules, second):
        return False
    places = parted(rules, first)[0], parted(rules, second)[0]
    return places[0] == places[1] or is_above(*places)


def _has_place(rules: Rulebook, name: str) -> bool:
    """Whether a name is some agency's and no kind of agencies (国土所, 教育局)."""
    return bool(
        name.startswith(OF_COUNTRY)
        or parted(rules, name)[0]
        or national_name(rules, name)
        or is_town(name)
        or is_called_by_place(rules, name)
    )


def _is_bare(rules: Rulebook, name: str) -> bool:
    """Whether a name is a body alone, without a place or level: the page may name it more fully."""
    return not _has_place(rules, name) and proper_name(rules, name) == name


def _is_full(rules: Rulebook, name: str) -> bool:
    """Whether nothing could make the name fuller: it has a place with a code, and no short body."""
    division, length = find_division(rules, name)
    body = name[length:]
    short = body in rules[WRITTEN_OUT] or "城管" in body or len(body) < 3
    return bool(division.adcode) and name.endswith(("人民政府", "局", "委员会", "厅")) and not short


def _add(rules: Rulebook, candidates: list[Candidate], name: str, evidence: str) -> None:
    for candidate in candidates:
        if any(same_agency(rules, name, other) for other in candidate.names):
            candidate.add(name, evidence)
            return
    fresh = Candidate()
    fresh.add(name, evidence)
    candidates.append(fresh)


def _weigh_speaker(rules: Rulebook, candidates: Iterable[Candidate], text: str) -> None:
    """我局 is no government, 我区 no city's bureau; who speaks of one place is no body of the country."""
    we = [found[1] for found in _WE.finditer(text) if found[1]]
    our = [found[1] for found in _OUR.finditer(text)]
    level = max(dict.fromkeys(our), key=our.count, default="")  # of two as often the first
    placed = most_named(rules, text).level
    for candidate in candidates:
        name = max(candidate.names, key=len)
        if we and "title" not in candidate.evidence:
            candidate.weight += 3 if calls_itself(name, we[0]) else -6
        if level and any(_is_of_level(rules, each, level) for each in candidate.names):
            candidate.weight += 1
        elif level or (placed and _is_ministry_in_passing(rules, candidate, name)):
            candidate.weight -= 6 * _is_of_country(rules, candidate, name)


def _is_of_level(rules: Rulebook, name: str, level: str) -> bool:
    """Whether a name begins with the level (县水利局) or with a place of it (临溪县水利局)."""
    return parted(rules, name)[0].endswith(level)


def _is_ministry_in_passing(rules: Rulebook, candidate: Candidate, name: str) -> bool:
    return IN_PASSING.issuperset(candidate.evidence) and not is_office_in_place(rules, name)


def _is_of_country(rules: Rulebook, candidate: Candidate, name: str) -> bool:
    return candidate.is_national or bool(national_name(rules, name))


def _credit_parents(rules: Rulebook, candidates: list[Candidate]) -> None:
    """What a brigade of a bureau does the bureau reports, where the text names both."""
    for candidate in candidates:
        if not PROVEN.isdisjoint(candidate.evidence) or not (found := _PARENT.match(candidate.names[0])):
            continue
        for parent in candidates:
            passing = IN_PASSING.issuperset(parent.evidence) and not IN_PASSING.issuperset(candidate.evidence)
            if (
                parent is not candidate
                and not passing
                and any(same_agency(rules, found[1], name) for name in parent.names)
            ):
                parent.names += [found[1]]
                parent.weight += max(0, candidate.weight)
                candidate.weight = 0
                break


def _fullest(rules: Rulebook, candidate: Candidate, titled: str) -> str:
    """The name with most of its place and body; that of the title is only made fuller, not changed."""
    start = titled if titled in candidate.names else candidate.names[0]
    fuller = [name for name in candidate.names if name.endswith(start) or abbreviates(rules, start, name)]
    if find_division(rules, start)[1]:
        fuller = [name for name in fuller if not name.startswith(start)]  # 云岭市水利局|白石分局
    placed = [name for name in (start, *fuller) if find_division(rules, name)[0].level]
    return max(placed or [start, *fuller], key=len)
