"""The house: a room imports only rooms below it, so that data flows one way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
# From the top down; a room may import what stands below it and its own files. A file that lies flat in
# `dashboard` is in the room of that name unless it is named itself.
ROOMS = [
    "app",
    "pages",
    "bench",
    "demo",
    "eval",
    "dashboard.__main__",
    "dashboard.serving",
    "dashboard.orders",
    "dashboard.screens",
    "dashboard.work",
    "dashboard",
    "dashboard.office",
    "dashboard.drawing",
    "dashboard.opened",
    "dashboard.comparability",
    "dashboard.queries",
    "dashboard.data",
    "dashboard.naming",
    "dashboard.rates",
    "dashboard.numbers",
    "dashboard.records",
    "dashboard.words",
    "dashboard.links",
    "etl.__main__",
    "etl.cli",
    "etl.publishing",
    "etl.scaling",
    "etl.importing",
    "etl.ledger",
    "etl.published",
    "etl.fetching",
    "etl.data",
    "etl.pool",
    "etl.workers",
    "etl.limits",
    "etl.engine",
    "etl",  # its __init__, which names nothing
]


def modules() -> dict[str, Path]:
    """Every module of the rooms by its dotted name."""
    found = {}
    for room in ("app.py", "pages", "bench", "demo", "eval", "dashboard", "etl"):
        place = REPOSITORY / room
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            name = path.relative_to(REPOSITORY).with_suffix("").as_posix().replace("/", ".")
            found[name.removesuffix(".__init__")] = path
    return found


MODULES = modules()


def room_of(module: str) -> str:
    return max((room for room in ROOMS if f"{module}.".startswith(f"{room}.")), key=len)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """The modules of the rooms that a file imports, with the line, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in MODULES else node.module for name in names]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name in MODULES)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it(room):
    upward = []
    for module, path in MODULES.items():
        if room_of(module) == room:
            for line, name in imports(path):
                if ROOMS.index(room_of(name)) < ROOMS.index(room):
                    upward.append(f"{path.relative_to(REPOSITORY)}:{line} imports {name}")
    assert not upward, "\n".join(upward)


def test_no_modules_import_each_other_in_a_circle():
    below = {name: {other for _, other in imports(path)} - {name} for name, path in MODULES.items()}
    while leaves := [name for name, needed in below.items() if not needed & set(below)]:
        for name in leaves:
            del below[name]
    assert not below, f"in a circle, or above one: {sorted(below)}"


def test_only_the_command_line_knows_of_commands():
    """What a command takes and prints is in etl/cli: a room below does not read arguments."""
    known = {module for module, path in MODULES.items() if "argparse" in path.read_text(encoding="utf-8")}
    rooms = ("etl.cli", "etl.__main__", "dashboard.__main__", "demo", "eval", "bench")
    assert {module for module in known if not module.startswith(rooms)} == set()


def test_only_the_command_line_runs_commands():
    """run_* is what a command calls; a room below says what it does."""
    named = {
        f"{module}.{node.name}"
        for module, path in MODULES.items()
        if not module.startswith("etl.cli")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("run_")
    }
    assert named == set()
