"""Every code is said once, in both languages, and alike for people and for the type checker."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from etl.engine import codes

REPOSITORY = Path(__file__).resolve().parents[3]
TABLES = {
    "APPROX": codes.Approx,
    "MEASURES": codes.Measure,
    "SCOPES": codes.Scope,
    "WHOLES": codes.Whole,
    "REPORT_KINDS": codes.ReportKind,
    "EXTENTS": codes.Extent,
    "LEVELS": codes.Level,
    "STATUSES": None,
    "REASONS": None,
}


@pytest.mark.parametrize(("name", "ids"), TABLES.items(), ids=str)
def test_a_table_of_codes_has_each_id_with_both_languages(name, ids):
    table = getattr(codes, name)
    assert ids is None or tuple(table) == get_args(ids)
    assert all(words.zh and words.en for words in table.values())
    assert len({words.zh for words in table.values()}) == len(table)


def test_no_other_table_of_codes_stands_in_the_module():
    tables = {name for name, value in vars(codes).items() if isinstance(value, dict) and name.isupper()}
    assert tables == set(TABLES)


def test_kinds_of_report_stand_in_the_order_in_which_they_win():
    assert list(codes.REPORT_KINDS) == [
        "statistics_table",
        "enforcement",
        "disclosure",
        "rule_of_law",
        "bulletin",
    ]


def test_nobody_else_says_what_a_code_is_in_chinese():
    """A dict elsewhere with all ids of a table, and its words, is a second vocabulary."""
    tables = {name: {code: words.zh for code, words in getattr(codes, name).items()} for name in TABLES}
    again = []
    for path in [*(REPOSITORY / "etl").rglob("*.py"), *(REPOSITORY / "dashboard").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        if path.name == "codes.py" or not any(all(f'"{id}"' in text for id in t) for t in tables.values()):
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Dict):
                continue
            if all(isinstance(each, ast.Constant) for each in (*node.keys, *node.values)):
                given = ast.literal_eval(node)
                again += [
                    f"{path.relative_to(REPOSITORY)}:{node.lineno} {name}"
                    for name, table in tables.items()
                    if table.keys() <= given.keys() and len(table.items() & given.items()) > 1
                ]
    assert not again
