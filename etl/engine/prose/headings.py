"""Which words of a document are headings: how deep each stands, its number, its words, how far it reaches.

The one answer for all who ask: the path of a figure, the field and the campaign that it is told under, what
its total is of. A heading opens a line or an item within a paragraph (一是加强检查。 （二）燃气。);
河道方面，is one without a number, and a short line by itself above running text another. An item that tells
at once what was done (1.检查企业35家，…) is one, too, only not `named`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from etl.engine.initials import searched
from etl.engine.prose.scan import DIGIT

_HAN = "[一二三四五六七八九十]{1,3}"
_MARKS = (
    rf"(?:(第{_HAN}(?:部分|章))|({_HAN})、|[（(]({_HAN})[）)]、?|([{DIGIT}]{{1,2}})(?:[、．]|[.](?![{DIGIT}]))"
    rf"|[（(]([{DIGIT}]{{1,2}})[）)]|([{DIGIT}]{{1,2}})[)）]|([①-⑳])|({_HAN})是)"
)
PART, CHAPTER, ITEM, DEEPEST, SENTENCE, ASPECT, LINE = 0, 1, 3, 5, 6, 7, 8
LEVELS = (PART, CHAPTER, 2, ITEM, 4, 4, DEEPEST, SENTENCE)  # by the group that matched
_BLANK = r"(?P<blank>[ \u3000\t\xa0]{0,40})"
# Within a sentence only what can be nothing else: 一是, （二）; a blank before 一、 is of a lost line.
_BEFORE = (
    r"(?:^|(?<=[\n\r。！？；;：:])|(?<=[。！？][”』）)])"
    rf"|(?<=[，,])(?={_HAN}是|[（(])|(?<=[ \u3000])(?=第?{_HAN}(?:部分|章|、)))"
)
NUMBERED = searched(rf"{_BEFORE}{_BLANK}{_MARKS}[ \u3000]?(?P<title>[^。！？；;\n]{{0,60}})")


def _opened_by(signs: str, heading: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile a heading at the text's beginning, and behind one of the signs: a search runs past all else."""
    return re.compile(heading), searched(f"[{signs}]{heading}")


ASPECTS = _opened_by(
    r"\n。；;：:", rf"{_BLANK}(?P<title>(?!{_HAN}[是、])[^。：:；;，,\n0-9]{{2,20}}方面)(?=[，,：:])"
)
# not one of the cells of a table: running text stands below it
LINES = _opened_by(
    r"\n",
    rf"{_BLANK}(?P<title>(?!{_HAN}[是、])[一-鿿、“”]{{3,16}})[ \u3000\t]{{0,40}}"
    r"(?=\n\s{0,9}[^\n]{14,99}[，。]|。[^\n])",
)
CLAUSE_ENDS = re.compile("[，,：:]")
ENDS = re.compile(r"[。：:]?[^\S\n]{0,40}(?:\n|\Z)")
LINE_WITH_WORDS = re.compile(r"\n(?=[^\S\n]*\S)")
LONGEST = 30  # characters of a title
SENTENCE_ENDS = re.compile("[。\n]")
LONGEST_ITEM = 400  # characters of an item in which a list of aspects may end
HAS_DIGIT = re.compile(f"[{DIGIT}]")


class Heading(NamedTuple):
    """A heading: its level (PART is the highest), number and title.

    `opens`, `mark`: where the blanks before it begin and end; `told`: the span of its number; `end`: of its
    title; `named`: it is a title and no sentence; `runs_in`: its own text follows on the line; `on_line`: it
    opens its line.
    """

    level: int
    number: str
    title: str
    opens: int
    mark: int
    told: tuple[int, int]
    end: int
    named: bool
    runs_in: bool
    on_line: bool


class Headings:
    """The headings of a text, in order of place."""

    def __init__(self, text: str):
        self.text = text
        found = (_numbered(text), _without_number(text, ASPECTS, ASPECT), _without_number(text, LINES, LINE))
        self.all = sorted(chain.from_iterable(found), key=attrgetter("mark"))
        self._marks = [heading.mark for heading in self.all]
        self._since: list[int] = [0]
        self._chains: list[tuple[Heading, ...]] = [()]
        self._follow()

    def above(self, place: int) -> tuple[Heading, ...]:
        """Return the headings that a place stands under, outermost first."""
        return self._chains[bisect_right(self._since, place) - 1]

    def between(self, start: int, end: int) -> list[Heading]:
        """Return the headings whose marks stand there."""
        return self.all[bisect_left(self._marks, start) : bisect_left(self._marks, end)]

    def _follow(self) -> None:
        """Note from where on which headings are above; what runs in ends with its line."""
        above: tuple[Heading, ...] = ()
        line_ends, runs_in = 0, False  # where the line after one with a heading that runs in begins
        list_ends = len(self.text)  # where the sentence ends that tells of one aspect after another
        for heading in self.all:
            if list_ends < heading.opens:
                above, list_ends = self._note(list_ends, _without_aspect(above)), len(self.text)
            if runs_in and line_ends <= heading.opens:
                above, runs_in = self._note(line_ends, _without_run_in(above)), False
            over = len(above)
            while over and above[over - 1].level >= heading.level:
                over -= 1
            above = self._note(heading.mark, (*above[:over], heading))
            if heading.runs_in and line_ends <= heading.end:  # each line is looked for once
                found = LINE_WITH_WORDS.search(self.text, heading.end)
                line_ends = found.start() + 1 if found else len(self.text)
            runs_in = runs_in or heading.runs_in
            list_ends = self._end_of_list(heading) if heading.level == ASPECT else list_ends
        if list_ends < len(self.text):
            above = self._note(list_ends, _without_aspect(above))
        if runs_in and line_ends < len(self.text):
            self._note(line_ends, _without_run_in(above))

    def _end_of_list(self, aspect: Heading) -> int:
        """Return where the sentence ends that has the aspect as one of several: …；水路方面，…。"""
        listed = self.text[aspect.opens - 1 : aspect.opens] in ("；", ";")
        end = SENTENCE_ENDS.search(self.text, aspect.end, aspect.end + LONGEST_ITEM) if listed else None
        return end.start() if end else len(self.text)

    def _note(self, since: int, above: tuple[Heading, ...]) -> tuple[Heading, ...]:
        self._since.append(since)
        self._chains.append(above)
        return above


@lru_cache(maxsize=2)
def headings_of(text: str) -> Headings:
    """Return the headings of a text."""
    return Headings(text)


def _without_run_in(above: tuple[Heading, ...]) -> tuple[Heading, ...]:
    return tuple([over for over in above if not over.runs_in])


def _without_aspect(above: tuple[Heading, ...]) -> tuple[Heading, ...]:
    return tuple([over for over in above if over.level != ASPECT])


def _numbered(text: str) -> Iterator[Heading]:
    for match in NUMBERED.finditer(text):
        group = 2
        while match[group] is None:
            group += 1
        yield _heading(text, match, LEVELS[group - 2], match[group], match.span(group))


def _without_number(
    text: str, expressions: tuple[re.Pattern[str], re.Pattern[str]], level: int
) -> Iterator[Heading]:
    at_the_top, behind_sign = expressions
    top = at_the_top.match(text)
    for match in chain((top,) if top else (), behind_sign.finditer(text, top.end() if top else 0)):
        yield _heading(text, match, level, "", (match.end("blank"),) * 2)


def _heading(text: str, match: re.Match, level: int, number: str, told: tuple[int, int]) -> Heading:
    (opens, mark), (start, end), words = match.span("blank"), match.span("title"), match["title"]
    title = words.strip()
    ends_line = bool(ENDS.match(text, end))  # （四）坚持关口前移，提升防灾能力
    if clause := CLAUSE_ENDS.search(words):
        title, end = words[: clause.start()].strip(), start + clause.start()
        ends_line = ends_line and clause[0] in "，,"
    if level == PART:
        title = title.split(" ")[0]  # where lines were lost: 第二部分 数据统计 行政许可：…
    stops = ends_line or text.startswith(("。", "：", ":"), end) or title.endswith("方面")
    named = not number or (stops and 1 < len(title) <= LONGEST and not HAS_DIGIT.search(words))
    on_line = opens == 0 or text[opens - 1] in "\n\r"
    return Heading(level, number, title, opens, mark, told, end, named, not ends_line, on_line)
