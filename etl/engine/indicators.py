"""The indicators of data/indicators: what agencies can be compared by. Adding one is adding a file."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, get_args

from pydantic import ConfigDict

from etl.engine.expressions import Alternatives, Text, listed

Theme = Literal["enforcement", "inspection", "hazard", "training", "publicity", "service", "resource"]
EXPRESSIONS = ("says", "unless", "given", "apart")
THEMES: tuple[Theme, ...] = get_args(Theme)


@dataclass(slots=True, kw_only=True)
class MatchRule:
    """One way in which prose states an indicator; each expression is a list of alternatives.

    See data/indicators/README.md.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    units: Text
    says: Alternatives
    unless: Alternatives = field(default_factory=list)
    given: Alternatives = field(default_factory=list)
    apart: Alternatives = field(default_factory=list)
    weak: bool = False
    measure: Literal["level", "rate"] = "level"


@dataclass(slots=True, kw_only=True)
class Indicator:
    """One indicator, and the rules by which prose states it.

    `examples` and `counter_examples` are clauses in our own words, the number in 【】; the tests run them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    id: Text
    theme: Theme
    name_zh: Text
    name_en: Text
    unit: Text
    definition: Text
    position: int = 0
    counts: list[Text] = field(default_factory=list)
    excludes: list[Text] = field(default_factory=list)
    match: list[MatchRule] = field(default_factory=list)
    examples: list[Text] = field(default_factory=list)
    counter_examples: list[Text] = field(default_factory=list)


def indicators_of(content: dict[str, dict[str, Any]]) -> dict[str, Indicator]:
    """Return the indicators by id, in the order of themes and of `position` within a theme.

    `content` is that of each file, by name, as the rulebook has validated it.
    """
    found = [_indicator(fields) for _, fields in sorted(content.items())]
    found.sort(key=lambda indicator: (THEMES.index(indicator.theme), indicator.position))
    return {indicator.id: indicator for indicator in found}


def _indicator(fields: dict[str, Any]) -> Indicator:
    return Indicator(**fields | {"match": [MatchRule(**_listed(rule)) for rule in fields.get("match", ())]})


def _listed(rule: dict[str, Any]) -> dict[str, Any]:
    return {name: listed(said) if name in EXPRESSIONS else said for name, said in rule.items()}
