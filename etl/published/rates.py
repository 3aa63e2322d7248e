"""The definitions of rates (data/rates/*.yml): what is divided by what, and from which denominator on."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

POPULATION = "population"


@dataclass(frozen=True)
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

    def __post_init__(self):
        if self.scale <= 0 or self.least_denominator < 1:
            raise ValueError(f"rate {self.id}: scale and least_denominator must be positive")
        re.compile(self.stated_label)


@cache
def load_rates(folder: Path) -> dict[str, RateDefinition]:
    """All rates of a data folder by id, in their order; TypeError or ValueError name a mistake."""
    found = [
        RateDefinition(id=path.stem, **yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted((folder / "rates").glob("*.yml"))
    ]
    return {rate.id: rate for rate in sorted(found, key=lambda rate: rate.position)}
