"""From the numerals of one sentence to its figures and rejections."""

import re
from dataclasses import dataclass, field

from etl.engine.model import Figure, Rejection, ReportContext
from etl.engine.prose import limits, reject
from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.classify import classify
from etl.engine.prose.clauses import Words, words_around
from etl.engine.prose.inherit import OF_WHICH, TAIL, head_of, is_part, names_another, says_same_again
from etl.engine.prose.judge import reason_in_sentence
from etl.engine.prose.lists import shared_lists
from etl.engine.prose.measure import measure_of
from etl.engine.prose.periods import period_of
from etl.engine.prose.scan import DIGIT
from etl.engine.prose.scope import Walk
from etl.engine.prose.sections import Section
from etl.engine.prose.subjects import OWN_SCOPE, Scope

DID = re.compile("完成|办理|受理|办结|作出|审批")
POWERS = re.compile(
    "行政权力|权责(?:清单|事项)|权力(?:清单|事项)|职权|(?:许可|处罚|强制|监管|执法|办理|审查)事项(?:清单|目录)|和?事项清单"
)
LARGE = re.compile(r"[万亿+＋]")  # a bare 12.5万 is a quantity, a bare 12345 may be anything
EARLIER = re.compile(
    rf"(?:去年|上年|前年|上月|上季度?|同期|同月|[{DIGIT}]{{1,4}}[年月]份?)(?:同期|同月)?(?:的|为)?$"
)
COUNT_IS = re.compile(r"(?:数|数量|总量|案件|申请)(?:均|都)?(?:为|是|：|:)$|均为$")  # 死亡人数为0
JOINED = frozenset(("、", "和", "及", "与", "，和", "、和"))


@dataclass(slots=True)
class Sentence:
    """One sentence with its numerals, statements of none among them, in order."""

    start: int
    end: int
    numerals: list[Numeral]
    section: Section
    new_paragraph: bool
    new_section: bool


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one document in order; keeps what one hands on to the next."""

    text: str
    context: ReportContext
    figures: list[Figure] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    scope: Scope = OWN_SCOPE
    base_scope: Scope = OWN_SCOPE
    last: Figure | None = None
    last_words: Words | None = None
    powers: bool = False  # the sentence counts the powers that an agency has
    last_whole: Figure | None = None  # what stood before the 其中 of this sentence
    earlier_of: Figure | None = None  # what a value of an earlier period in brackets belongs to
    by_unit: dict[str, Figure] = field(default_factory=dict)  # the last figure of each unit in this section
    last_reason: str = ""  # why the last number was none: what breaks down background is background too

    def read(self, sentence: Sentence) -> None:
        """Append each numeral of `sentence` to the figures or the rejections."""
        if sentence.new_section:
            self.by_unit = {}
        if not OF_WHICH.match(self.text, sentence.start):
            self.powers = False
        self.last_words, self.last_reason, self.last_whole = None, "", None
        counting = []
        for n in sentence.numerals:
            if not n.reason and sentence.section.future:
                n.reason = "future"
            if n.reason:
                self.reject(n, n.reason, sentence)
            else:
                counting.append(n)
        if counting:
            self._read_counting(sentence, counting)

    def reject(self, n: Numeral, reason: str, sentence: Sentence) -> None:
        """Note that `n` is no figure."""
        self.rejections.append(
            Rejection(n.start, n.end, self.text[n.start : n.end], reason, sentence.section.path)
        )

    def _read_counting(self, sentence: Sentence, counting: list[Numeral]) -> None:
        shared = shared_lists(self.text, sentence.start, counting)
        walk = Walk(self.text, sentence, self.context, self.scope, self.base_scope)
        previous, first = sentence.start, len(self.figures)
        for position, n in enumerate(counting):
            following = counting[position + 1].start if position + 1 < len(counting) else sentence.end
            around = words_around(self.text, sentence.start, sentence.end, previous, following, n)
            if around.raw == "" and self.last_words and self.last_words.end == n.start:
                around.before = self.last_words.before
            around.take_verb_of(self.last_words)
            share = shared.get(n.start)
            reason = reason_in_sentence(n, around, share is not None, self.last_reason)
            scope = walk.at(n)
            self.last_reason = reason
            if not reason:
                reason = self._figure(
                    n, share.words if share else around, share.measure if share else "", scope, sentence
                )
            if reason:
                self.reject(n, reason, sentence)
            previous, self.last_words = n.end, around
        self._take_from_tail(sentence, first)
        self.scope, self.base_scope = walk.current, walk.base

    def _figure(self, n: Numeral, around: Words, measure: str, scope: Scope, sentence: Sentence) -> str:
        """Append the figure that `n` states; return the reason where it states none after all."""
        measure = measure or self._measure(n, around, sentence)
        indicator, rule = self._indicator(n, around, measure, scope, sentence)
        if not indicator:
            if n.kind == "chinese" and reject.is_rhetoric(self.text, n, around):
                return "rhetoric"
            if not n.unit and n.kind == "arabic" and not self._is_quantity(n, around):
                return "no_unit"
        start, end = period_of(around, measure, self.context)
        sector = limits.sector_of(around, sentence.section.title)
        is_part = rule.startswith(("part", "head")) or self._divides_whole(indicator)
        part = limits.part_of(around, is_part, sector, scope.body)
        figure = Figure(
            n.start,
            n.end,
            self.text[n.start : n.end],
            n.value,
            n.unit,
            n.approx,
            n.high,
            indicator,
            around.label,
            measure,
            scope.kind,
            scope.body,
            limits.campaign_in(around.lead),
            sector,
            part,
            start,
            end,
            sentence.section.path,
            sentence.start,
            sentence.end,
            rule,
        )
        self.figures.append(figure)
        self.last = figure
        if not n.unit and not indicator:
            return ""
        if measure not in ("change", "share"):
            self.earlier_of = figure
            self.by_unit[n.unit] = figure
        return ""

    def _is_quantity(self, n: Numeral, around: Words) -> bool:
        """Whether a number without a unit counts something all the same: 10万+, 人数为0, 比上年（35667）."""
        if LARGE.search(self.text, n.start, n.end) or COUNT_IS.search(around.raw):
            return True
        return self._earlier_value(n, around) is not None

    def _whole_of(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure that `n` may be a part of: the one before 其中, else the last of its unit."""
        if OF_WHICH.search(around.raw):
            self.last_whole = self.by_unit.get(n.unit)
        return (
            self.last_whole
            if self.last_whole and self.last_whole.unit == n.unit
            else self.by_unit.get(n.unit)
        )

    def _divides_whole(self, indicator: str) -> bool:
        """Whether 其中 stands between a figure of the same indicator and this one."""
        return bool(indicator and self.last_whole and self.last_whole.indicator == indicator)

    def _take_from_tail(self, sentence: Sentence, first: int) -> None:
        """Give a list of bodies what the clause after it says: 青禾区12件、临溪县8件，立案数居前列."""
        bodies = [f for f in self.figures[first:] if f.scope == "other" and f.measure == "level"]
        if len(bodies) < 2 or bodies[-1] is not self.figures[-1] or any(f.indicator for f in bodies):
            return
        end = bodies[-1].end
        tail = TAIL.match(self.text, end, min(sentence.end, end + 40))
        if tail and (found := classify(bodies[-1].unit, "level", [tail[1]], self.last_words, "")):
            for figure in bodies:
                if figure.unit == bodies[-1].unit:
                    figure.indicator, figure.rule = found.indicator, f"tail {found.name}"

    def _earlier_value(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure whose value of an earlier period `n` states: 312件，比上年同期（286）多."""
        if not around.in_bracket or around.before or not EARLIER.search(around.earlier):
            return None
        return self.earlier_of if self.earlier_of and n.unit in ("", self.earlier_of.unit) else None

    def _measure(self, n: Numeral, around: Words, sentence: Sentence) -> str:
        last = self.last
        if (
            n.unit in RATIOS
            and last
            and last.start >= sentence.start
            and self.text[last.end : n.start] in JOINED
        ):
            return last.measure
        if last and last.measure == "rate" and last.unit == n.unit and says_same_again(around):
            return "rate"
        return measure_of(n, around, last if last and last.start >= sentence.start else None)

    def _indicator(
        self, n: Numeral, around: Words, measure: str, scope: Scope, sentence: Sentence
    ) -> tuple[str, str]:
        if measure in ("share", "change"):
            return "", ""
        self.powers = (self.powers or bool(POWERS.search(around.lead[-40:]))) and not DID.search(
            around.clause
        )
        if self.powers and n.unit == "项":
            return "", ""  # what an agency may do, not what it did
        unit = "" if n.kind == "none" else n.unit
        phrases = around.phrases(n.kind == "none") if unit or n.kind == "none" else around.bare_phrases
        if unit and scope.kind == "other" and len(around.before) <= 6 and len(sentence.section.title) <= 16:
            phrases.append(sentence.section.title + around.before)  # 检查数量。青禾区402家次
        found = classify(unit, measure, phrases, around, sentence.section.title)
        whole = self._whole_of(n, around)
        if found and not found.weak:
            return found.indicator, found.name
        if last_stated := self._earlier_value(n, around):
            return last_stated.indicator, f"again {last_stated.indicator}"
        follows = self.last is whole or self.last_whole is whole
        if whole and whole.start >= sentence.start and says_same_again(around):
            follows = True
        if n.unit in RATIOS and scope.kind != "other" and not says_same_again(around):
            whole = None
        stated = whole and whole.indicator and whole.measure == measure
        if stated and is_part(around, whole, follows):
            return whole.indicator, f"part of {whole.indicator}"
        if found:
            return found.indicator, found.name
        if not names_another(around.before) and around.before and (head := head_of(around.lead)):
            found = classify(unit, measure, [head], around, "")
        return (found.indicator, f"head {found.name}") if found else ("", "")
