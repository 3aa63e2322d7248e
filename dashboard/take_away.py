"""取走: what is on screen as CSV, XLSX, Parquet, and its chart as PNG and SVG, made only when asked for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import filter_bar, say
from dashboard.drawing import images
from dashboard.drawing.exports import csv_bytes, parquet_bytes, xlsx_bytes
from dashboard.drawing.grid import Grid
from dashboard.drawing.grid.picture import grid_picture, grid_table, legend_text
from dashboard.drawing.theme import recoloured
from dashboard.exported import REPORT_ID, completed, export_table, notes_of
from dashboard.office.files import TYPES, file_of
from dashboard.office.model import Sheet
from dashboard.office.settings import style_of
from dashboard.queries.overview import indicators
from dashboard.queries.reports import reports_by_id
from dashboard.version import VERSION
from dashboard.view import View
from etl.engine.reading.office import is_installed

STAMP = "数据性质"  # the column of what the data want said of them
INDICATOR = "指标"
OFFICE = {"pptx": "幻灯片 PPTX（图可编辑）", "docx": "文档 DOCX（图可编辑）", "pdf": "幻灯片 PDF"}
MadeSheet = Callable[[], Sheet]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Picture:
    """The chart of the page as Plotly draws it, made when asked for, the title that its picture gets, and
    what its signs, its colours and its comparability want said beneath."""

    figure: Callable[[], go.Figure]
    title: str
    notes: str | Callable[[], str] = ""


def offer_data(
    view: View, marks: pd.DataFrame, name: str, picture: Picture | None = None, sheet: MadeSheet | None = None
) -> None:
    """Offer `marks` (rows of `queries.headlines`, or what marks_of made of them) and their chart."""
    if picture and not picture.notes:
        picture = replace(picture, notes=partial(notes_of, marks))
    offer_table(view, lambda: export_table(marks), name, picture, sheet=sheet)


def offer_grid(
    view: View,
    grid: Grid,
    table: Callable[[], pd.DataFrame],
    name: str,
    title: str,
    notes: str = "",
    sheet: MadeSheet | None = None,
) -> None:
    """Offer a grid as it looks (CSV, first sheet, picture), and the data behind it (`table`)."""
    said = "；".join(filter(None, (notes, legend_text(grid))))
    picture = Picture(partial(grid_picture, grid, "light"), title, said)
    offer_table(view, table, name, picture, lambda: grid_table(grid, grid.corner.split("（")[0]), sheet)


def offer_table(
    view: View,
    table: Callable[[], pd.DataFrame],
    name: str,
    picture: Picture | None = None,
    looks: Callable[[], pd.DataFrame] | None = None,
    sheet: MadeSheet | None = None,
) -> None:
    """Offer the table that `table` returns, with the sources of its column 报告编号, and a chart.

    `name` becomes the file's name; `looks` returns the table as the page shows it, where that is another;
    `sheet` makes the view as paper has it, for slides and a memo.
    Nothing is made before a button is pressed. What the data want said of them (Published.stamp) stands in
    the file's name, in every row and in the picture.
    """
    made = table
    table, name = stamped(view.published.stamp, lambda: completed(view.published, made()), name)
    shown = stamped(view.published.stamp, looks, name)[0] if looks else None
    with st.popover("取走数据"):
        _button("CSV（Excel 可直接打开）", lambda: csv_bytes((shown or table)()), f"{name}.csv", "text/csv")
        _button("XLSX（数据、来源、定义）", lambda: workbook(view, table(), shown), f"{name}.xlsx", XLSX)
        _button("Parquet", lambda: parquet_bytes(table()), f"{name}.parquet", "application/octet-stream")
        if sheet:
            offer_office(sheet, name)
        if picture is None:
            return
        if not images.browser_path():
            say.caption(images.NO_BROWSER)
            return
        dark = view.mode == "dark" and st.toggle("图片用深色", key=f"dark-{name}")
        for form in ("png", "svg"):
            _button(
                f"图片 {form.upper()}",
                partial(_drawn, view, picture, table, form, "dark" if dark else "light"),
                f"{name}.{form}",
                MIME[form],
            )


def offer_office(sheet: MadeSheet, name: str) -> None:
    """The view as slides, memo and PDF, each made when its button is pressed."""
    for kind, label in OFFICE.items():
        if kind != "pdf" or is_installed():
            _button(label, partial(_file, sheet, kind), f"{name}.{kind}", TYPES[kind])


def _file(sheet: MadeSheet, kind: str) -> bytes:
    return file_of([sheet()], kind, style_of())


def _drawn(view: View, picture: Picture, table: Callable[[], pd.DataFrame], form: str, mode: str) -> bytes:
    return draw(view, picture, table(), form, mode)


def stamped(
    stamp: str, table: Callable[[], pd.DataFrame], name: str
) -> tuple[Callable[[], pd.DataFrame], str]:
    """The table and the file's name with what the data want said of them; unchanged where that is nothing."""
    if not stamp:
        return table, name
    return lambda: table().assign(**{STAMP: stamp}), f"{stamp}-{name}"


def workbook(view: View, table: pd.DataFrame, looks: Callable[[], pd.DataFrame] | None = None) -> bytes:
    """The table with its sources, the definitions of its indicators, and what was selected; first, where
    that differs, as the page shows it."""
    return xlsx_bytes(({"并列": looks()} if looks else {}) | workbook_sheets(view, table))


def workbook_sheets(view: View, table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The sheets of that workbook by their names."""
    known = indicators(view.published)
    if INDICATOR in table:
        known = known[known["name_zh"].isin(table[INDICATOR])]
    return {
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


def draw(view: View, picture: Picture, table: pd.DataFrame, form: str, mode: str = "light") -> bytes:
    """The chart as a picture with title, selection, notes and source; light, however the page looks."""
    source = source_line(_reports(view, table), view.published.name)
    figure = recoloured(picture.figure(), mode)
    notes = picture.notes() if callable(picture.notes) else picture.notes
    frame = images.Frame(picture.title, selection(view), source, notes, view.published.stamp)
    return images.picture(figure, form, frame, mode)


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
