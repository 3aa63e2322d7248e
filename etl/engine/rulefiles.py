"""The files that rules are read from, validated by schema: each mistake is named with its file and line."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from etl.engine import ruleschema
from etl.engine.errors import InvalidData

FILES = ("lexicon/*.yml", "indicators/*.yml", "tables/*.yml", "divisions.csv", "trades.yml")
LABELS = "labels"  # the one list of words that lies with the forms of tables
SCHEMAS = {
    "lexicon": ruleschema.LEXICON,
    "indicators": ruleschema.INDICATOR,
    "tables": ruleschema.FORM,
    "trades": ruleschema.TRADES,
}
_UNKNOWN, _ABSENT, _NAMED = "没有这样的字段，请删去或改名", "缺少这个字段，请补上", "应是“名称: 内容”，请改正"
_TOLD = {
    "extra_forbidden": _UNKNOWN,
    "unexpected_keyword_argument": _UNKNOWN,  # of a dataclass
    "missing": _ABSENT,
    "missing_keyword_only_argument": _ABSENT,
    "model_type": _NAMED,
    "dataclass_type": _NAMED,
    "dict_type": _NAMED,
    "list_type": "应是一个列表，请改正",
    "string_type": "应是文字，请改正（数字和 yes、no 请加引号）",
    "string_too_short": "不能空着，请填写",
}
FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C: eight times as fast


class _OnceLoader(FastLoader):
    """Takes a name that stands twice in one mapping for the mistake that it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen = set()
        for name, _ in node.value:
            if name.value in seen:
                raise yaml.MarkedYAMLError(problem=f"“{name.value}”写了两次", problem_mark=name.start_mark)
            seen.add(name.value)
        return super().construct_mapping(node, deep)


def rule_files(folder: Path) -> list[Path]:
    """Return the files that rules are read from, in order. Raises InvalidData where some are missing."""
    found = []
    for pattern in FILES:
        matching = sorted(folder.glob(pattern))
        if not matching:
            raise InvalidData(f"{folder / pattern}：缺少这些文件，请从版本库的 data/ 取回，或检查 DATA_DIR")
        found += matching
    return found


def state_of(folder: Path) -> tuple:
    """Return what changes when a rule file changes: names, times and sizes."""
    return tuple((str(path), (seen := path.stat()).st_mtime_ns, seen.st_size) for path in rule_files(folder))


def read_rules(folder: Path) -> dict[str, Any]:
    """Return the content of every rule file by folder and name, as it stands there.

    Raises InvalidData that names each mistake with its file and line.
    """
    content: dict[str, Any] = {"lexicon": {}, "tables": {}, "indicators": {}}
    faults: list[str] = []
    for path in rule_files(folder):
        if path.suffix == ".csv":
            content[path.stem] = path.read_text(encoding="utf-8")
            continue
        flat = path.parent == folder
        schema = SCHEMAS[path.stem if flat else path.parent.name]
        stored, wrong = read_file(path, ruleschema.LABEL_LISTS if path.stem == LABELS else schema)
        (content if flat else content[path.parent.name])[path.stem] = stored
        faults += wrong
    if not faults:
        faults = list(_strangers(folder, content))
    if faults:
        raise InvalidData("\n  ".join(faults))
    content["lexicon"][LABELS] = content["tables"].pop(LABELS, {})
    return content


def read_file(path: Path, schema: TypeAdapter) -> tuple[Any, list[str]]:
    """Return what a YAML file holds, and each of its mistakes in a line that names file and line."""
    try:
        return _sound(path.read_text(encoding="utf-8-sig"), schema), []
    except UnicodeDecodeError:
        return None, [f"{path}：不是 UTF-8 编码，请另存为 UTF-8"]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [f"{path} 第 {line} 行：不是合格的 YAML（{error.problem}），请改正"]
    except yaml.YAMLError as error:
        return None, [f"{path}：不是合格的 YAML（{error}），请改正"]
    except ValidationError as error:
        return None, [fault(path, each["loc"], said(each)) for each in error.errors()]


@lru_cache(maxsize=512)  # several times the files of a folder: of those, only what changed is read anew
def _sound(text: str, schema: TypeAdapter) -> Any:
    """What YAML holds that is without mistakes; nobody may change it. Raises YAMLError, ValidationError."""
    stored = yaml.load(text, Loader=_OnceLoader)
    schema.validate_python(stored)
    return stored


def read_valid(path: Path, schema: TypeAdapter) -> Any:
    """Return what a YAML file holds, for which the folder must have it.

    Raises InvalidData that names each mistake with its file and line.
    """
    if not path.exists():
        raise InvalidData(f"{path}：缺少这个文件，请从版本库的 data/ 取回，或检查 DATA_DIR")
    stored, wrong = read_file(path, schema)
    if wrong:
        raise InvalidData("\n  ".join(wrong))
    return stored


def fault(path: Path, place: tuple[str | int, ...], said: str) -> str:
    """Return a mistake at a place in a YAML file: the keys and positions that lead to it."""
    name = next((part for part in reversed(place) if isinstance(part, str)), "")
    return f"{path} 第 {_line_of(path, place)} 行：{name and f'{name}：'}{said}"


def _line_of(path: Path, place: tuple[str | int, ...]) -> int:
    """The line of what a place leads to, or of the last that there is on the way."""
    node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=FastLoader)
    line = 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == part]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            found = [(each, each) for each in node.value[part : part + 1]]
        else:
            found = []
        if not found:
            return line
        line, node = found[0][0].start_mark.line + 1, found[0][1]
    return line


def said(detail: ErrorDetails) -> str:
    """Return a complaint of pydantic in Chinese, with what to do."""
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    if detail["type"] == "literal_error":
        return f"“{detail['input']}”不在允许的取值中，请改为 {detail['ctx']['expected']} 之一"
    return _TOLD.get(detail["type"], f"内容不对（{detail['msg']}），请改正")


def _strangers(folder: Path, content: dict[str, Any]) -> Iterator[str]:
    """Names in rule files that stand for nothing: of an indicator, of a group of units, a file's own."""
    indicators, groups = content["indicators"], content["lexicon"].get("units", {}).get("groups", {})
    for name, fields in indicators.items():
        path = folder / "indicators" / f"{name}.yml"
        if fields["id"] != name:
            yield fault(path, ("id",), f"应与文件名 {name} 相同，请改正")
        for at, rule in enumerate(fields.get("match", ())):
            for unit in rule["units"].split():
                if unit.startswith("@") and unit[1:] not in groups:
                    yield fault(path, ("match", at, "units"), f"data/lexicon/units.yml 没有 {unit} 这一组")
    for name, form in content["tables"].items():
        for at, item in enumerate(form.get("items", ()) if name != LABELS else ()):
            if item.get("indicator") and item["indicator"] not in indicators:
                place = ("items", at, "indicator")
                yield fault(
                    folder / "tables" / f"{name}.yml", place, f"没有指标“{item['indicator']}”，请改正"
                )
