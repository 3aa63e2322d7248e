"""Collect the numerals of each sentence from the tokens of a document and hand the sentence on."""

import re

from etl.engine.model import Extraction, Rejection, ReportContext
from etl.engine.prose import reject
from etl.engine.prose.attach import Numeral, read_arabic, read_chinese, take_unit_before
from etl.engine.prose.figures import Reader
from etl.engine.prose.rules import Ruling
from etl.engine.prose.scan import ARABIC, BOOKMARK, CHINESE, DIGIT, END, HAN, NONE, QUOTE, WITH_COUNTER
from etl.engine.prose.sections import Outline, Sentence
from etl.engine.prose.zero import read_none
from etl.engine.rulebook import Rulebook, expression, one_of

LONGEST = 600  # a sentence without an end is cut here, so that one endless line stays linear
INSIDE = expression(rf"[{DIGIT}]+(?:[.．,，-][{DIGIT}]+)*|{WITH_COUNTER}")
NUMERALS = frozenset("0123456789０１２３４５６７８９" + HAN)  # the characters that begin any of INSIDE
ZERO_WORD = expression(rf"零{one_of('zero', 'zero_words')}")

HEADING_NUMBER = Ruling("heading_number", "heading")
NONE_OF_NOTHING = Ruling("rhetoric", "none_of_nothing")
BOOKMARKED = Ruling("code", "bookmark")
IN_NAME = Ruling("slogan_or_name", "in_title_or_quotes")


class Walker:
    """Turns tokens into sentences; keeps the outline and what sentences hand on."""

    def __init__(self, rules: Rulebook, text: str, context: ReportContext):
        self.rules, self.text = rules, text
        self.outline, self.reader = Outline(rules, text, context.year), Reader(rules, text, context)
        self.start, self.taken, self.new_paragraph = 0, 0, True
        self.numerals: list[Numeral] = []
        self.new_section = True
        self._open(0, True)

    def take(self, token: re.Match) -> None:
        """Note one token; a sentence end hands the sentence on."""
        kind, (start, end) = token.lastindex or 0, token.span()
        if start < self.taken and kind != END:
            return
        if kind == END:
            if self.numerals:
                self._close(start)
            ended = token[0]
            self._open(end, "\n" in ended or "\r" in ended)
        elif kind == ARABIC:
            self._arabic(start, end)
        elif kind == CHINESE:
            self._chinese(start, end)
        elif kind == NONE:
            self._none(start, end)
        else:
            self._name(start, end, kind)

    def finish(self) -> Extraction:
        """Hand on the last sentence and return all that was read, in order."""
        if self.numerals:
            self._close(len(self.text))
        self.reader.finish()
        return Extraction(self.reader.figures, sorted(self.reader.rejections, key=lambda r: r.start))

    def _open(self, at: int, after_newline: bool) -> None:
        self.start, self.numerals, self.new_paragraph = at, [], after_newline
        section = self.outline.section
        heading = self.outline.open_at(self.text, at, after_newline)
        if self.outline.section is not section:
            self.new_section = True
        if heading:
            self._reject(*heading, HEADING_NUMBER)
            self.taken = max(self.taken, heading[1])

    def _close(self, end: int) -> None:
        sentence = Sentence(
            self.start, end, self.numerals, self.outline.section, self.new_paragraph, self.new_section
        )
        self.reader.read(sentence)
        self.new_section = False

    def _arabic(self, start: int, end: int) -> None:
        numeral = read_arabic(self.rules, self.text, start, end)
        numeral.ruling = reject.arabic(self.rules, self.text, numeral)
        if not (numeral.unit or numeral.ruling.reason):
            take_unit_before(self.rules, self.text, numeral)
        self._add(numeral)

    def _chinese(self, start: int, end: int) -> None:
        numeral = read_chinese(self.rules, self.text, start, end)
        if not numeral.ruling.reason:
            numeral.ruling = reject.chinese(self.rules, self.text, numeral)
        self._add(numeral)

    def _none(self, start: int, end: int) -> None:
        numeral = read_none(self.rules, self.text, start, end)
        if numeral is not None:
            self._add(numeral)
        else:  # 无一起 without anything there is none of
            self._inside(start, end, NONE_OF_NOTHING)

    def _add(self, numeral: Numeral) -> None:
        if numeral.start - self.start > LONGEST:
            if self.numerals:
                self._close(numeral.start)
            self.start, self.numerals, self.new_paragraph = numeral.start - 1, [], False
        self.taken = numeral.end
        self.numerals.append(numeral)

    def _name(self, start: int, end: int, kind: int) -> None:
        """Numbers inside a title, a quotation or a bookmark name something: 《…2024…》, “1310”."""
        self.taken = end
        self._inside(start, end, BOOKMARKED if kind == BOOKMARK else IN_NAME)
        if kind == QUOTE and "零" in self.text[start:end]:
            for match in self.rules[ZERO_WORD].finditer(self.text, start, end):
                self._none(match.start(), match.end())
            self.taken = end

    def _inside(self, start: int, end: int, ruling: Ruling) -> None:
        if not NUMERALS.isdisjoint(self.text[start:end]):
            for match in self.rules[INSIDE].finditer(self.text, start, end):
                self._reject(match.start(), match.end(), ruling)

    def _reject(self, start: int, end: int, ruling: Ruling) -> None:
        section = self.outline.section.path
        self.reader.rejections.append(Rejection(start, end, self.text[start:end], *ruling, section))
