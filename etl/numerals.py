"""Chinese and Arabic numerals to exact decimals. Ranges (5至8个, 三四十家) are in etl.ranges."""

import re
from decimal import Context, Decimal

MAX_LENGTH = 1000  # characters; no numeral is longer, so a document passed by mistake fails at once

_EXACT = Context(prec=2 * MAX_LENGTH)
_QUOTIENT = Context(prec=28)
_DIGITS = "零一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
BIG_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
PAIRS = ("一二", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九")  # two digits, a range
_DROPPED = "余多几来"  # inside a number they change its precision, not its value

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

_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")  # a space between two digits stays, and is an error
_PREFIX = re.compile(
    r"(?:大约|将近|超过|不少于|不低于|不超过|至少|最多|约|近|超|逾|上|过)?(?:人民币|RMB|CNY|[¥$€£])?"
)
_BODY = re.compile(r"(?:[0-9.,零一二三四五六七八九十万亿兆点余多几来半]|百(?!分点)|千(?![克米瓦卡帕伏赫]))+")
_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[零一二三四五六七八九]+|[十百千万亿兆点余多几来]")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_UNITS_WITH_NUMERALS = re.compile(r"^个?百分点|^千[克米瓦卡帕伏赫]")
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
        value = _unsigned(rest[_PREFIX.match(rest).end() :])
    except ValueError:
        raise ValueError(f"not a number: {text[:40]!r}") from None
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1), context=_EXACT)  # 1.3万 is 13000, not 13000.0
    return _EXACT.minus(value) if negative and value else value


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
    return _with_unit(_value(body), unit)


def _quotient(denominator: str, numerator: str) -> Decimal:
    below, above = _value(denominator), _unsigned(numerator)
    if not below or "分之" in numerator:
        raise ValueError
    if set(denominator) <= set("百千万亿"):  # 百分之 and its kin, unlike 一百分之, give a percentage
        above = _EXACT.multiply(above, Decimal(100))
    return _QUOTIENT.divide(above, below)


def _with_unit(value: Decimal, unit: str) -> Decimal:
    """The value of a number with what follows it: 成 and 角分 change it, a plain unit does not."""
    if tenths := _TENTHS.match(unit):
        extra = {"": 0, "半": 5}.get(tenths[1] or "", _DIGITS.find(tenths[1] or "零"))
        return _EXACT.add(_EXACT.multiply(value, Decimal(10)), Decimal(extra))
    if coins := _COINS.match(unit):
        jiao, fen = (_value(coins[group] or "零") for group in (1, 2))
        return _EXACT.add(value, _EXACT.scaleb(_EXACT.add(_EXACT.scaleb(jiao, 1), fen), -2))
    if _AND_A_HALF.match(unit):
        return _EXACT.add(value, Decimal("0.5"))
    plain = _UNITS_WITH_NUMERALS.sub("", unit, count=1)
    if not _UNIT.fullmatch(plain) or not _NUMERALS.isdisjoint(plain):
        raise ValueError
    return value


def _value(body: str) -> Decimal:
    """The value of a run of numeral characters: 7万5千4百, 一千零一, 1.03亿, 三点五, 半."""
    if not body.endswith("半"):
        return _whole(body)
    whole = _whole(body[:-1] or "零")
    return Decimal("0.5") if whole == 1 else _EXACT.add(whole, Decimal("0.5"))  # 一半 is a half


def _whole(body: str) -> Decimal:
    tokens = _TOKEN.findall(body)
    if not tokens or sum(map(len, tokens)) != len(body) or tokens[0] in _DROPPED or body in PAIRS:
        raise ValueError  # 七八家 is a range
    if len(tokens) == 1 and len(body) > 1 and body[0] in _DIGITS:
        return _positional(body)  # 二零二四
    reading = _Reading()
    for position, token in enumerate(tokens):
        reading.take(token, tokens[position - 1] if position else "", tokens)
    return reading.result()


def _positional(digits: str) -> Decimal:
    return Decimal("".join(str(_DIGITS.index(char)) for char in digits))


class _Reading:
    """The state of reading one numeral from left to right.

    `above` holds finished groups (3亿, 5万) with their unit, `group` the sum below the next 万 or 亿,
    `pending` the digits that no unit has taken yet.
    """

    def __init__(self) -> None:
        self.above: list[tuple[Decimal, int]] = []
        self.group = Decimal(0)
        self.group_unit = 10**4  # the last small unit of the group: units must fall (千, 百, 十)
        self.pending: Decimal | None = None
        self.pending_is_digit = False  # a single digit, which after a unit means its tenth (一万三)
        self.last_unit = 0
        self.fraction = False  # the next token is what follows 点

    def take(self, token: str, before: str, tokens: list[str]) -> None:
        if token in _SMALL:
            self._small_unit(_SMALL[token], before)
        elif token in BIG_UNITS:
            self._big_unit(BIG_UNITS[token])
        elif token == "点":
            if self.fraction or before == "":
                raise ValueError
            self.fraction = True
        elif before and before in _DROPPED and token not in _DROPPED:
            raise ValueError
        elif token not in _DROPPED:
            self._digits(token, before, tokens)

    def _digits(self, token: str, before: str, tokens: list[str]) -> None:
        arabic = token[0] not in _DIGITS
        if self.fraction:
            self._decimals(token, arabic, tokens)
            return
        if self.pending is not None and self.pending != 0:
            raise ValueError
        if arabic:
            if not _THOUSANDS.fullmatch(token):
                raise ValueError
            self.pending = Decimal(token.replace(",", ""))
            self.pending_is_digit = len(token) == 1 and before[-1:] != "零"
            return
        digits = token if before == "" and "点" in tokens else token.lstrip("零") or "零"
        if len(digits) > 1 and before != "":
            raise ValueError  # 一百二三: not one number
        if len(digits) > 1 and tokens[1] != "点":
            raise ValueError
        self.pending = _positional(digits)
        self.pending_is_digit = len(token) == 1 and token != "零"

    def _decimals(self, token: str, arabic: bool, tokens: list[str]) -> None:
        if arabic and (not token.isdecimal() or tokens[0][0].isdecimal()):
            raise ValueError  # 8点30 is a time
        decimals = Decimal(token) if arabic else _positional(token)
        self.pending = _EXACT.add(self.pending or Decimal(0), _EXACT.scaleb(decimals, -len(token)))
        self.pending_is_digit = self.fraction = False

    def _small_unit(self, unit: int, before: str) -> None:
        if unit >= self.group_unit or self.fraction:
            raise ValueError
        bare = self.pending is None or (self.pending == 0 and before[-1] == "零")  # 十二, 一百零十
        if bare and before != "" and unit != 10:
            raise ValueError  # 一万百
        self._into_group(_EXACT.multiply(Decimal(1) if bare else self.pending, Decimal(unit)))
        self.group_unit = self.last_unit = unit

    def _big_unit(self, unit: int) -> None:
        if self.fraction:
            raise ValueError
        empty = self.pending is None and not self.group
        group = self._into_group(self.pending or Decimal(0))
        if not self.above and empty:
            group = Decimal(1)  # 万余件
        while self.above and (self.above[-1][1] < unit or (self.above[-1][1] == unit and empty)):
            group = _EXACT.add(group, self.above.pop()[0])
        if self.above and self.above[-1][1] <= unit:
            raise ValueError
        self.above.append((_EXACT.multiply(group, Decimal(unit)), unit))
        self.group, self.group_unit, self.pending, self.last_unit = Decimal(0), 10**4, None, unit

    def _into_group(self, amount: Decimal) -> Decimal:
        self.group = _EXACT.add(self.group, amount)
        self.pending = None
        return self.group

    def result(self) -> Decimal:
        if self.fraction:
            raise ValueError
        rest = self.pending or Decimal(0)
        if self.pending_is_digit and rest and self.last_unit > 10:
            rest = _EXACT.multiply(rest, Decimal(self.last_unit // 10))
        total = _EXACT.add(self.group, rest)
        for amount, _ in self.above:
            total = _EXACT.add(total, amount)
        if total.adjusted() > MAX_LENGTH:
            raise ValueError
        return total
