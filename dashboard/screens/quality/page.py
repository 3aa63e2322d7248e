"""数据质量: stated against recomputed, what is alike, outliers, what fits no indicator, what nobody has seen.

Disagreements come first. Each row opens the figures it is about.
"""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import say, words
from dashboard.drawing.marks import joined_ids
from dashboard.frame import page_title, show_cards, show_open_tab, show_rows, show_table, table_height
from dashboard.numbers import percent, plain
from dashboard.opened import OPENED, selection_key
from dashboard.queries import check_counts, counts, outliers, quality_checks, review_state
from dashboard.queries.likeness import likeness_counts
from dashboard.queries.unsorted import figure_ids_of, labels_without_indicator
from dashboard.screens.quality.alike import KINDS as ALIKE
from dashboard.screens.quality.alike import alike_tab
from dashboard.screens.quality.kinds import TABLE, chosen_kinds, counted
from dashboard.screens.quality.tables import KINDS, checks_table, outlier_table
from dashboard.take_away import offer_table
from dashboard.view import View, current_view


def quality_page() -> None:
    view = current_view()
    page_title(view, "数据质量")
    checks = check_counts(view.published, view.filters)
    _cards(view, checks)
    tabs = {
        "核对": _checks,
        "雷同": alike_tab,
        "离群": _outliers,
        "未归入指标": _unsorted,
        "核对进度": _review,
    }
    show_open_tab({name: partial(draw, view) for name, draw in tabs.items()}, "quality")


def _cards(view: View, checks: pd.DataFrame) -> None:
    total = checks[["disagree", "undecided", "agree"]].sum()
    held = counts(view.published, view.filters)
    figures = held["figures"]
    alike = likeness_counts(view.published, view.filters)
    show_cards(
        (
            (
                "不一致",
                f"{plain(total['disagree'])}处",
                _of_kinds(checks, "disagree") or "核对过的没有不一致",
            ),
            ("不能判定", f"{plain(total['undecided'])}处", "分项可能没有列全或有重叠，两处未必说同一件事"),
            ("一致", f"{plain(total['agree'])}处", _of_kinds(checks, "agree") or "没有可核对的数字"),
            (
                "雷同、不变",
                f"{plain(sum(alike.values()))}处",
                "、".join(f"{name}{alike[kind]}处" for kind, name in ALIKE.items() if kind in alike)
                or "没有雷同的报告或多年不变的数字",
            ),
            (
                "未归入指标",
                percent(held["without_indicator"], figures),
                f"{plain(figures)}个数字中{plain(held['without_indicator'])}个，都保留",
            ),
            (
                "未经人工核对",
                percent(figures - held["reviewed"], figures),
                f"{plain(figures - held['reviewed'])}个数字由程序提取，尚无人核对"
                if figures > held["reviewed"]
                else "数字都经人工核对",
            ),
        )
    )


def _of_kinds(checks: pd.DataFrame, answer: str) -> str:
    """Of which kinds those are: 同比5处、合计与分项66处; `answer` is a column of `queries.check_counts`."""
    counted = checks[checks[answer] > 0]
    return "、".join(
        f"{KINDS[kind]}{plain(number)}处"
        for kind, number in zip(counted["kind"], counted[answer], strict=True)
    )


def _checks(view: View) -> None:
    there = check_counts(view.published, view.filters).set_index("kind").sum(axis=1)
    if there.empty:
        st.info("当前筛选下没有可核对的数字：报告没有同时写明合计与分项、占比与其分子分母。")
        return
    kinds = chosen_kinds(set(there.index), KINDS, "kind")
    shown = quality_checks(view.published, view.filters, kinds)
    of_all = counted(len(shown), int(there[kinds].sum()))
    say.caption(f"{of_all}，不一致的在前。点选一行，查看所涉及的数字与出处。")
    show_table(
        checks_table(shown),
        [joined_ids(ids) for ids in shown["figure_ids"]],
        "checks",
        said=shown["explanation"].to_list(),
        height=table_height(len(shown), TABLE),
        column_config={"说明": st.column_config.TextColumn(width="large")},
        alt="核对结果",
    )
    offer_table(view, lambda: _sourced(checks_table(shown), shown), "数据质量-核对")


def _outliers(view: View) -> None:
    say.caption(
        "与同一指标、同一年、同口径、同层级、同样期间的机构相比，按对数算的稳健偏离超过3.5，且同类不少于8个。"
        "离群不等于有错：值得看一眼原文。"
    )
    found = outliers(view.published, view.filters)
    if found.empty:
        st.info("当前筛选下没有离群的数字，或同类机构不足8个，无从比较。")
        return
    show_table(
        outlier_table(found),
        [joined_ids(ids) for ids in found["figure_ids"]],
        "outliers",
        height=table_height(len(found), TABLE),
        alt="与同类相比偏离较大的数字",
    )
    offer_table(view, lambda: _sourced(outlier_table(found), found), "数据质量-离群")


def _sourced(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The table with the report of each row, for the sources sheet."""
    return table.assign(报告编号=rows["report_id"].to_list())


def _unsorted(view: View) -> None:
    found = labels_without_indicator(view.published, view.filters)
    if found.empty:
        st.info("当前筛选下每个数字都归入了指标。")
        return
    st.caption("没有指标可归的数字也保留着；常见的几种可考虑立为新指标。点选一行，查看这些数字。")
    table = pd.DataFrame(
        {
            "所指": found["label"],
            "单位": found["unit"],
            "性质": found["measure"].map(words.MEASURES),
            "数字": found["figures"],
            "机构": found["agencies"],
        }
    )
    show_table(
        table,
        [joined_ids(ids) for ids in found["figure_ids"]],
        "unsorted",
        height=table_height(len(table), TABLE),
        alt="没有指标的数字所指",
    )
    offer_table(view, lambda: table, "数据质量-未归入指标")


def _review(view: View) -> None:
    found = review_state(view.published, view.filters)
    if found.empty:
        st.info("当前筛选下没有数字。")
        return
    unseen = int((found["figures"] - found["reviewed"]).sum())
    say.caption(
        (f"{plain(unseen)}个数字尚未经人工核对。" if unseen else "所有数字都经人工核对。")
        + "点选一行，查看该机构当年的数字（最多30个，未核对的在前）。"
    )
    table = pd.DataFrame(
        {
            "机构": found["agency"],
            "年份": found["year"].astype(str),
            "数字": found["figures"].astype(int),
            "已核对": found["reviewed"].astype(int),
            "未归入指标": found["without_indicator"].astype(int),
            "未核对占比": found["unreviewed_share"].astype(float) * 100,
        }
    )
    key = selection_key("table-review")
    show_rows(
        table,
        key=key,
        height=table_height(len(table), TABLE),
        on_select=lambda: _open_year(view, key, found),
        selection_mode="single-row",
        column_config={
            "未核对占比": st.column_config.NumberColumn(format="%.0f%%"),
        },
        alt="各机构各年数字的核对进度",
    )
    offer_table(view, lambda: table, "数据质量-核对进度")


def _open_year(view: View, key: str, found: pd.DataFrame) -> None:
    """Callback: the figures of the chosen agency and year; asked for only now."""
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        chosen = found.iloc[rows[0]]
        ids = figure_ids_of(view.published, chosen["agency"], int(chosen["year"]))
        st.session_state[OPENED] = joined_ids(ids)
