"""Named rules, tried in order: the first that holds decides, and its name stands beside what it decided."""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import NamedTuple


class Rule(NamedTuple):
    """Why a numeral is no figure.

    `holds` looks at the numeral and what stands around it. Where a rule has several reasons (`reason` is
    empty), `holds` answers the reason itself. The last three say what it needs, so that most rules need not
    be asked of most numerals: one of these units, one of these approximations, one of these signs near by.
    """

    name: str
    reason: str
    holds: Callable[..., bool | str | object]
    units: Collection[str] = ()
    approx: Collection[str] = ()
    signs: frozenset[str] = frozenset()


class Ruling(NamedTuple):
    """What was decided: a key of REASONS and the name of the rule; both empty where no rule holds."""

    reason: str = ""
    rule: str = ""


COUNTS = Ruling()


class Rules:
    """Rules in their order."""

    def __init__(self, *rules: Rule) -> None:
        self._rules = rules
        self._of = lru_cache(maxsize=4096)(self._select)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def decide(self, unit: str, approx: str, near: str | frozenset[str], *case: object) -> Ruling:
        """Return what the first rule that holds of `case` says.

        `near`: the signs that stand near the numeral, at least those of SIGNS that any rule needs.
        """
        for name, reason, holds in self._of(unit, approx, near):
            if said := holds(*case):
                return Ruling(reason or str(said), name)
        return COUNTS

    @property
    def signs(self) -> frozenset[str]:
        """All signs that some rule needs."""
        return frozenset().union(*(rule.signs for rule in self._rules))

    def _select(
        self, unit: str, approx: str, near: str | frozenset[str]
    ) -> tuple[tuple[str, str, Callable[..., bool | str | object]], ...]:
        return tuple(
            (rule.name, rule.reason, rule.holds)
            for rule in self._rules
            if (not rule.units or unit in rule.units)
            and (not rule.approx or approx in rule.approx)
            and (not rule.signs or not rule.signs.isdisjoint(near))
        )
