"""What a user may set or call is told somewhere, and what is told of is there."""

import argparse
import ast
import io
import re
import shutil
import tokenize
from pathlib import Path

import pytest

from etl.__main__ import _parser
from etl.engine import Engine, Rulebook

REPOSITORY = Path(__file__).resolve().parent.parent
TOLD = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]
)
_SETTING = re.compile(r"""environ(?:\.get\(|\[|\.setdefault\()\s*["']([A-Z][A-Z_]+)["']""")
NOT_OURS = {"PATH", "HOME"}


def settings() -> set[str]:
    found = set()
    for room in ("etl", "dashboard", "demo"):
        for path in (REPOSITORY / room).rglob("*.py"):
            found |= set(_SETTING.findall(path.read_text(encoding="utf-8")))
    return found - NOT_OURS


def commands() -> list[str]:
    (of_etl,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return sorted(of_etl.choices)


def targets() -> list[str]:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M)
    return phony.split()


@pytest.mark.parametrize("name", sorted(settings()))
def test_every_setting_is_told(name):
    assert f"`{name}`" in TOLD or f"{name}=" in TOLD, f"say in docs/server.md what {name} sets"


@pytest.mark.parametrize("name", commands())
def test_every_command_is_told(name):
    assert re.search(rf"etl {name}\b|`{name} ", TOLD), f"say in README.md what `python -m etl {name}` does"


@pytest.mark.parametrize("name", targets())
def test_every_make_target_is_told(name):
    assert re.search(rf"make {name}\b", TOLD), f"say in README.md what `make {name}` does"


def test_links_between_the_papers_lead_somewhere():
    for path in [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name} links to {target}"


def rooms() -> list[str]:
    """The folders of code and data at the top, and those of etl/ and dashboard/."""
    top = [path for path in REPOSITORY.iterdir() if (path / "__init__.py").is_file() or path.name == "data"]
    inner = [path for room in ("etl", "dashboard") for path in (REPOSITORY / room).iterdir()]
    return sorted(
        path.relative_to(REPOSITORY).as_posix()
        for path in [*top, *(each for each in inner if (each / "__init__.py").is_file())]
    )


def the_map() -> str:
    """The README's map, `dashboard/queries/`, `data/` and the like written out."""
    told = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("## The map")[1].split("\n## ")[0]
    found = []
    for first in (line.split("|")[1] for line in told.splitlines() if line.startswith("| `")):
        names = re.findall(r"`([^`]+)`", first)
        above = names[0].rsplit("/", 2)[0] if names[0].count("/") > 1 else names[0].split("/")[0]
        found += [*names, *(f"{above}/{name}" for name in names[1:])]
    return "\n".join(found) + "\n"


@pytest.mark.parametrize("room", rooms())
def test_the_map_names_every_room(room):
    assert f"{room}/" in the_map(), f"say in README.md, in the map, what {room}/ is for"


def prose_of(path: Path) -> str:
    """What a file says in words: a paper as it is, of code the docstrings and comments."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    said = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds)]
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return "\n".join([*said, *(token.string for token in tokens if token.type == tokenize.COMMENT)])


def is_there(name: str) -> bool:
    """Is there such a file, folder or module, or such a name in the module that comes before its last dot?"""
    path = name.rstrip("./") if "/" in name else name.rstrip(".").replace(".", "/")
    if any((REPOSITORY / f"{path}{end}").exists() for end in ("", ".py")):
        return True
    module, _, last = path.rpartition("/")
    homes = [REPOSITORY / f"{module}.py", REPOSITORY / module / "__init__.py"]
    return any(home.is_file() and last in home.read_text(encoding="utf-8") for home in homes)


def test_files_and_modules_that_are_named_are_there():
    named = re.compile(r"(?<![\w/.-])((?:etl|dashboard|demo|eval|bench)[./][A-Za-z_0-9./]+)")
    paths = [path for place in (".", "docs", "data/indicators") for path in (REPOSITORY / place).glob("*.md")]
    for room in ("etl", "dashboard", "demo", "eval", "bench"):
        paths += (REPOSITORY / room).rglob("*.py")
    gone = [
        f"{path.relative_to(REPOSITORY)}: {name}"
        for path in paths
        if named.search(re.sub(r"^\s*(?:from|import) .*", "", path.read_text(encoding="utf-8"), flags=re.M))
        for name in named.findall(prose_of(path))
        if not is_there(name) and not (path.parent / name).exists()
    ]
    assert not gone


def test_the_rule_that_contributing_changes_is_read_as_it_says(tmp_path):
    """Its third step, done: the example is not read so before the change of the rule, and is after it."""
    told = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    ((clause,),) = [re.findall(r"add `([^`]+【[^`]+】[^`]*)` to `examples`", told)]
    ((old, new),) = re.findall(r"Let (\w+) in `says` of the second rule be `([^`]+)`", told)
    data, clause = tmp_path / "data", re.sub("[【】]", "", clause)
    shutil.copytree(REPOSITORY / "data", data, ignore=shutil.ignore_patterns("published", "demo"))
    rule = data / "indicators/guidance_visits.yml"
    before = Engine(Rulebook(data)).read_text(clause)
    text = rule.read_text(encoding="utf-8")
    assert text.count(f"says: '{old}") == 1
    rule.write_text(text.replace(f"says: '{old}", f"says: '{new}"), encoding="utf-8")
    after = Engine(Rulebook(data)).read_text(clause)
    assert [figure.indicator for figure in before.figures] == [""]
    assert [figure.indicator for figure in after.figures] == ["guidance_visits"]
