"""A text as it is read: without invisible characters, in simplified ones, digits of other scripts as 0-9.

A line feed that only wraps a line is such an invisible character (see etl.engine.wraps).

Every place in the text as read leads back to its place in the text as printed, so that the rules know one
script and one kind of digit, and what they find still stands where the page has it.
"""

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from etl.engine.model import Document, Extraction, Rejection, ReportContext, Table

TABLE = Path(__file__).with_name("traditional.tsv")
_COMPATIBLE = ((0x2E80, 0x2FE0), (0xF900, 0xFB00))  # radicals and compatibility ideographs, as PDF files have
# Beside the category of invisible characters: a joiner, selectors that choose a glyph, tags.
_HIDDEN = "\u034f\ufe00-\ufe0f\U000e0000-\U000e01ef"
# 監(jiān)督: how a converted page says its characters aloud; only a vowel with its tone makes it one
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SAID = re.compile(rf"(?<=[\u4e00-\u9fff])[（(][a-zü]{{0,4}}[{_TONES}][a-z]{{0,3}}[）)]")
_WIDE = "０１２３４５６７８９"  # which the rules know
_ZERO = "〇"  # to Unicode a number of its own, to us a digit among others
_ASTRAL = "\U00010000-\U0010ffff"  # looked up one by one where there are any: listed, they cost time
_RARE = re.compile(f"[{_ASTRAL}]")
# Why a sign that is a number by itself is no figure: ① and ㈠ count items, Ⅲ names a class, ² is a note.
_SIGN_REASONS = (
    ("heading_number", re.compile(r"[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u32bf]")),
    ("slogan_or_name", re.compile(r"[\u2160-\u2188]")),
    ("code", re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u2089]")),
)


@dataclass(slots=True, frozen=True)
class Reading:
    """A text as it is read, and as printed; `removed` are the places in the latter that are left out."""

    text: str
    printed: str
    odd: bool = False  # it has characters that are not read as printed, or are numbers by themselves
    removed: list[int] = field(default_factory=list)
    _cuts: list[int] = field(default_factory=list)  # the same places, counted in the text as read

    def printed_at(self, place: int) -> int:
        """Where the character that is read at `place` is printed."""
        return place + bisect_right(self._cuts, place)

    def read_at(self, place: int) -> int:
        """Where the character that is printed at `place` is read, or the next that is."""
        return place - bisect_left(self.removed, place)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The printed stretch of `start:end`; invisible characters around it stay outside."""
        first = self.printed_at(start)
        return first, self.printed_at(end - 1) + 1 if end > start else first


def read_characters(text: str, wraps: Iterable[int] = ()) -> Reading:
    """Return `text` as it is read, without what stands at `wraps`. Most texts cost one search."""
    signs = _signs()
    if not wraps and not signs.odd.search(text):
        return Reading(text, text)
    removed = sorted({match.start() for match in signs.invisible.finditer(text)}.union(wraps, _said(text)))
    visible = without(text, removed) if removed else text
    changed = signs.changed if signs.traditional.search(visible) else signs.foreign
    visible = changed.sub(lambda match: signs.reads[match[0]], visible)
    visible = _RARE.sub(lambda match: _digit(match[0]), visible)
    return Reading(visible, text, True, removed, [place - before for before, place in enumerate(removed)])


def _said(text: str) -> Iterable[int]:
    """The places of what only says the character before it aloud."""
    return (place for said in _SAID.finditer(text) for place in range(*said.span()))


def without(text: str, places: Sequence[int]) -> str:
    """Return `text` without the characters at `places`, which are in order."""
    bounds = [-1, *places, len(text)]
    return "".join(text[before + 1 : place] for before, place in itertools.pairwise(bounds))


def plain(text: str) -> str:
    """Return `text` as it is read, where its places do not matter."""
    return read_characters(text).text


def plain_document(document: Document, reading: Reading) -> Document:
    """Return `document` with its words and the cells of its tables as they are read."""
    return replace(
        document,
        text=reading.text,
        title=plain(document.title),
        publisher=plain(document.publisher),
        tables=[_plain_table(table, reading) for table in document.tables],
    )


def plain_context(context: ReportContext) -> ReportContext:
    """Return `context` with the names that the text is asked for as this is read: 雲岭市 is 云岭市."""
    names = (context.agency, context.title, context.province, context.city, context.district)
    if not read_characters("\n".join(names)).odd:
        return context
    agency, title, province, city, district = map(plain, names)
    return replace(context, agency=agency, title=title, province=province, city=city, district=district)


def as_printed(found: Extraction, reading: Reading) -> Extraction:
    """Move what was found in the text as read to its places in the text as printed.

    `printed` and `unit` become as printed; names (label, part, body) stay as read, for by them figures of
    several reports are compared. Signs that are numbers by themselves (①, Ⅲ, ²) are rejections unless
    something has them already.
    """
    if not reading.odd:
        return found
    rejections = sorted([*found.rejections, *_single_signs(found, reading.text)], key=lambda r: r.start)
    for figure in found.figures:
        figure.unit = _unit_as_printed(figure.unit, figure.start, figure.printed, reading)
        figure.start, figure.end = reading.span(figure.start, figure.end)
        figure.sentence_start, figure.sentence_end = reading.span(figure.sentence_start, figure.sentence_end)
        figure.printed = reading.printed[figure.start : figure.end]
    for rejection in rejections:
        rejection.start, rejection.end = reading.span(rejection.start, rejection.end)
        rejection.printed = reading.printed[rejection.start : rejection.end]
    return Extraction(found.figures, rejections)


def _unit_as_printed(unit: str, start: int, read: str, reading: Reading) -> str:
    at = read.rfind(unit) if unit else -1
    if at < 0:
        return unit  # from a table's heading
    first, end = reading.span(start + at, start + at + len(unit))
    return _SAID.sub("", _signs().invisible.sub("", reading.printed[first:end]))


def _plain_table(table: Table, reading: Reading) -> Table:
    at = reading.read_at
    cells = [replace(c, start=at(c.start), end=at(c.end), text=plain(c.text)) for c in table.cells]
    return Table(at(table.start), at(table.end), cells, plain(table.title), table.uncertain, table.doubted)


def _single_signs(found: Extraction, text: str) -> Iterable[Rejection]:
    spans = [(figure.start, figure.end) for figure in found.figures]
    spans = sorted(spans + [(rejection.start, rejection.end) for rejection in found.rejections])
    for match in _signs().single.finditer(text):
        before = bisect_right(spans, (match.start(), len(text))) - 1
        if (before < 0 or spans[before][1] <= match.start()) and unicodedata.category(match[0])[0] == "N":
            reason = next((name for name, signs in _SIGN_REASONS if signs.match(match[0])), "no_unit")
            yield Rejection(match.start(), match.end(), match[0], reason)


@dataclass(slots=True, frozen=True)
class _Signs:
    """What characters mean; `odd` finds any that is not read as printed or is a number by itself."""

    odd: re.Pattern
    invisible: re.Pattern
    single: re.Pattern
    foreign: re.Pattern  # digits of other scripts, compatibility ideographs: never read as printed
    traditional: re.Pattern  # characters that simplified text does not have
    changed: re.Pattern  # words and characters that are read otherwise in traditional text, foreign ones too
    reads: dict[str, str]


@cache
def _signs() -> _Signs:
    words, traditional, both = _table()
    invisible, single = [], []
    compatible = (chr(code) for first, end in _COMPATIBLE for code in range(first, end))
    foreign = {char: read for char in compatible if (read := _ideograph(char))}
    for char in map(chr, range(0x80, 0x10000)):
        category = unicodedata.category(char)
        if category == "Cf":
            invisible.append(char)
        elif category in ("Nl", "No") and char != _ZERO:
            single.append(char)
        elif _digit(char) != char and char not in _WIDE:
            foreign[char] = _digit(char)
    sure, firsts = "".join(traditional.keys() - both), "".join({word[0] for word in words})
    return _Signs(
        odd=_any(sure, *foreign, *invisible, *single, _HIDDEN, _ASTRAL),
        invisible=_any(*invisible, _HIDDEN),
        single=_any(*single, _ASTRAL),
        foreign=_any(*foreign),
        traditional=_any(sure),
        changed=re.compile(f"(?=[{firsts}])(?:{'|'.join(words)})|[{''.join((*traditional, *foreign))}]"),
        reads=words | traditional | foreign,
    )


def _digit(char: str) -> str:
    """A digit of any script as 0-9, all else as it is."""
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char


def _any(*characters: str) -> re.Pattern:
    return re.compile(f"[{''.join(characters)}]")


def _ideograph(char: str) -> str:
    """What a compatibility ideograph or a radical stands for, if that is one character of the usual block."""
    read = unicodedata.normalize("NFKC", char)
    return read if read != char and len(read) == 1 and "\u4e00" <= read <= "\u9fff" else ""


def _table() -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Words, characters, and those of the characters that simplified text has as well."""
    words: dict[str, str] = {}
    characters: dict[str, str] = {}
    both: set[str] = set()
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            printed, read, *also = line.split("\t")
            (characters if len(printed) == 1 else words)[printed] = read
            both.update(printed for _ in also)
    return words, characters, both
