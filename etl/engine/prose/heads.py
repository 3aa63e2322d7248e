"""Which figure before a number it may be a part of, or tell of again."""

import re
from collections import deque
from dataclasses import dataclass, field

from etl.engine.model import Figure
from etl.engine.prose.addends import Number, wholes_of
from etl.engine.prose.attach import Numeral
from etl.engine.prose.clauses import DONE, Words
from etl.engine.prose.inherit import CASES, OF_WHICH, TOPICAL, divides, names_cases_of, stands_by_kind
from etl.engine.prose.scan import DIGIT
from etl.engine.rulebook import Rulebook

HAZARDS = frozenset(("general_hazards", "major_hazards"))
SAYS_MORE = re.compile("合计|共计|总计|上年|去年|同期|上月|[年月]份?的?$")
EARLIER = re.compile(
    rf"(?:去年|上年|前年|上月|上季度?|同期|同月|[{DIGIT}]{{1,4}}[年月]份?)(?:同期|同月)?(?:的|为)?$"
)
CLOSED = re.compile("(?:结案|办结|审结|已结)的?案件[中里内]")
ABOVE = re.compile("上述|前述|以上|这")
CARRIED = re.compile("结转")
RESTATED = re.compile("[，,]?(?:下降|减少|降低|降|减|增长|增加|提高|提升|上升|增|升)?(?:为|至|到|达到?)了?")
TOLD = 48  # figures before a sentence that its numbers may add up to
FROM = re.compile("[由从][^，。；、]{0,16}\\Z")


@dataclass(slots=True)
class Heads:
    """The figures so far that numbers may divide; asked for each number in order, told of each figure."""

    rules: Rulebook
    start: int = 0  # of the sentence
    last: Figure | None = None
    last_whole: Figure | None = None  # what stood before the 其中 of this sentence
    opened: Figure | None = None  # what the last bracket with numbers stands behind
    earlier_of: Figure | None = None  # what a value of an earlier period in brackets belongs to
    cases: Figure | None = None  # the last count of cases of this section
    closed: Figure | None = None  # the last count of cases closed in it
    by_unit: dict[str, Figure] = field(default_factory=dict)  # the last figure of each unit in this section
    levels: dict[str, Figure] = field(default_factory=dict)  # of these, the last that is no rate
    told: deque[Figure] = field(default_factory=lambda: deque(maxlen=TOLD))  # the last levels of this section
    added: dict[int, int] = field(default_factory=dict)  # numerals of the sentence that add up, and to which
    of_else: set[int] = field(default_factory=set)  # to which they add up without being of those

    def begin(self, start: int, new_section: bool) -> None:
        """Begin a sentence."""
        self.start, self.last_whole = start, None
        if new_section:
            self.by_unit, self.levels, self.cases, self.closed = {}, {}, None, None
            self.told.clear()

    def add_up(self, text: str, counting: list[Numeral]) -> None:
        """Find out which numerals of the sentence add up to one that was told before."""
        told = (Number(figure.start, figure.unit, figure.value) for figure in self.told)
        self.added, self.of_else = wholes_of(self.rules, text, self.start, counting, told), set()

    def note(self, figure: Figure) -> None:
        """Remember a figure for those after it."""
        self.last = figure
        if figure.measure == "level":
            self.told.append(figure)
        if figure.indicator in CASES and figure.measure == "level":
            self.cases = figure
        if figure.indicator == "cases_closed" and figure.measure == "level":
            self.closed = figure
        if (figure.unit or figure.indicator) and figure.measure not in ("change", "share"):
            self.earlier_of = figure
            self.by_unit[figure.unit] = figure
            if figure.measure == "level":
                self.levels[figure.unit] = figure

    def pass_over(self, n: Numeral) -> None:
        """Forget what had the unit of a number that is background: what follows divides that."""
        if n.unit:
            self.by_unit.pop(n.unit, None)
            if self.last_whole and self.last_whole.unit == n.unit:
                self.last_whole = None

    def whole_or_cases(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure that `n` may be a part of: 查办案件90件，移送8件。其中甲类案件30件."""
        whole = self._whole_of(n, around)
        if added := self.added_to(n):
            return added
        whole = self._whole_or_cases(whole, n, around)
        if whole and whole.indicator and whole.start < self.start and exceeds(n, whole, around):
            return self._cases_of_so_many(n) or whole
        return whole

    def _cases_of_so_many(self, n: Numeral) -> Figure | None:
        """Return the last cases of the section, no part, of which the number may be one by its size."""
        told = (f for f in reversed(self.told) if f.indicator in CASES and not f.rule.startswith("part"))
        return next((figure for figure in told if figure.unit == n.unit and figure.value >= n.value), None)

    def _whole_or_cases(self, whole: Figure | None, n: Numeral, around: Words) -> Figure | None:
        """Return `whole`, or the cases told before where those are divided again."""
        cases = self.cases
        if whole and whole.measure == "rate" and stands_by_kind(around, whole):
            whole = self.levels.get(n.unit)  # 人均办案11起。分区看，东区120起
        if self.closed and self.closed.unit == n.unit and CLOSED.search(around.lead):
            self.last_whole = self.closed
            return self.closed  # 结案案件中，简易程序9件
        return self._or_cases(whole, cases, n, around) if cases and cases.unit == n.unit else whole

    def _or_cases(self, whole: Figure | None, cases: Figure, n: Numeral, around: Words) -> Figure | None:
        """Return `whole` or `cases`, of which the number may be a part by its unit."""
        if CARRIED.match(around.before):
            return cases  # 立案35件，办结30件，结转下年5件
        if whole is None or whole.indicator:
            return whole
        if whole is self.last_whole and whole.value < n.value <= cases.value:
            self.last_whole = cases  # no part is larger than its whole
            return cases
        return cases if names_cases_of(self.rules, cases, around.before) else whole

    def added_to(self, n: Numeral) -> Figure | None:
        """Return the figure of which the numeral is a part, as the sum of its list proves."""
        start = self.added.get(n.start) if self.added else None
        if start is None or start in self.of_else:
            return None
        return next((figure for figure in self.told if figure.start == start), None)

    def is_named(self, n: Numeral, indicator: str) -> None:
        """Forget to what the list of `n` adds up where its own words name something else: it is of that."""
        if (whole := self.added_to(n)) and whole.indicator != indicator:
            self.of_else.add(whole.start)

    def is_too_small(self, whole: Figure, n: Numeral, around: Words) -> bool:
        """Return whether a number is larger than `whole`, which is none of the items of its own list."""
        divided = whole is self.last_whole or whole.start < self.start
        return divided and exceeds(n, whole, around) and not stands_by_kind(around, whole)

    def is_divided(self, whole: Figure) -> bool:
        """Return whether 其中 or a bracket is dividing the figure."""
        return whole is self.last_whole or whole is self.opened

    def _whole_of(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure that `n` may be a part of: the one before 其中, else the last of its unit."""
        since = len(around.lead) - (n.start - self.last.end) if self.last else 0
        if head := self._divided_by_bracket(n, around.lead):
            return head if self._may_divide(head, n.unit) else self._last_of(n.unit)
        if OF_WHICH.search(around.lead, max(0, since)):
            self.last_whole = self._last_of(n.unit)
            if self.last and self._may_divide(self.last, n.unit):
                self.last_whole = self.last
        whole = self.last_whole
        if whole and (whole.unit == n.unit or self._may_divide(whole, n.unit) and not _is_over(around.lead)):
            return whole
        return self._last_of(n.unit)

    def _last_of(self, unit: str) -> Figure | None:
        """Return the last figure of the unit; cases filed rather than those of them that were closed since.

        立案89件，结案85件，罚款38万元，其中医疗卫生31件; directly behind 结案85件 it would divide these.
        """
        found, cases = self.by_unit.get(unit), self.cases
        if found and found is self.closed and found is not self.last and cases and cases.unit == unit:
            return cases
        return found

    def _divided_by_bracket(self, n: Numeral, lead: str) -> Figure | None:
        """Return the figure before the bracket that `n` stands in: 处罚65件（简易程序60件、普通程序5件）."""
        if "（" not in lead and "(" not in lead:
            return None
        at = max(lead.rfind("（"), lead.rfind("("))
        if at < max(lead.rfind("）"), lead.rfind(")")):
            return None
        place = n.start - len(lead) + at
        if self.last and self.last.end == place:
            self.opened = self.last
            return self.last
        goes_on = self.opened and self.opened.end == place and not OF_WHICH.search(lead, at + 1)
        return self.opened if goes_on else None

    def _may_divide(self, last: Figure, unit: str) -> bool:
        """Whether 其中 behind `last` divides it, though another was the last of that very unit."""
        visits = last.unit.removesuffix("次") == unit.removesuffix("次")  # 停业21家，其中网吧11家次
        return visits or divides(last, unit)  # 公开信息401条，其中行政许可55项

    def is_hazard_mended(self, indicator: str, whole: Figure, around: Words) -> bool:
        """Whether the words name a kind of what was put right: 整改隐患120处，其中重大隐患5处."""
        divided = whole.indicator == "hazards_rectified" and self.is_divided(whole)
        # 发现80条，整改76条，整改率95%，其中重大隐患2条: of those found
        rated = self.last is not whole and self.last and self.last.measure == "rate"
        named = indicator in HAZARDS and not self.rules[DONE].search(around.raw)
        return divided and named and not rated

    def is_kind_of_case(self, indicator: str, whole: Figure, around: Words) -> bool:
        """Whether the words name what a kind of cases is about: 查处案件38起，其中非法营运29起."""
        if indicator not in ("violations_found", "hazards_found") or whole.indicator not in (
            *CASES,
            "cases_closed",
        ):
            return False
        divided = self.is_divided(whole) or stands_by_kind(around, whole)
        return divided and not self.rules[DONE].search(around.raw)

    def divided(self, unit: str, indicator: str) -> str | None:
        """Return the indicator of the figure that 其中 divides into this one among others, else None."""
        head = self.last_whole
        if not head or not divides(head, unit) or head.indicator not in ("", indicator, *TOPICAL):
            return None
        return head.indicator

    def earlier_value(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure whose value of an earlier period `n` states: 312件，比上年同期（286）多."""
        if not around.in_bracket or around.before or not EARLIER.search(around.earlier):
            return None
        return self.earlier_of if self.earlier_of and n.unit in ("", self.earlier_of.unit) else None

    def restated(self, n: Numeral, around: Words) -> Figure | None:
        """Return what a change before led up to: 比上年的90万元增长10%，为99万元."""
        earlier, last = self.by_unit.get(n.unit), self.last
        if earlier and earlier.value == n.value and ABOVE.fullmatch(around.before):
            return earlier  # 处罚118件…上述118件案件中
        if not last or last.start < self.start or around.after or not RESTATED.fullmatch(around.raw.strip()):
            return None
        if last.measure != "change":  # 由上年的90%提高到95%
            return last if last.indicator and last.unit == n.unit and FROM.search(around.lead) else None
        return earlier if earlier and earlier.start >= self.start and earlier.indicator else None


def _is_over(lead: str) -> bool:
    """Whether the list that the last 其中 opened has ended before a number."""
    return "；" in lead[max(0, lead.rfind("其中")) :]


def exceeds(n: Numeral, whole: Figure, around: Words) -> bool:
    """Whether a number is too large for a part of `whole`, and neither its sum nor its earlier value."""
    return n.value > whole.value and n.unit == whole.unit and not SAYS_MORE.search(around.raw)
