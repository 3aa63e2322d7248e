"""Which figure before a number it may be a part of, or tell of again."""

import re
from dataclasses import dataclass, field

from etl.engine.model import Figure
from etl.engine.prose.attach import Numeral
from etl.engine.prose.clauses import Words
from etl.engine.prose.inherit import CASES, OF_WHICH, TOPICAL, divides, names_cases_of
from etl.engine.prose.scan import DIGIT
from etl.engine.rulebook import Rulebook

EARLIER = re.compile(
    rf"(?:去年|上年|前年|上月|上季度?|同期|同月|[{DIGIT}]{{1,4}}[年月]份?)(?:同期|同月)?(?:的|为)?$"
)


@dataclass(slots=True)
class Heads:
    """The figures so far that numbers may divide; asked for each number in order, told of each figure."""

    rules: Rulebook
    start: int = 0  # of the sentence
    last: Figure | None = None
    last_whole: Figure | None = None  # what stood before the 其中 of this sentence
    earlier_of: Figure | None = None  # what a value of an earlier period in brackets belongs to
    cases: Figure | None = None  # the last count of cases of this section
    by_unit: dict[str, Figure] = field(default_factory=dict)  # the last figure of each unit in this section

    def begin(self, start: int, new_section: bool) -> None:
        """Begin a sentence."""
        self.start, self.last_whole = start, None
        if new_section:
            self.by_unit, self.cases = {}, None

    def note(self, figure: Figure) -> None:
        """Remember a figure for those after it."""
        self.last = figure
        if figure.indicator in CASES and figure.measure == "level":
            self.cases = figure
        if (figure.unit or figure.indicator) and figure.measure not in ("change", "share"):
            self.earlier_of = figure
            self.by_unit[figure.unit] = figure

    def pass_over(self, n: Numeral) -> None:
        """Forget what had the unit of a number that is background: what follows divides that."""
        if n.unit:
            self.by_unit.pop(n.unit, None)
            if self.last_whole and self.last_whole.unit == n.unit:
                self.last_whole = None

    def whole_or_cases(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure that `n` may be a part of: 查办案件90件，移送8件。其中甲类案件30件."""
        whole, cases = self._whole_of(n, around), self.cases
        sent_on = whole is not None and whole is self.last_whole and not whole.indicator
        if not (sent_on and cases and cases.unit == n.unit):
            return whole
        return cases if names_cases_of(self.rules, cases, around.before) else whole

    def _whole_of(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure that `n` may be a part of: the one before 其中, else the last of its unit."""
        since = len(around.lead) - (n.start - self.last.end) if self.last else 0
        if around.in_bracket and self.last and around.lead[since:].startswith(("（", "(")):
            return self.last if self._may_divide(self.last, n.unit) else self.by_unit.get(n.unit)
        if OF_WHICH.search(around.lead, max(0, since)):
            self.last_whole = self.by_unit.get(n.unit)
            if self.last and self._may_divide(self.last, n.unit):
                self.last_whole = self.last
        ended = "；" in around.lead[max(0, around.lead.rfind("其中")) :]
        whole = self.last_whole
        if whole and (whole.unit == n.unit or not ended and self._may_divide(whole, n.unit)):
            return whole
        return self.by_unit.get(n.unit)

    def _may_divide(self, last: Figure, unit: str) -> bool:
        """Whether 其中 behind `last` divides it, though another was the last of that very unit."""
        visits = last.unit.removesuffix("次") == unit.removesuffix("次")  # 停业21家，其中网吧11家次
        return visits or divides(last, unit)  # 公开信息401条，其中行政许可55项

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
