"""Follow the campaigns of a document: which of them, if any, a number belongs to.

A campaign covers the figures after it in its sentence, in the sentences that go on from it, in the section
whose heading names it, and in all of a bulletin whose title or opening is about it. A turn (此外, 全年共, the
next item, the next campaign) ends it.
"""

import re

from etl.engine.matches import sure
from etl.engine.model import ReportContext
from etl.engine.prose.campaignnames import (
    LONGEST,
    OCCASION,
    OCCASIONS,
    SINCE,
    START,
    TAILS,
    campaign_named,
    title_campaign,
)
from etl.engine.prose.headings import ASPECT, PART, Heading, headings_of
from etl.engine.prose.holidays import HOLIDAYS
from etl.engine.prose.periods import covers_days
from etl.engine.prose.shortnames import Known
from etl.engine.rulebook import Rulebook, expression, one_of

HEAD = 120  # characters of a bulletin in which numbers are those of its title
# the year before, but not the same months of it beside those of the action: 去年同期立案24件
_when = "(?:20[0-9]{2}年度?|今年|上半年|全年|前[三3]季度|一年来)"
_turn = rf"(?:^|(?<=[，,。；;\n])){_when}?[，,]?{one_of('campaigns', 'turns')}(?!同期)"
# 2023年全市…, 1—7月，本市…: what a whole area did in a whole stretch of time is not of the campaign before
_since = rf"(?:^|(?<=[，,。；;\n]))(?:(?:1月份?|一月份?|年初)以来|自?{SINCE}(?=[，,]))"
_months = "(?:20[0-9]{2}年(?:度|全年)?|(?:20[0-9]{2}年)?[1一]月?份?[-—－–~～至到][0-9]{1,2}月份?)"
_year = rf"(?:^|(?<=[，,。；;\n])){_months}[，,]?(?:全[国省市区县州]|本[省市区县州]|各级|各地)"
# 今年上半年，某大队共检查: what was done in a whole stretch of time, in news of one campaign
_stretch = (
    r"(?:^|(?<=[，,。；;\n 　]))(?:今年|20[0-9]{2}年)?"
    r"(?:上半年|前[三3]季度|前[0-9]{1,2}个月|[1一]月?份?[-－—–~～至到]+(?:[2-9]|1[0-2]|[二三四五六七八九十]{1,2})月份?)"
    "(?:[，,]|全[国省市区县州])"
)
# 推进甲行动，全市水利系统共立案50件: but news tell of the action all along
_total = r"(?<=[，,])全[国省市区县州][^，,。；;、0-9]{2,12}(?:(?<!公)共(?!同)|累计)"
SCAN = expression(
    r"(?P<stop>[。！？；;\n])"
    rf"|(?P<tail>{OCCASIONS}|{TAILS})|(?P<turn>{_turn}|{_year}|{_since}|{_stretch})|(?P<total>{_total})"
    r"|(?P<open>[（(])|(?P<close>[）)])"
)
_continues = rf"(?:{one_of('scope', 'continues')}|{one_of('campaigns', 'continues')})"
GOES_ON = expression(rf"[\s”」)）]{{0,9}}(?:{_continues}|到[0-9]{{1,2}}月)")
# after 期间 a sentence goes on only where it says so: 培训干部30人 may be of the whole year
OCCASION_GOES_ON = re.compile("[\\s”」)）]{0,9}(?:期间|其间|活动|同时|截至|截止|当[天日]|现场|[该此本这]次?)")
OF_YEAR = re.compile(
    "全年|去年|年内|今年以来|年初以来|上半年|前[三3]季度|前[0-9]{1,2}个月"
    "|今年[1一]月?份?[^0-9]|^20[0-9]{2}年|^[1一]月?份?[^0-9]"
)
JOINED = re.compile("[、与和及]")  # 执法管理与专项整治 is more than one thing
TITLE_ENDS = re.compile("[”』]?(?:工作|检查)?(?:开展)?(?:情况|方面)?")
SUMMARY = expression(one_of("campaigns", "summaries"))


class Campaigns:
    """Asked for numbers in order of their place; reads the text between them as it goes."""

    def __init__(self, rules: Rulebook, text: str, context: ReportContext):
        self.rules, self.text, self.place = rules, text, 0
        self.few_days, self.news = covers_days(context), context.kind == "bulletin"
        named = title_campaign(self.rules, context.title) if self.news else ""
        self.of_document = "" if named in rules[HOLIDAYS] and self.few_days else named
        self.may_lead = self.news and not self.of_document and not self.rules[SUMMARY].search(context.title)
        self.lead_only = not self.of_document
        self.ahead = headings_of(text).all[::-1]  # the next is the last
        self.mark = self.ahead[-1].mark if self.ahead else len(text)
        self.heading: Heading | None = None  # the last that began
        self.of_section, self.section_level = "", PART
        self.current = self.of_document
        self.known, self.held, self.in_passing = (
            Known(),
            False,
            False,
        )  # held: 行动期间，全市共立案 is all of the campaign
        self.on_occasion = False  # it is a time rather than an action: “安全月”期间
        self.named: set[str] = set()  # the campaigns of a sentence that were named before a number
        self.before_bracket: str | None = None  # what was told of where a bracket opened

    def at(self, place: int) -> str:
        """Return the campaign that covers a number at `place`, else ""."""
        self.named = set()
        for match in self.rules[SCAN].finditer(self.text, self.place, place):
            if self.mark <= match.start():
                self._open_until(match.start())
            kind = match.lastgroup
            if kind == "stop":
                self._stop(*match.span())
            elif kind == "tail":
                self.named.add(self._named(match))
            elif kind == "open":
                self.before_bracket = self.current
            elif kind == "close":
                self._close_bracket()
            elif (kind == "turn" or not self.news) and not self.held:
                self._turn(match[0])
        if self.mark < place:
            self._open_until(place - 1)
        if len(self.named - {""}) > 1:  # 开展甲行动，开展乙行动，共检查30家: of both, so of neither
            self._fall_back()
        if place > self.place:
            self.place = place
        if place > HEAD:
            self.may_lead = False
        return self.current

    def _turn(self, words: str) -> None:
        """Turn away from what was told of."""
        if self.lead_only:  # a total of the year is not of the campaign that the opening names
            self.of_document, self.may_lead = "", False
        self._fall_back()
        if OF_YEAR.search(words):  # nor, in its sentence, of the one that the title names
            self.current = self.of_section

    def _open_until(self, place: int) -> None:
        """Begin the items that are marked up to there."""
        while self.mark <= place:
            self._open(self.ahead.pop())
            self.mark = self.ahead[-1].mark if self.ahead else len(self.text)

    def _open(self, heading: Heading) -> None:
        """Begin an item; one of the same or a higher level ends the section that named a campaign."""
        if heading.level >= ASPECT:  # 大检查方面，: what is told of next, and no section
            return
        self.heading = heading
        if heading.level <= self.section_level:
            self.of_section = ""
        self._fall_back()

    def _close_bracket(self) -> None:
        """Leave to a bracket what is its own: 检查46家次（含甲行动15家次），发现隐患8处."""
        if self.before_bracket is not None:
            self.current, self.before_bracket = self.before_bracket, None

    def _fall_back(self) -> None:
        """Go back to what the section or the document is about."""
        self.current = self.of_section or self.of_document

    def _stop(self, start: int, end: int) -> None:
        """Leave to a sentence, or of an occasion to a clause, what is its own."""
        if self.text[start] not in "；;":
            self.held, self.named, self.before_bracket = False, set(), None
        elif not self.on_occasion:
            return
        goes_on = OCCASION_GOES_ON if self.on_occasion else self.rules[GOES_ON]
        if self.current != (self.of_section or self.of_document) and (
            self.text[start] == "\n" or self.in_passing or not goes_on.match(self.text, end)
        ):
            self._fall_back()

    def _named(self, tail: re.Match) -> str:
        """Take note of the campaign whose name ends in `tail`; return its name, "" where it is none."""
        name, introduced = campaign_named(self.rules, self.text, tail.start(), tail.end())
        is_heading = self._is_heading(tail)
        introduced = introduced or bool(name and is_heading and not JOINED.search(name))
        if name:
            name = self.known.full(name, tail.end())
        elif meant := self._meant(tail):
            name, introduced, self.held = meant, True, True
        if not name or not introduced or (name in self.rules[HOLIDAYS] and self.few_days):
            return ""
        self.current, self.in_passing = name, self._is_in_passing(tail)
        self.on_occasion = bool(OCCASION.search(tail[0]))
        if is_heading and self.heading:
            self.of_section, self.section_level = name, self.heading.level
            if name == self.of_document:  # what is told below the other headings is not of it
                self.of_document, self.may_lead = "", False
        if self.may_lead and not self.on_occasion:
            self._lead(name)
        return name

    def _is_in_passing(self, tail: re.Match) -> bool:
        """Whether an occasion is told of within a sentence: 发放手册300册，“安全月”期间接待咨询30人次."""
        start = sure(START.search(self.text, max(0, tail.start() - LONGEST), tail.start())).start()
        return bool(OCCASION.search(tail[0])) and self.text[max(0, start - 1) : start] in ("，", ",")

    def _meant(self, tail: re.Match) -> str:
        """Return the campaign that a tail without a name means: 行动期间; else ""."""
        start, end = tail.span()
        clause = sure(START.search(self.text, max(0, start - LONGEST), start))[0]
        return self.known.meant(clause, self.text[end : end + 4], end)

    def _lead(self, name: str) -> None:
        """Take the one campaign of a bulletin's opening for its subject; of several it is none."""
        known = self.of_document
        if known and known not in name and name not in known:
            self.of_document, self.may_lead = "", False
        else:
            self.of_document = name

    def _is_heading(self, tail: re.Match) -> bool:
        """Whether the words that name the campaign are a heading or a run-in one: 一是某某专项整治。"""
        heading = self.heading
        if heading is None or not (heading.named and heading.mark < tail.start() < heading.end):
            return False
        return bool(TITLE_ENDS.fullmatch(self.text, tail.end(), heading.end))
