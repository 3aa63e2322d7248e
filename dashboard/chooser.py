"""Choosers of names that take their pinyin and initials, too: zj for 浙江省.

The browser looks for what is typed in the names themselves. What is found in none it hands over as a new
option; here that is looked up, and what it means chosen in its place.
"""

from collections.abc import Callable, Collection
from typing import Any

import streamlit as st

from dashboard import say
from dashboard.data.store import Published
from dashboard.queries.found_names import names_found
from etl.published.search_names import AGENCY

MOST_MEANT = 20
MOST_OTHERS = 3  # names besides the best that a spelling is offered
Meant = Callable[[str], list[str]]  # what a spelling may mean, best first


def choose_several(
    label: str,
    options: list[str],
    key: str,
    placeholder: str,
    meant: Meant,
    then: Callable[[], None] | None = None,
    **settings: Any,
) -> list[str]:
    """A multiselect bound to the address; `then` is called after each choice, `settings` go to the widget.

    Names in an address that are not on offer are dropped.
    """
    linked = {name for name in st.query_params.get_all(key) if name != typed_into(key)}
    chosen = st.multiselect(
        say.escaped(label),
        options,
        key=key,
        placeholder=placeholder,
        bind="query-params",
        select_all=False,
        accept_new_options=linked <= set(options),  # else what nobody knows would stand there as if chosen
        on_change=_look_up,
        args=(key, frozenset(options), meant, then),
        **settings,
    )
    _say_what_was_typed(key)
    return [name for name in chosen if name in options]


def spellings(key: str, options: Collection[Any], meant: Meant) -> dict:
    """Settings of a select box of one name, by which it takes spellings as `choose_several` does."""
    return {"accept_new_options": True, "on_change": _look_up_one, "args": (key, frozenset(options), meant)}


def agencies_meant(published: Published, typed: str) -> list[str]:
    """The agencies that a spelling means, best first."""
    found = names_found(published, typed, MOST_MEANT)
    return found.loc[found["kind"] == AGENCY, "name"].tolist()


def say_what_was_typed_for_one(key: str) -> None:
    """Below a select box: that a spelling means nothing, or what else it may mean."""
    typed, found = st.session_state.get(_typed(key), ("", ()))
    if typed and not found:
        say.caption(f"没有“{typed}”。可输入名称的一部分、拼音或首字母。")
    elif len(found) > 1:
        say.caption(f"“{typed}”取了{found[0]}，也可能是：{'、'.join(found[1:])}。")


def _look_up_one(key: str, options: Collection[str], meant: Meant) -> None:
    """Callback: as `_look_up`, of a box that holds one name."""
    st.session_state.pop(_typed(key), None)
    name = st.session_state[key]
    if name is not None and name not in options:
        st.session_state[key] = next(iter(_meant(key, name, options, meant)), None)


def _meant(key: str, typed: str, options: Collection[str], meant: Meant) -> list[str]:
    """The options that a spelling means, best first; noted, to be told below the box."""
    found = [one for one in meant(typed) if one in options]
    st.session_state[_typed(key)] = (typed, tuple(found[: 1 + MOST_OTHERS]))
    return found


def _look_up(key: str, options: Collection[str], meant: Meant, then: Callable[[], None] | None) -> None:
    """Callback: what was typed gives way to the name that it most likely means, or to nothing."""
    kept: list[str] = []
    st.session_state.pop(_typed(key), None)
    for name in st.session_state[key]:
        if name in options:
            kept.append(name)
        else:
            kept += _meant(key, name, options, meant)[:1]
    st.session_state[key] = list(dict.fromkeys(kept))
    if then:
        then()


def _say_what_was_typed(key: str) -> None:
    typed, found = st.session_state.get(_typed(key), ("", ()))
    if typed and not found:
        say.caption(f"没有“{typed}”。可输入名称的一部分、拼音或首字母。")
    elif len(found) > 1:
        say.caption(f"“{typed}”取了{found[0]}，也可能是：")
        with st.container(horizontal=True):
            for name in found[1:]:
                st.button(
                    say.escaped(name),
                    on_click=_instead,
                    args=(key, found[0], name),
                    key=f"{key}-meant-{name}",
                )


def _instead(key: str, taken: str, name: str) -> None:
    """Callback: another of the names that the spelling may mean."""
    chosen = [one for one in st.session_state[key] if one != taken]
    st.session_state[key] = list(dict.fromkeys([*chosen, name]))
    st.session_state.pop(_typed(key), None)


def typed_into(key: str) -> str:
    """What was typed last into a chooser and is no name; the address holds it for a moment."""
    return st.session_state.get(_typed(key), ("", ()))[0]


def _typed(key: str) -> str:
    return f"typed-{key}"
