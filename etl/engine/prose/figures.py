"""From the numerals of one sentence to its figures and rejections."""

import re
from dataclasses import dataclass, field, replace

from etl.engine.model import Figure, Rejection, ReportContext
from etl.engine.prose.attach import Numeral
from etl.engine.prose.attended import take_part
from etl.engine.prose.befallen import befell, settle_befallen
from etl.engine.prose.campaigns import HEAD, Campaigns
from etl.engine.prose.classify import classify
from etl.engine.prose.clauses import Words, words_around
from etl.engine.prose.counted import Counted
from etl.engine.prose.denied import also_none, none_of_later
from etl.engine.prose.holidays import holiday_in, names_holiday
from etl.engine.prose.inherit import OF_WHICH, TAIL
from etl.engine.prose.judge import judged, signs_in
from etl.engine.prose.lists import INSPECTED, places_looked_at, shared_lists
from etl.engine.prose.parts import Parts
from etl.engine.prose.periods import TOLD, period_of
from etl.engine.prose.reporter import default_scope
from etl.engine.prose.reviews import topic_of
from etl.engine.prose.rhetoric import is_rhetoric
from etl.engine.prose.rules import COUNTS, Ruling
from etl.engine.prose.scope import CONTINUES, Walk
from etl.engine.prose.sections import Sentence
from etl.engine.prose.sectors import Sectors
from etl.engine.prose.subjects import OWN_SCOPE, Scope, Subjects
from etl.engine.rulebook import Rulebook

LARGE = re.compile(r"[万亿+＋]")  # a bare 12.5万 is a quantity, a bare 12345 may be anything
MONEY = re.compile(
    r"(?:罚没?款|罚没|金额|资金|经费|违法所得|损失|欠薪|工资)(?:共计?|合计|总额|约|达|超|近|逾|超过)*$"
)
# 死亡人数为0, 数量比为2.1
COUNT_IS = re.compile(r"(?:数量?|总量|案件|申请)(?:[均都]?[为是]|[：:])?$|均为$|(?:比值|量比|之比)[为是达]$")

# More numerals than these in a sentence without a word (1万1万1万, 、5、5、5; an axis) count nothing:
# to read each would cost as much as one that words stand around.
MANY = 30
WORD = re.compile(r"[^\W\d_零〇一二两三四五六七八九十百千万亿余多]")
NEXT = 3  # characters between two sentences that follow each other
BACKGROUND = frozenset(("structure", "external"))
PLANNED = Ruling("future", "section_of_plans")
WAY_OF_SPEAKING = Ruling("rhetoric", "way_of_speaking")
NONE_OF_NOTHING = Ruling("rhetoric", "none_of_nothing_counted")  # 未发生较大事故: no indicator counts them
NOTHING_COUNTED = Ruling("no_unit", "nothing_counted")
NUMBERS_ALONE = Ruling("no_unit", "numbers_alone")


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one document in order; keeps what one hands on to the next."""

    rules: Rulebook
    text: str
    context: ReportContext
    figures: list[Figure] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    scope: Scope = OWN_SCOPE
    base_scope: Scope = OWN_SCOPE
    last_words: Words | None = None
    goes_on: tuple[str, str] | None = None  # the dates of the sentence before, where this one goes on from it
    last_reason: str = ""  # why the last number was none: what breaks down background is background too
    on_holiday: bool = False  # whether the sentence names one
    topic: str = field(init=False)  # of a document about reviews
    default: Scope = field(init=False)
    subjects: Subjects = field(init=False)
    counted: Counted = field(init=False)
    campaigns: Campaigns = field(init=False)
    sectors: Sectors = field(init=False)
    parts: Parts = field(init=False)

    def __post_init__(self) -> None:
        self.default = self.scope = self.base_scope = default_scope(self.rules, self.text, self.context)
        self.topic = topic_of(self.context)
        self.subjects = Subjects(self.rules, self.context)
        self.counted = Counted(self.rules)
        self.campaigns = Campaigns(self.rules, self.text, self.context)
        self.sectors = Sectors(self.rules, self.text, self.context)
        self.parts = Parts(self.rules, self.text, self.context)

    def read(self, sentence: Sentence) -> None:
        """Append each numeral of `sentence` to the figures or the rejections."""
        of_which = bool(OF_WHICH.match(self.text, sentence.start))
        title = sentence.section.title + "政府信息公开" * (self.context.kind == "disclosure")
        above = sentence.section.above
        if self.topic and "诉" not in above + title:
            above = f"{self.topic}；{above}"
        self.counted.begin(sentence.start, title, above, sentence.new_section, of_which)
        self.last_words, self.last_reason = None, ""
        self.goes_on = self._dates_before(sentence, of_which)
        counting = []
        for n in sentence.numerals:
            if n.ruling.reason or sentence.section.future:
                self.reject(n, n.ruling if n.ruling.reason else PLANNED, sentence)
            else:
                counting.append(n)
        if len(counting) > MANY and not WORD.search(self.text, sentence.start, sentence.end):
            for n in counting:
                self.reject(n, NUMBERS_ALONE, sentence)
        elif counting:
            self._read_counting(sentence, counting)

    def _dates_before(self, sentence: Sentence, of_which: bool) -> tuple[str, str] | None:
        """Return the dates of the sentence before, where this one goes on with what was counted then."""
        last = self.figures[-1] if self.figures else None
        if last is None or sentence.new_section or sentence.start - last.sentence_end > NEXT:
            return None
        goes_on = of_which or (
            not sentence.new_paragraph and self.rules[CONTINUES].match(self.text, sentence.start)
        )
        return (last.period_start, last.period_end) if goes_on and last.measure == "level" else None

    def finish(self) -> None:
        """Give the figures of a bulletin's title the campaign that its opening turns out to be about."""
        last = None
        for figure in self.figures:
            if figure.start > HEAD:
                break
            if not befell(self.rules, figure, last):
                figure.campaign = figure.campaign or self.campaigns.of_document
            last = figure

    def reject(self, n: Numeral, ruling: Ruling, sentence: Sentence) -> None:
        """Note that `n` is no figure."""
        printed = self.text[n.start : n.end]
        self.rejections.append(Rejection(n.start, n.end, printed, *ruling, sentence.section.path))

    def _read_counting(self, sentence: Sentence, counting: list[Numeral]) -> None:
        shared = shared_lists(self.rules, self.text, sentence.start, counting)
        walk = Walk(
            self.subjects, self.text, sentence, self.context.kind, self.default, self.scope, self.base_scope
        )
        self.counted.heads.add_up(self.text, counting)
        previous, first = sentence.start, len(self.figures)
        said = self.text[sentence.start : max(sentence.end, counting[-1].end)]
        signs, self.on_holiday = signs_in(self.rules, said), names_holiday(self.rules, said, self.context)
        for position, n in enumerate(counting):
            following = counting[position + 1].start if position + 1 < len(counting) else sentence.end
            around = words_around(self.rules, self.text, sentence.start, sentence.end, previous, following, n)
            if around.raw == "" and self.last_words and self.last_words.end == n.start:
                around.before = self.last_words.before
            around.take_verb_of(self.last_words)
            share = shared.get(n.start)
            ruling = judged(n, around, signs, share is not None, self.last_reason)
            self.last_reason = ruling.reason
            if ruling.reason:
                walk.follow(n)
            else:
                scope = walk.at(n) if share is None else walk.of_item(n, share.name)
                ruling = self._figure(
                    n, share.words if share else around, share.measure if share else "", scope, sentence
                )
            if ruling.reason:
                self.reject(n, ruling, sentence)
                if ruling.reason == "future":
                    self.counted.plan(n, around)
                if ruling.reason in BACKGROUND:
                    self.counted.heads.pass_over(n)
            previous, self.last_words = n.end, around
        self._take_from_tail(sentence, first)
        take_part(self.text, self.figures[first:])
        for place in places_looked_at(self.text, self.figures[first:]):
            place.indicator, place.rule = INSPECTED, f"behind {INSPECTED}"
        self.scope, self.base_scope = walk.current, walk.base

    def _figure(self, n: Numeral, around: Words, measure: str, scope: Scope, sentence: Sentence) -> Ruling:
        """Append the figure that `n` states; return why not where it states none after all."""
        if not n.unit and MONEY.search(around.raw) and LARGE.search(self.text, n.start, n.end):
            n.unit = "元"  # 罚款103.5万
        measure = measure or self.counted.measure(n, around, self.text)
        indicator, rule = self.counted.indicator(n, around, measure, scope)
        if n.kind == "none" and not indicator:
            indicator, rule = none_of_later(self.rules, n, around, self.counted.title.words)
        if not indicator and (ruling := self._states_nothing(n, around)).reason:
            return ruling
        figure = self._stated(n, around, measure, scope, sentence)
        figure.indicator, figure.rule = indicator, rule
        settle_befallen(self.rules, self.text, figure, self.figures[-1] if self.figures else None)
        self.sectors.carry(figure)
        head = self.counted.heads.divided(n.unit, indicator)
        if head is None and rule.startswith(("part", "head ")):
            head = indicator
        figure.part = self.parts.name(figure, around, head, sentence.section.title)
        self.figures.append(figure)
        self.counted.note(figure)
        if indicator and not n.value:
            self._none_of_more(n, figure, around)
        return COUNTS

    def _none_of_more(self, n: Numeral, figure: Figure, around: Words) -> None:
        """One zero of two things is two figures at one place: 未发生行政复议、行政诉讼."""
        others = also_none(self.rules, n, around, figure.indicator, self.counted.title.words)
        for indicator, (rule, words) in others.items():
            self.figures.append(replace(figure, indicator=indicator, rule=rule, label=words[:16]))

    def _states_nothing(self, n: Numeral, around: Words) -> Ruling:
        """Return why a numeral that no indicator knows is no figure either."""
        if n.kind == "chinese" and is_rhetoric(n, around):
            return WAY_OF_SPEAKING
        if n.kind == "none":
            return COUNTS if COUNT_IS.search(around.raw) else NONE_OF_NOTHING
        if n.unit or n.kind != "arabic" or LARGE.search(self.text, n.start, n.end):
            return COUNTS
        counts = COUNT_IS.search(around.raw) or self.counted.heads.earlier_value(n, around)
        return COUNTS if counts else NOTHING_COUNTED

    def _stated(self, n: Numeral, around: Words, measure: str, scope: Scope, sentence: Sentence) -> Figure:
        """Return the figure as far as its words tell without an indicator."""
        campaign = self.campaigns.at(n.start)
        if self.on_holiday and not campaign:
            campaign = holiday_in(self.rules, around.lead)
        earlier = self.text[max(0, sentence.start - TOLD) : sentence.start] if campaign else ""
        start, end = period_of(around, measure, self.context, earlier)
        if self.goes_on and (start, end) == (self.context.period_start, self.context.period_end):
            start, end = self.goes_on
        return Figure(
            n.start,
            n.end,
            self.text[n.start : n.end],
            n.value,
            n.unit,
            n.approx,
            n.high,
            label=around.label,
            measure=measure,
            scope=scope.kind,
            body=scope.body,
            campaign=campaign,
            sector=self.sectors.at(n.start, around, sentence.start),
            heading_unit=n.heading_unit,
            period_start=start,
            period_end=end,
            section=sentence.section.path,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
        )

    def _take_from_tail(self, sentence: Sentence, first: int) -> None:
        """Give a list of bodies what the clause after it says: 青禾区12件、临溪县8件，立案数居前列."""
        bodies = [f for f in self.figures[first:] if f.scope == "other" and f.measure == "level"]
        if len(bodies) < 2 or bodies[-1] is not self.figures[-1] or any(f.indicator for f in bodies):
            return
        end = bodies[-1].end
        tail, words = TAIL.match(self.text, end, min(sentence.end, end + 40)), self.last_words
        if tail and words and (found := classify(self.rules, bodies[-1].unit, "level", [tail[1]], words, "")):
            for figure in bodies:
                if figure.unit == bodies[-1].unit:
                    figure.indicator, figure.rule = found.indicator, f"tail {found.name}"
