"""Which counters count the same thing: the groups of data/derivation/units.yml."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from etl.data.rules import data_folder
from etl.engine.rulefiles import read_valid


class _Groups(BaseModel, extra="forbid"):
    alike: list[list[str]]


_SCHEMA = TypeAdapter(_Groups)


def count_alike(one: str, other: str) -> bool:
    """Are these the same counter, or two of one group (件 and 起)?"""
    return one == other or any(one in group and other in group for group in load_groups(data_folder()))


@cache
def load_groups(folder: Path) -> tuple[frozenset[str], ...]:
    """Read the groups of a data folder. Raises InvalidData, naming file and line."""
    stored = read_valid(folder / "derivation" / "units.yml", _SCHEMA)
    return tuple(map(frozenset, stored["alike"]))
