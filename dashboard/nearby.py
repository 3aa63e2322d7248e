"""What an empty selection lies next to: each way out counted before it is offered, one button each.

An empty state that only says “nothing” is false where one step further there is something.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import filter_bar, say
from dashboard.numbers import plain
from dashboard.queries import Filters
from dashboard.region_paths import codes_of
from dashboard.view import View

MOST_OFFERED = 4


@dataclass(frozen=True)
class Way:
    """A step to what exists nearby: what its button says, and what the widgets of these keys then hold."""

    label: str
    state: Mapping[str, object]


def offer_nearby(ways: list[Way], name: str = "here") -> None:
    """A button a way; nothing where there is none. `name` tells several such places of a page apart."""
    with st.container(horizontal=True):
        for number, way in enumerate(ways[:MOST_OFFERED]):
            st.button(
                say.escaped(way.label), key=f"nearby-{name}-{number}", on_click=_go, args=(dict(way.state),)
            )


def ways_out(view: View, count: Callable[[Filters], int], unit: str = "个机构") -> list[Way]:
    """Ways to loosen the filter bar by one step, each with what is then found (`count`); all at once where no
    single step finds anything. A step that finds nothing is not offered."""
    found = [
        Way(f"{label}（{plain(number)}{unit}）", state)
        for label, looser, state in _steps(view)
        if (number := count(looser))
    ]
    if not found and (number := count(Filters())) and view.filters != Filters():
        found = [Way(f"全部重置（{plain(number)}{unit}）", filter_bar.everything(view.published))]
    return found


def all_years(view: View) -> dict[str, object]:
    """What the slider of years holds when it restricts nothing."""
    whole = filter_bar.everything(view.published)
    return {key: whole[key] for key in (filter_bar.YEARS,) if key in whole}


def _steps(view: View) -> Iterator[tuple[str, Filters, dict]]:
    """Label, filters and widgets of each step that the selection allows, the nearest first."""
    filters, whole = view.filters, filter_bar.everything(view.published)
    if filters.agencies:
        yield "不限机构", replace(filters, agencies=()), {filter_bar.AGENCIES: []}
    if filters.years:
        yield "看全部年份", replace(filters, years=()), all_years(view)
    if filters.divisions:
        above = tuple(dict.fromkeys(region.rpartition("/")[0] for region in view.regions))
        if above and all(above):
            names = "、".join(name.rpartition("/")[2] for name in above)
            codes = codes_of(view.published, above)
            yield f"看{names}", replace(filters, divisions=codes), {filter_bar.REGIONS: list(above)}
        yield "看全国", replace(filters, divisions=()), {filter_bar.REGIONS: []}
    if filters.levels or filters.trades:
        cleared: dict[str, object] = {filter_bar.LEVELS: [], filter_bar.TRADES: []}
        yield "不限层级与行业", replace(filters, levels=(), trades=()), cleared
    if filters.basis != "any":
        yield "口径不限", replace(filters, basis="any"), {filter_bar.BASIS: "any"}
    if replace(filters, basis="any") != filters.without_guards():
        guards = {key: whole[key] for key in filter_bar.GUARDS}
        yield "计入约数、专项与分项", replace(filters.without_guards(), basis=filters.basis), guards


def _go(state: dict[str, object]) -> None:
    """Callback of a button."""
    st.session_state.update(state)
