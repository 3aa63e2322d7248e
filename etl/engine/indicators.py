"""The indicators of data/indicators: what agencies can be compared by. Adding one is adding a file."""

from dataclasses import dataclass, field
from pathlib import Path

from etl.engine.errors import InvalidData

THEMES = ("enforcement", "inspection", "hazard", "training", "publicity", "service", "resource")
REQUIRED = ("id", "theme", "name_zh", "name_en", "unit", "definition")


@dataclass(slots=True)
class Indicator:
    """One indicator. `match` holds the rules by which prose states it, see data/indicators/README.md.

    `examples` and `counter_examples` are clauses in our own words, the number in 【】; the tests run them.
    """

    id: str
    theme: str
    name_zh: str
    name_en: str
    unit: str
    definition: str
    position: int = 0
    counts: list[str] = field(default_factory=list)
    excludes: list[str] = field(default_factory=list)
    match: list[dict] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    counter_examples: list[str] = field(default_factory=list)


def load_indicators(folder: Path, content: dict[str, dict]) -> dict[str, Indicator]:
    """Return the indicators by id, in the order of themes and of `position` within a theme.

    `content` is that of each file of `folder`, by name. Raises InvalidData, naming the file, where one lacks
    a field, has an unknown one or a wrong theme.
    """
    found = [_read(folder / f"{name}.yml", fields) for name, fields in sorted(content.items())]
    found.sort(key=lambda indicator: (THEMES.index(indicator.theme), indicator.position))
    return {indicator.id: indicator for indicator in found}


def _read(path: Path, content: dict) -> Indicator:
    missing = [name for name in REQUIRED if not content.get(name)]
    if missing:
        raise InvalidData(f"{path}: 缺少字段 {'、'.join(missing)}，请补上")
    if content["id"] != path.stem or content["theme"] not in THEMES:
        raise InvalidData(f"{path}: id 应与文件名相同，theme 应为 {'、'.join(THEMES)} 之一")
    unknown = set(content) - set(Indicator.__dataclass_fields__)
    if unknown:
        raise InvalidData(f"{path}: 不认识的字段 {'、'.join(sorted(unknown))}，请删去或改名")
    return Indicator(**content)
