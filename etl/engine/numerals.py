"""Chinese and Arabic numerals to exact decimals. Ranges (5至8个, 三四十家) are in etl.engine.ranges."""

import re
from decimal import Context, Decimal

from etl.engine.digits import DIGITS, EXACT, MAX_LENGTH, value_of
from etl.engine.matches import sure

_QUOTIENT = Context(prec=28)

CANONICAL = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "．": ".",
        "，": ",",
        **dict.fromkeys("％﹪", "%"),
        "＋": "+",
        **dict.fromkeys("－−–", "-"),
        "＄": "$",
        "￥": "¥",
        **dict.fromkeys("〇○", "零"),
        **dict.fromkeys("壹弌", "一"),
        **dict.fromkeys("贰貳弍两兩俩倆", "二"),
        **dict.fromkeys("叁參叄弎", "三"),
        "肆": "四",
        "伍": "五",
        **dict.fromkeys("陆陸", "六"),
        "柒": "七",
        "捌": "八",
        "玖": "九",
        "拾": "十",
        **dict.fromkeys("佰陌", "百"),
        **dict.fromkeys("仟阡", "千"),
        "萬": "万",
        "億": "亿",
        "點": "点",
        "負": "负",
        "幾": "几",
        "餘": "余",
        "個": "个",
        "幣": "币",
        **dict.fromkeys("圆圓块塊", "元"),
        "廿": "二十",
        "卅": "三十",
        "卌": "四十",
    }
)

_SPACE = re.compile(r"(?<![0-9])\s{1,99}|\s{1,99}(?![0-9])")  # one between two digits is an error
_PREFIX = re.compile(
    r"(?:大约|将近|超过|不少于|不低于|不超过|至少|最多|约|近|超|逾|上|过)?(?:人民币|RMB|CNY|[¥$€£])?"
)
_BODY = re.compile(r"(?:[0-9.,零一二三四五六七八九十万亿兆点余多几来半]|百(?!分点)|千(?![克米瓦卡帕伏赫]))+")
_UNITS_WITH_NUMERALS = re.compile(r"^个?百分点|^千[克米瓦卡帕伏赫]|/[十百千万亿]+(?=[\u4e00-\u9fff])")
_UNIT = re.compile(r"[A-Za-z%‰℃°㎡㎥²³/()（）·\u4e00-\u9fff]{0,16}\+?")
_TENTHS = re.compile(r"成([一二三四五六七八九半])?(?=$|以|左|多|余|的)")
_COINS = re.compile(r"元(?:([0-9一二三四五六七八九零]+)角)?(?:([0-9一二三四五六七八九零]+)分)?[整正]?$")
_AND_A_HALF = re.compile(r"[余多]?[个年月天日倍周]半")
_NUMERALS = frozenset("0123456789零一二三四五六七八九十百千万亿兆")


def parse_number(text: str) -> Decimal:
    """Return the exact value of one numeral, in base units (2.6万 is 26000); ValueError for all else.

    A currency, a unit (12.5万元, 300余人次) and a word of precision (近, 余, 多, 以上) may stand with it.
    Percentages are as printed (百分之五 is 5, 三成 is 30; 千分之五 is 0.5, in percent too); other
    fractions are quotients. 千克, 千米 and 千瓦 are units: 5千克 is 5.
    """
    if text.isascii() and text.isdecimal() and len(text) <= MAX_LENGTH:
        return Decimal(text)
    canonical = text.strip()
    if len(canonical) > MAX_LENGTH:
        raise ValueError(f"too long to be a number: {canonical[:20]!r}…")
    canonical = _SPACE.sub("", canonical.translate(CANONICAL))
    try:
        negative = canonical.startswith(("-", "负"))
        rest = canonical[1:] if negative or canonical.startswith("+") else canonical
        value = _unsigned(rest[sure(_PREFIX.match(rest)).end() :])
    except ValueError:
        raise ValueError(f"not a number: {text[:40]!r}") from None
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1), context=EXACT)  # 1.3万 is 13000, not 13000.0
    return EXACT.minus(value) if negative and value else value


def _unsigned(text: str) -> Decimal:
    denominator, fraction, numerator = text.partition("分之")
    if fraction:
        return _quotient(denominator, numerator)
    match = _BODY.match(text)
    if not match:
        raise ValueError
    body, unit = match[0], text[match.end() :]
    if body.endswith("点"):  # 3点: a time of day or a count of 点位; the numeral is what stands before
        body, unit = body[:-1], "点" + unit
    return _with_unit(value_of(body), unit)


def _quotient(denominator: str, numerator: str) -> Decimal:
    below, above = value_of(denominator), _unsigned(numerator)
    if not below or "分之" in numerator:
        raise ValueError
    if set(denominator) <= set("百千万亿"):  # 百分之 and its kin, unlike 一百分之, give a percentage
        above = EXACT.multiply(above, Decimal(100))
    return _QUOTIENT.divide(above, below)


def _with_unit(value: Decimal, unit: str) -> Decimal:
    """The value of a number with what follows it: 成 and 角分 change it, a plain unit does not."""
    if tenths := _TENTHS.match(unit):
        extra = {"": 0, "半": 5}.get(tenths[1] or "", DIGITS.find(tenths[1] or "零"))
        return EXACT.add(EXACT.multiply(value, Decimal(10)), Decimal(extra))
    if coins := _COINS.match(unit):
        jiao, fen = (value_of(coins[group] or "零") for group in (1, 2))
        return EXACT.add(value, EXACT.scaleb(EXACT.add(EXACT.scaleb(jiao, 1), fen), -2))
    if _AND_A_HALF.match(unit):
        return EXACT.add(value, Decimal("0.5"))
    plain = _UNITS_WITH_NUMERALS.sub("", unit, count=1)
    if not _UNIT.fullmatch(plain) or not _NUMERALS.isdisjoint(plain):
        raise ValueError
    return value
