"""The definitions of rates (data/rates/*.yml): what is divided by what, and from which denominator on."""

import re
from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from etl.data.rules import rulebook
from etl.engine.errors import InvalidData
from etl.engine.rulefiles import fault, read_valid

POPULATION = "population"


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class RateDefinition:
    """One rate. `denominator` is an indicator or "population". `least_denominator`: below it the rate is
    not shown. `maximum`: above it numerator and denominator cannot be of one basis. A report's own statement
    of the rate is known by `stated_indicator`, or by `stated_label`, a pattern of the figure's label.
    """

    id: str
    name_zh: str
    numerator: str
    denominator: str
    scale: int
    unit: str
    least_denominator: int
    definition: str
    decimals: int = 1
    maximum: int | None = None
    stated_indicator: str = ""
    stated_label: str = ""
    check: str = "rate"
    position: int = 0

    def __post_init__(self) -> None:
        if self.scale <= 0 or self.least_denominator < 1:
            raise ValueError("scale 和 least_denominator 应大于 0，请改正")
        try:
            re.compile(self.stated_label)
        except re.error as error:
            raise ValueError(f"stated_label 不是合格的正则表达式（{error}），请改正") from None


# The id is the file's name and stands in no file.
_SCHEMA = TypeAdapter(
    Annotated[
        RateDefinition,
        BeforeValidator(lambda stored: {"id": "", **stored} if isinstance(stored, dict) else stored),
    ]
)


@cache
def load_rates(folder: Path) -> dict[str, RateDefinition]:
    """All rates of a data folder by id, in their order. Raises InvalidData, naming file and line."""
    known = rulebook(folder).indicators
    found = [_read(path, known) for path in sorted((folder / "rates").glob("*.yml"))]
    return {rate.id: rate for rate in sorted(found, key=lambda rate: rate.position)}


def _read(path: Path, known: Container[str]) -> RateDefinition:
    rate = RateDefinition(id=path.stem, **read_valid(path, _SCHEMA))
    for field in ("numerator", "denominator", "stated_indicator"):
        if (name := getattr(rate, field)) not in ("", POPULATION) and name not in known:
            raise InvalidData(fault(path, (field,), f"没有指标“{name}”，请改正"))
    return rate
