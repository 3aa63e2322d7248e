"""Which counters count the same thing: the groups of data/derivation/units.yml."""

from functools import cache
from pathlib import Path

import yaml

RULES = Path(__file__).resolve().parents[2] / "data" / "derivation" / "units.yml"


def count_alike(one: str, other: str) -> bool:
    """Are these the same counter, or two of one group (件 and 起)?"""
    return one == other or any(one in group and other in group for group in load_groups())


@cache
def load_groups(path: Path = RULES) -> tuple[frozenset[str], ...]:
    """Read the groups. Raises KeyError for a missing entry: the file is part of the program."""
    return tuple(map(frozenset, yaml.safe_load(path.read_text(encoding="utf-8"))["alike"]))
