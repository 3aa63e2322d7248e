"""Which two names of agencies, short or full, are one agency's."""

import re

from etl.engine.identify.divisions import find_division
from etl.engine.identify.names import parted
from etl.engine.identify.zones import with_short_zone
from etl.engine.rulebook import Rulebook

_OF_BRANCH = re.compile(
    r"^[\u4e00-\u9fff]{2,8}?[省市州盟]([\u4e00-\u9fff]{2,12})局([\u4e00-\u9fff]{2,6}[区县市旗])分局$"
)


def branch_first(name: str) -> str:
    """The name of a branch with its place first, as it is said for short: 云岭市青禾区公安分局."""
    return _OF_BRANCH.sub(r"\2\1分局", name) if name.endswith("分局") else name


def abbreviates(rules: Rulebook, short: str, full: str) -> bool:
    """Whether `short` is the name `full` with characters left out, of the same place (市人社局)."""
    place, trade = parted(rules, short)
    full_place, full_trade = parted(rules, full)
    if not full_place.endswith(place) or not trade or not full_trade or not 2 < len(short) < len(full):
        return False
    rest = iter(full_trade)
    if trade.endswith("队") and full_trade.startswith(trade):
        return False  # 交通执法支队|执法二大队 is one of its brigades
    return trade[0] == full_trade[0] and trade[-1] in full_trade[-3:] and all(char in rest for char in trade)


def same_agency(rules: Rulebook, one: str, other: str) -> bool:
    """Whether two names, short or full, can be one agency's."""
    one, other = with_short_zone(one), with_short_zone(other)
    if one == other or branch_first(one) == branch_first(other):
        return True
    if one.endswith("分局") and max(one, other, key=len).endswith(min(one, other, key=len)):
        return True
    short, full = sorted((branch_first(one), branch_first(other)), key=len)
    if full.endswith(short) and len(short) > 2:
        place, _ = parted(rules, short)
        return bool(place) or not find_division(rules, full)[0].level or len(short) >= 4
    return abbreviates(rules, short, full)
