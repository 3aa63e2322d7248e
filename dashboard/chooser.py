"""A chooser of several names that takes their pinyin and initials, too: zj for 浙江省.

The browser looks for what is typed in the names themselves. What is found in none it hands over as a new
option; here that is looked up, and what it means chosen in its place.
"""

from collections.abc import Callable, Collection

import streamlit as st

from dashboard import say

MOST_OTHERS = 3  # names besides the best that a spelling is offered
Meant = Callable[[str], list[str]]  # what a spelling may mean, best first


def choose_several(
    label: str,
    options: list[str],
    key: str,
    placeholder: str,
    meant: Meant,
    then: Callable[[], None] | None = None,
) -> list[str]:
    """A multiselect bound to the address; `then` is called after each choice.

    Names in the address that are not on offer stay in the chooser, and are left out of what is returned.
    """
    chosen = st.multiselect(
        say.escaped(label),
        options,
        key=key,
        placeholder=placeholder,
        bind="query-params",
        select_all=False,
        accept_new_options=True,
        on_change=_look_up,
        args=(key, frozenset(options), meant, then),
    )
    _say_what_was_typed(key)
    return [name for name in chosen if name in options]


def _look_up(key: str, options: Collection[str], meant: Meant, then: Callable[[], None] | None) -> None:
    """Callback: what was typed gives way to the name that it most likely means, or to nothing."""
    kept: list[str] = []
    st.session_state.pop(_typed(key), None)
    for name in st.session_state[key]:
        if name in options:
            kept.append(name)
        else:
            found = [one for one in meant(name) if one in options]
            st.session_state[_typed(key)] = (name, tuple(found[: 1 + MOST_OTHERS]))
            kept += found[:1]
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
