"""What a data folder defines of publishing: what may be added up, which counters are alike, the rates."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from etl.published.derivation import PartRules, load_part_rules
from etl.published.rates import RateDefinition, load_rates


@dataclass(frozen=True)
class Definitions:
    """The definitions in `folder`, each read when it is first asked for.

    Raises InvalidData where a file is not there, KeyError or TypeError where an entry is missing.
    """

    folder: Path

    @cached_property
    def parts(self) -> PartRules:
        """Which parts of a report may be added up to a whole."""
        return load_part_rules(self.folder)

    @cached_property
    def sums(self) -> dict[str, list[str]]:
        """Which indicators are sums of which."""
        return yaml.safe_load((self.folder / "derivation" / "sums.yml").read_text(encoding="utf-8"))

    @cached_property
    def rates(self) -> dict[str, RateDefinition]:
        """All rates by id, in their order."""
        return load_rates(self.folder)

    @cached_property
    def synonyms(self) -> dict[str, list[str]]:
        """What else people call an indicator that they look for; a folder without the file has none."""
        file = self.folder / "search" / "names.yml"
        return yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
