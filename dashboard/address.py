"""The filters as an address says them, read without a page: for programs, and for files made without one.

The names are the keys of the filter bar's widgets, the words those that it shows; the codes behind the words
(own for 本机关) are understood, too. What an address does not hold restricts nothing.
"""

from collections.abc import Collection, Mapping, Sequence

from dashboard import words
from dashboard.data.store import Published
from dashboard.filter_bar import AGENCIES, BASIS, GUARDS, LEVELS, REGIONS, TRADES, YEARS
from dashboard.queries import Filters
from dashboard.queries.overview import agency_names, choices, divisions, indicators
from dashboard.region_paths import region_codes

Asked = Mapping[str, Sequence[str]]  # the parameters of an address: each name with all its values
SHARED = (YEARS, REGIONS, AGENCIES, BASIS, LEVELS, TRADES, *GUARDS)
YES_NO = {"true": True, "false": False, "1": True, "0": False}


class BadAddress(ValueError):
    """An address names what there is not. The message is Chinese, names it and says what there is."""


def filters_of(published: Published, asked: Asked) -> tuple[Filters, tuple[str, ...]]:
    """The filters that an address says, and the regions as it names them. Raises BadAddress: a slip in a
    filter must not mean the whole country.
    """
    offered = choices(published)
    regions = tuple(asked.get(REGIONS, ()))
    codes = published.made("region_codes", lambda: region_codes(divisions(published))) if regions else {}
    return Filters(
        years=_years(asked.get(YEARS, ()), offered["years"]),
        divisions=tuple(codes[name] for name in _all_known("地区", regions, codes)),
        agencies=_agencies(published, tuple(asked.get(AGENCIES, ()))),
        levels=_coded("层级", asked.get(LEVELS, ()), {k: words.LEVELS.get(k, k) for k in offered["levels"]}),
        trades=_all_known("行业", tuple(asked.get(TRADES, ())), offered["trades"]),
        basis=one_of("口径", asked.get(BASIS, ()), words.BASES, "any"),
        **{name: _yes_or_no(key, asked.get(key, ()), default) for key, (_, name, default) in GUARDS.items()},
    ), regions


def indicators_of(published: Published, named: Sequence[str]) -> tuple[str, ...]:
    """Ids of indicators that an address names, by id or by Chinese name. Raises BadAddress."""
    known = indicators(published)
    return _coded("指标", named, dict(zip(known["id"], known["name_zh"], strict=True)))


def one_of(what: str, said: Sequence[str], known: Mapping[str, str], default: str) -> str:
    """The code of the one word that an address says of something. Raises BadAddress."""
    if len(said) > 1:
        raise BadAddress(f"{what}只能说一次")
    return _coded(what, said, known)[0] if said else default


def _years(said: Sequence[str], known: Collection[int]) -> tuple[int, ...]:
    """One year, or the first and the last; empty when that is all there are."""
    if not said:
        return ()
    if len(said) > 2 or not all(year.isascii() and year.isdecimal() and len(year) == 4 for year in said):
        raise BadAddress(f"{YEARS} 要一个年份，或起止两个年份，如 {YEARS}=2023&{YEARS}=2024")
    first, last = min(map(int, said)), max(map(int, said))
    found = tuple(year for year in known if first <= year <= last)
    if not found:
        there = f"数据有{min(known)}–{max(known)}年" if known else "还没有数据"
        raise BadAddress(f"没有 {first}–{last} 年的数据；{there}")
    return () if found == tuple(known) else found


def _agencies(published: Published, named: tuple[str, ...]) -> tuple[str, ...]:
    known = agency_names(published, Filters(agencies=named), len(named)) if named else ()
    return _all_known("机构", named, known)


def _coded(what: str, said: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    codes = {word: code for code, word in known.items()} | {code: code for code in known}
    return tuple(codes[word] for word in _all_known(what, tuple(said), codes))


def _all_known(what: str, said: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    if unknown := [word for word in said if word not in known]:
        some = "、".join(list(known)[:12]) if len(known) <= 100 else ""
        raise BadAddress(f"数据中没有{what}“{unknown[0]}”" + (f"；有：{some}" if some else ""))
    return said


def _yes_or_no(key: str, said: Sequence[str], default: bool) -> bool:
    if not said:
        return default
    if len(said) > 1 or said[0].lower() not in YES_NO:
        raise BadAddress(f"{key} 要 true 或 false")
    return YES_NO[said[0].lower()]
