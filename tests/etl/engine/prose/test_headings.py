"""Which words are headings, asked of them alone; what they say of figures is in sentences/headings.txt."""

import re

from etl.engine.prose import headings
from etl.engine.prose.headings import Headings


class Counted:
    """An expression that counts how often it is searched with."""

    def __init__(self, pattern: re.Pattern[str]):
        self.pattern, self.times = pattern, 0

    def search(self, text: str, start: int) -> re.Match[str] | None:
        self.times += 1
        return self.pattern.search(text, start)


def test_the_end_of_a_line_is_looked_for_once_however_many_headings_run_in_on_it(monkeypatch):
    counted = Counted(headings.LINE_WITH_WORDS)
    monkeypatch.setattr(headings, "LINE_WITH_WORDS", counted)
    line = "一是燃气。检查企业三家。" * 50
    Headings(line)
    assert counted.times == 1
    Headings(f"{line}\n{line}\n{line}")
    assert counted.times == 1 + 3


def test_a_heading_that_runs_in_ends_with_its_line_and_others_do_not():
    text = "（一）燃气\n一是供热。检查三家。\n检查四家。"
    above = [heading.title for heading in Headings(text).above(text.index("四"))]
    assert above == ["燃气"]


def test_a_heading_that_runs_in_is_not_above_one_on_the_next_line():
    text = "（一）燃气。检查三家。\n1.供热。检查四家。"
    assert [heading.title for heading in Headings(text).above(text.index("四"))] == ["供热"]


def test_the_last_of_several_aspects_ends_with_its_sentence():
    text = "水路方面，检查三家；工程方面，检查四家。全年罚款。"
    titles = [[heading.title for heading in Headings(text).above(text.index(word))] for word in "三四全"]
    assert titles == [["水路方面"], ["工程方面"], []]
