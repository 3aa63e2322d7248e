"""Files and functions stay small enough to be read at once, and few ways lead through each function.

Ways: what ruff's C901 counts and, besides, each further operand of and/or, each condition written as an
expression and each loop of a comprehension. Lines of a function: without its docstring; a query or another
text of several lines is read as one thing and counts as one line.
"""

import ast
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
ROOMS = ("etl", "dashboard", "demo", "eval", "bench", "pages")
MOST = 15
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 250, 40
AS_THEY_RAN = "etl/ledger/migrations/versions/"  # migrations that ledgers have been through are not edited
BRANCHES = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.Assert,
    ast.match_case,
)


def complexity(function: ast.AST) -> int:
    """The ways through a function, those of the functions inside it among them."""
    ways = 1
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            ways += 1
        elif isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            ways += 1 + len(node.ifs)
    return ways


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines of code the function has."""
    left_out: set[int] = set()
    if ast.get_docstring(function) is not None:
        left_out.update(range(function.body[0].lineno, function.body[0].end_lineno + 1))
    for node in ast.walk(function):
        if isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str):
            left_out.update(range(node.lineno + 1, node.end_lineno + 1))
    return function.end_lineno - function.lineno + 1 - len(left_out)


def files() -> dict[str, str]:
    return {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8")
        for path in [
            REPOSITORY / "app.py",
            *(path for room in ROOMS for path in (REPOSITORY / room).rglob("*.py")),
        ]
    }


@pytest.fixture(scope="module")
def functions() -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    return {
        f"{path}:{node.lineno} {node.name}": node
        for path, text in files().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_ways_are_counted():
    source = "def f(a, b):\n    if a and b:\n        return [x for x in a if x]\n    return 1 if a else 2\n"
    assert complexity(ast.parse(source).body[0]) == 1 + 2 + 2 + 1


def test_no_function_has_too_many_ways_through_it(functions):
    long = {where: ways for where, function in functions.items() if (ways := complexity(function)) > MOST}
    assert not long, "take them apart into steps with names"


def test_lines_are_counted_without_docstring_and_within_texts_once():
    source = (
        'def f(a):\n    """It says\n    much."""\n    sql = """\n    SELECT\n    1\n    """\n    return sql\n'
    )
    assert lines(ast.parse(source).body[0]) == 1 + 1 + 1


def test_no_function_is_long(functions):
    counts = {where: lines(function) for where, function in functions.items()}
    long = {where for where, count in counts.items() if count > MOST_LINES_OF_A_FUNCTION}
    assert not {where for where in long if not where.startswith(AS_THEY_RAN)}, "take them apart into steps"


def test_no_module_is_long():
    assert not {path for path, text in files().items() if len(text.splitlines()) > MOST_LINES}, "split them"
