"""Which counters count the same thing: the groups of data/derivation/units.yml."""

from functools import cache
from pathlib import Path

import yaml

from etl.data.rules import data_folder


def count_alike(one: str, other: str) -> bool:
    """Are these the same counter, or two of one group (件 and 起)?"""
    return one == other or any(one in group and other in group for group in load_groups(data_folder()))


@cache
def load_groups(folder: Path) -> tuple[frozenset[str], ...]:
    """Read the groups of a data folder. Raises KeyError for a missing entry."""
    stored = yaml.safe_load((folder / "derivation" / "units.yml").read_text(encoding="utf-8"))
    return tuple(map(frozenset, stored["alike"]))
