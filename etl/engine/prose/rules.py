"""Named rules, tried in order: the first that holds decides, and its name stands beside what it decided."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Rule(NamedTuple):
    """Why a numeral is no figure.

    `holds` looks at the numeral and what stands around it. Where a rule has several reasons (`reason` is
    empty), `holds` answers the reason itself.
    """

    name: str
    reason: str
    holds: Callable[..., bool | str | object]


class Ruling(NamedTuple):
    """What was decided: a key of REASONS and the name of the rule; both empty where no rule holds."""

    reason: str = ""
    rule: str = ""


COUNTS = Ruling()


def ruling(rules: Iterable[Rule], *case: object) -> Ruling:
    """Return what the first of `rules` that holds of `case` says."""
    for rule in rules:
        if said := rule.holds(*case):
            return Ruling(rule.reason or str(said), rule.name)
    return COUNTS
