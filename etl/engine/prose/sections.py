"""Follow the headings of a document: the path of numbers, and what a heading says of all below it."""

import re
from dataclasses import dataclass, replace

from etl.engine.prose.attach import Numeral
from etl.engine.prose.headings import CHAPTER, DEEPEST, ITEM, Heading, headings_of
from etl.engine.rulebook import Rulebook, expression, one_of

PLAIN = re.compile(r"[ \u3000\t]{0,40}([^\n。，；：、,;:]{2,26})[：:]?[ \u3000\t]{0,40}(?=\n|$)")
FUTURE = expression(one_of("future", "headings"))
DONE = expression(one_of("future", "done"))
NEXT_YEAR = expression(rf"((?:19|20)\d\d)年(?:[^。\n]{{0,16}}?){one_of('future', 'next_year')}")
PROBLEMS = re.compile(r"问题|不足|困难|短板")  # 存在问题及下步打算: the sentence tells where the plan begins
_TO_FUTURE = (
    r"(?:[一二三四五六七八九十]是)?(?:下一?步|下阶段|下一阶段"
    r"|下个?(?:月|季度?|周)(?:度)?(?:工作)?(?:的?重点|安排|计划|将|[：:，,])"
    r"|今后|明年|来年|接下来|[^，。：:]{0,8}(?:安排|工作重点|计划|打算|目标)[：:])"
)
# 2025年，我局将; but 2025年主要工作已启动, 2025年1月按要求检查, 按计划检查, 将9件移送 tell of no plan
_WILL = "(?:将(?![0-9])|(?<![按照据])计划|拟|力争|争取|(?<![主重需])要(?![求点件素]))"
# How a sentence may open: with words that turn to what is planned, with a year
OPENS = re.compile(
    rf"\s{{0,40}}(?:(?P<turn>{_TO_FUTURE})|(?P<year>(?:19|20)\d\d)年"
    r"(?P<will>[：:]|[，,]?[^，。；\n]{0,12}?"
    rf"{_WILL})?)"
)
# 全市执法情况 is of all agencies; 抓好全市文化市场监管 is what one of them does there
SYSTEM = re.compile(
    r"^[^一-鿿]{0,9}年?度?全[市区县省州盟旗]|全[市区县省州盟旗][^，。；]{0,14}(?:情况|数据|统计|系统|部门)|各[区县市镇级地]|(?<!信息|公示|管理|办案|监管|办公|业务|监控|预警|服务|平台|应用|执法|查询|审批)系统"
)


@dataclass(slots=True)
class Section:
    """Where in the document a sentence stands: `path` such as "一 / (四)", and what its headings say.

    `title` is the nearest heading, `above` those over it, outermost first.
    """

    path: str = ""
    title: str = ""
    above: str = ""
    future: bool = False
    system: bool = False


@dataclass(slots=True)
class Sentence:
    """One sentence with its numerals, statements of none among them, in order."""

    start: int
    end: int
    numerals: list[Numeral]
    section: Section
    new_paragraph: bool
    new_section: bool


class Outline:
    """The headings met so far. `open_at` is asked at each sentence start, in order."""

    def __init__(self, rules: Rulebook, text: str, year: int | None):
        self.rules, self.year = rules, year
        self.ahead = headings_of(text).all[::-1]  # the next is the last
        self.levels: list[tuple[int, str, bool, bool, str]] = []
        self.section = Section()

    def open_at(self, text: str, at: int, after_newline: bool) -> tuple[int, int] | None:
        """Note the heading that begins at `at`, if one does; return the span of its number."""
        heading = self._opening(text, at)
        if heading and heading.level < DEEPEST:
            bare = heading.level <= CHAPTER
            self._enter(heading.level, heading.number if bare else f"({heading.number})", heading.title)
            return heading.told
        if after_newline and (line := PLAIN.match(text, at)) and self.rules[FUTURE].search(line[1]):
            self._enter(CHAPTER, "", line[1])
        m = None if self.section.future else OPENS.match(text, at)
        if m and (m["turn"] or self._is_planned(int(m["year"]), m["will"])):
            self.section = replace(self.section, future=True)
        return None

    def _opening(self, text: str, at: int) -> Heading | None:
        """Return the heading with a number that begins at `at`, but for blanks, else None."""
        while self.ahead and self.ahead[-1].mark < at:
            self.ahead.pop()
        if not self.ahead or self.ahead[-1].mark - at > 40:
            return None
        heading = self.ahead[-1]
        return heading if heading.number and not text[at : heading.mark].strip() else None

    def _is_planned(self, year: int, will: str | None) -> bool:
        """Whether a sentence that opens with it tells of plans: 2025年，我局将, or as its heading says."""
        if not self.year or year <= self.year:
            return False
        title = self.section.title
        return bool(will or self.rules[FUTURE].search(title) or self.rules[NEXT_YEAR].search(title))

    def _enter(self, level: int, number: str, title: str) -> None:
        while self.levels and self.levels[-1][0] >= level:
            self.levels.pop()
        above = self.levels[-1] if self.levels else (0, "", False, False, "")
        future = above[2] or self._is_future(title, level)
        system = above[3] or bool(SYSTEM.search(title))
        self.levels.append((level, number, future, system, title))
        path = " / ".join(entry[1] for entry in self.levels if entry[1])
        over = "；".join(entry[4] for entry in self.levels[:-1])
        self.section = Section(path, title, over, future, system)

    def _is_future(self, title: str, level: int) -> bool:
        m = self.rules[NEXT_YEAR].search(title)
        if m and self.year and int(m[1]) > self.year:
            return True
        if (level >= ITEM and len(title) > 24) or PROBLEMS.search(title):
            return False
        return bool(self.rules[FUTURE].search(title)) and not self.rules[DONE].search(
            title.replace("推进措施", "")
        )
