"""Which agency reports: of all that a document names, the one that most speaks for being its author."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from etl.engine.identify.divisions import find_division
from etl.engine.identify.names import (
    ORGANISATION,
    WRITTEN_OUT,
    Mention,
    abbreviates,
    branch_first,
    is_town,
    level_first,
    mentions,
    national_name,
    parted,
    proper_name,
)
from etl.engine.identify.speaker import body_speaks
from etl.engine.identify.titled import named_in_title
from etl.engine.rulebook import Rulebook, expression, one_of

_OWN = expression(one_of("agencies", "own_report"))
_ACTS = expression(rf"[0-9]|{one_of('agencies', 'acts')}")
_TOLD = expression(one_of("agencies", "told_by"))
_OTHERS = expression(one_of("agencies", "of_others"))
_OTHERS_BEFORE = expression(rf"(?:{one_of('agencies', 'others_before')}|各[省市县区、（）()]+)\Z")
_YEARS_OWN = re.compile(r"(?:关于)?20[0-9]{2}年度?(?:法治政府|政府信息公开|信息公开|行政执法)")
_SUBJECT = re.compile(r"(?:^|[\n。；;，,：:]|年度?|以来|现将|编制)\Z")
_NEXT = re.compile(r"(?:下一步|接下来|今后)[,，]?\Z")  # what the author will do
_LEADS = re.compile("牵头(?:组织|开展|负责|联合|会同|成立|制定)")
_TELLS = re.compile(r"(?:记者|笔者)?(?:昨日|今日|近日|日前)?(?:[从据]|获悉)\Z")
_QUOTED = re.compile(r"[《〈<][^《〈<》〉>\n]{0,99}\Z")
_OWN_PLAN = re.compile(r"(?:制定|修订|出台|拟定|起草|编制)了?[《〈][^《》〈〉\n]{0,99}\Z")
_CRUMB = re.compile("[>›»＞:：]")
_WE = re.compile(r"[我本]([局厅委队]|支队|大队|中心)")
_OUR = re.compile(r"[我全]([省市区县旗州盟])")
_GOVERNMENT = re.compile(r"政府(?:办公[室厅])?$")  # named in passing it is the one above
_PARENT = re.compile(r"(.{2,16}?[局委厅])[\u4e00-\u9fff]{2,10}[总支大中]队$")
OPENING, READ = 800, 2000  # characters: where subjects report, where names are looked for at all

# What speaks for a name, and the code of what is guessed where nothing better does; the first is the best.
EVIDENCE = {
    "title": (40, ""),
    "area": (15, "agency_area"),
    "speaker": (1, "agency_speaker"),
    "signature": (10, ""),
    "own": (8, ""),
    "subject": (4, ""),
    "publisher": (6, "agency_publisher"),
    "reviews": (5, "agency_area"),
    "told": (4, "agency_news"),
    "source": (2, "agency_source"),
    "crumb": (1.5, "agency_crumb"),
    "mention": (1, "agency_mention"),
    "row": (0.5, "agency_row"),
    "other": (-3, "agency_mention"),
}

_IN_PASSING = frozenset(("mention", "other"))
IN_PASSING = ("agency_mention", "agency_row")  # the codes of what is named in passing alone
_PROVEN = frozenset(("title", "area", "signature", "own", "publisher"))


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
        ("publisher", (sources.publisher,)),
        ("source", sources.sources),
        ("crumb", _CRUMB.split(sources.crumbs)),
    ):
        for name in names:
            if named := next(mentions(rules, name), None):
                _add(rules, candidates, named.name, kind)


def _add_told(rules: Rulebook, candidates: list[Candidate], sources: Sources, title: str) -> None:
    """The names in the text and its tables; `title`: one that is only said again there."""
    for mention in mentions(rules, sources.body[:READ]):
        evidence = _evidence(rules, sources.body, mention)
        in_passing = evidence in _IN_PASSING and not _has_place(rules, mention.name)
        if mention.name != title and not in_passing:
            _add(rules, candidates, mention.name, evidence)
    for mention in mentions(rules, sources.rows):
        _add(rules, candidates, mention.name, "row")


def _likeliest(rules: Rulebook, candidates: list[Candidate], sources: Sources) -> Candidate | None:
    """The candidate with the most evidence; None for a text that lists agencies: it is of none of them."""
    if not candidates:
        return None
    _weigh_speaker(candidates, sources.title + sources.body)
    _credit_parents(rules, candidates)
    best, *others = sorted(candidates, key=lambda each: -each.weight)
    rivals = others and others[0].weight == best.weight and _PROVEN.isdisjoint(best.evidence)
    return None if best.weight <= 0 or rivals else best


def _has_place(rules: Rulebook, name: str) -> bool:
    """Whether a name is some agency's and no kind of agencies (国土所, 教育局)."""
    return bool(parted(rules, name)[0] or national_name(rules, name) or is_town(name))


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


def same_agency(rules: Rulebook, one: str, other: str) -> bool:
    """Whether two names, short or full, can be one agency's."""
    if one == other or branch_first(one) == branch_first(other):
        return True
    short, full = sorted((branch_first(one), branch_first(other)), key=len)
    if full.endswith(short) and len(short) > 2:
        place, _ = parted(rules, short)
        return bool(place) or not find_division(rules, full)[0].level or len(short) >= 4
    return abbreviates(rules, short, full)


def _evidence(rules: Rulebook, body: str, mention: Mention) -> str:
    before, after = body[max(0, mention.start - 12) : mention.start], body[mention.end : mention.end + 24]
    line = body[max(0, mention.start - 60) : mention.start]
    if rules[_OWN].match(after) or _YEARS_OWN.match(after):
        return "own"
    if _QUOTED.search(line) and _OWN_PLAN.search(line):
        return "mention"
    if _QUOTED.search(line) or _GOVERNMENT.search(mention.name):
        return "other"
    if _leads(before, after):
        return "subject"
    if rules[_OTHERS_BEFORE].search(before) or rules[_OTHERS].match(after):
        return "other"
    if _TELLS.search(before) or rules[_TOLD].match(after):
        return "told"
    if mention.start < OPENING and _SUBJECT.search(before) and rules[_ACTS].match(after):
        return "subject"
    return "mention"


def _leads(before: str, after: str) -> bool:
    """Whether the name is that of who brings the others together, or of who speaks of what comes next."""
    return bool(_LEADS.match(after) or _NEXT.search(before))


def _weigh_speaker(candidates: Iterable[Candidate], text: str) -> None:
    """我局 is no government, 我区 no city's bureau."""
    we = [found[1] for found in _WE.finditer(text) if found[1]]
    our = [found[1] for found in _OUR.finditer(text)]
    level = max(set(our), key=our.count) if our else ""
    for candidate in candidates:
        name = max(candidate.names, key=len)
        if we and "title" not in candidate.evidence:
            candidate.weight += 3 if name[-1] in we[0] or name.endswith(we[0]) else -6
        if level and any(level_first(each) == level for each in candidate.names):
            candidate.weight += 1


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
    placed = [name for name in (start, *fuller) if find_division(rules, name)[0].level]
    return max(placed or [start, *fuller], key=len)


_SIGNATURE = re.compile(
    rf"(?:^|[（(])((?![（(])[\u4e00-\u9fff()（）]{{2,30}}?(?:{ORGANISATION}|[委办]))(?=$|[）)0-9二])"
)


def signature_names(rules: Rulebook, lines: list[str]) -> list[str]:
    """The names that stand alone in the last lines of a document."""
    found = (_SIGNATURE.search(line) for line in lines if len(line) <= 60)
    return [name for match in found if match and (name := proper_name(rules, match[1]))]
