"""The project is its clone: no tracked file reaches for a neighbour or for somebody's machine."""

import ast
import re
import subprocess
from pathlib import Path, PurePosixPath

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
# Places of one machine, whoever's it is: homes, and the workplace that a neighbour would lie in.
MACHINES = re.compile(r"(?<![\w.~/\\-])/(?:work|root|home/\w+|Users/\w+)(?=[/\"'`\s)]|$)")
UPWARD = re.compile(r"(?<![\w./\\-])(?:\./)*\.\./[\w./-]*")
# Where a path above the root is a name that has to be refused, never one that is opened.
REFUSED = re.compile(r"^tests/.*\.py$")


def tracked() -> list[str]:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a checkout: there is no list of tracked files")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, check=True, capture_output=True, text=True
    )
    return [name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


def text_of(name: str) -> str:
    try:
        return (REPOSITORY / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:  # a picture or an office document
        return ""


def leaves(path: str, folder: PurePosixPath) -> bool:
    """Whether a relative path leads out of the clone from a folder of it."""
    depth = len(folder.parts)
    for part in PurePosixPath(path).parts:
        depth += {"..": -1, ".": 0}.get(part, 1)
        if depth < 0:
            return True
    return False


def named_outside(name: str, text: str) -> list[str]:
    """Paths in a text that lead out of the clone, from the root and from the file's own folder."""
    found = [match.group() for match in MACHINES.finditer(text)]
    if not REFUSED.match(name):
        folder = PurePosixPath(name).parent
        found += [m.group() for m in UPWARD.finditer(text) if leaves(m.group(), folder)]
    return found


def climbs(tree: ast.AST, depth: int) -> list[str]:
    """Expressions that start at `__file__`, `depth` folders below the root, and end above it."""
    above: dict[str, int | None] = {}  # a module's own names for folders: how many levels above the file

    def level(node: ast.expr) -> int | None:
        match node:
            case ast.Name(id="__file__"):
                return 0
            case ast.Name(id=name):
                return above.get(name)
            case ast.Call(func=ast.Name(id="Path"), args=[inner]):
                return level(inner)
            case ast.Call(func=ast.Attribute(value=inner, attr="resolve" | "absolute")):
                return level(inner)
            case ast.Attribute(value=inner, attr="parent"):
                return None if (at := level(inner)) is None else at + 1
            case ast.Subscript(
                value=ast.Attribute(value=inner, attr="parents"), slice=ast.Constant(value=int(n))
            ):
                return None if (at := level(inner)) is None else at + n + 1
        return None

    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            above[node.targets[0].id] = level(node.value)
    above |= {"REPOSITORY": depth, "ROOT": depth}  # as imported from another module, too
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and (at := level(node)) is not None and at > depth:
            found.append(ast.unparse(node))
    return found


def test_no_tracked_file_names_a_path_outside_the_clone():
    outside = {name: found for name in tracked() if (found := named_outside(name, text_of(name)))}
    own = {str(PurePosixPath(__file__).relative_to(REPOSITORY))}
    assert {name: found for name, found in outside.items() if name not in own} == {}


def test_no_module_climbs_out_of_the_clone():
    outside = {}
    for name in tracked():
        if name.endswith(".py"):
            depth = len(PurePosixPath(name).parts)
            if found := climbs(ast.parse(text_of(name)), depth):
                outside[name] = found
    assert outside == {}


def test_no_tracked_file_is_a_link_that_leads_out():
    for name in tracked():
        assert (REPOSITORY / name).resolve().is_relative_to(REPOSITORY), name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "see ../elsewhere/reports"),
        ("tools/setup", 'cd "$(dirname "$0")"; cat ../../notes.txt'),
        ("docs/server.md", "[a](../../other/README.md)"),
        ("tests/test_x.py", "open('/work/shared/specs')"),
        ("Makefile", "cp /home/someone/data ."),
    ],
)
def test_a_path_that_leads_out_is_found(name, text):
    assert named_outside(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docs/server.md", "[map](../README.md)"),
        ("tools/setup", 'cd "$(dirname "$0")/.."'),
        ("tests/etl/test_x.py", "refused('../up')"),
        ("docs/server.md", "/srv/enforcement/data, /etc/ssl, https://example.cn/work/1.html"),
    ],
)
def test_a_path_that_stays_is_let_be(name, text):
    assert named_outside(name, text) == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("HERE = Path(__file__).resolve().parent\nX = HERE.parent.parent / 'shared'", 1),
        ("X = Path(__file__).parents[2] / 'shared'", 1),
        ("from tests.places import REPOSITORY\nX = REPOSITORY.parent / 'shared'", 1),
        ("X = Path(__file__).resolve().parents[1]\nY = X / 'data'", 0),
    ],
)
def test_climbing_above_the_root_is_counted(source, count):
    assert len(climbs(ast.parse(source), depth=2)) == count
