"""Walk a document once: every numeral, statement of none, title, quotation and sentence end, in order.

One compiled expression. Its first character class lets the matcher skip all other text; what follows each
first character is told apart by a look-behind, and every repetition is bounded or over single characters,
so that no text makes it go back.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from etl.engine.rulebook import Rulebook, expression, initial_of, one_of

DIGIT = "0-9０-９"
HAN = "零〇一二两三四五六七八九十百千万亿"
SPACE = "[ \u00a0\u3000\u2009]"

ARABIC, CHINESE, NONE, TITLE, QUOTE, END, BOOKMARK = range(1, 8)

_first = initial_of("units", "counters", "measures", "ratios", "rejected")
_counted = one_of("zero", "counted")
_verbs = one_of("zero", "verbs")

WITH_COUNTER = rf"(?<![{HAN}])[{HAN}]{{1,40}}+(?=[余多来几]?{SPACE}?(?:{_first}|分之))"
_thousands = rf"[{DIGIT}]{{0,2}}(?:[,，][{DIGIT}]{{3}})+(?![{DIGIT}])(?:[.．][{DIGIT}]+)?"
_plain = rf"[{DIGIT}]*(?:[.．][{DIGIT}]+)?"
_han = (
    rf"(?<![{HAN}]{{2}})([{HAN}]{{0,40}}+(?:点[零一二三四五六七八九]{{1,6}}+[万亿]{{0,2}})?"
    rf"(?=[余多来几]?{SPACE}?(?:{_first}|分之|[{DIGIT}])))"
)
_none = (
    rf"(?<=未)有?{_verbs}过?(?:{_counted})?"
    rf"|(?<=没)(?:有(?:(?!被|因){_verbs})?|收到|接到|发生|出现)过?(?:{_counted})?"
    rf"|(?<=无)(?:{_counted}|一(?=被|败诉|发生|申请|提起|引发|复议|诉讼))?"
    rf"|(?<=零){one_of('zero', 'zero_words')}|(?<=[为是]零)(?=[，。；、,;\n])"
)
TOKEN = expression(
    rf"[{DIGIT}{HAN}未无没《“「\[。！？\n\r](?:"
    rf"(?<=[{DIGIT}])({_thousands}|{_plain})"
    rf"|(?<=[{HAN}]){_han}"
    rf"|((?<=[未无没零])(?:{_none}))"
    r"|(?<=《)([^《》\n]{0,120}》)"
    r"|(?<=[“「])([^“”「」\n]{0,24}[”」])"
    r"|((?<=[。！？\n\r])[。！？\n\r\s”」）)]*)"
    r"|(?<=\[)(bookmark:[^\]\n]{0,80}\])"
    r")"
)


def tokens(rules: Rulebook, text: str, skip: Sequence[tuple[int, int]]) -> Iterator[re.Match]:
    """Return the matches of TOKEN outside the spans of `skip`; `lastindex` tells the kind."""
    find = rules[TOKEN].finditer
    return chain.from_iterable(find(text, start, end) for start, end in _between(skip, len(text)))


def _between(skip: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    start = 0
    for skip_start, skip_end in sorted(skip):
        yield start, max(start, skip_start)
        start = max(start, skip_end)
    yield start, end
