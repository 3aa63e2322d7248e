"""The one verdict: may marks stand beside each other as larger and smaller, and why not.

Charts, tables, tiles, sentences and exports all ask here and none judges by itself. 可比: nothing speaks
against it. 可参照: may be read together, with the reasons said. 不可比: unlike things. Years, levels or units
that differ are never 可比.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.comparability import rules
from dashboard.comparability.periods import period_text, same_stretch
from dashboard.numbers import is_missing, signed

ANSWERS = {"yes": "可比", "warning": "可参照", "no": "不可比"}  # from the best to the worst
_WORST = list(ANSWERS)
_PARTICULARS = re.compile(r"（[^（）]*）")


@dataclass(frozen=True)
class Verdict:
    """May these marks be compared? `answer` is a key of ANSWERS, `reasons` say why, in Chinese; `ranks` are
    the places of their rules, so that many verdicts taken together give them in the same order as one."""

    answer: str
    reasons: tuple[str, ...] = ()
    ranks: tuple[int, ...] = field(default=(), compare=False)

    @property
    def allowed(self) -> bool:
        return self.answer != "no"

    @property
    def word(self) -> str:
        return ANSWERS[self.answer]

    @property
    def text(self) -> str:
        return "；".join(self.reasons)

    @property
    def sentence(self) -> str:
        """可参照：含约数；年份不同（2023、2024）."""
        return self.word + (f"：{self.text}" if self.reasons else "")


LIKE = Verdict("yes")
ALONE = Verdict("no", ("没有可以相比的数字",))


@dataclass(frozen=True)
class Change:
    """Change on the year before. `percent` is missing where the base is zero or there is no base;
    `difference` is in the mark's unit (percentage points for rates). `text` is ready to print."""

    verdict: Verdict
    difference: float | None = None
    percent: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Standing:
    """Marks of one indicator held against each other.

    `group`: positions of the largest group of which no two are 不可比, in the order given; `verdict` is the
    worst within it (ALONE where it has one member); `each` is the verdict of every mark, in the order given:
    of a member against the rest of the group, of any other against the group.
    """

    group: tuple[int, ...]
    verdict: Verdict
    each: tuple[Verdict, ...]

    def members(self, marks: list[dict]) -> list[dict]:
        """The marks of the group, out of those that were held against each other."""
        return [marks[place] for place in self.group]

    @property
    def of_all(self) -> Verdict:
        """The verdict of all marks taken together: the worst of each."""
        return _worst(self.each) if self.each else ALONE


def may_compare(one: Mapping, other: Mapping) -> Verdict:
    """May two marks stand side by side as larger and smaller?"""
    return _judge(one, other, rules.RESERVES)


def stand_together(marks: Iterable[Mapping]) -> Standing:
    """Hold marks against each other, however many: those alike in all that rules look at are judged once."""
    kinds = _Kinds(marks)
    if not kinds.of_each:
        return Standing((), ALONE, ())
    chosen = _largest(kinds, ("yes", "warning"))
    group = kinds.places(chosen)
    each = [kinds.among(kind, chosen, size > 1) for kind, size in enumerate(kinds.sizes)]
    within = _worst(each[kind] for kind in chosen) if len(group) > 1 else ALONE
    return Standing(group, within, tuple(each[kind] for kind in kinds.of_each))


def largest_groups(marks: Iterable[Mapping], *answers: Collection[str]) -> list[tuple[int, ...]]:
    """For each of `answers` (keys of ANSWERS) the places of the largest group any two of which get one."""
    kinds = _Kinds(marks)
    return [kinds.places(_largest(kinds, allowed)) if kinds.of_each else () for allowed in answers]


class _Kinds:
    """Marks sorted into kinds that no rule tells apart, and the verdicts between kinds."""

    def __init__(self, marks: Iterable[Mapping]) -> None:
        self.first: list[Mapping] = []
        self._number: dict[tuple, int] = {}
        self._judged: dict[tuple[int, int], Verdict] = {}
        self.of_each = [self._of(mark) for mark in marks]
        self.sizes = [self.of_each.count(kind) for kind in range(len(self.first))]

    def places(self, kinds: Collection[int]) -> tuple[int, ...]:
        """Where the marks of these kinds are, in the order given."""
        return tuple(place for place, kind in enumerate(self.of_each) if kind in kinds)

    def _of(self, mark: Mapping) -> int:
        """The kind of a mark, a new one where none is like it."""
        key = rules.basis(mark)
        if key not in self._number:
            self._number[key] = len(self.first)
            self.first.append(mark)
        return self._number[key]

    def between(self, one: int, other: int) -> Verdict:
        """The verdict of a mark of one kind beside one of another (or of the same) kind."""
        pair = (min(one, other), max(one, other))
        if pair not in self._judged:
            self._judged[pair] = may_compare(self.first[pair[0]], self.first[pair[1]])
        return self._judged[pair]

    def among(self, kind: int, group: list[int], several: bool) -> Verdict:
        """The verdict of a mark beside the others of a group, of the only member beside all that stay out;
        `several`: its kind has more than one."""
        others = [other for other in group if other != kind or several]
        others = others or [other for other in range(len(self.first)) if other != kind]
        return _worst(self.between(kind, other) for other in others) if others else ALONE


def year_on_year(now: Mapping, before: Mapping | None) -> Change:
    """Change from the mark of the year before: only for like scope, campaign and stretch of the year."""
    if before is None or is_missing(before.get("value")):
        return Change(Verdict("no", ("上年无可比数字",)))
    if is_missing(now.get("value")):
        return Change(Verdict("no", ("本年无可比数字",)))
    verdict = _judge(now, before, rules.OVER_YEARS)
    if verdict.allowed and not same_stretch(now, before):
        verdict = Verdict("no", (f"期间错位（{period_text(now)}，上年为{period_text(before)}）",))
    if not verdict.allowed:
        return Change(verdict)
    difference = float(now["value"]) - float(before["value"])
    about = "约" if now["approx"] != "exact" or before["approx"] != "exact" else ""
    if now["unit"] == "%":
        return Change(verdict, difference, None, f"{about}{signed(difference, '个百分点')}")
    if float(before["value"]) == 0:
        return Change(verdict, difference, None, "上年为零" if difference else "与上年同为零")
    percent = difference / float(before["value"]) * 100
    return Change(verdict, difference, percent, about + signed(percent, "%"))


def before_of(row: Mapping) -> dict | None:
    """The earlier mark out of a row of `queries.year_on_year`; None where there is none."""
    if is_missing(row.get("before_value")):
        return None
    before = {name[7:]: value for name, value in row.items() if name.startswith("before_")}
    same = {name: row.get(name) for name in ("indicator", "indicator_unit", "agency", "level", "trade")}
    return before | same


def _judge(one: Mapping, other: Mapping, reserves: Iterable[Callable[[Mapping, Mapping], str]]) -> Verdict:
    if one["indicator"] != other["indicator"]:
        return Verdict("no", ("指标不同",))
    for answer, asked in (("no", rules.OBSTACLES), ("warning", reserves)):
        if found := [(rank, text) for rank, rule in enumerate(asked) if (text := rule(one, other))]:
            return _of_ranked(answer, found)
    return LIKE


def _of_ranked(answer: str, found: Iterable[tuple[int, str]]) -> Verdict:
    ranks, reasons = zip(*found, strict=True)
    return Verdict(answer, reasons, ranks)


def _largest(kinds: _Kinds, answers: Collection[str]) -> list[int]:
    """The kinds of the largest group of which any two get one of `answers`; of equally large ones the one
    with fewer reserves."""
    sizes, between = kinds.sizes, kinds.between
    best, best_rank = [], (0, 0)
    for seed, size in enumerate(sizes):
        if size > 1 and between(seed, seed).answer not in answers:
            continue
        members = [seed]
        for kind in range(len(sizes)):
            fits = kind != seed and (sizes[kind] == 1 or between(kind, kind).answer in answers)
            if fits and all(between(kind, member).answer in answers for member in members):
                members.append(kind)
        like = sum(sizes[kind] for kind in members if between(seed, kind).answer == "yes")
        rank = (sum(sizes[kind] for kind in members), like)
        if rank > best_rank:
            best, best_rank = sorted(members), rank
    return best


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    found = list(verdicts)
    answer = max((verdict.answer for verdict in found), key=_WORST.index)
    ranked = [
        pair
        for verdict in found
        if verdict.answer == answer
        for pair in zip(verdict.ranks or range(len(verdict.reasons)), verdict.reasons, strict=True)
    ]
    return _of_ranked(answer, _in_brief(dict.fromkeys(ranked))) if ranked else Verdict(answer)


def _in_brief(ranked: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Reasons in the order of their rules; those of one kind with unlike particulars (行业不同 of four
    trades) are said once, without them."""
    of_kind: dict[tuple[int, str], list[str]] = {}
    for rank, reason in ranked:
        of_kind.setdefault((rank, _PARTICULARS.sub("", reason)), []).append(reason)
    said = [(rank, told[0] if len(told) == 1 else kind) for (rank, kind), told in of_kind.items()]
    return sorted(said, key=lambda each: each[0])
