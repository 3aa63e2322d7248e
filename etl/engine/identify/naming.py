"""Which agency reports: of all that a document names, the one that most speaks for being its author."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from etl.engine.identify.alike import abbreviates, same_agency
from etl.engine.identify.divisions import find_division
from etl.engine.identify.evidence import evidence_of, is_office_in_place
from etl.engine.identify.mentions import mentions
from etl.engine.identify.names import (
    WRITTEN_OUT,
    is_called_by_place,
    is_town,
    level_first,
    national_name,
    parted,
    proper_name,
)
from etl.engine.identify.places import most_named
from etl.engine.identify.signature import bylines
from etl.engine.identify.speaker import body_speaks, calls_itself
from etl.engine.identify.titled import named_in_title
from etl.engine.identify.trades import trade_of
from etl.engine.rulebook import Rulebook

_CRUMB = re.compile("[>›»＞:：]")
_NEWS_COLUMN = re.compile("要闻|新闻|动态|资讯")  # a body's news are none of its own reports
_WE = re.compile(r"[我本]([局厅委队]|支队|大队|中心)")
_OUR = re.compile(r"[我全]([省市区县旗州盟])")
_PARENT = re.compile(r"(.{2,16}?(?:[局委厅]|[总支]队))[\u4e00-\u9fff]{2,10}[总支大中]队$")
_OF_COUNTRY = ("中国", "国家", "全国“")
READ = 2000  # characters in which names are looked for at all

# What speaks for a name, and the code of what is guessed where nothing better does; the first is the best.
EVIDENCE = {
    "title": (40, ""),
    "area": (15, "agency_area"),
    "speaker": (1, "agency_speaker"),
    "signature": (10, ""),
    "byline": (9, ""),
    "own": (8, ""),
    "subject": (4, ""),
    "publisher": (6, "agency_publisher"),
    "reviews": (1.8, "agency_area"),
    "told": (4, "agency_news"),
    "source": (2, "agency_source"),
    "crumb": (1.5, "agency_crumb"),
    "mention": (1, "agency_mention"),
    "row": (0.5, "agency_row"),
    "other": (-3, "agency_mention"),
    "above": (-6, "agency_mention"),
}

_IN_PASSING = frozenset(("mention", "other", "above"))
IN_PASSING = ("agency_mention", "agency_row")  # the codes of what is named in passing alone
_PROVEN = frozenset(("title", "area", "signature", "byline", "own", "publisher"))


@dataclass(slots=True)
class Candidate:
    """All that a document calls by one agency's name, short and full, with what speaks for it."""

    names: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    weight: float = 0

    def add(self, name: str, evidence: str) -> None:
        if name not in self.names:
            self.names.append(name)
        # The same evidence again says little more; that it is another's, at most twice.
        seen = self.evidence.count(evidence)
        self.weight += EVIDENCE[evidence][0] * (1 if seen == 0 else 0.25 if seen < 5 else 0)
        self.evidence.append(evidence)

    @property
    def is_national(self) -> bool:
        """Whether it is a body of the whole country, which news quote beside the one that they tell of."""
        return self.names[0].startswith(_OF_COUNTRY)

    @property
    def guess(self) -> str:
        """The code of the best evidence."""
        return EVIDENCE[next(each for each in EVIDENCE if each in self.evidence)][1]


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
            if named := next(mentions(rules, name), None):
                _add(rules, candidates, named.name, kind)


def _add_told(rules: Rulebook, candidates: list[Candidate], sources: Sources, title: str) -> None:
    """The names in the text and its tables; `title`: one that is only said again there."""
    for mention in mentions(rules, sources.body[:READ]):
        evidence = evidence_of(rules, sources.body, mention)
        in_passing = evidence in _IN_PASSING and not _has_place(rules, mention.name)
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
    best, *others = sorted(candidates, key=lambda each: (-each.weight, each.is_national))
    equal = others and (others[0].weight, others[0].is_national) == (best.weight, best.is_national)
    rivals = equal and _PROVEN.isdisjoint(best.evidence) and not _of_one_trade(rules, best, others[0])
    return None if best.weight <= 0 or rivals else best


def _of_one_trade(rules: Rulebook, one: Candidate, other: Candidate) -> bool:
    """Whether two are bodies of one trade in one place: the one named first reports."""
    first, second = one.names[0], other.names[0]
    trade = "" if _IN_PASSING.issuperset(one.evidence) else trade_of(rules, first)
    return bool(trade) and (parted(rules, first)[0], trade) == (
        parted(rules, second)[0],
        trade_of(rules, second),
    )


def _has_place(rules: Rulebook, name: str) -> bool:
    """Whether a name is some agency's and no kind of agencies (国土所, 教育局)."""
    return bool(
        name.startswith(_OF_COUNTRY)
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
        if level and any(level_first(each) == level for each in candidate.names):
            candidate.weight += 1
        elif level or (placed and _is_ministry_in_passing(rules, candidate, name)):
            candidate.weight -= 6 * _is_of_country(rules, candidate, name)


def _is_ministry_in_passing(rules: Rulebook, candidate: Candidate, name: str) -> bool:
    return _IN_PASSING.issuperset(candidate.evidence) and not is_office_in_place(rules, name)


def _is_of_country(rules: Rulebook, candidate: Candidate, name: str) -> bool:
    return candidate.is_national or bool(national_name(rules, name))


def _credit_parents(rules: Rulebook, candidates: list[Candidate]) -> None:
    """What a brigade of a bureau does the bureau reports, where the text names both."""
    for candidate in candidates:
        if not _PROVEN.isdisjoint(candidate.evidence) or not (found := _PARENT.match(candidate.names[0])):
            continue
        for parent in candidates:
            if parent is not candidate and any(same_agency(rules, found[1], name) for name in parent.names):
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
