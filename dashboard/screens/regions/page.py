"""区域: provinces as equal tiles, down to cities and districts, by click or by the table beside them."""

from dataclasses import replace
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import say
from dashboard.drawing.marks import joined_ids, marks_of
from dashboard.drawing.tiles import in_rows, province_tiles, tile_map
from dashboard.frame import CHART_CONFIG, nothing_here, page_title, show_rows, show_table, table_height
from dashboard.numbers import plain
from dashboard.opened import OPENED, selection_key
from dashboard.queries import Filters, divisions, headlines
from dashboard.queries.offer import marks_by_year
from dashboard.screens.regions.choice import AT, Asked, choose
from dashboard.screens.regions.measured import explanation, measured
from dashboard.screens.regions.tree import MEASURES, place_names, region_table
from dashboard.take_away import Picture, offer_table
from dashboard.view import View, current_view

MOST_AGENCIES = 200


def regions_page() -> None:
    view = current_view()
    page_title(view, "区域")
    tree = divisions(view.published)
    asked = choose(view, tree)
    if asked is None:
        nothing_here(view, "报告")
        return
    filters = replace(view.filters, years=asked.years)
    if asked.at:
        filters = replace(filters, divisions=(asked.at,))
    found = measured(view, filters, asked, tree)
    if found.empty:
        nothing_here(view, "下级地区的机构")
    else:
        _draw(view, asked, found, tree)
    if asked.at:
        _agencies(view, filters, asked, tree)


def _draw(view: View, asked: Asked, found: pd.DataFrame, tree: pd.DataFrame) -> None:
    where = place_names(tree).get(asked.at, "全国")
    title = f"{asked.indicator['name_zh']} · {MEASURES[asked.measure]} · {where} · {asked.when}"
    say.subheader(title)
    map_side, table_side = st.columns([11, 9], gap="medium")
    tiles = _placed(found, asked.at, view.narrow)
    figure = tile_map(tiles, view.mode, view.narrow)
    with map_side:
        _show_tiles(figure, found, asked, title)
        say.caption(explanation(asked) + _without_tile(tiles, found))
    with table_side:
        table = region_table(found, asked.measure)
        next_step = "查看数字与出处" if found["code"].str.len().eq(6).all() else "进入下一级"
        say.caption(f"点一块，或选一行，{next_step}")
        _show_region_table(table, found, asked)
        name = title.replace(" · ", "-").replace("/", "")
        draw = partial(tile_map, tiles, "light")
        offer_table(view, lambda: table, f"区域-{name}", Picture(draw, title, explanation(asked)))


def _placed(found: pd.DataFrame, at: str, narrow: bool) -> pd.DataFrame:
    if at:
        return in_rows(found, narrow)
    tiles = province_tiles()[["code", "name", "row", "column"]]
    placed = tiles.merge(found.drop(columns="name"), on="code", how="left")
    return placed.assign(text=placed["text"].fillna(""), about=placed["about"].fillna("数据中没有机构"))


def _without_tile(tiles: pd.DataFrame, found: pd.DataFrame) -> str:
    """Divisions that the layout has no tile for are in the table only: say so."""
    names = found.loc[~found["code"].isin(tiles["code"]), "name"].tolist()
    return f"{'、'.join(names)}不在图中，见表。" if names else ""


def _show_tiles(figure: go.Figure, found: pd.DataFrame, asked: Asked, title: str) -> None:
    key = selection_key(f"tiles-{asked.at}-{asked.measure}")

    def chosen() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points:
            _go_to(points[0]["customdata"][0], found)

    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        on_select=chosen,
        selection_mode="points",
        config=CHART_CONFIG,
        alt=f"{title}，按地区的方块图；同样的数字见旁边的表",
    )


def _show_region_table(table: pd.DataFrame, found: pd.DataFrame, asked: Asked) -> None:
    key = selection_key(f"regions-{asked.at}-{asked.measure}")
    codes = found["code"].tolist()

    def chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            _go_to(codes[rows[0]], found)

    show_rows(
        table,
        key=key,
        on_select=chosen,
        selection_mode="single-row",
        height=table_height(len(table), 500),
        alt="各地区的数",
    )


def _go_to(code: str, found: pd.DataFrame) -> None:
    """Callback: open a division; a district, which has none below it, opens its figures."""
    if len(code) < 6:
        if code in set(found["code"]):
            st.session_state[AT] = code
        return
    ids = found.loc[found["code"] == code, "figure_ids"]
    st.session_state[OPENED] = joined_ids(ids.iloc[0]) if len(ids) and len(ids.iloc[0]) else ""


def _agencies(view: View, filters: Filters, asked: Asked, tree: pd.DataFrame) -> None:
    """The agencies of the division opened, with their figures of the indicator."""
    of = (asked.indicator["id"],)
    marks = headlines(view.published, filters, of, MOST_AGENCIES, latest_first=True)
    where = place_names(tree).get(asked.at, "")
    if marks.empty:
        say.info(f"{where}的机构在所选年份里没有“{asked.indicator['name_zh']}”的数字。")
        return
    there = int(marks_by_year(view.published, filters, of)["agencies"].sum())
    marks = marks_of(marks, {agency: agency for agency in marks["agency"]})
    say.subheader(f"{where}的机构")
    listed = f"，列出最近的{plain(len(marks))}个" if len(marks) < there else ""
    say.caption(f"{plain(there)}个数字{listed}。点选一行，查看出处。")
    table = pd.DataFrame(
        {
            "机构": marks["agency"],
            "年份": marks["year"].astype(str),
            asked.indicator["name_zh"]: marks["said"],
            "限定": marks["note"],
        }
    )
    show_table(
        table,
        marks["ids"],
        f"agencies-{asked.at}",
        height=table_height(len(table), 420),
        alt=f"{where}各机构的数字",
    )
