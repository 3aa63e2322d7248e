"""What a number is of: the indicator that its words name, or that of the number before it."""

import re
from dataclasses import dataclass, field

from etl.engine.model import Figure
from etl.engine.prose.attach import RATIOS, Numeral
from etl.engine.prose.classify import classify
from etl.engine.prose.clauses import Words
from etl.engine.prose.inherit import (
    OF_WHICH,
    head_of,
    is_item,
    is_kind,
    is_part,
    names_another,
    says_same_again,
)
from etl.engine.prose.measure import measure_of
from etl.engine.prose.scan import DIGIT
from etl.engine.prose.subjects import Scope
from etl.engine.rulebook import Rulebook, expression, one_of

DID = re.compile("完成|办理|受理|办结|作出|审批")
POWERS = re.compile(
    "行政权力|权责(?:清单|事项)|权力(?:清单|事项)|职权|(?:许可|处罚|强制|监管|执法|办理|审查)事项(?:清单|目录)|和?事项清单"
)
# 新增行政处罚64项: matters that may be penalized, not penalties
POWERS_CHANGED = re.compile(
    "(?:新增|取消|承接|下放|划转|调整|保留|赋权|委托)(?:实施)?(?:行政)?(?:处罚|强制|许可|检查)[权类]?(?:事项)?$"
)
# 我局3项行政许可事项: matters, not licences
OF_POWERS = re.compile("[^，。；、]{0,6}(?:许可|审批|处罚|强制|权力|执法)事项")
EARLIER = re.compile(
    rf"(?:去年|上年|前年|上月|上季度?|同期|同月|[{DIGIT}]{{1,4}}[年月]份?)(?:同期|同月)?(?:的|为)?$"
)
REVIEWS = frozenset(("reconsiderations", "litigations"))
DECISIONS = frozenset(("penalties", "licences", "coercions"))
REST = re.compile("(?:其余|剩余|其他|其它)(?:的)?$")
UNDONE = re.compile("未|尚|正在|限期|继续")
TOPICAL = frozenset(("publications",))  # divided by topics of any name
PEOPLE = frozenset(("人", "名", "位"))
TEXTS = frozenset(("条", "项", "件", "篇", "份", "则", "期", "个"))
# 分专业看，医疗卫生48件，公共场所33件; 按领域分：…; 案件类型情况：…
BY_KIND = re.compile(
    "^(?:案件)?(?:(?:[按分从]|按照)[^，。：；]{1,8}?[分看]|(?:类型|类别|领域|来源|专业)(?:情况|看|分)?)(?:，|,|：|:)"
)
LONGEST_KIND = 12
LOOKS = expression(one_of("verbs", "looking"))
# What comes of looking, or is counted by it
LOOKED_INTO = frozenset(
    "inspections enterprises_inspected inspection_teams officers_dispatched hazards_found general_hazards"
    " major_hazards violations_found penalties cases_filed publications".split()
)
JOINED = frozenset(("、", "和", "及", "与", "，和", "、和"))


@dataclass(slots=True)
class Counted:
    """What the numbers so far counted; asked for each number in order, told of each figure."""

    rules: Rulebook
    start: int = 0  # of the sentence
    title: str = ""  # of the section
    last: Figure | None = None
    powers: bool = False  # the sentence counts the powers that an agency has
    last_whole: Figure | None = None  # what stood before the 其中 of this sentence
    earlier_of: Figure | None = None  # what a value of an earlier period in brackets belongs to
    by_unit: dict[str, Figure] = field(default_factory=dict)  # the last figure of each unit in this section

    def begin(self, start: int, title: str, new_section: bool, of_which: bool) -> None:
        """Begin a sentence; `of_which`: it opens with 其中."""
        self.start, self.title, self.last_whole = start, title, None
        self.powers = self.powers and of_which
        if new_section:
            self.by_unit = {}

    def note(self, figure: Figure) -> None:
        """Remember a figure for those after it."""
        head = self.last_whole
        licence = figure.indicator == "licences" and figure.rule.startswith("licences")
        penal = figure.indicator == "penalties" and "行政处罚" in figure.label
        if (licence or penal) and head and head.indicator == "penalties" and "处罚" not in head.label:
            head.indicator, head.rule = "cases_total", "cases of several kinds"  # 案件900件，其中许可700件
        self.last = figure
        if (figure.unit or figure.indicator) and figure.measure not in ("change", "share"):
            self.earlier_of = figure
            self.by_unit[figure.unit] = figure

    def measure(self, n: Numeral, around: Words, text: str) -> str:
        """Return level, share, change or rate."""
        last = self.last
        in_sentence = last if last and last.start >= self.start else None
        if in_sentence and n.unit in self.rules[RATIOS] and text[in_sentence.end : n.start] in JOINED:
            return in_sentence.measure
        if last and last.measure == "rate" and last.unit == n.unit and says_same_again(around):
            return "rate"
        return measure_of(n, around, in_sentence)

    def indicator(self, n: Numeral, around: Words, measure: str, scope: Scope) -> tuple[str, str]:
        """Return the indicator that the words name, and the rule; both empty where there is none."""
        if measure in ("share", "change") or self._counts_powers(n, around):
            return "", ""
        unit, phrases = self._words_of(n, around, scope)
        found = classify(self.rules, unit, measure, phrases, around, self.title)
        whole = self._whole_of(n, around)
        if whole and found and found.indicator in DECISIONS and self._reviews(whole, around):
            return _part_of(whole)
        if found and not found.weak:
            return found.indicator, found.name
        if last_stated := self.earlier_value(n, around):
            return last_stated.indicator, f"again {last_stated.indicator}"
        if whole and self._breaks_down(whole, n, around, measure, scope):
            listed = self._of_list(unit, measure, around)
            return listed if listed[0] else _part_of(whole)
        return (found.indicator, found.name) if found else self._of_head(unit, measure, around)

    def _of_head(self, unit: str, measure: str, around: Words) -> tuple[str, str]:
        """Return what the head of a list says of its items."""
        if names_another(self.rules, around.before) or not (around.before or around.in_bracket):
            return "", ""
        head = head_of(around.lead)
        found = classify(self.rules, unit, measure, [head], around, "") if head else None
        return (found.indicator, f"head {found.name}") if found else ("", "")

    def _of_list(self, unit: str, measure: str, around: Words) -> tuple[str, str]:
        """Return what the head of a list of bodies says: 处罚数居前三位的是：甲局（12件）、乙局（8件）."""
        return self._of_head(unit, measure, around) if around.in_bracket and not around.before else ("", "")

    def _reviews(self, whole: Figure, around: Words) -> bool:
        """Whether 其中 divides reviews by what they are of: 受理复议60件，其中行政处罚类18件."""
        if whole.indicator not in REVIEWS:
            return False
        return (self.last_whole is whole and around.before != "") or around.before.endswith("类")

    def _counts_powers(self, n: Numeral, around: Words) -> bool:
        """Whether the number is of what an agency may do, not of what it did."""
        near = around.lead[-40:]
        named = ("权" in near or "事项" in near) and POWERS.search(near)
        self.powers = (self.powers or bool(named)) and not DID.search(around.clause)
        if n.unit != "项":
            return False
        held = OF_POWERS.match(around.after) and not DID.search(around.raw)
        return self.powers or bool(held or POWERS_CHANGED.search(around.before))

    def _words_of(self, n: Numeral, around: Words, scope: Scope) -> tuple[str, list[str]]:
        """Return the unit that indicators know, and the phrases that may name one, surest first."""
        if n.kind == "none":
            return "", around.phrases(True)
        if not n.unit:
            return "", around.bare_phrases
        phrases = around.phrases()
        if scope.kind == "other" and len(around.before) <= 6 and len(self.title) <= 16:
            phrases.append(self.title + around.before)  # 检查数量。青禾区402家次
        return n.unit, phrases

    def _breaks_down(self, whole: Figure, n: Numeral, around: Words, measure: str, scope: Scope) -> bool:
        """Whether the number is a part of `whole`, of which is known what it counts."""
        again = says_same_again(around)
        if not whole.indicator or whole.measure != measure or self._is_rate_alone(n, scope, again):
            return False
        if whole.indicator not in LOOKED_INTO and self.rules[LOOKS].search(around.before):
            return False  # 责令停工6个；抽查园林工程26个
        follows = self.last is whole or self.last_whole is whole
        if follows and self._is_said_to_be_part(whole, around):
            return True
        if n.unit == whole.unit and _stands_by_kind(around):
            return not (names_another(self.rules, around.before) or "数" in around.before)
        in_sentence = whole.start >= self.start
        if in_sentence and not around.in_bracket and is_kind(around):
            return True  # 甲案件12件，罚款3万元；乙案件8件
        since = len(around.lead) - (n.start - whole.end)
        return is_part(around, follows or (again and in_sentence), since)

    def _is_rate_alone(self, n: Numeral, scope: Scope, again: bool) -> bool:
        return n.unit in self.rules[RATIOS] and scope.kind != "other" and not again

    def _is_said_to_be_part(self, whole: Figure, around: Words) -> bool:
        """Whether the words say so: the rest of it, or an item of what 其中 divides."""
        if REST.match(around.before) and not UNDONE.search(around.after):
            return True
        return self.last_whole is whole and is_item(around, whole.indicator in TOPICAL)

    def _whole_of(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure that `n` may be a part of: the one before 其中, else the last of its unit."""
        since = len(around.lead) - (n.start - self.last.end) if self.last else 0
        if OF_WHICH.search(around.lead, max(0, since)):
            self.last_whole = self.by_unit.get(n.unit)
            if self.last and self._may_divide(self.last, n.unit):
                self.last_whole = self.last
        ended = "；" in around.lead[max(0, around.lead.rfind("其中")) :]
        if self.last_whole and (
            self.last_whole.unit == n.unit or not ended and self._divides(self.last_whole, n.unit)
        ):
            return self.last_whole
        return self.by_unit.get(n.unit)

    def _may_divide(self, last: Figure, unit: str) -> bool:
        """Whether 其中 behind `last` divides it, though another was the last of that very unit."""
        visits = last.unit.removesuffix("次") == unit.removesuffix("次")  # 停业21家，其中网吧11家次
        return visits or self._divides(last, unit)  # 公开信息401条，其中行政许可55项

    def _divides(self, head: Figure, unit: str) -> bool:
        """Whether what has that unit may divide `head`: people and published texts are counted by several."""
        if head.unit == unit or {head.unit, unit} <= PEOPLE:
            return True
        return head.indicator in TOPICAL and {head.unit, unit} <= TEXTS

    def divided(self, unit: str, indicator: str) -> str | None:
        """Return the indicator of the figure that 其中 divides into this one among others, else None."""
        head = self.last_whole
        if not head or not self._divides(head, unit) or head.indicator not in ("", indicator, *TOPICAL):
            return None
        return head.indicator

    def earlier_value(self, n: Numeral, around: Words) -> Figure | None:
        """Return the figure whose value of an earlier period `n` states: 312件，比上年同期（286）多."""
        if not around.in_bracket or around.before or not EARLIER.search(around.earlier):
            return None
        return self.earlier_of if self.earlier_of and n.unit in ("", self.earlier_of.unit) else None


def _part_of(whole: Figure) -> tuple[str, str]:
    return whole.indicator, f"part of {whole.indicator}"


def _stands_by_kind(around: Words) -> bool:
    return bool(BY_KIND.match(around.lead)) and 0 < len(around.before) <= LONGEST_KIND
