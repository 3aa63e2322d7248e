"""Which parts of a report may be added up to a whole: the rules of data/derivation/parts.yml."""

import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from etl.engine.rulefiles import read_valid

_JOINTS = re.compile(r"[、和及与，,/]")


class _Stored(BaseModel, extra="forbid"):
    wider_sectors: dict[str, list[str]]
    unlike_sectors: list[list[str]]
    complementary_parts: list[list[str]]
    separate_kinds: list[str]
    published_notices: str
    steps: list[str]


_SCHEMA = TypeAdapter(_Stored)


@dataclass(frozen=True)
class PartRules:
    """The rules as sets; see the comments of the file for why each is there."""

    wider_sectors: dict[str, frozenset[str]]
    unlike_sectors: frozenset[frozenset[str]]
    complementary_parts: frozenset[frozenset[str]]
    separate_kinds: frozenset[str]
    published_notices: str
    steps: frozenset[str]

    def add_up(self, indicator: str, dimension: str, names: tuple[str, ...]) -> bool:
        """May figures of these sectors or parts (`dimension`) of one report be added to a whole?"""
        if len(names) < 2 or len(set(names)) < len(names):
            return False
        if dimension == "sector":
            return not self._any_overlap(names)
        return indicator in self.separate_kinds or frozenset(names) in self.complementary_parts

    def leave_nothing_out(self, dimension: str, names: tuple[str, ...]) -> bool:
        """Must these sectors or parts, taken together, be the whole? So with complementary parts, and
        where the list of sectors ends with 其他."""
        if dimension == "sector":
            return any(name.startswith("其他") for name in names) and not self._any_overlap(names)
        return frozenset(names) in self.complementary_parts

    def _any_overlap(self, names: tuple[str, ...]) -> bool:
        tokens = [_JOINTS.split(name) for name in names]
        return any(
            self._overlap(one, other)
            for i, mine in enumerate(tokens)
            for theirs in tokens[i + 1 :]
            for one in mine
            for other in theirs
        )

    def _overlap(self, one: str, other: str) -> bool:
        if other in self.wider_sectors.get(one, ()) or one in self.wider_sectors.get(other, ()):
            return True
        return (one in other or other in one) and frozenset((one, other)) not in self.unlike_sectors


def load_part_rules(folder: Path) -> PartRules:
    """Read the rules of a data folder. Raises InvalidData, naming file and line."""
    rules = read_valid(folder / "derivation" / "parts.yml", _SCHEMA)
    return PartRules(
        wider_sectors={wide: frozenset(narrow) for wide, narrow in rules["wider_sectors"].items()},
        unlike_sectors=frozenset(frozenset(pair) for pair in rules["unlike_sectors"]),
        complementary_parts=frozenset(frozenset(parts) for parts in rules["complementary_parts"]),
        separate_kinds=frozenset(rules["separate_kinds"]),
        published_notices=rules["published_notices"],
        steps=frozenset(rules["steps"]),
    )
