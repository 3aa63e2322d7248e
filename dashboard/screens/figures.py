"""All figures, searchable; the reports they come from; the definitions of the indicators."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say, words
from dashboard.comparability import SCOPE_TEXT
from dashboard.drawing.marks import joined_ids
from dashboard.figure_panel import NO_ADDRESS, is_web_address, limits
from dashboard.frame import nothing_here, page_title, show_open_tab, show_rows, show_table
from dashboard.numbers import plain
from dashboard.opened import OPENED
from dashboard.queries.coverage_counts import is_large
from dashboard.queries.figures import FigureList, count_figures, cut_short, figures
from dashboard.queries.overview import counts, indicators
from dashboard.queries.reports import reports
from dashboard.queries.sources import sentences_of
from dashboard.records import records
from dashboard.screens.named import grouped, show_hits, show_names
from dashboard.take_away import offer_table
from dashboard.view import View, current_view

PAGE_SIZE = 50
MOST_EXPORTED = 20_000
MOST_CHARACTERS = 100  # of a search text
SORTS = {"": "默认", "value": "数值", "year": "年份", "agency": "机构", "indicator": "指标", "report": "报告"}
# What a list does not hold, by the code of `cut_short`.
LEFT_OUT = {
    "": "共{}个数字。",
    "end": "符合的数字超过{0}个，只列出排在最前的{0}个；多写一个词或用筛选缩小范围。",
    "lesser": "符合的数字太多，只列出最相关、最新的{}个，排序也只在这些之中；多写一个词或用筛选缩小范围。",
}
NO_INDICATOR = "（不属任何指标）"


def figures_page() -> None:
    view = current_view()
    page_title(view, "数据与出处")
    _open_linked_figure()
    lists = {"数字": _figure_list, "报告": _report_list, "指标定义": _definitions}
    show_open_tab({name: partial(draw, view) for name, draw in lists.items()}, "list")


def _open_linked_figure() -> None:
    """A link with ?figure=… opens that figure, once."""
    linked = st.query_params.get("figure", "")
    if linked and st.session_state.get("linked_figure") != linked:
        st.session_state["linked_figure"] = linked
        st.session_state[OPENED] = linked


def _figure_list(view: View) -> None:
    asked = _ask(view)
    if asked.text.strip():
        show_names(view, asked)
    total = count_figures(view.published, view.filters, asked)
    if not total:
        nothing_here(
            view,
            "符合查找条件的数字",
            of_search=bool(asked.text or asked.indicators or asked.measure),
            count=lambda looser: count_figures(view.published, looser, asked),
            unit="个数字",
        )
        return
    pages = -(-total // PAGE_SIZE)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        page = _choose_page(pages, asked)
        left_out = LEFT_OUT[cut_short(view.published, view.filters, asked)]
        say.caption(f"{left_out.format(plain(total))}点选一行查看出处。")
        _download(view, asked, total)
    found = figures(view.published, view.filters, replace(asked, page=page, page_size=PAGE_SIZE))
    if asked.text.strip():
        show_hits(view, asked)
        found = found if asked.sort else grouped(found)
    show_table(
        _listed(view, found),
        [joined_ids([i]) for i in found["figure_id"]],
        "figures",
        height=620,
        column_config={
            "报告原文": st.column_config.TextColumn(width="small"),
            "来源": st.column_config.LinkColumn(display_text="打开", width="small"),
            "原句": st.column_config.TextColumn(width="large"),
        },
        alt="符合条件的数字",
        placeholder=NO_ADDRESS,
    )


def _listed(view: View, found: pd.DataFrame) -> pd.DataFrame:
    """The table of the page: beside what a file has, units of headings (31 below 万元 is no 31 yuan), and the
    sentences whose documents are at hand."""
    units = [f"（{unit}）" if unit else "" for unit in found["heading_unit"]]
    table = _table(found).assign(报告原文=found["printed"] + units)
    if sentences := sentences_of(view.published, found["figure_id"].astype(int).tolist()):
        table = table.assign(原句=[sentences.get(int(number), "") for number in found["figure_id"]])
    return table


def _choose_page(pages: int, asked: FigureList) -> int:
    if pages == 1:
        return 1
    return st.number_input(f"第几页（共{int(pages)}页）", 1, pages, 1, key=f"page-{hash(asked)}", width=160)


def _ask(view: View) -> FigureList:
    known = indicators(view.published)
    names = dict(zip(known["id"], known["name_zh"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            "查找",
            key="q",
            bind="query-params",
            placeholder="例如：罚款；眉山 罚款；ms",
            width=320,
            max_chars=MOST_CHARACTERS,
        )
        chosen = _choose_indicator(names)
        measure = st.selectbox(
            "性质",
            list(words.MEASURES),
            index=None,
            key="measure",
            bind="query-params",
            width=140,
            placeholder="全部",
            format_func=words.MEASURES.__getitem__,
        )
        sort = st.selectbox(
            "排序", list(SORTS), key="sort", bind="query-params", width=140, format_func=SORTS.__getitem__
        )
        descending = st.toggle("从大到小", key="down", bind="query-params") if sort else False
    return FigureList(
        text=text or "",
        indicators=(chosen,) if chosen and chosen != "none" else (),
        without_indicator=chosen == "none",
        measure=measure or "",
        sort=sort or ("" if text else "year" if is_large(view.published) else "newest"),
        descending=descending or (not sort and is_large(view.published)),
    )


def _choose_indicator(names: dict[str, str]) -> str | None:
    return st.selectbox(
        "指标",
        ["none", *names],
        index=None,
        key="indicator",
        bind="query-params",
        width=240,
        placeholder="全部指标",
        format_func={"none": NO_INDICATOR, **names}.__getitem__,
    )


def _table(found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "报告原文": found["printed"],
            "所指": found["label"],
            "指标": found["name_zh"].fillna("—"),
            "机构": found["agency"],
            "年份": found["year"].astype(str),
            "性质": found["measure"].map(words.MEASURES),
            "限定": ["，".join(limits(row)) for row in records(found)],
            "来源": [url if is_web_address(url) else None for url in found["url"]],
            "报告": found["title"],
        }
    )


def _download(view: View, asked: FigureList, total: int) -> None:
    def content() -> pd.DataFrame:
        found = figures(view.published, view.filters, replace(asked, page=1, page_size=MOST_EXPORTED))
        table = _table(found)
        table.insert(1, "数值", found["value"])
        table.insert(2, "单位", found["unit"])
        table.insert(3, "口径", found["scope"].map(SCOPE_TEXT))
        table = table.assign(期间起=found["period_start"], 期间止=found["period_end"])
        return table.assign(报告编号=found["report_id"], 数字编号=found["figure_id"].astype(str))

    if total > MOST_EXPORTED:
        say.caption(f"一次最多取走{plain(MOST_EXPORTED)}个。")
    offer_table(view, content, "数据与出处")


def _report_list(view: View) -> None:
    found = reports(view.published, view.filters)
    if found.empty:
        nothing_here(view, "报告")
        return
    table = pd.DataFrame(
        {
            "年份": found["year"].astype(str),
            "机构": found["agency"],
            "报告": found["title"],
            "类型": found["kind"].map(words.KINDS),
            "范围": found["extent"].map(words.EXTENTS),
            "原文在本机": found["has_document"].map({True: "是", False: "否"}),
            "来源": [url if is_web_address(url) else None for url in found["url"]],
        }
    )
    everything = counts(view.published, view.filters)["reports"]
    listed = f"，列出最近的{len(table)}份" if len(table) < everything else ""
    say.caption(f"{plain(everything)}份报告{listed}。只有读了全文的报告，才会说某项“未披露”。")
    show_rows(
        table,
        height=620,
        alt="报告列表",
        placeholder=NO_ADDRESS,
        column_config={"来源": st.column_config.LinkColumn(display_text="打开", width="small")},
    )


def _definitions(view: View) -> None:
    known = indicators(view.published)
    table = pd.DataFrame(
        {
            "主题": known["theme"].map(words.THEMES),
            "指标": known["name_zh"],
            "单位": known["unit"],
            "定义": known["definition"],
            "计入": ["；".join(entries) for entries in known["counts"]],
            "不计入": ["；".join(entries) for entries in known["excludes"]],
        }
    )
    show_rows(
        table,
        height="content",
        row_height=64,
        alt="指标定义",
        column_config={
            **{name: st.column_config.TextColumn(width="small") for name in ("主题", "单位")},
            **{name: st.column_config.TextColumn(width=260) for name in ("定义", "计入", "不计入")},
        },
    )
