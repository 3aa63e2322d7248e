"""取走: what is on screen as CSV, XLSX, Parquet, and its chart as PNG and SVG, made only when asked for."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import filter_bar, say
from dashboard.comparability import SCOPE_TEXT
from dashboard.drawing import images
from dashboard.drawing.exports import csv_bytes, parquet_bytes, xlsx_bytes
from dashboard.drawing.marks import judged, marks_of
from dashboard.queries.overview import indicators
from dashboard.queries.sources import reports_by_id
from dashboard.version import VERSION
from dashboard.view import View

EXPORTED = {
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
    "verdict": "可比性",
    "reasons": "原因",
    "scope": "口径",
    "period_start": "期间起",
    "period_end": "期间止",
    "report_id": "报告编号",
    "ids": "数字编号",
}
APPROX_TEXT = {
    "exact": "确数",
    "at_least": "不少于",
    "about": "约",
    "at_most": "不超过",
    "range": "区间",
}
STAMP = "数据性质"  # the column of what the data want said of them
REPORT_ID, INDICATOR = "报告编号", "指标"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Picture:
    """The chart of the page as Plotly draws it, made when asked for, and the title that its picture gets."""

    figure: Callable[[], go.Figure]
    title: str


def offer_data(view: View, marks: pd.DataFrame, name: str, picture: Picture | None = None) -> None:
    """Offer `marks` (rows of `queries.headlines`, or what marks_of made of them) and their chart."""
    offer_table(view, lambda: export_table(marks), name, picture)


def offer_table(
    view: View, table: Callable[[], pd.DataFrame], name: str, picture: Picture | None = None
) -> None:
    """Offer the table that `table` returns, with the sources of its column 报告编号, and a chart.

    `name` becomes the file's name. Nothing is made before a button is pressed. What the data want said of
    them (Published.stamp) stands in the file's name, in every row and in the picture.
    """
    table, name = stamped(view.published.stamp, table, name)
    with st.popover("取走数据"):
        _button("CSV（Excel 可直接打开）", lambda: csv_bytes(table()), f"{name}.csv", "text/csv")
        _button("XLSX（数据、来源、定义）", lambda: workbook(view, table()), f"{name}.xlsx", XLSX)
        _button("Parquet", lambda: parquet_bytes(table()), f"{name}.parquet", "application/octet-stream")
        if picture is None:
            return
        if not images.browser_path():
            say.caption(images.NO_BROWSER)
            return
        for form in ("png", "svg"):
            _button(
                f"图片 {form.upper()}",
                lambda form=form: draw(view, picture, table(), form),
                f"{name}.{form}",
                MIME[form],
            )


def stamped(
    stamp: str, table: Callable[[], pd.DataFrame], name: str
) -> tuple[Callable[[], pd.DataFrame], str]:
    """The table and the file's name with what the data want said of them; unchanged where that is nothing."""
    if not stamp:
        return table, name
    return lambda: table().assign(**{STAMP: stamp}), f"{stamp}-{name}"


def workbook(view: View, table: pd.DataFrame) -> bytes:
    """The table with its sources, the definitions of its indicators, and what was selected."""
    known = indicators(view.published)
    if INDICATOR in table:
        known = known[known["name_zh"].isin(table[INDICATOR])]
    return xlsx_bytes(
        {
            "数据": table,
            "来源": sources_table(_reports(view, table)),
            "指标定义": definitions_table(known),
            "说明": pd.DataFrame(
                {
                    "项": ["筛选", "数据版本", "程序版本"],
                    "内容": [selection(view), view.published.name, VERSION],
                }
            ),
        }
    )


def draw(view: View, picture: Picture, table: pd.DataFrame, form: str) -> bytes:
    """The chart as a picture with title, selection and source."""
    source = source_line(_reports(view, table), view.published.name)
    stamp = view.published.stamp
    return images.picture(picture.figure(), form, picture.title, selection(view), source, view.mode, stamp)


def export_table(marks: pd.DataFrame) -> pd.DataFrame:
    """Marks with the columns that leave the house, under their Chinese names."""
    full = judged((marks if "said" in marks else marks_of(marks)).reset_index(drop=True))
    said = full.assign(approx=full["approx"].map(APPROX_TEXT), scope=full["scope"].map(SCOPE_TEXT))
    return said[list(EXPORTED)].rename(columns=EXPORTED)


def sources_table(reports: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "report_id": REPORT_ID,
        "agency": "机构",
        "title": "报告",
        "year": "年份",
        "period_start": "期间起",
        "period_end": "期间止",
        "published": "发布日期",
        "extent": "已读范围",
        "url": "网址",
    }
    said = reports["extent"].map({"full": "全文", "excerpt": "摘录"})
    return reports.assign(extent=said)[list(columns)].rename(columns=columns)


def definitions_table(known: pd.DataFrame) -> pd.DataFrame:
    joined = known.assign(**{name: ["；".join(e) for e in known[name]] for name in ("counts", "excludes")})
    columns = {
        "name_zh": "指标",
        "unit": "单位",
        "definition": "定义",
        "counts": "计入",
        "excludes": "不计入",
    }
    return joined[list(columns)].rename(columns=columns)


def source_line(reports: pd.DataFrame, version: str) -> str:
    """来源：《…》《…》等7份报告；数据版本 2026-11-20-88777c890786."""
    titles = [title if title.startswith("《") else f"《{title}》" for title in reports["title"].head(2)]
    more = f"等{len(reports)}份报告" if len(reports) > len(titles) else ""
    said = "来源：" + "".join(titles) + more + "；" if titles else ""
    return f"{said}数据版本 {version.removesuffix('.duckdb')}"


def selection(view: View) -> str:
    return filter_bar.describe(view.filters, list(view.regions))


def _reports(view: View, table: pd.DataFrame) -> pd.DataFrame:
    ids = table[REPORT_ID].dropna() if REPORT_ID in table else []
    return reports_by_id(view.published, ids)


def _button(label: str, content: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        say.escaped(label),
        content,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        width="stretch",
        key=f"take-{file_name}",
    )
