"""The lists of data/lexicon held against what reads them: each is read, is there, has the form asked for."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from etl.engine.errors import InvalidData
from etl.engine.expressions import Expression, Text
from etl.engine.rulefiles import LABELS, fault, said

Words = Text | list[Text]


class Shape(NamedTuple):
    """What a list holds. `told`: what to say of one that does not, where the single fault says too little."""

    schema: TypeAdapter
    told: str = ""


WORDS = Shape(TypeAdapter(Words | dict[Text, Words]), "应是词，以空格隔开，或是列表，可分列在几个名称下")
HEADED = Shape(TypeAdapter(dict[Text, Text]), "应是“名称: 词”，词以空格隔开")
TEXTS = Shape(TypeAdapter(dict[Text, Text]), "应是“名称: 文字”")
EXPRESSIONS = Shape(TypeAdapter(dict[Text, Expression]))
GROUPED = Shape(TypeAdapter(dict[Text, dict[Text, Expression]]))


def check_lists(folder: Path, lexicon: dict[str, dict], asked: Iterable[tuple[str, str, Shape]]) -> None:
    """Raise InvalidData, naming file and line, where lists and readers (`asked`) do not fit."""
    faults = [*_unread(folder, lexicon, {(name, key) for name, key, _ in asked})]
    for name, key, shape in sorted(asked, key=lambda each: each[:2]):
        if key not in lexicon.get(name, {}):
            faults.append(f"{_path(folder, name)}：缺少词表 {key}，请补上")
        else:
            faults += _misshapen(_path(folder, name), key, lexicon[name][key], shape)
    if faults:
        raise InvalidData("\n  ".join(dict.fromkeys(faults)))


def _unread(folder: Path, lexicon: dict[str, dict], read: set[tuple[str, str]]) -> Iterator[str]:
    for name, lists in lexicon.items():
        for key in lists:
            if (name, key) not in read and (name, key) != (LABELS, "id"):
                yield fault(_path(folder, name), (key,), "没有规则读这张词表，请删去或改名")


def _misshapen(path: Path, key: str, stored: Any, shape: Shape) -> Iterator[str]:
    try:
        shape.schema.validate_python(stored)
    except ValidationError as error:
        if shape.told:
            yield fault(path, (key,), shape.told)
        else:
            yield from (fault(path, (key, *each["loc"]), said(each)) for each in error.errors())


def _path(folder: Path, name: str) -> Path:
    return folder / ("tables" if name == LABELS else "lexicon") / f"{name}.yml"
