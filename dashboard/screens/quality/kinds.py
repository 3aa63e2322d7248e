"""What the tabs that list rows by kind share: the choice of kinds, the height of the list."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

TABLE = 560


def of_chosen_kinds(found: pd.DataFrame, names: Mapping[str, str], key: str) -> pd.DataFrame:
    """The rows of the kinds that are chosen, all where none is.

    `found` has the column kind; of `names`, Chinese by kind in their order, those that occur are offered. The
    choice stands in the address under `key`.
    """
    kinds = [kind for kind in names if kind in set(found["kind"])]
    chosen = st.pills(
        "类别",
        kinds,
        selection_mode="multi",
        key=key,
        bind="query-params",
        format_func=names.__getitem__,
        label_visibility="collapsed",
    )
    return found[found["kind"].isin(chosen or kinds)]
