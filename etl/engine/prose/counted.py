"""What a number is of: the indicator that its words name, or that of the number before it."""

import re
from dataclasses import dataclass, field

from etl.engine.model import Figure
from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.classify import Rule, classify
from etl.engine.prose.clauses import MUSTERS, Words
from etl.engine.prose.heads import HAZARDS, Heads
from etl.engine.prose.inherit import (
    CASES,
    OF_THOSE_CASES,
    PROBLEM,
    TOPICAL,
    head_of,
    is_item,
    is_kind,
    is_of_another_deed,
    is_of_problems,
    is_of_those,
    is_part,
    names_another,
    names_cases_of,
    says_same_again,
    stands_by_kind,
)
from etl.engine.prose.measure import measure_of
from etl.engine.prose.powers import Powers
from etl.engine.prose.reviews import ends_review, of_review
from etl.engine.prose.sectiontitles import SectionTitle, leaves_deed, leaves_thing, section_title
from etl.engine.prose.subjects import Scope
from etl.engine.rulebook import Rulebook

SUM = re.compile("(?:合计|共计|总计)")
REST = re.compile("(?:其余|剩余|其他|其它)(?:的)?$")
UNDONE = re.compile("未|尚|正在|还在|限期|继续|纳入|列入|转入")
# 减少现场检查140家次: what was not done
NOT_DONE = re.compile(
    "(?:减少|压减|免于|免除|免去|减免|取消|无需|不再)[^，。；、]{0,6}(?:检查|执法|许可|审批|强制)$"
)
FOUND = HAZARDS | {"hazards_found"}
AS_PLANNED = re.compile("(?:全年|已|共|实际){0,3}(?:实际|完成|达到?)")
JOINED = frozenset(("、", "和", "及", "与", "，和", "、和", "（", "("))

Of = tuple[str, str]  # an indicator and the rule that found it


@dataclass(slots=True)
class Counted:
    """What the numbers so far counted; asked for each number in order, told of each figure."""

    rules: Rulebook
    title: SectionTitle = SectionTitle()
    headings: str = ""  # the same and those above it
    powers: Powers = field(default_factory=Powers)
    problems: bool = False  # whether this sentence counted problems that are no hazards
    planned: tuple[str, str] = ("", "")  # unit and words of what was planned last: 计划监察矿山310矿次
    reviewed: bool = False  # whether reviews are what was last counted in this section
    heads: Heads = field(init=False)

    def __post_init__(self) -> None:
        self.heads = Heads(self.rules)

    def begin(self, start: int, title: str, above: str, new_section: bool, of_which: bool) -> None:
        """Begin a sentence; `title`: its heading; `above`: those over it; `of_which`: it opens with 其中."""
        self.title, self.headings = section_title(title), f"{above}；{title}"
        self.heads.begin(start, new_section)
        self.powers.begin(of_which)
        self.problems = self.problems and of_which
        if new_section:
            self.reviewed = False
            self.planned = ("", "")

    def plan(self, n: Numeral, around: Words) -> None:
        """Remember what was planned: the number that was reached may be said without it."""
        self.planned = (n.unit, around.before.replace("计划", ""))

    def note(self, figure: Figure) -> None:
        """Remember a figure for those after it."""
        head = self.heads.last_whole
        licence = figure.indicator == "licences" and figure.rule.startswith("licences")
        if licence and head and head.indicator == "penalties" and "处罚" not in head.label:
            head.indicator, head.rule = "cases_total", "cases of several kinds"  # 案件900件，其中许可700件
        if figure.indicator:
            # not those asked of its own acts: 被申请复议9件，撤销2件
            self.reviewed = figure.indicator == "reconsiderations" and "被" not in figure.label
        if figure.measure == "level" and (figure.indicator in FOUND or PROBLEM.search(figure.label)):
            self.problems = not figure.indicator
        self.heads.note(figure)

    def measure(self, n: Numeral, around: Words, text: str) -> str:
        """Return level, share, change or rate."""
        last = self.heads.last
        in_sentence = last if last and last.start >= self.heads.start else None
        if in_sentence and n.unit in self.rules[RATIOS] and text[in_sentence.end : n.start] in JOINED:
            return in_sentence.measure
        measure = measure_of(n, around, in_sentence)
        of_rate = last and last.measure == "rate" and last.unit == n.unit and says_same_again(around)
        return "rate" if of_rate and measure != "change" else measure

    def indicator(self, n: Numeral, around: Words, measure: str, scope: Scope) -> tuple[str, str]:
        """Return the indicator that the words name, and the rule; both empty where there is none."""
        if measure in ("share", "change") or NOT_DONE.search(around.before) or self.powers.counts(n, around):
            return "", ""
        whole = self.heads.whole_or_cases(n, around)
        added = self.heads.added_to(n)
        unit, phrases = self._words_of(n, around, scope, added is not None)
        found = classify(self.rules, unit, measure, phrases, around, self.headings)
        if found and (settled := self._by_what_is_told(found, whole, around, scope)) is not None:
            return settled
        if found and not found.weak:
            self.heads.is_named(n, found.indicator)
            return found.indicator, found.name
        if last_stated := self.heads.earlier_value(n, around) or self.heads.restated(n, around):
            return last_stated.indicator, f"again {last_stated.indicator}"
        if whole and self._breaks_down(whole, n, around, measure, scope):
            return self._as_part(whole, added is whole, unit, measure, around)
        if found:
            return found.indicator, found.name
        return ("", "") if added and not added.indicator else self._of_words_above(unit, measure, around)

    def _of_words_above(self, unit: str, measure: str, around: Words) -> Of:
        """Return what the head of the list or else the heading says."""
        of_head = self._of_head(unit, measure, around)
        return of_head if of_head[0] else self._of_heading(unit, measure, around)

    def _of_head(self, unit: str, measure: str, around: Words) -> tuple[str, str]:
        """Return what the head of a list says of its items."""
        said = around.before + around.after[:16]
        apart = not around.in_bracket and (not around.before or names_another(self.rules, said))
        if apart or MUSTERS & {around.verb, around.done}:  # 检查中，出动人员38人次、车辆9台次
            return "", ""
        head = head_of(around.lead)
        found = classify(self.rules, unit, measure, [head], around, "") if head else None
        if found is None or is_of_another_deed(self.rules, found.indicator, around.before):
            return "", ""  # 案件中，涉嫌犯罪9起
        return found.indicator, f"head {found.name}"

    def _of_heading(self, unit: str, measure: str, around: Words) -> tuple[str, str]:
        """Return what the heading says of a number whose own words say nothing of what they count."""
        deed = self.title.deed
        found = (
            classify(self.rules, unit, measure, [deed], around, "") if deed and leaves_deed(around) else None
        )
        return (found.indicator, f"heading {found.name}") if found else ("", "")

    def _as_part(self, whole: Figure, added: bool, unit: str, measure: str, around: Words) -> Of:
        """Return what the number is of as a part of `whole`; `added`: that the sum of its list proves so."""
        if added:
            return whole.indicator, f"part summing to {whole.indicator}"
        listed = self._of_list(unit, measure, around)
        return listed if listed[0] else (whole.indicator, f"part of {whole.indicator}")

    def _of_list(self, unit: str, measure: str, around: Words) -> tuple[str, str]:
        """Return what the head of a list of bodies says: 处罚数居前三位的是：甲局（12件）、乙局（8件）."""
        return self._of_head(unit, measure, around) if around.in_bracket and not around.before else ("", "")

    def _by_what_is_told(self, found: Rule, whole: Figure | None, around: Words, scope: Scope) -> Of | None:
        """Return what the number is of by what was told before it, None where that says nothing."""
        if self.problems and is_of_problems(found.indicator, around):
            return "", ""
        if whole and (
            self.heads.is_hazard_mended(found.indicator, whole, around)
            or self.heads.is_kind_of_case(found.indicator, whole, around)
        ):
            return whole.indicator, f"part of {whole.indicator}"
        return self._by_reviews(found, whole, around, scope)

    def _by_reviews(self, found: Rule, whole: Figure | None, around: Words, scope: Scope) -> Of | None:
        """Return what the reviews that are told of make of the number, None where they say nothing."""
        if ends_review(found.indicator, self.headings, around, scope, self.reviewed):
            return "", ""
        divided = whole is not None and self.heads.is_divided(whole) and around.before != ""
        divided = divided or around.before.endswith("类")
        reviewed = of_review(
            found.indicator, whole.indicator if whole and divided else "", self.headings, around
        )
        return (reviewed, f"part of {reviewed}") if reviewed else None

    def _words_of(self, n: Numeral, around: Words, scope: Scope, added: bool) -> tuple[str, list[str]]:
        """Return the unit that indicators know, and the phrases that may name one, surest first.

        `added`: whether it is known of what the number is a part, so that only its own words say otherwise.
        """
        if n.kind == "none":
            return "", around.phrases(True)
        if not n.unit:
            return "", around.bare_phrases
        if added:
            return n.unit.replace("/次", "次"), [around.before, around.before + around.after]
        phrases = around.phrases()
        if n.unit == self.planned[0] and not around.after and AS_PLANNED.fullmatch(around.before):
            phrases.append(self.planned[1])
        if self.title.thing and leaves_thing(around):
            phrases.insert(0, around.before + self.title.thing)
        named = self.title.is_topic and scope.kind == "other" and len(around.before) <= 6
        if named and not self.heads.last_whole:
            phrases.append(self.title.words + around.before)  # 检查数量。青禾区402家次
        return n.unit.replace("/次", "次"), phrases

    def _breaks_down(self, whole: Figure, n: Numeral, around: Words, measure: str, scope: Scope) -> bool:
        """Whether the number is a part of `whole`, of which is known what it counts."""
        again = says_same_again(around)
        if self._stands_apart(whole, n, around, measure, scope, again):
            return False
        if self.heads.added_to(n) and is_of_those(around):
            return True
        follows = self.heads.last is whole or self.heads.last_whole is whole
        if follows and self._is_said_to_be_part(whole, around):
            return True
        if n.unit == whole.unit and stands_by_kind(around, whole):
            return True
        in_sentence = whole.start >= self.heads.start
        if not in_sentence and self._of_head(n.unit, measure, around)[0] not in ("", whole.indicator):
            return False  # 许可：申请80件，准予76件。处罚：警告12件
        if self._is_kind_of(whole, n, around, in_sentence):
            return True
        since = len(around.lead) - (n.start - whole.end)
        return is_part(around, follows or (again and in_sentence), since)

    def _stands_apart(
        self, whole: Figure, n: Numeral, around: Words, measure: str, scope: Scope, again: bool
    ) -> bool:
        """Whether the number can be no part of `whole`: of another measure or deed, or a rate by itself."""
        if not whole.indicator or whole.measure != measure or self._is_rate_alone(n, scope, again):
            return True
        if n.kind == "none" or (not again and self.heads.is_too_small(whole, n, around)):
            return True
        return is_of_another_deed(self.rules, whole.indicator, around.before)

    def _is_kind_of(self, whole: Figure, n: Numeral, around: Words, in_sentence: bool) -> bool:
        """Whether the words name one kind of what `whole` counts: 甲案件12件，罚款3万元；乙案件8件."""
        if n.unit == whole.unit and names_cases_of(self.rules, whole, around.before):
            return True
        return in_sentence and not around.in_bracket and is_kind(around)

    def _is_rate_alone(self, n: Numeral, scope: Scope, again: bool) -> bool:
        return n.unit in self.rules[RATIOS] and scope.kind != "other" and not again

    def _is_said_to_be_part(self, whole: Figure, around: Words) -> bool:
        """Whether the words say so: the sum, the rest of it, or an item of what 其中 divides."""
        if not around.before and self.heads.last is whole and SUM.search(around.raw):
            return True  # 罚款60万元，没收违法所得9万元，合计69万元
        if REST.match(around.before) and not UNDONE.search(around.after):
            return True
        if whole.indicator in CASES and OF_THOSE_CASES.match(around.before):
            return True
        return self.heads.last_whole is whole and is_item(around, whole.indicator in TOPICAL)
