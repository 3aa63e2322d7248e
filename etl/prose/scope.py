"""Whose work a clause speaks of: the agency's own, that of its whole area, or a named body's."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.model import ReportContext
from etl.prose.lexicon import one_of, words
from etl.prose.scan import DIGIT

_LEAD = (
    rf"(?:[\s,，、:：—\-“”（(]|其中|此外|同时|今年|去年|全年|年内|以来|当前|目前|截至[^，。]{{0,12}}，?|期间|[一二三四五六七八九十]是|"
    rf"[{DIGIT}]{{1,4}}(?:年度?|月份?|日|[-—至~]|个月)|[上下]半年|前?[一二三四]季度|其余?|及|和|与|而|并|春节|国庆|五一|节日|假期|另|由|据统计|经统计|"
    rf"据初步统计|组织(?=[全各])|指导(?=[全各])|督促(?=[全各])|推动(?=[全各]))*"
)
SYSTEM = re.compile(rf"{_LEAD}({one_of('scope', 'system')})")
OWN = re.compile(rf"{_LEAD}({one_of('scope', 'own')})")
_NAME = r"[^\s，。、；：:（）(),.;!?\d开展检查组织对在将向入各全我本该为了和与及的是已被从把等由有以新大中小重其经按根据通过、“”《》]"
_TEAM = r"(?:市|区|县|州|省)[^，。、；：（(\d\s]{0,16}?(?:支队|大队|总队|监督所|监察所|疾控中心|执法队)"
BODY = re.compile(
    rf"{_LEAD}({_TEAM}|{_NAME}{{1,8}}?{one_of('scope', 'body_suffixes')})(?={one_of('scope', 'body_follow')}|[{DIGIT}])"
)
BODY_END = re.compile(rf"(?:^|[的是为、，,：:）)；;\d])({_NAME}{{1,8}}{one_of('scope', 'body_suffixes')})$")
NOT_BODY = frozenset(words("scope", "not_bodies"))
NOT_BODY_END = words("scope", "not_body_endings")
OBJECT = re.compile(one_of("scope", "system_object"))


@dataclass(slots=True, frozen=True)
class Scope:
    """One of own, system, other; `body` names the body where it is other."""

    kind: str = "own"
    body: str = ""


OWN_SCOPE = Scope()
SYSTEM_SCOPE = Scope("system")


@lru_cache(maxsize=64)
def area_names(agency: str, province: str, city: str, district: str) -> frozenset[str]:
    """Return the names of the reporting agency's own area: of it, a named body is the whole."""
    own = district or city or province
    found = {own} if own else set()
    if not own and (m := re.match(r".{2,12}?[省市区县旗州盟]", agency)):
        found.add(m[0])
    for place in re.findall(r"[^省市区县旗州]{2,8}(?:区|县|市|旗)", agency):
        found.add(place)
    return frozenset(found)


def subject(text: str, at: int, end: int, context: ReportContext) -> Scope | None:
    """Return the scope that a subject at the beginning of a clause sets, or None where none stands there."""
    if m := SYSTEM.match(text, at, end):
        if OBJECT.match(text, m.end()):
            return None
        return SYSTEM_SCOPE
    if OWN.match(text, at, end):
        return OWN_SCOPE
    if m := BODY.match(text, at, end):
        return named(m[1], context)
    return None


def named(name: str, context: ReportContext) -> Scope | None:
    if name in NOT_BODY or name.endswith(NOT_BODY_END):
        return None
    areas = area_names(context.agency, context.province, context.city, context.district)
    if name in areas:
        return SYSTEM_SCOPE
    if name and context.agency.endswith(name):
        return OWN_SCOPE
    return Scope("other", name)
