"""What the tabs that list rows by kind share: the choice of kinds, how much is listed, the list's height."""

from collections.abc import Collection, Mapping

import streamlit as st

from dashboard.numbers import plain

TABLE = 560


def chosen_kinds(there: Collection[str], names: Mapping[str, str], key: str) -> list[str]:
    """The kinds that are chosen, all where none is.

    Of `names`, Chinese by kind in their order, those `there` are offered. The choice stands in the address
    under `key`.
    """
    kinds = [kind for kind in names if kind in there]
    chosen = st.pills(
        "类别",
        kinds,
        selection_mode="multi",
        key=key,
        bind="query-params",
        format_func=names.__getitem__,
        label_visibility="collapsed",
    )
    return chosen or kinds


def counted(listed: int, there: int) -> str:
    """How many there are, and how many of them are listed where not all: 1,863处（列出前1,000处）."""
    return f"{plain(there)}处" + (f"（列出前{plain(listed)}处）" if listed < there else "")
