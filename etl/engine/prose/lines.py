"""Join lines that a page breaks around its numbers: 出动⏎80⏎余人次. Offsets stay as they are."""

import re
from functools import lru_cache

from etl.engine.prose.scan import DIGIT
from etl.engine.rulebook import Rulebook, expression, one_of

_unit = one_of("units", "counters", "measures", "ratios")
_words = one_of("units", "word_beginnings")
_UNIT = rf"[余多]?[百千万亿]{{0,2}}[余多]?\n?[余多]?(?!{_words}){_unit}"
BREAK = expression(
    rf"\n(?:(?<=[{DIGIT}%％]\n)(?={_UNIT})|(?<=[一-鿿，、：（(》”]\n)(?=[{DIGIT}]{{1,12}}(?:[.,，．][{DIGIT}]{{1,8}})?\n?{_UNIT}))"
)
HEADING = re.compile(
    rf"\s{{0,9}}(?:[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十{DIGIT}]{{1,3}}[）)]|第.{{1,3}}[章部])"
)
LONGEST_HEADING = 30
_SIGNS = {
    chinese: re.compile(f"{sign}(?:(?<=[一-鿿”》）)]{sign})|(?<=[0-9]{sign})(?=[一-鿿“《]))")
    for sign, chinese in {",": "，", ";": "；"}.items()
}


@lru_cache(maxsize=1)
def as_read(rules: Rulebook, text: str) -> str:
    """Return `text` as prose is read, and as all who ask for its headings read it; as long."""
    return in_chinese_signs(join_broken_lines(rules, text))


def join_broken_lines(rules: Rulebook, text: str) -> str:
    """Return `text` with each line break inside a count made a space; of the same length."""
    return rules[BREAK].sub(lambda m: "\n" if _ends_heading(text, m.start()) else " ", text)


def in_chinese_signs(text: str) -> str:
    """Return `text` with commas and semicolons beside Chinese words as the rules know them; as long."""
    for chinese, sign in _SIGNS.items():
        text = sign.sub(chinese, text)
    return text


def _ends_heading(text: str, at: int) -> bool:
    start = text.rfind("\n", max(0, at - LONGEST_HEADING), at) + 1
    return at - start < LONGEST_HEADING and bool(HEADING.match(text, start, at))
