"""Follow the campaigns of a document: which of them, if any, a number belongs to.

A campaign covers the figures after it in its sentence, in the sentences that go on from it, in the section
whose heading names it, and in all of a bulletin whose title or opening is about it. A turn (此外, 全年共, the
next item, the next campaign) ends it.
"""

import re

from etl.engine.initials import searched
from etl.engine.matches import last, sure
from etl.engine.model import ReportContext
from etl.engine.prose.periods import covers_days
from etl.engine.rulebook import Rulebook, expression, one_of, word_set

HEAD = 120  # characters of a bulletin in which numbers are those of its title
LONGEST = 40  # characters of a clause that may name a campaign
_CLAUSE = "，,。；;：:！？!?\n 　（）()"
_tails = rf"{one_of('campaigns', 'tails')}(?:20[0-9]{{2}}年?(?:专项)?行动)?"
_turn = rf"(?:^|(?<=[，,。；;\n]))(?:20[0-9]{{2}}年度?[，,]?)?{one_of('campaigns', 'turns')}"
_item = (
    r"(?:^|(?<=[。；;：:，,\n]))(?:[一二三四五六七八九十]{1,2}是"
    r"|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[.、．](?![0-9]))"
    r"|(?:^|(?<=[\n 　]))[一二三四五六七八九十]{1,3}、"
)
# 2023年全市…, 1—7月，本市…: what a whole area did in a whole stretch of time is not of the campaign before
_since = r"(?:^|(?<=[，,。；;\n]))(?:1月份?|一月份?|年初)以来"
_months = "(?:20[0-9]{2}年(?:度|全年)?|(?:20[0-9]{2}年)?[1一]月?份?[-—－–~～至到][0-9]{1,2}月份?)"
_year = rf"(?:^|(?<=[，,。；;\n])){_months}[，,]?(?:全[国省市区县州]|本[省市区县州]|各级|各地)"
# 今年上半年，某大队共检查: what was done in a whole stretch of time, in news of one campaign
_stretch = (
    r"(?:^|(?<=[。；;\n 　]))(?:今年|20[0-9]{2}年)?"
    r"(?:上半年|前[三3]季度|前[0-9]{1,2}个月|[1一]月?份?[-－—–~～至到]+(?:[2-9]|1[0-2]|[二三四五六七八九十]{1,2})月份?)"
    "[，,]"
)
# 推进甲行动，全市水利系统共立案50件: but news tell of the action all along
_total = r"(?<=[，,])全[国省市区县州][^，,。；;、0-9]{2,12}(?:(?<!公)共(?!同)|累计)"
SCAN = expression(
    r"(?P<stop>[。！？\n])"
    rf"|(?P<tail>{_tails})|(?P<turn>{_turn}|{_year}|{_since}|{_stretch})|(?P<total>{_total})|(?P<item>{_item})"
    r"|(?P<open>[（(])|(?P<close>[）)])"
)
TITLE_TAIL = expression(rf"{_tails}|{one_of('campaigns', 'title_tails')}")
START = re.compile(rf"[^{_CLAUSE}]{{0,99}}$")
# 以甲行动为抓手: the means to all that follows, not what it is of
MEANS = rf"[”』]?[^，,。；;0-9]{{0,4}}为[^，,。；;0-9]{{0,4}}{one_of('whole', 'means')}"
# 把专项整治与日常监管相结合: a way of working
JOINED = "[”』]?[与和同][^，,。；;0-9]{2,16}(?:结合|并重|并举|统筹)"
AFTER = expression(rf"{one_of('campaigns', 'not_after')}|{MEANS}|{JOINED}")
COUNTED = re.compile("[0-9０-９]|[一二三四五六七八九十]{1,3}[次场轮]")
SUBJECT = expression(one_of("campaigns", "subject_of"))
LEAD = expression(
    rf"^.*(?:{one_of('campaigns', 'leads')}|(?<=[0-9])年度?|(?<!社会)组织|[一二三四五六七八九十]{{1,2}}是)"
)
TRIM = expression(rf"^(?:{one_of('campaigns', 'before_name')}|[0-9]{{1,2}}[、.．])+")
ACTIVITY = expression(rf"^.*(?:{one_of('campaigns', 'activities')})[^、]{{0,4}}、")
QUOTES = re.compile(r"((?:[“\"『][^“”\"『』，。]{2,24}[”\"』])+)([^“”\"『』]{0,14})$")
NOT_NAMES = word_set("campaigns", "not_names")
PLAIN = word_set("campaigns", "plain_tails")
WHOLE = word_set("campaigns", "whole_names")
OPEN_QUOTE = re.compile("[“『][^“”『』，。\n]{0,24}$")
IN_SERIES = re.compile(
    '[”』"]?(?:、[^，。；]{1,60})?等(?:一系列|系列|多项|各类)'
)  # 甲大检查、乙行动等一系列行动
AND_OTHERS = re.compile('[”』"]等(?![级候])')  # “甲行动”等
# of several: 等专项行动, “甲1号”至“甲8号”统一行动, 8次甲统一行动
SEVERAL = searched(
    "(?:等?(?<!第)[0-9０-９一二三四五六七八九十]{1,9}(?:个|项|次|大|轮|批)|等(?:[^，。；、级候]{1,12}的)?)"
    "(?:专项)?(?:整治|治理|执法|检查)?$"
    "|”[至到和与及]“[^”，。；]{1,20}”[^”，。；]{0,14}$"
    "|(?<![第0-9])[0-9]{1,3}[次轮][^，。；0-9]{1,30}$|一系列的?[^，。；“”]{0,14}$"
)
NO_LEAD = expression(one_of("campaigns", "not_leading"))
ORDERED = re.compile(
    "(?:按照|根据|遵照|依照)[^“”，,。；;]{2,24}关于[^“”，,。；;]{0,30}$"
)  # 按照市政府关于甲三年行动总体要求: why, not what
_continues = rf"(?:{one_of('scope', 'continues')}|{one_of('campaigns', 'continues')})"
GOES_ON = expression(rf"[\s”」)）]{{0,9}}{_continues}")
OF_YEAR = re.compile(
    "全年|去年|年内|今年以来|年初以来|上半年|前[三3]季度|前[0-9]{1,2}个月"
    "|今年[1一]月?份?[^0-9]|^20[0-9]{2}年|^[1一]月?份?[^0-9]"
)
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
        self.of_section, self.level, self.section_level = "", 0, 0
        self.current = self.of_document
        self.before_bracket: str | None = None  # what was told of where a bracket opened

    def at(self, place: int) -> str:
        """Return the campaign that covers a number at `place`, else ""."""
        named: set[str] = set()
        for match in self.rules[SCAN].finditer(self.text, self.place, place):
            kind = match.lastgroup
            if kind == "stop":
                named, self.before_bracket = set(), None
                self._stop(*match.span())
            elif kind == "tail":
                named.add(self._named(match))
            elif kind == "item":
                self._open_item(match[0])
            elif kind == "open":
                self.before_bracket = self.current
            elif kind == "close":
                self._close_bracket()
            elif kind == "turn" or not self.news:
                self._turn(match[0])
        if len(named - {""}) > 1:  # 开展甲行动，开展乙行动，共检查30家: of both, and so of neither
            self._fall_back()
        self.place = max(self.place, place)
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

    def _open_item(self, mark: str) -> None:
        """Begin an item; one of the same or a higher level ends the section that named a campaign."""
        self.level = _level_of(mark)
        if self.level <= self.section_level:
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
        if self.current != (self.of_section or self.of_document) and (
            self.text[start] == "\n" or not self.rules[GOES_ON].match(self.text, end)
        ):
            self._fall_back()

    def _named(self, tail: re.Match) -> str:
        """Take note of the campaign whose name ends in `tail`; return its name, "" where it is none."""
        name, introduced = campaign_named(self.rules, self.text, tail.start(), tail.end())
        if not name or not introduced or (name in self.rules[HOLIDAYS] and self.few_days):
            return ""
        self.current = name
        if self._is_heading(tail.end()):
            self.of_section, self.section_level = name, self.level
        if self.may_lead:
            self._lead(name)
        return name

    def _lead(self, name: str) -> None:
        """Take the one campaign of a bulletin's opening for its subject; of several it is none."""
        known = self.of_document
        if known and known not in name and name not in known:
            self.of_document, self.may_lead = "", False
        else:
            self.of_document = name

    def _is_heading(self, end: int) -> bool:
        """Whether the clause that names the campaign is a heading or a run-in one: 一是某某专项整治。"""
        opens = HEADING.search(self.text[max(0, end - LONGEST) : end])
        return bool(opens) and self.text[end : end + 1] in "。：:\n"


HEADING = re.compile(rf"(?:{_item}|[一二三四五六七八九十]、)[^，。；：]*$")


def _level_of(mark: str) -> int:
    """How deep an item stands: 一、 above （一） above 1. above 一是."""
    if mark[-1] == "、" and not mark[0].isdigit():
        return 0
    return 1 if mark[0] in "（(" else 2 if mark[0].isdigit() else 3


def title_campaign(rules: Rulebook, title: str) -> str:
    """Return the campaign that a title names, else ""."""
    tail = last(rules[TITLE_TAIL].finditer(title))
    return campaign_named(rules, title, tail.start(), tail.end())[0] if tail else ""


def campaign_named(rules: Rulebook, text: str, start: int, end: int) -> tuple[str, bool]:
    """Return the name that ends in the tail `text[start:end]`, and whether the words introduce it.

    Empty where the words name none: a plan, a count of actions (专项行动12次), a way of speaking.
    """
    following = text[end : end + 12]
    if rules[AFTER].match(following) or COUNTED.match(following) or AND_OTHERS.match(following):
        return "", False
    if IN_SERIES.match(text, end):
        return "", False
    clause, tail = sure(START.search(text, max(0, start - LONGEST), start))[0], text[start:end]
    if opened := OPEN_QUOTE.search(text, max(0, start - LONGEST), start):
        return (opened[0][1:] + tail.split("”")[0], True) if "”" in tail else ("", False)
    if rules[NO_LEAD].match(clause) or ORDERED.search(clause) or "”" in tail or SEVERAL.search(clause):
        return "", False
    words = rules[LEAD].sub("", clause)
    introduced = words != clause or bool(rules[SUBJECT].match(following))
    name = _ending(rules, rules[TRIM].sub("", rules[ACTIVITY].sub("", words)), tail)
    if name in rules[NOT_NAMES]:  # “十四五”期间
        return "", False
    return name, introduced and bool(name)


def _ending(rules: Rulebook, name: str, tail: str) -> str:
    """Return the whole name of words and the tail that they end in, "" where both together name nothing."""
    if quoted := QUOTES.search(name):
        whole = quoted[2] or quoted[1].count("“") > 1
        return quoted[0] + tail if whole else quoted[1].strip('“”"『』')
    if name + tail in rules[NOT_NAMES] or (tail in rules[PLAIN] and len(name) < 2):
        return ""
    if not name:
        return tail if tail in rules[WHOLE] else ""
    return "" if (name[-1] in "的在为有" and not name.endswith("行为")) or "”" in name else name + tail


HOLIDAYS = word_set("campaigns", "holidays")
DAYS_OFF = word_set("campaigns", "days_off")
HOLIDAY = expression(rf"({one_of('campaigns', 'holidays')})[”\"]?(?:节日?|假期|假日|期间|前后|小长假){{1,4}}")


def holiday_in(rules: Rulebook, text: str, context: ReportContext) -> str:
    """Return the last holiday that `text` names, else ""; of a report on that holiday alone it is none."""
    if covers_days(context):
        return ""
    holiday = last(rules[HOLIDAY].finditer(text))
    return holiday[1] + "假期" * (holiday[1] in rules[DAYS_OFF]) if holiday else ""
