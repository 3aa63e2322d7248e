"""Every expression that sees a document takes time in proportion to it, whatever the document says."""

import json
import re
import subprocess
import sys

import pytest

from etl.engine.linear import faults
from tests.etl.engine.compiled import ROOT

# Begun at a place that is known, never looked for: it cannot begin again inside what it has gone through.
AT_A_PLACE = {r"[\s|:│┃+=_─━-]++$"}  # tables/lines.py: a line that is a rule, by match


@pytest.fixture(scope="module")
def compiled():
    """All expressions of the program: (pattern, flags, where)."""
    command = [sys.executable, "-m", "tests.etl.engine.compiled"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = []
    for line in said.splitlines():
        pattern, of_bytes, flags, where = json.loads(line)
        found.append((pattern.encode("latin-1") if of_bytes else pattern, flags, where))
    return found


@pytest.mark.slow
def test_no_text_makes_an_expression_of_the_program_go_back_and_back(compiled):
    places = {where.split(":")[0].rsplit("/", 1)[0] for _, _, where in compiled}
    assert {"etl/engine/prose", "etl/engine/reading", "etl/engine/tables", "etl/engine/identify"} <= places
    assert any(pattern == r"[\s|:│┃+=_─━-]++$" for pattern, _, _ in compiled)
    slow = {
        f"{where} {pattern!r:.80}": found
        for pattern, flags, where in compiled
        if (found := faults(pattern, flags, searched=pattern not in AT_A_PLACE))
    }
    assert slow == {}


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        (r"\s*x", {"restart"}),
        (r"[^，]*$", {"restart"}),
        (r"a\s*y?\s*x", {"chain"}),
        (r"^(?:已|已完成|完成)*整改", {"nested"}),
        (r"^(a+)+b", {"chain", "nested"}),
        (r"^(a|aa)*b", {"nested"}),
        (r"(?s)^(?:<!--.{0,2000}?-->\s*)*<p", {"nested"}),
        (r"(?m)^\s*x", {"restart"}),
    ],
)
def test_expressions_that_go_back_are_found(pattern, kinds):
    assert set(faults(pattern, re.compile(pattern).flags)) == kinds


@pytest.mark.parametrize(
    "pattern",
    [r"\s+", r"\d+(?:\.\d+)?", r"^\s*x", r"\s{0,9}x", r"a[0-9]*x", r"(?:ab|cd)*+c", r"(?:已|完成){0,6}整改",
     r"^(?:(?:ab)+c)*d", r"《[^《》]{0,99}》"],
)  # fmt: skip
def test_expressions_that_do_not_are_let_be(pattern):
    assert faults(pattern, re.compile(pattern).flags) == {}


def test_an_expression_that_is_begun_at_a_known_place_may_run_on():
    assert faults(r"\s*x", re.compile("").flags, searched=False) == {}
