"""Whose work a clause speaks of: the agency's own, that of its whole area, or a named body's."""

import re
from dataclasses import dataclass, replace

from etl.engine.model import ReportContext
from etl.engine.prose.agencynames import (
    COORDINATES,
    GOVERNMENT,
    PLACE,
    TOWNSHIP,
    area_names,
    governs,
    names_of,
    shortens,
)
from etl.engine.prose.before import subject_at
from etl.engine.prose.bodynames import (
    AREA_ITEM,
    BODY,
    OFFICE,
    OFFICE_FOR_SHORT,
    OPEN_LIST,
    STAFFED,
    is_no_name,
)
from etl.engine.prose.groups import (
    ACTS,
    AND_ALL,
    AREA_ACTS,
    BEFELL,
    CHIEFS,
    HAPPENED,
    HOLDS,
    OBJECT,
    OWN_SYSTEM,
    STAFF,
    SYSTEM,
    WAY_IN,
)
from etl.engine.prose.localities import heading, letters_below, spoken_of
from etl.engine.prose.teams import (
    TEAM,
    TOWN_TEAM,
    is_itself,
    kind_of,
    named_before,
    team_behind,
    team_of_agency,
)
from etl.engine.rulebook import Rulebook, beginnings, expression, one_of

OWN = expression(one_of("scope", "own"))
OWN_BEGINS = beginnings(OWN)
BY_AREA = re.compile("[分按从](?:区域|地区|各?县|各?区|各市|辖区|属地|行政区)")


@dataclass(slots=True, frozen=True)
class Scope:
    """One of own, system, other; `body` names the body where it is other.

    `acts`: the subject does something (全市立案30件) and is not only the place of it (全市在监项目30个).
    `passes`: where accidents happened, or chiefs made their rounds: no subject of what is told next.
    """

    kind: str = "own"
    body: str = ""
    acts: bool = True
    passes: bool = False


OWN_SCOPE = Scope()
SYSTEM_SCOPE = Scope("system")
PASSING_SYSTEM = Scope("system", acts=False)
TOLD_OF_SYSTEM = Scope("system", acts=False, passes=True)
OWN_BESIDE = Scope(passes=True)  # of all those told of, 支队本级 alone
TOLD_BESIDE = Scope("system", passes=True)  # 全市共发生事故9起: who acted before goes on behind it
# who leads, decides or is asked, and does not carry on as the one who acts
LEADERS = re.compile(
    "领导$|书记$|长$|人大(?:常委会)?$|政协$|[市县区省州旗]委(?:常委会|办公室|办)?$|常务会议?$|纪委|监委$"
)


# what an office for the work of many calls itself: 市双打办
OFFICE_OF_MANY = re.compile(f"[省市区县州旗盟](?!委|政府|府).{{1,3}}{OFFICE_FOR_SHORT}")
DIVISIONS = "省市县区州旗盟"
OUR_AREAS = tuple("我" + division for division in DIVISIONS)
LOOKS_AT_US = re.compile("[^，。；0-9]{0,8}[我本](?:局|厅|委(?!员)|办|支队|大队|单位|机关)")
ZONES = ("经开区", "高新区")
LEADING = re.compile(
    "(?:[^省市县区州旗]{1,8})?[省市县区州旗](?:党?委|(?:人民)?政府|安委会)(?:办公室|常委会|常务会议?|会议?|办)?"
)
SENT_OUT = expression(one_of("scope", "sent_out"))
SENT_OUT_BEGINS = beginnings(SENT_OUT)


class Subjects:
    """Whose work the subjects of one document stand for: of which agency and area it is, is settled once."""

    def __init__(self, rules: Rulebook, context: ReportContext):
        self.rules, self.agency = rules, context.agency
        self.kind, self.names = kind_of(self.agency), names_of(rules, self.agency)
        above = {context.province, context.city, context.province + context.city} - {""}
        self.names += tuple(of + name for of in above for name in self.names if PLACE.match(name))
        self.is_team = self.agency.endswith(("队", "所", "中心"))
        self.areas = area_names(self.agency, context.province, context.city, context.district)
        self.places = tuple(name for name in self.areas if name[-1] in DIVISIONS) + OUR_AREAS
        self.is_town = bool(TOWNSHIP.search(self.agency))
        self.coordinates = bool(COORDINATES.search(self.agency))
        self.below = letters_below(self.agency)
        of_area = governs(rules, self.agency, context.kind)
        self.itself = SYSTEM_SCOPE if of_area else OWN_SCOPE
        self.has_offices = of_area or self.agency.endswith(("管理委员会", "管委会"))

    def at(self, text: str, at: int, end: int, by_area: bool = False) -> Scope | None:
        """Return the scope that a subject at the beginning of a clause sets, None where none stands there.

        `by_area`: the sentence breaks something down by area (分区域看，青禾区事故6起).
        """
        rules = self.rules
        at = subject_at(rules, text, at, end)
        if by_area and (m := rules[AREA_ITEM].match(text, at, end)):
            return Scope("other", m[1])
        if text.startswith(self.names, at, end):
            return self._of_agency(text, at, end)
        if text.startswith(("该", "全"), at) and (area := spoken_of(rules, text, at, end, self.below)):
            return self.named(area)
        of_area = text.startswith(self.areas, at, end)
        behind = self._behind_own_area(text, at, end) if of_area else at
        if behind > at and self._area_acts(text, behind, end):
            return SYSTEM_SCOPE
        if m := rules[SYSTEM].match(text, behind, end):
            return self._of_system(text, m)
        named = self._of_itself(text, at, end) or self._of_body(text, at, end, of_area)
        return named or self._of_place(text, at, end)

    def names_office(self, text: str, at: int, end: int) -> bool:
        """Whether an office is named first, be it no subject: 市商务局移送案件3件."""
        return bool(self.rules[OFFICE].match(text, subject_at(self.rules, text, at), end))

    def headed(self, text: str, start: int, end: int) -> Scope | None:
        """Return the scope that a line above a paragraph sets: of the area that it names."""
        area = heading(self.rules, text, start, end)
        return self.named(area) if area else None

    def _of_agency(self, text: str, at: int, end: int) -> Scope:
        """Return whose work is told of where the agency's name begins: its own, its area's, a team's."""
        if AND_ALL.match(text, at, end):
            return SYSTEM_SCOPE
        behind = at + next(len(name) for name in self.names if text.startswith(name, at, end))
        team = team_behind(text, behind, end)
        return Scope("other", text[at:behind] + team) if team else OWN_SCOPE

    def _of_system(self, text: str, named: re.Match) -> Scope | None:
        """Return whose work all those named do, None where they are what is worked on."""
        if self.rules[OBJECT].match(text, named.end()):
            return None
        acts = named[1] == "全系统" or self.rules[ACTS].match(text, named.end())
        acts = acts and not STAFF.match(text, named.end())
        if named[1] == "全国" and PLACE.match(self.agency):
            return Scope("other", named[1]) if acts and not WAY_IN.match(text, named.end()) else None
        at = named.end()
        if CHIEFS.match(text, at) or not acts and BEFELL.match(text, at):
            return TOLD_OF_SYSTEM
        if acts and HAPPENED.match(text, at):
            return TOLD_BESIDE
        return SYSTEM_SCOPE if acts else PASSING_SYSTEM

    def _of_body(self, text: str, at: int, end: int, of_area: bool) -> Scope | None:
        """Return whose work the body that is named there does, None where none is."""
        staffed = STAFFED.match(text, at, end) if of_area else None
        m = staffed or self.rules[BODY].match(text, at, end)
        if not m or not staffed and OPEN_LIST.match(text, m.end()):
            return None
        scope = self.named(m[1])
        counted = scope and text[m.end(1) : m.end(1) + 1].isdigit()  # 县救援大队45人: one of a list
        aside = counted or LOOKS_AT_US.match(text, m.end())  # 区司法局抽评我局案卷
        return replace(scope, passes=True) if scope and aside else scope

    def _of_itself(self, text: str, at: int, end: int) -> Scope | None:
        """Return the scope of the agency, or of a team of it, that stands there under a short name."""
        team = ""
        if text.startswith("该", at):
            team = named_before(text, at, end, self.agency)
        elif text.startswith("局", at + 1):
            team = team_of_agency(text, at, end)
        if team and (scope := self.named(team)):
            return scope
        if self.kind and text.startswith(self.kind + "本级", at, end):
            return OWN_BESIDE
        return OWN_SCOPE if self._is_own(text, at, end) else None

    def _is_own(self, text: str, at: int, end: int) -> bool:
        """Whether the agency stands there by a short form of its name, or a team that it sent out."""
        letter = text[at : at + 1]
        if letter in self.rules[OWN_BEGINS] and self.rules[OWN].match(text, at, end):
            return True
        if self.is_town and TOWN_TEAM.match(text, at, end):
            return True
        if self.coordinates and OFFICE_OF_MANY.match(text, at, end):
            return True
        if self.kind and is_itself(self.kind, text, at, end):
            return True
        if letter in self.rules[SENT_OUT_BEGINS] and self.rules[SENT_OUT].match(text, at, end):
            return bool(self.agency) and not self.rules[GOVERNMENT].search(self.agency)
        named = TEAM.match(text, at, end) if self.is_team else None
        return named is not None and shortens(named[0], self.agency)

    def _behind_own_area(self, text: str, at: int, end: int) -> int:
        """Where a subject begins behind the name of the agency's own area: 云岭省|全省, 云岭市|农业系统."""
        behind = at + next(len(name) for name in self.areas if text.startswith(name, at, end))
        return behind if text.startswith(("全", "各"), behind) or self._area_acts(text, behind, end) else at

    def _area_acts(self, text: str, behind: int, end: int) -> bool:
        """Whether the area, or its system, acts whose name ends at `behind`."""
        return bool(OWN_SYSTEM.match(text, behind, end) or self.rules[AREA_ACTS].match(text, behind, end))

    def _of_place(self, text: str, at: int, end: int) -> Scope | None:
        """Return the scope of what is told of the agency's area, named there as a place: 云岭市快递业务量."""
        if not text.startswith(self.places, at, end):
            return None
        name = next(name for name in self.places if text.startswith(name, at, end))
        return TOLD_OF_SYSTEM if HOLDS.match(text, at + len(name), end) else None

    def named(self, name: str) -> Scope | None:
        """Return whose work a body's name stands for: its own, the area's, another's; None for none."""
        rules, agency = self.rules, self.agency
        if self._is_nobody(name):
            return None
        if name in (f"{part}机关" for part in (agency[:2], agency[-3:-1])):
            return SYSTEM_SCOPE  # 公安机关 in what the ministry or a bureau of it tells
        if LEADING.fullmatch(name) and rules[GOVERNMENT].search(agency):
            return SYSTEM_SCOPE  # 市委, 县政府 in what the government of the area tells
        if name in self.areas or (len(name) < 4 and agency.startswith(name)):
            return SYSTEM_SCOPE
        if name and (agency.endswith(name) or name.removesuffix("局") in self.areas):
            return OWN_SCOPE
        if name in self.names or shortens(name, agency):
            return OWN_SCOPE
        return Scope("other", name, passes=bool(LEADERS.search(name)))

    def _is_nobody(self, name: str) -> bool:
        """Whether words are no body's name, or say 经开区 where that zone itself reports."""
        rules = self.rules
        if name in ZONES:
            return all(letter in self.agency for letter in name)
        return is_no_name(rules, name)
