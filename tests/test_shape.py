"""Functions stay small enough to be read at once: few ways lead through each.

Counted is what ruff's C901 counts and, besides, each further operand of and/or, each condition written as an
expression and each loop of a comprehension.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
ROOMS = ("etl", "dashboard", "demo", "eval", "bench", "pages")
MOST = 15
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


def functions() -> Iterator[tuple[str, ast.AST]]:
    for room in ROOMS:
        for path in sorted((REPOSITORY / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{path.relative_to(REPOSITORY)}:{node.lineno} {node.name}", node


def test_ways_are_counted():
    source = "def f(a, b):\n    if a and b:\n        return [x for x in a if x]\n    return 1 if a else 2\n"
    assert complexity(ast.parse(source).body[0]) == 1 + 2 + 2 + 1


def test_no_function_has_too_many_ways_through_it():
    long = {where: ways for where, function in functions() if (ways := complexity(function)) > MOST}
    assert not long, "take them apart into steps with names"
