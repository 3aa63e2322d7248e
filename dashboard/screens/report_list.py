"""Reports in a table with links to their sources."""

from typing import Literal

import pandas as pd
import streamlit as st

from dashboard import words
from dashboard.figure_panel import NO_ADDRESS, is_web_address
from dashboard.frame import show_rows


def show_reports(
    found: pd.DataFrame, named: str, by: str, height: int | Literal["content"], alt: str
) -> pd.DataFrame:
    """Show reports, told apart by their column `by` under the heading `named`; returns what is shown."""
    table = pd.DataFrame(
        {
            "年份": found["year"].astype(str),
            named: found[by],
            "类型": found["kind"].map(words.KINDS),
            "范围": found["extent"].map(words.EXTENTS),
            "来源": [url if is_web_address(url) else None for url in found["url"]],
        }
    )
    show_rows(
        table,
        height=height,
        alt=alt,
        placeholder=NO_ADDRESS,
        column_config={"来源": st.column_config.LinkColumn(display_text="打开", width="small")},
    )
    return table
