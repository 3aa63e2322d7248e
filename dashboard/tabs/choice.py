"""What the tabs of a theme page share: the reader's choice, the download below each table."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.exports import csv_bytes
from dashboard.rates import RateDefinition
from dashboard.view import View
from dashboard.yearly import when_text

NUMBER = st.column_config.NumberColumn(format="localized")


@dataclass(frozen=True)
class Choice:
    """What the reader chose. `rows` are marks of the indicator, one an agency, each with the year before:
    those of `year`, or (year is None) each agency's latest."""

    view: View
    indicator: dict
    year: int | None
    rows: pd.DataFrame
    rates: tuple[RateDefinition, ...] = ()

    @property
    def title(self) -> str:
        return self.indicator["name_zh"]

    @property
    def when(self) -> str:
        return when_text(self.year)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the rows may be of; empty for all."""
        return (self.year,) if self.year else self.view.filters.years


def table_height(rows: int, most: int) -> int:
    """Pixels for a table of `rows`, at most `most`."""
    return min(36 * rows + 40, most)


def export_table(marks: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "agency": "机构",
        "adcode": "区划代码",
        "province": "省",
        "city": "市",
        "district": "区县",
        "name_zh": "指标",
        "year": "年份",
        "value": "数值",
        "value_high": "区间上限",
        "unit": "单位",
        "approx": "约数",
        "said": "报告原文",
        "limits": "限定",
        "scope": "口径",
        "period_start": "期间起",
        "period_end": "期间止",
        "report_id": "报告编号",
        "ids": "数字编号",
    }
    return marks[list(columns)].rename(columns=columns)


def offer_csv(table: pd.DataFrame, name: str) -> None:
    st.download_button(
        "下载 CSV", lambda: csv_bytes(table), file_name=f"{name}.csv", mime="text/csv", on_click="ignore"
    )
