"""An expression that is told by which letters its finds begin finds what it would find without."""

import re
import re._compiler
import re._constants as sre
import re._parser

import pytest

from etl.engine import initials
from etl.engine.initials import _initials, first_letters, searched
from tests.passages.loader import HERE, load_passages
from tests.rules import ENGINE

TEXTS = [passage.text for passage in load_passages(HERE / "reports")]


def spans(expression: re.Pattern, text: str) -> list[tuple]:
    return [(found.span(), found.groups()) for found in expression.finditer(text)]


@pytest.mark.parametrize(
    ("source", "letters"),
    [
        ("检查|抽查", "检抽"),
        ("(?:第?一|二)季度", "第一二"),
        (r"(?<![0-9])((?:19|20)[0-9]{2})年", "12"),
        ("(?:^|(?<=，))(?:其中)?(?P<deed>立案)", "其立"),
        ("(?=[全各])[^，]{2}", "全各"),
        ("(?!全)(?:(?>共)|累计)+", "共累"),
        ("[0-3]", "0123"),
        ("[^，]检查", None),
        (".检查", None),
        ("(?:共)?.", None),
        (r"(?:共)?(?i:abc)", None),
        (r"(共)?(?(1)检|抽)", None),
        ("(?:检查)?", "检"),
    ],
)
def test_the_letters_that_may_begin_a_find(source, letters):
    items, nothing = _initials(re._parser.parse(source))
    found = None
    if items is not None:
        spelt = [(what, what) if kind is sre.LITERAL else what for kind, what in items]
        found = {chr(code) for first, last in spelt for code in range(first, last + 1)}
    assert found == (None if letters is None else set(letters))
    assert nothing == (source == "(?:检查)?")


@pytest.mark.parametrize(
    ("source", "letters"),
    [
        ("(?<!不)(?:检查|[抽督]查)", "检抽督"),
        ("[0-3]家", "0123"),
        ("[一-鿿]{2}信息", None),
        (r"\d家", None),
        (".{0,4}检查", None),
        ("(?:检查)?$", None),
        ("(?i)a", None),
    ],
)
def test_an_expression_is_told_by_its_first_letters_where_they_are_few(source, letters):
    assert first_letters(re.compile(source)) == (None if letters is None else frozenset(letters))


@pytest.mark.parametrize(
    "source", [r"\d+|[零一]", r"(?:\s|共)检", r"(?m)^[ \t]?共", "(?s)共.", "(?:^共)?查", "x*"]
)
def test_what_is_found_stays_the_same(source):
    text = "共检查３家，\n共查零家\n 共\n查"
    assert spans(searched(source), text) == spans(re._compiler.compile(source), text)


@pytest.mark.slow
def test_expressions_of_the_rules_find_the_same_in_whole_reports():
    ENGINE.prepare()
    expressions = [made for made in ENGINE.rulebook.values() if isinstance(made, re.Pattern)]
    assert len(expressions) > 100
    for expression in expressions:
        plain = re._compiler.compile(expression.pattern, expression.flags)
        for text in TEXTS:
            assert spans(expression, text) == spans(plain, text), expression.pattern[:80]


def test_a_python_that_keeps_its_letters_to_itself_finds_the_same(monkeypatch):
    monkeypatch.setattr(initials, "_by_itself", None)
    assert initials.searched("(?:检查|查处)[0-9]+家").findall("全年检查12家，查处3家") == [
        "检查12家",
        "查处3家",
    ]
