"""What a data folder defines of publishing: what may be added up, which counters are alike, the rates."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

from etl.data.rules import rulebook
from etl.engine.errors import InvalidData
from etl.engine.rulefiles import fault, read_valid
from etl.published.derivation import PartRules, load_part_rules
from etl.published.rates import RateDefinition, load_rates

_BY_INDICATOR = TypeAdapter(dict[str, list[str]])


@dataclass(frozen=True)
class Definitions:
    """The definitions in `folder`, each read when it is first asked for.

    Raises InvalidData, naming file and line, where one is not there or not as it should be.
    """

    folder: Path

    @cached_property
    def parts(self) -> PartRules:
        """Which parts of a report may be added up to a whole."""
        return load_part_rules(self.folder)

    @cached_property
    def sums(self) -> dict[str, list[str]]:
        """Which indicators are sums of which."""
        return self._by_indicator(self.folder / "derivation" / "sums.yml")

    @cached_property
    def rates(self) -> dict[str, RateDefinition]:
        """All rates by id, in their order."""
        return load_rates(self.folder)

    @cached_property
    def synonyms(self) -> dict[str, list[str]]:
        """What else people call an indicator that they look for; a folder without the file has none."""
        file = self.folder / "search" / "names.yml"
        return self._by_indicator(file) if file.exists() else {}

    def _by_indicator(self, file: Path) -> dict[str, list[str]]:
        stored, known = read_valid(file, _BY_INDICATOR), rulebook(self.folder).indicators
        for name in stored:
            if name not in known:
                raise InvalidData(fault(file, (name,), "没有这个指标，请改正"))
        return stored
