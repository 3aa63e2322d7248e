"""The exact value of a numeral found in running text. No floats anywhere."""

from decimal import Decimal
from functools import lru_cache

DIGITS = {c: n for n, cs in enumerate(["零〇○0０", "一壹1１", "二两贰俩倆2２", "三叁3３", "四肆4４", "五伍5５",
                                       "六陆6６", "七柒7７", "八捌8８", "九玖9９"]) for c in cs}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.", ",， \u00a0\u3000\u2009")


@lru_cache(maxsize=65536)
def arabic(printed: str) -> Decimal:
    """Return the value of digits with separators and a decimal point: 1,286, １３６, 1 032."""
    return Decimal(printed.translate(HALF_WIDTH))


@lru_cache(maxsize=1024)
def multiplier(printed: str) -> int:
    """Return what 万, 千余, 百万 multiply by; signs of approximation in it change nothing."""
    product = 1
    for character in printed:
        product *= SMALL.get(character, 1) * LARGE.get(character, 1)
    return product


@lru_cache(maxsize=8192)
def chinese(printed: str) -> Decimal | None:
    """Return the value of a Chinese numeral (三百一十六万, 二〇二四, 两千四百五, 三点五万), or None."""
    if "点" in printed:
        return _decimal(printed)
    if not any(c in SMALL or c in LARGE for c in printed):
        digits = [DIGITS.get(c) for c in printed]
        return None if None in digits else Decimal("".join(map(str, digits)))
    total = section = 0
    digit = None
    last_unit = 1
    for c in printed:
        if c in DIGITS:
            digit = DIGITS[c] if not digit else digit * 10 + DIGITS[c]
            if DIGITS[c] == 0:
                last_unit = 1
        elif c in SMALL:
            section += (1 if digit is None else digit) * SMALL[c]
            digit, last_unit = None, SMALL[c]
        elif c in LARGE:
            section += digit or 0
            total = (total + (section or 1)) * LARGE[c] if LARGE[c] > total > 0 else total + (section or 1) * LARGE[c]
            section, digit, last_unit = 0, None, LARGE[c]
        else:
            return None
    if digit is not None:
        section += digit * (last_unit // 10 if last_unit >= 10 else 1)
    return Decimal(total + section)


def _decimal(printed: str) -> Decimal | None:
    whole, _, rest = printed.partition("点")
    fraction = rest.rstrip("十百千万亿")
    scale = multiplier(rest[len(fraction):])
    base = chinese(whole)
    digits = "".join(str(DIGITS[c]) for c in fraction if c in DIGITS)
    if base is None or not digits:
        return None
    return (base + Decimal("0." + digits)) * scale


def span_of_neighbours(printed: str) -> tuple[Decimal, Decimal] | None:
    """Return both ends where two neighbouring digits name a range: 三四十 is 30 to 40, 两三 is 2 to 3."""
    for at in range(len(printed) - 1):
        low, high = DIGITS.get(printed[at]), DIGITS.get(printed[at + 1])
        if low and high and low < high and (at == 0 or printed[at - 1] in SMALL):
            rest = printed[at + 2:]
            if any(c in DIGITS for c in rest):
                return None
            return chinese(printed[:at] + printed[at] + rest), chinese(printed[:at] + printed[at + 1] + rest)
    return None
