"""The value of a run of numeral characters: 7万5千4百, 一千零一, 1.03亿, 三点五, 半. No affixes, no units."""

import re
from decimal import Context, Decimal

MAX_LENGTH = 1000  # characters; no numeral is longer, so a document passed by mistake fails at once
EXACT = Context(prec=2 * MAX_LENGTH)
DIGITS = "零一二三四五六七八九"
BIG_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
PAIRS = ("一二", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九")  # two digits, a range

_SMALL = {"十": 10, "百": 100, "千": 1000}
_DROPPED = "余多几来"  # inside a number they change its precision, not its value
_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[零一二三四五六七八九]+|[十百千万亿兆点余多几来]")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


def value_of(body: str) -> Decimal:
    """The value of a run of numeral characters: 7万5千4百, 一千零一, 1.03亿, 三点五, 半."""
    if not body.endswith("半"):
        return _whole(body)
    whole = _whole(body[:-1] or "零")
    return Decimal("0.5") if whole == 1 else EXACT.add(whole, Decimal("0.5"))  # 一半 is a half


def _whole(body: str) -> Decimal:
    tokens = _TOKEN.findall(body)
    if not tokens or sum(map(len, tokens)) != len(body) or tokens[0] in _DROPPED or body in PAIRS:
        raise ValueError  # 七八家 is a range
    if len(tokens) == 1 and len(body) > 1 and body[0] in DIGITS:
        return _positional(body)  # 二零二四
    reading = _Reading()
    for position, token in enumerate(tokens):
        reading.take(token, tokens[position - 1] if position else "", tokens)
    return reading.result()


def _positional(digits: str) -> Decimal:
    return Decimal("".join(str(DIGITS.index(char)) for char in digits))


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
        arabic = token[0] not in DIGITS
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
        self.pending = EXACT.add(self.pending or Decimal(0), EXACT.scaleb(decimals, -len(token)))
        self.pending_is_digit = self.fraction = False

    def _small_unit(self, unit: int, before: str) -> None:
        if unit >= self.group_unit or self.fraction:
            raise ValueError
        bare = self.pending is None or (self.pending == 0 and before[-1] == "零")  # 十二, 一百零十
        if bare and before != "" and unit != 10:
            raise ValueError  # 一万百
        self._into_group(
            EXACT.multiply(Decimal(1) if bare or self.pending is None else self.pending, Decimal(unit))
        )
        self.group_unit = self.last_unit = unit

    def _big_unit(self, unit: int) -> None:
        if self.fraction:
            raise ValueError
        empty = self.pending is None and not self.group
        group = self._into_group(self.pending or Decimal(0))
        if not self.above and empty:
            group = Decimal(1)  # 万余件
        while self.above and (self.above[-1][1] < unit or (self.above[-1][1] == unit and empty)):
            group = EXACT.add(group, self.above.pop()[0])
        if self.above and self.above[-1][1] <= unit:
            raise ValueError
        self.above.append((EXACT.multiply(group, Decimal(unit)), unit))
        self.group, self.group_unit, self.pending, self.last_unit = Decimal(0), 10**4, None, unit

    def _into_group(self, amount: Decimal) -> Decimal:
        self.group = EXACT.add(self.group, amount)
        self.pending = None
        return self.group

    def result(self) -> Decimal:
        if self.fraction:
            raise ValueError
        rest = self.pending or Decimal(0)
        if self.pending_is_digit and rest and self.last_unit > 10:
            rest = EXACT.multiply(rest, Decimal(self.last_unit // 10))
        total = EXACT.add(self.group, rest)
        for amount, _ in self.above:
            total = EXACT.add(total, amount)
        if total.adjusted() > MAX_LENGTH:
            raise ValueError
        return total
