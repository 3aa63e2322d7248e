"""The wording of table cells: what a label says once layout, numbering and notes are taken off it."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from etl.engine.rulebook import Made, Rulebook, expression, letter_of, one_of, word_tuple

LABEL_LIMIT = 120  # a longer cell is prose, not a label

_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}(?:部分|章)[、.:]?|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d))+"
)
_LEAD = re.compile(r"^(?:其中|其|含|包括)[:,、]")
_EDGES = ":;,.、。—-*“”\"'《》|()[]#"
_PARTICLES = str.maketrans("", "", "、,;/·的“”\"'")
_COUNT_OF = re.compile(r"(?:实施)?(?:总数量|总数|总量|数量|总件数|件数|宗数|案件数|数)$")
_MULTIPLIERS = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
}
MULTIPLIER_WORD = {times: word for word, times in _MULTIPLIERS.items()}
COUNTER = one_of("labels", "counters")
_UNIT = expression(f"(百万|千万|亿|万|千|百)?({COUNTER})")
_UNIT_NOTE = re.compile(
    r"单位[:为]?([^\s()]{1,20})|\((?:[金数]额|计量|货币|数量)?(?:单位)?[:为]?([^()]{1,20})\)"
)
# 件、万元; 件 万元, which comes without its gap
_SEVERAL = expression(rf"[、,/;和或]|(?<={letter_of('labels', 'counters')})(?=(?:百万|千万|亿|万|千)?元)")
_ENDS = "。.;:,"
_UNIT_TAIL = expression(
    f"(?:金额|总额|数额|罚款|收入)[:、,]?((?:万|亿|千)?元)$|率(%)$|(?<!案)([宗次人件户家])数$|[:/]((?:万|亿|千)?{COUNTER})$"
)


MONEY_WORDS = ("金额", "罚没款", "款项", "资金", "经费", "收入", "支出", "总额", "数额")


@lru_cache(maxsize=4096)
def squash(text: str) -> str:
    """The text in half-width forms without any white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text[: LABEL_LIMIT * 2]))


@lru_cache(maxsize=4096)
def core(label: str) -> str:
    """The words that name a column or row: no numbering, brackets, quotes or closing marks."""
    words = _NUMBERING.sub("", squash(label))
    for _ in range(3):  # notes nest at most this deep in the forms
        words, removed = _BRACKET.subn("", words)
        if not removed:
            break
    words = _LEAD.sub("", _NUMBERING.sub("", words)).strip(_EDGES)
    return words + "”" if words.count("“") > words.count("”") else words


@lru_cache(maxsize=8192)
def key(label: str) -> str:
    """What spellings of one column name share: 许可的总数 and 许可数量; 警告或者罚款 and 警告、罚款."""
    words = core(label).translate(_PARTICLES).replace("或者", "").replace("或", "")
    stem = _COUNT_OF.sub("", words)
    return stem if len(stem) > 1 else words


def key_set(name: str) -> Made[frozenset[str]]:
    """State the keys of a list of labels.yml."""
    words = word_tuple("labels", name)
    return Made(lambda rules: frozenset(map(key, rules[words])))


# Names that mean something only under a heading, a title or beside the form's other columns.
GENERAL = key_set("general")


@lru_cache(maxsize=4096)
def units_in(rules: Rulebook, label: str) -> tuple[tuple[str, Decimal], ...]:
    """The units that a header or title states, as (base unit, multiplier): 万元 is ("元", 10000)."""
    words = squash(label)
    found = []
    for note in _UNIT_NOTE.finditer(words):
        found += rules[_SEVERAL].sub("、", (note[1] or note[2]).rstrip(_ENDS)).split("、")
    tail = rules[_UNIT_TAIL].search(words)
    if tail:
        found.append(next(filter(None, tail.groups())))
    matches = [match for match in map(rules[_UNIT].fullmatch, found) if match]
    return tuple(dict.fromkeys((base_unit(match[2]), _MULTIPLIERS[match[1] or ""]) for match in matches))


def is_unit(rules: Rulebook, text: str) -> bool:
    """True for a text that is nothing but a unit: 件, 万元."""
    return bool(rules[_UNIT].fullmatch(squash(text)))


def base_unit(unit: str) -> str:
    """人民币元 is 元, 次数 is 次; any other counter names itself."""
    return {"人民币元": "元", "次数": "次"}.get(unit, unit)


def multiplier(word: str) -> Decimal:
    """The number that 万, 亿, 千 or 百 multiplies with; 1 for an empty word."""
    return _MULTIPLIERS[word]
