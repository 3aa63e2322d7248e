"""雷同: rows of `likeness`, and for two reports their texts side by side."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard import say
from dashboard.data.store import Published
from dashboard.drawing.marks import joined_ids
from dashboard.figure_panel import badges_html, is_web_address
from dashboard.frame import show_rows, table_height
from dashboard.numbers import is_missing, percent
from dashboard.opened import OPENED, SAID, next_generation, selection_key
from dashboard.queries.likeness import figures_of_report, likeness, likeness_counts
from dashboard.queries.reports import reports_by_id
from dashboard.records import records
from dashboard.screens.quality.kinds import TABLE, chosen_kinds, counted
from dashboard.screens.quality.pairing import Beside, Part, beside, said
from dashboard.take_away import offer_table
from dashboard.view import View

KINDS = {
    "earlier": "与往年相同",
    "elsewhere": "与别处相同",
    "twice": "重复登记",
    "address": "一址多机构",
    "unchanged": "多年不变",
}
MOST_ROWS = 150
_PAIR = "opened_pair"
_LEGEND = (
    '<p class="ec-of"><mark class="ec-same">有底色</mark>：两份一样　'
    '<b class="ec-differs">有下划线</b>：不一样</p>'
)


def alike_tab(view: View) -> None:
    """The tab: what is alike, by kind; a row opens both texts or the figures."""
    say.caption(
        "雷同不等于照抄：先看原文。比的是写有数字的句子和数字本身；通行的话、表格的格式不算，小于10的数字不算。"
        "人员、队伍等存量多年不变可能属实。"
    )
    there = likeness_counts(view.published, view.filters)
    if not there:
        st.info("当前筛选下没有雷同的报告、共用的网址或多年不变的数字。")
        return
    kinds = chosen_kinds(there, KINDS, "alike")
    shown = likeness(view.published, view.filters, kinds)
    of_all = counted(len(shown), sum(there[kind] for kind in kinds))
    say.caption(f"{of_all}，最相像的在前。点选一行，并排看两份报告；多年不变的，看这些数字。")
    key, rows = selection_key("table-alike"), records(shown)
    show_rows(
        alike_table(shown),
        key=key,
        on_select=lambda: _open(key, rows),
        selection_mode="single-row",
        height=table_height(len(shown), TABLE),
        column_config={"说明": st.column_config.TextColumn(width="large")},
        alt="雷同的报告、共用的网址、多年不变的数字",
    )
    offer_table(
        view, lambda: alike_table(shown).assign(报告编号=shown["report_id"].to_list()), "数据质量-雷同"
    )
    if pair := st.session_state.pop(_PAIR, None):
        pair_dialog(view.published, pair)


def alike_table(found: pd.DataFrame) -> pd.DataFrame:
    """Rows of `queries.likeness` as the page shows them."""
    return pd.DataFrame(
        {
            "类别": found["kind"].map(KINDS).to_list(),
            "机构": found["agency"].to_list(),
            "年份": found["year"].astype(str).to_list(),
            "与谁": [
                "本机构" if other == own else other or "—"
                for own, other in zip(found["agency"], found["other_agency"], strict=True)
            ],
            "文字相同": [_percent(share) for share in found["text_share"]],
            "数字相同": [_percent(share) for share in found["number_share"]],
            "指标": found["name_zh"].fillna("—").to_list(),
            "说明": found["explanation"].to_list(),
        }
    )


def _percent(share: float | None) -> str:
    return "—" if share is None or is_missing(share) else percent(share, 1, 0)


def _open(key: str, rows: list[dict]) -> None:
    """Callback: remember what the chosen row leads to."""
    chosen = st.session_state[key]["selection"]["rows"]
    if not chosen or chosen[0] >= len(rows):
        return
    row = rows[chosen[0]]
    if row["other_id"]:
        st.session_state[_PAIR] = row
    else:
        st.session_state[OPENED] = joined_ids(row["figure_ids"])
        st.session_state[SAID] = row["explanation"]


@st.dialog("并排看两份报告", width="large", on_dismiss=lambda: next_generation())
def pair_dialog(published: Published, row: dict) -> None:
    """Both reports: what they say with numbers in it, alike marked; `row` is one of `queries.likeness`."""
    shares = [(name, _percent(row[f"{part}_share"])) for part, name in (("number", "数字"), ("text", "文字"))]
    measured = "，".join(f"{name}{share}相同" for name, share in shares if share != "—")
    say.caption(f"{KINDS[row['kind']]}{f'（{measured}）' if measured else ''}：{row['explanation']}")
    if published.stamp:
        st.html(badges_html([published.stamp]))
    ids = [row["report_id"], row["other_id"]]
    known = {about["report_id"]: about for about in records(reports_by_id(published, ids))}
    texts = []
    for column, about in zip(st.columns(2), (known[each] for each in ids), strict=True):
        figures = records(figures_of_report(published, about["report_id"]))
        texts.append(said(figures))
        with column:
            _show_head(about, figures)
    rows = beside(*texts)
    if not rows:
        st.info("两份报告都没有收入数字，没有可以并排的文字。")
        return
    st.html(_LEGEND)
    st.html(pairs_html(rows[:MOST_ROWS], [known[each]["title"] for each in ids]))
    if len(rows) > MOST_ROWS:
        say.caption(f"只列前{MOST_ROWS}处，另有{len(rows) - MOST_ROWS}处。")


def _show_head(about: dict, figures: list[dict]) -> None:
    st.html(
        f'<div class="ec-of-title">{escape(about["title"])}</div>'
        f'<div class="ec-of">{escape(about["agency"])} · {about["year"]}年</div>'
    )
    if is_web_address(about["url"]):
        st.link_button("打开来源网页", about["url"])
    else:
        st.caption("这份报告没有登记网址。")
    if not any(figure["sentence"] for figure in figures):
        st.caption("原文不在这里，下面只有数字和所指。")
    else:
        st.caption("下面是写有数字的句子，不是全文。")


def pairs_html(rows: list[Beside], titles: list[str]) -> str:
    """The sentences in two columns, on a narrow screen one under the other; escaped throughout."""
    cells = (
        f'<div class="ec-pair">{_cell(row.left, titles[0])}{_cell(row.right, titles[1])}</div>'
        for row in rows
    )
    return f'<div class="ec-pairs">{"".join(cells)}</div>'


def _cell(parts: tuple[Part, ...], title: str) -> str:
    if not parts:
        return f'<div data-of="{escape(title)}" class="ec-nothing">没有相应的句子</div>'
    shown = "".join(
        f'<mark class="ec-same">{_text(part)}</mark>'
        if part.same
        else f'<b class="ec-differs">{_text(part)}</b>'
        for part in parts
    )
    return f'<div data-of="{escape(title)}">{shown}</div>'


def _text(part: Part) -> str:
    return escape(part.text.replace("\t", " ｜ "))
