"""Give a figure its indicator: the rule of data/indicators that its words satisfy, or none.

Rules are indexed by unit. Of several that match, the one whose words end nearest to the counted noun's end
wins (Chinese puts the head of a noun phrase last), and of those the longest.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from etl.engine.initials import first_letters, searched
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import Made, Rulebook, headed

NEAR = 40
BRACKETED = re.compile(r"(.{1,99})[（(](.)[）)](次?)")


@dataclass(slots=True, frozen=True)
class Rule:
    """One way that reports state an indicator; `name` is what a figure's `rule` field says."""

    name: str
    indicator: str
    measure: str
    says: re.Pattern
    unless: re.Pattern | None
    given: re.Pattern | None  # must stand in the sentence before the number, or in the heading
    apart: re.Pattern | None  # must not stand in the NEAR characters before the number
    weak: bool  # names only a kind: the whole that it is part of says of what


class RulesOfUnit:
    """The rules of one unit and measure, in order, by the letters that what they say begins with."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [(1 << place, rule) for place, rule in enumerate(dict.fromkeys(rules))]
        self._of_any = 0  # the bits of those that any letter may begin
        self._by_letter: dict[str, int] = {}
        for bit, rule in self._rules:
            letters = first_letters(rule.says)
            if letters is None:
                self._of_any |= bit
            for letter in letters or ():
                self._by_letter[letter] = self._by_letter.get(letter, 0) | bit

    def that_may_say(self, phrase: str) -> list[Rule]:
        """Return the rules that the phrase may satisfy."""
        bits, by_letter = self._of_any, self._by_letter
        for letter in phrase:
            if letter in by_letter:
                bits |= by_letter[letter]
        return [rule for bit, rule in self._rules if bit & bits]


NONE = RulesOfUnit(())
_GROUPS = headed("units", "groups")


def _rules_by_unit(rules: Rulebook) -> dict[tuple[str, str], RulesOfUnit]:
    """Return the rules of all indicators by (unit, measure)."""
    groups = rules[_GROUPS]
    index: dict[tuple[str, str], list[Rule]] = {}
    for indicator in rules.indicators.values():
        for position, entry in enumerate(indicator.match, 1):
            rule = Rule(
                f"{indicator.id}/{position}",
                indicator.id,
                entry.measure,
                searched("|".join(entry.says)),
                _pattern(entry.unless),
                _pattern(entry.given),
                _pattern(entry.apart),
                entry.weak,
            )
            for unit in _units(entry.units, groups):
                index.setdefault((unit, rule.measure), []).append(rule)
    return {key: RulesOfUnit(found) for key, found in index.items()}


RULES_BY_UNIT = Made(_rules_by_unit)


def _pattern(alternatives: list[str]) -> re.Pattern | None:
    return searched("|".join(alternatives)) if alternatives else None


def _units(named: str, groups: dict[str, tuple[str, ...]]) -> Iterable[str]:
    for unit in named.split():
        if unit.startswith("@"):
            yield from groups[unit[1:]]
        else:
            yield "" if unit == "none" else unit


def classify(
    rules: Rulebook, unit: str, measure: str, phrases: Iterable[str], around: Words, title: str
) -> Rule | None:
    """Return the rule that the words satisfy.

    `phrases`: the words around the number, surest first; the first that any rule knows decides.
    """
    for phrase in phrases:
        for rule in _said_by(rules, unit, measure, phrase):
            if _fits(rule, around, title):
                return rule
    return None


@lru_cache(maxsize=16384)
def _said_by(rules: Rulebook, unit: str, measure: str, phrase: str) -> tuple[Rule, ...]:
    """Return the rules that the phrase satisfies, best first. The same phrases come again and again."""
    found = []
    for rule in _rules_of(rules, unit, measure).that_may_say(phrase):
        match = rule.says.search(phrase)
        if match and not (rule.unless and rule.unless.search(phrase)):
            found.append((_last_place(rule.says, phrase, match), rule))
    if len(found) > 1:
        found.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(rule for _, rule in found)


def _rules_of(rules: Rulebook, unit: str, measure: str) -> RulesOfUnit:
    """Return the rules of a unit; 处/次 and 处（次） have those of 处次, else of 处; 台（艘）次 of 台次."""
    index = rules[RULES_BY_UNIT]
    if unit.endswith("/次"):
        unit = unit.replace("/", "")
    if (found := index.get((unit, measure))) is None and (m := BRACKETED.fullmatch(unit)):
        first, second, times = m.groups()
        found = index.get((first + (times or second), measure)) or index.get((first, measure))
    return found or NONE


def _fits(rule: Rule, around: Words, title: str) -> bool:
    if rule.given and not (rule.given.search(around.lead) or rule.given.search(title)):
        return False
    return not (rule.apart and rule.apart.search(around.lead, max(0, len(around.lead) - NEAR)))


def _last_place(pattern: re.Pattern, phrase: str, match: re.Match) -> tuple[int, int]:
    while match.end() < len(phrase) and (
        later := pattern.search(phrase, max(match.end(), match.start() + 1))
    ):
        match = later
    return match.end(), match.end() - match.start()
