"""Read a numeral where it stands: value, multiplier, approximation, unit, and where it ends.

A numeral whose unit says at once that nothing is counted (年, 小时, 号) comes with a reason.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from etl.engine.matches import sure
from etl.engine.prose import numbers
from etl.engine.prose.rules import COUNTS, Ruling
from etl.engine.prose.scan import DIGIT, HAN, SPACE
from etl.engine.rulebook import Made, Rulebook, expression, headed, letter_of, one_of, word_set

AT_LEAST, ABOUT, AT_MOST, RANGE, EXACT = "at_least", "about", "at_most", "range", "exact"
AFTER = {
    "余": AT_LEAST,
    "多": AT_LEAST,
    "+": AT_LEAST,
    "＋": AT_LEAST,
    "几": AT_LEAST,
    "来": ABOUT,
    "以上": AT_LEAST,
    "左右": ABOUT,
    "上下": ABOUT,
    "以内": AT_MOST,
    "以下": AT_MOST,
}
_REJECTED = headed("units", "rejected")
REJECTED_UNITS = Made(lambda rules: {w: reason for reason, ws in rules[_REJECTED].items() for w in ws})
RATIOS = word_set("units", "ratios")
_all_units = one_of("units", "counters", "measures", "ratios", "rejected")
_one = letter_of("units", "counters")
# 处（次）, 张(顶), 瓶（袋、盒）, 台（艘）次; 批次/千人, 元/家
_in_bracket = rf"[（(]{_one}(?:[、/]{_one}){{0,3}}[）)]次?"
_compound = rf"(?:{_in_bracket})?(?:/(?:[百千万]?(?:家次|人次|{_one})|平方米|立方米))?"
_MULTIPLIER = r"[百千万亿](?!克|米|瓦|伏|卡|分[之点])"

# multiplier, sign of more, unit, sign of more after the unit, bound
TAIL = expression(
    rf"({SPACE}?[余多几来]?(?:{_MULTIPLIER})+)?({SPACE}?(?:[余几来]|多(?!种多样|方|头|层|年))|[+＋](?![{DIGIT}A-Za-z{HAN}]))?"
    rf"(?:{SPACE}{{0,2}}(?!成[果绩效功员立])({_all_units}(?!(?<=次)干[道路线]|(?<=家)庭){_compound}))?(余|多(?![种方0-9０-９一二三四五六七八九十]))?(以上(?!率下)|左右|上下|以内|以下)?"
)
NO_NUMBER = Ruling("rhetoric", "no_number")
LOWER_PART = re.compile(rf"[{DIGIT}]{{1,4}}(?=[百千万])")  # 43万6千元
BETWEEN = re.compile(rf"{SPACE}?(?:-{{1,2}}|－|—{{1,2}}|–|~|～|至|到|、){SPACE}?(?=[{DIGIT}{HAN}])")
SECOND = re.compile(rf"[{DIGIT}]+(?:[,，][{DIGIT}]{{3}})*(?:[.．][{DIGIT}]+)?|[{HAN}]{{1,40}}+")
THOUSAND_BY_SPACE = re.compile(rf" [{DIGIT}]{{3}}(?:[.．][{DIGIT}]{{1,4}})?(?![{DIGIT}])")
BEFORE = re.compile(
    rf"(?:(超过|超|逾|不少于|不低于|至少|突破|多于|高于)|(约|近|大约|将近|接近|约为|大概)|(不超过|不足|少于|不到|最多|低于|未超过))"
    rf"(?:了|为)?{SPACE}?$"
)
_BEFORE_ENDS = frozenset("超过逾于少破约近概为足到多了 \u00a0\u3000\u2009\n")  # in which BEFORE ends


@dataclass(slots=True)
class Numeral:
    """A number in the text with its unit; `start:end` is what the figure prints."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    approx: str = EXACT
    high: Decimal | None = None
    kind: str = "arabic"  # arabic | chinese | none (a statement of none)
    heading_unit: str = ""  # 万元, where the words before a bare number state it: 罚款（万元）：3.4
    reason: str = ""  # of its unit: what counts nothing at once (年, 小时, 号)
    ruling: Ruling = COUNTS


def read_arabic(rules: Rulebook, text: str, start: int, end: int) -> Numeral:
    """Return the numeral whose digits are `text[start:end]`."""
    if text[end : end + 1] == " " and end - start <= 3 and (m := THOUSAND_BY_SPACE.match(text, end)):
        end = m.end()
    numeral = _with_tail(rules, text, start, end, numbers.arabic(text[start:end]))
    if text[numeral.end : numeral.end + 1] in _BETWEEN_SIGNS:
        return _with_upper_end(rules, text, numeral)
    return numeral


_BETWEEN_SIGNS = frozenset("-－—–~～至到")


_UNIT_BEFORE = expression(
    rf"[（(](?:单位[：:])?([百千万亿]?)({one_of('units', 'counters', 'measures')})[）)]"
    r"[：:]?[ \t\u3000]{0,4}$"
)
_ENDS_UNIT = frozenset("）)：: \t\u3000")


def take_unit_before(rules: Rulebook, text: str, n: Numeral) -> None:
    """Give a bare number the unit that stands in brackets before it: 行政处罚（件）：12."""
    if text[n.start - 1 : n.start] not in _ENDS_UNIT:
        return
    if m := rules[_UNIT_BEFORE].search(text, max(0, n.start - 14), n.start):
        n.unit, n.value = m[2], n.value * numbers.multiplier(m[1])
        n.heading_unit = m[1] + m[2] if m[1] else ""


def read_chinese(rules: Rulebook, text: str, start: int, end: int) -> Numeral:
    """Return the Chinese numeral at `text[start:end]`; where it is no number after all, with that reason."""
    printed = text[start:end]
    if text.startswith("分之", end):
        return _fraction(text, start, end)
    both = numbers.span_of_neighbours(printed)
    value = both[0] if both else numbers.chinese(printed)
    if value is None:
        return _no_number(start, end)
    numeral = _with_tail(rules, text, start, end, value, "chinese")
    if printed[0] in "百千万亿" and text[start - 1 : start] in ("近", "上"):
        numeral.start -= 1
    if both and both[0] is not None:
        numeral.high, numeral.approx = both[1], RANGE
    elif text[numeral.end : numeral.end + 1] in _BETWEEN_SIGNS:
        return _with_upper_end(rules, text, numeral)
    return numeral


def _no_number(start: int, end: int) -> Numeral:
    return Numeral(start, end, Decimal(0), kind="chinese", ruling=NO_NUMBER)


PARTS = {"百": "%", "千": "‰", "万": "‱"}
PART = re.compile(rf"分之([{DIGIT}]+(?:[.．][{DIGIT}]+)?|[{HAN}]+(?:点[{HAN}]+)?)(以上|左右|以内|以下)?")


def _fraction(text: str, start: int, end: int) -> Numeral:
    m = PART.match(text, end)
    nothing = _no_number(start, end)
    if m is None or text[start:end] not in PARTS:
        return nothing
    number = m[1]
    value = (
        numbers.arabic(number) if number[0] in "0123456789０１２３４５６７８９" else numbers.chinese(number)
    )
    if value is None:
        return nothing
    approx = AFTER.get(m[2], EXACT) if m[2] else before(text, start)
    return Numeral(start, m.end(), value, PARTS[text[start:end]], approx, kind="chinese")


def before(text: str, start: int) -> str:
    """Return the approximation which the words before a number state (约, 逾, 不足)."""
    if text[start - 1 : start] not in _BEFORE_ENDS:
        return EXACT
    m = BEFORE.search(text, max(0, start - 5), start)
    return (EXACT, AT_LEAST, ABOUT, AT_MOST)[m.lastindex or 0] if m else EXACT


def _with_tail(
    rules: Rulebook, text: str, start: int, end: int, value: Decimal, kind: str = "arabic"
) -> Numeral:
    m = sure(rules[TAIL].match(text, end))
    multiplier, more, unit, more_after, bound = m.groups()
    stop = m.end()
    if multiplier:
        value *= numbers.multiplier(multiplier)
    if unit is None and multiplier and (m2 := LOWER_PART.match(text, m.end(1))):
        lower = _lower_part(rules, text, m2, multiplier, kind)
        if lower is not None:
            lower.start, lower.value = start, lower.value + value
            return lower
    if unit is None:
        return _without_unit(text, start, end, m, value, kind)
    if unit == "成":
        value, unit = value * 10, "%"
    sign = more_after or (more.strip(" \u00a0\u3000\u2009") if more else "")
    sign = sign or (_sign_in(multiplier) if multiplier else "")
    approx = AFTER[bound] if bound else AFTER[sign] if sign else before(text, start)
    reason = rules[REJECTED_UNITS].get(unit, "")
    return Numeral(start, stop, value, unit, approx, None, kind, reason=reason)


def _lower_part(rules: Rulebook, text: str, digits: re.Match, above: str, kind: str) -> Numeral | None:
    """Return the 6千元 of 43万6千元; each multiplier must be less than the one above it."""
    m = rules[TAIL].match(text, digits.end())
    if not m[1] or numbers.multiplier(m[1]) >= numbers.multiplier(above):
        return None
    return _with_tail(rules, text, digits.start(), digits.end(), numbers.arabic(digits[0]), kind)


def _sign_in(multiplier: str) -> str:
    return next((sign for sign in "余多几来" if sign in multiplier), "")


def _without_unit(text: str, start: int, end: int, m: re.Match, value: Decimal, kind: str) -> Numeral:
    """A number without a unit ends with its digits, or with 10万+, 1.3万余."""
    stop = m.end(2) if m[2] else m.end(1) if m[1] else end
    approx = AFTER[m[2].strip()] if m[2] else before(text, start)
    return Numeral(start, stop, value, "", approx, None, kind)


def _with_upper_end(rules: Rulebook, text: str, low: Numeral) -> Numeral:
    """Extend a numeral to a range where its upper end follows: 5至8个, 1-2期, 3万至5万元."""
    between = BETWEEN.match(text, low.end)
    second = between and SECOND.match(text, between.end())
    if not second:
        return low
    is_arabic = text[second.start()] not in HAN
    value = numbers.arabic(second[0]) if is_arabic else numbers.chinese(second[0])
    if value is None or (low.kind == "arabic") != is_arabic:
        return low
    high = _with_tail(rules, text, second.start(), second.end(), value, low.kind)
    if not _makes_range(low, high):
        return low
    if not low.unit and high.value != value and low.value < 10_000:
        low.value *= high.value / value if value else 1
    reason = high.reason or low.reason
    return Numeral(
        low.start, high.end, low.value, high.unit or low.unit, RANGE, high.value, low.kind, reason=reason
    )


def _makes_range(low: Numeral, high: Numeral) -> bool:
    """Whether both ends count the same thing; two bare numbers are none."""
    if not low.unit:
        return bool(high.unit)
    return low.unit == high.unit or bool(low.reason or high.reason)
