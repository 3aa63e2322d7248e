"""Which headings name a field of work, so that what stands below them is told of that field alone.

A heading names a known industry (燃气安全), what is looked after (社会组织监管, 渣土管控; but not how that is
done: 日常监管, 信用监管), or what is fought (治理超限). Beside such headings others name fields as well,
where none of them is a kind of work (普法) or a deed (优化服务): (1)出租汽车。… (2)机动车维修。… So
do several aspects of one thing: 河道方面，…；节水方面，…；排水方面，…
"""

import re

from etl.engine.prose.headings import ASPECT, Heading, Headings
from etl.engine.rulebook import Rulebook, expression, one_of, word_set

_supervised = one_of("sectors", "supervised")
_deed = one_of("sectors", "begins_deeds")
SHORT = re.compile("[一-鿿、]{2,12}")
OTHERWISE = expression(f"^{_deed}|{one_of('sectors', 'kinds_of_work')}")
TAIL = re.compile("(?:领域|行业|方面|监管|监督|执法)+$")
LEADS, TRAILS = re.compile("^[在对]"), re.compile("(?:[“”].{0,20}|方面|工作|情况)$")  # 种业监管“零容忍”
SUPERVISED = expression(
    f"^(?:{_deed}){{0,3}}(?!{_deed}|聚力|一体|接受|自觉|主动|严肃|查处|打击)(?P<core>[一-鿿、]{{2,14}}?)(?<![与和及抓的强])(?:日常|专项|安全|市场|行业|领域|方面){{0,3}}{_supervised}$"
)
FOUGHT = re.compile(
    "(?:依法|严厉|从严|严格)?(?:治理|整治|打击|严查|查处(?=.{2,8}(?:案件|行为)$))(?P<core>[一-鿿、]{2,8}?)(?:案件|行为)?"
)
ASPECTS = 3  # as many stand for themselves, whatever they name
MODES = expression(one_of("sectors", "modes") + "|.{2}(?<![绿石文械])化$|[型式]$")  # 差异化监管, 服务型执法
WHOLE_MODES = word_set("sectors", "whole_modes")


def fields_of(rules: Rulebook, headings: Headings, known: re.Pattern[str]) -> dict[int, str]:
    """Return the fields that headings name, by the marks of these; `known`: titles of known industries."""
    fields = {}
    for heading in headings.all:
        if heading.named and (name := _named(rules, heading.title, known)):
            fields[heading.mark] = name
    for group in _side_by_side(headings.all):
        aspects = group[0].level == ASPECT and len(group) >= ASPECTS
        others = [heading.title for heading in group if heading.mark not in fields]
        if not (aspects or len(others) < len(group)) or any(map(rules[OTHERWISE].search, others)):
            continue
        for heading in group:
            fields.setdefault(heading.mark, TAIL.sub("", heading.title))
    return fields


def _named(rules: Rulebook, title: str, known: re.Pattern[str]) -> str:
    """Return the field that a title names by itself, else ""."""
    if found := known.match(title):
        return found[1]
    name = TRAILS.sub("", LEADS.sub("", title))
    looked_after = rules[SUPERVISED].match(name) or FOUGHT.fullmatch(name)
    if not looked_after:
        return ""
    core = looked_after["core"]
    return "" if rules[MODES].search(core) or core in rules[WHOLE_MODES] else core


def _side_by_side(headings: list[Heading]) -> list[list[Heading]]:
    """Return the short headings of one level that follow each other, by what they stand below."""
    groups: list[list[Heading]] = []
    open_groups: dict[int, list[Heading]] = {}
    for heading in headings:
        for level in [each for each in open_groups if each > heading.level]:
            del open_groups[level]
        if not (heading.named and SHORT.fullmatch(heading.title)):
            continue
        group = open_groups.get(heading.level)
        if group is None or heading.number in ("一", "1"):
            group = open_groups[heading.level] = []
            groups.append(group)
        group.append(heading)
    return [group for group in groups if len(group) > 1]
