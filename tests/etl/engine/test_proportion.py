"""A text twice as long takes twice as many steps, whatever it repeats: counted, not timed."""

import sys
from pathlib import Path

import pytest

from etl.engine.reading import read_text
from tests.rules import ENGINE

PROGRAM = str(Path("etl/engine").resolve())
HEAD = "云岭市应急管理局2024年度法治政府建设情况报告\n全年检查企业"
TAIL = "\n全年共检查企业7家次，处罚9件。"
REPEATED = (
    "1、",
    "检查1家，",
    "处罚1件，罚款1元。",
    "1\n",
    "罚款#元。",
    "网站公开信息#条，",
    "市本级检查企业#家次，",
    "立案3件，其中甲类1件、乙类2件，",
)  # "#": a number of its own each time
TIMES = 400
MOST_GROWTH = 2.15  # for twice the text: sorting takes a little more than twice
WORDLESS = ("1万", "、5", "1,")
MOST_OF_PROSE = 10  # times the steps of prose, a character


def steps(text: str) -> int:
    """How many lines of the engine run for a text, each round of a comprehension as well."""
    count = 0

    def note(frame, event, _):
        nonlocal count
        count += event == "line"
        return note

    def begin(frame, event, _):
        return note if frame.f_code.co_filename.startswith(PROGRAM) else None

    document = read_text(text)
    before = sys.gettrace()
    sys.settrace(begin)
    try:
        ENGINE.extract(document, ENGINE.identify(document))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("repeated", REPEATED)
def test_twice_the_text_takes_twice_the_steps(repeated):
    steps(HEAD)  # what is loaded when it is first needed
    texts = (
        "".join(repeated.replace("#", str(1000 + n)) for n in range(times)) for times in (TIMES, 2 * TIMES)
    )
    once, twice = (steps(HEAD + text + TAIL) for text in texts)
    assert twice < MOST_GROWTH * once


@pytest.mark.slow
@pytest.mark.parametrize("repeated", WORDLESS)
def test_numbers_without_words_cost_a_bounded_multiple_of_prose(repeated):
    prose = HEAD + TAIL + "\n我局围绕年度重点任务，持续推进制度建设，认真落实各项要求，努力提升服务水平。" * 8
    of_prose, bare = steps(prose) / len(prose), steps(HEAD + TAIL)
    text = repeated * TIMES
    assert (steps(HEAD + TAIL + "\n" + text) - bare) / len(text) < MOST_OF_PROSE * of_prose
