"""The filter bar that all pages share, in the sidebar; its state lives in the address.

Each widget is bound to the query parameter of its key, so a link reopens the view and the Back button
works. Nothing else may write these parameters: set session state in a callback instead.
"""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import streamlit as st

from dashboard import say, words
from dashboard.chooser import MOST_MEANT, agencies_meant, choose_several, typed_into
from dashboard.data.store import Published
from dashboard.queries import Filters
from dashboard.queries.found_names import names_found
from dashboard.queries.overview import agency_names, choices
from dashboard.region_paths import narrowest, regions_on_offer, within
from etl.published.search_names import REGION

MOST_AGENCIES_OFFERED = 2_000
_OF_LINK = "amiss_in_link"
YEARS, REGIONS, AGENCIES, BASIS, LEVELS, TRADES = "years", "region", "agency", "basis", "level", "trade"
GUARDS = {
    "approx": ("计入约数（余、约、近）", "include_approximate", True),
    "campaign": ("计入专项行动", "include_campaign", True),
    "derived": ("计入分项相加所得", "include_derived", True),
    "fullyear": ("只看全年数字", "full_year_only", False),
    "reviewed": ("只看人工核对过的", "reviewed_only", False),
}


def filter_bar(published: Published) -> Filters:
    """Draw the bar and return what it says."""
    offered = choices(published)
    # Asked before the widgets, which drop from the address what they do not know.
    asked = {key: st.query_params.get_all(key) for key in (YEARS, REGIONS, AGENCIES, LEVELS, TRADES, BASIS)}
    with st.sidebar:
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown("**筛选**")
            st.button("全部重置", on_click=_reset, args=(published,), type="tertiary", key="reset")
        years = _year_range(offered["years"])
        places = regions_on_offer(published)
        meant = partial(_regions_meant, published)
        named = choose_several(
            "地区", list(places), REGIONS, "全国（名称、拼音或首字母）", meant, _keep_the_newest
        )
        regions = narrowest(named)
        levels, trades = _state(LEVELS, offered["levels"]), _state(TRADES, offered["trades"])
        where = Filters(divisions=tuple(places[r] for r in regions), levels=levels, trades=trades)
        agencies = _offered_agencies(published, where)
        chosen = choose_several(
            "机构", agencies, AGENCIES, "全部（名称、拼音或首字母）", partial(agencies_meant, published)
        )
        basis, guards = _choose_basis(), _choose_guards(offered)
    st.session_state[_OF_LINK] = _what_is_unknown(asked, _known(offered, places, agencies))
    return Filters(
        years=years,
        divisions=where.divisions,
        agencies=tuple(chosen),
        levels=levels,
        trades=trades,
        basis=basis,
        **guards,
    )


def _known(
    offered: dict[str, list], places: dict[str, str], agencies: Collection[str]
) -> dict[str, Collection[str]]:
    """What each part of an address may name."""
    return {
        YEARS: set(map(str, offered["years"])),
        REGIONS: places,
        AGENCIES: agencies,
        LEVELS: {words.LEVELS[level] for level in offered["levels"]} | set(offered["levels"]),
        TRADES: offered["trades"],
        BASIS: {*words.BASES, *words.BASES.values()},
    }


def _choose_basis() -> str:
    return st.segmented_control(
        "口径",
        list(words.BASES),
        default="any",
        format_func=words.BASES.__getitem__,
        key=BASIS,
        bind="query-params",
        required=True,
        width="stretch",
        help="本机关：机构自身的工作。全系统：辖区内各机构合计。不限：有本机关数字的取本机关，否则取全系统。",
    )


def _choose_guards(offered: dict[str, list]) -> dict[str, bool]:
    """Levels and trades, which are read from the state, and the guards by the field that each sets."""
    with st.expander("更多条件", expanded=_more_is_set()):
        _several("层级", offered["levels"], LEVELS, "全部", words.LEVELS.get)
        if len(offered["trades"]) > 1:
            _several("行业", offered["trades"], TRADES, "全部")
        return {
            name: st.toggle(say.escaped(label), value=default, key=key, bind="query-params")
            for key, (label, name, default) in GUARDS.items()
        }


def describe(filters: Filters, regions: list[str]) -> str:
    """One line that says what is selected: 2023–2025年 · 四川省 · 本级 · 不含约数."""
    parts = []
    if filters.years:
        first, last = min(filters.years), max(filters.years)
        parts.append(f"{first}年" if first == last else f"{first}–{last}年")
    else:
        parts.append("全部年份")
    parts.append("、".join(regions) if regions else "全国")
    if filters.agencies:
        shown = "、".join(filters.agencies[:3])
        parts.append(shown if len(filters.agencies) <= 3 else f"{shown}等{len(filters.agencies)}个机构")
    parts += [words.LEVELS[level] for level in filters.levels] + list(filters.trades)
    parts.append(f"口径{words.BASES[filters.basis]}")
    for label, name, default in GUARDS.values():
        if getattr(filters, name) != default:
            parts.append(label.replace("计入", "不计") if default else label)
    return " · ".join(parts)


def chosen_regions(published: Published) -> list[str]:
    """The regions that the bar names now, as paths."""
    known = regions_on_offer(published)
    return narrowest([region for region in st.session_state.get(REGIONS, []) if region in known])


def everything(published: Published) -> dict[str, object]:
    """What the widgets of the bar hold when nothing is restricted, by their keys."""
    years = choices(published)["years"]
    held: dict[str, object] = {REGIONS: [], AGENCIES: [], LEVELS: [], TRADES: [], BASIS: "any"}
    held |= {key: default for key, (_, _, default) in GUARDS.items()}
    return held | ({YEARS: (years[0], years[-1])} if len(years) > 1 else {})


def _keep_the_newest() -> None:
    """Callback: of regions one within the other the one chosen last holds, narrower or wider."""
    chosen = st.session_state[REGIONS]
    if chosen:
        newest = chosen[-1]
        st.session_state[REGIONS] = [
            region for region in chosen if not (within(newest, region) or within(region, newest))
        ]


def _year_range(years: list[int]) -> tuple[int, ...]:
    """The years chosen; empty when that is all there are."""
    if len(years) < 2:
        return ()
    first, last = st.select_slider("年份", years, value=(years[0], years[-1]), key=YEARS, bind="query-params")
    if (first, last) == (years[0], years[-1]):
        return ()
    return tuple(year for year in years if first <= year <= last)


def _regions_meant(published: Published, typed: str) -> list[str]:
    """Paths of the regions that a spelling means, the widest of equally near ones first."""
    found = names_found(published, typed, MOST_MEANT)
    paths = {code: path for path, code in regions_on_offer(published).items()}
    codes = found.loc[found["kind"] == REGION, "target"]
    return [paths[code] for code in codes if code in paths]


def _several(
    label: str, options: list, key: str, placeholder: str, named: Callable[[Any], Any] = str
) -> list:
    return st.multiselect(
        say.escaped(label),
        options,
        key=key,
        placeholder=placeholder,
        format_func=named,
        bind="query-params",
        select_all=False,
    )


def amiss_in_link() -> str:
    """What of the link that was followed is not filtered by; pages say it, for a phone folds the bar away."""
    return st.session_state.get(_OF_LINK, "")


def _what_is_unknown(asked: dict[str, list[str]], known: dict[str, Collection[str]]) -> str:
    """A link may name a year, a place or an agency that the data do not hold: unsaid, all seem meant."""
    unknown = [
        name
        for key, names in asked.items()
        for name in names
        if name not in known[key] and name != typed_into(key)
    ]
    if unknown:
        return f"链接里的{'、'.join(f'“{name}”' for name in unknown[:5])}不在数据中，未按它筛选。"
    if len(asked[YEARS]) == 1:
        return f"链接里的年份只有{asked[YEARS][0]}一个；年份要写起止两个，未按它筛选。"
    return ""


def _state(key: str, options: list) -> tuple:
    """What a widget further down will say: its choice narrows the agencies offered above it."""
    said = st.session_state.get(key)
    if said is None:
        said = st.query_params.get_all(key)
    named = {words.LEVELS.get(option, option): option for option in options}
    return tuple(option for option in (named.get(s, s) for s in said) if option in options)


def _offered_agencies(published: Published, where: Filters) -> list[str]:
    """The agencies of the region; those already chosen stay on offer, or the choice would be lost."""
    offered = agency_names(published, where, MOST_AGENCIES_OFFERED)
    chosen = st.session_state.get(AGENCIES) or st.query_params.get_all(AGENCIES)
    others = tuple(agency for agency in chosen if agency not in offered)
    return offered + (agency_names(published, Filters(agencies=others), len(others)) if others else [])


def _more_is_set() -> bool:
    if _state(LEVELS, list(words.LEVELS)) or st.session_state.get(TRADES):
        return True
    return any(st.session_state.get(key, default) != default for key, (_, _, default) in GUARDS.items())


def _reset(published: Published) -> None:
    st.session_state.update(everything(published))
