"""A space between a number and a word changes nothing that is read."""

import re
from pathlib import Path

import pytest

from etl.engine.model import Document
from etl.engine.spacing import spaces_in
from tests.etl.engine.prose.marked import unmark
from tests.etl.engine.prose.test_sentences import CONTEXT, SENTENCES
from tests.rules import ENGINE

APART = re.compile("(?<=[一-鿿])(?=[0-9])|(?<=[0-9])(?=[一-鿿])")


def running(text: str) -> bool:
    return all(re.search("[，。；]", line) for line in text.splitlines())


def read(text: str) -> list[tuple]:
    figures = ENGINE.extract(Document(text), CONTEXT).figures
    return [
        (f.printed.replace(" ", ""), f.value, f.unit, f.indicator, f.measure, f.scope, f.part, f.whole)
        for f in figures
    ]


@pytest.mark.parametrize("path", sorted(SENTENCES.glob("*.txt")), ids=lambda path: path.stem)
def test_numbers_set_apart_are_read_as_those_that_are_not(path: Path):
    texts = [unmark(line.replace("\\n", "\n")).text for line in path.read_text(encoding="utf-8").splitlines()]
    apart = {text: APART.sub(" ", text) for text in texts if running(text) and APART.search(text)}
    assert apart
    assert [text for text, spaced in apart.items() if read(spaced) != read(text)] == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("检查企业 30 家，罚款 2.5 万元。", [4, 7, 12, 16]),
        ("占比 45 %，下降\u00a03\u00a0个百分点。", [2, 5, 10, 12]),
        ("检查企业30家，罚款2万元。", []),
        ("青禾区 12 临溪县 30", []),  # the row of a table has no sentence
        ("检查企业  30  家，罚款2万元。", []),
        ("抽检样品 1 032 批次，编号 A 12。", [4, 10]),
    ],
)
def test_single_spaces_beside_numbers_of_running_text_are_found(text, places):
    assert spaces_in(text) == places
