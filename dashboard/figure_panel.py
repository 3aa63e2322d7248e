"""The panel that a mark leads to: its figures as printed, the report, the source, the sentence.

Text of documents is only ever shown escaped: whatever a report contains, it is text.
"""

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from urllib.parse import urlsplit

import streamlit as st

from dashboard import say, words
from dashboard.comparability import SCOPE_TEXT, badges, period_text
from dashboard.data.store import Published
from dashboard.drawing.copying import show_to_copy
from dashboard.links import agency_address
from dashboard.numbers import amount, is_missing, number_in_address
from dashboard.opened import OPENED, SAID, next_generation
from dashboard.queries.figures import figures_by_id
from dashboard.records import records
from dashboard.sentences import figure_sentence
from etl.engine.whole import DOUBTS

MOST_SHOWN = 30
NO_ADDRESS = "无网址"  # stands in a list where a report was registered without one
FETCH = "python -m etl fetch && make run"


def show_opened(published: Published) -> None:
    """Open the panel if a mark was clicked in this run; called once, at the end of app.py."""
    ids, said = st.session_state.pop(OPENED, ""), st.session_state.pop(SAID, "")
    if ids:
        figure_dialog(published, ids, said)


@st.dialog("数字与出处", width=620, position="right", on_dismiss=lambda: next_generation())
def figure_dialog(published: Published, ids: str, said: str = "") -> None:
    """The panel; `ids` are figure ids joined by commas, `said` a sentence that they are shown for."""
    if said:
        st.text(said)
    show_figures(published, ids)


def show_figures(published: Published, ids: str) -> None:
    """Each figure of `ids` (joined by commas), one under the other."""
    numbers = map(number_in_address, ids.split(","))
    wanted = [number for number in numbers if number is not None]
    figures = figures_by_id(published, wanted[:MOST_SHOWN])
    if figures.empty:
        st.info("这个数字不在当前版本的数据中，可能已被更正。请在“数据与出处”页重新查找。")
        return
    if len(figures) > 1:
        say.caption(
            f"这里涉及{len(wanted)}个数字，逐一列在下面"
            + (f"（只列前{MOST_SHOWN}个）。" if len(wanted) > MOST_SHOWN else "。")
        )
    for row in records(figures):
        with st.container(border=len(figures) > 1):
            _show_figure(row, published.stamp)


def _show_figure(row: dict, stamp: str) -> None:
    """`stamp`: what the data want said of them; the sentence that is copied says it, too."""
    st.html(heading_html(row) + badges_html([*limits(row), *([stamp] if stamp else [])]))
    st.html(facts_html(facts(row), {"机构": agency_address(row["agency"])}))
    if row["sentence"]:
        st.html(sentence_html(row["sentence"], row["printed"], printed_at(row)))
    else:
        _say_how_to_fetch(row)
    st.caption("可直接引用的句子")
    show_to_copy(figure_sentence(row) + (f"【{stamp}】" if stamp else ""), str(row["figure_id"]))
    if is_web_address(row["url"]):
        st.link_button("打开来源网页", row["url"])
    else:
        st.caption("这份报告没有登记网址。")
    if row["indicator"]:
        with st.expander(say.escaped(f"指标定义：{row['name_zh']}")):
            show_definition(row)
    number = row["figure_id"]
    st.caption(f"数字编号 {int(number)} · [这个数字的链接](./figures?figure={int(number)})")


def _say_how_to_fetch(row: dict) -> None:
    """The document is not at hand: why there is no sentence, and how to have it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("原文不在本机，未附原句。")
        with st.popover("怎样取得原文"):
            st.text(f"报告编号：{row['report_id']}")
            if is_web_address(row["url"]):
                st.text("取来有网址的全部报告，再重新构建：")
                st.text(FETCH)
                st.text(
                    "或打开来源网页另存，放进报告文件夹（REPORTS_DIR，默认 data/reports）后运行 make run。"
                )
            else:
                st.text(
                    "没有登记网址：把文件放进报告文件夹（REPORTS_DIR，默认 data/reports）后运行 make run。"
                )


def show_definition(indicator: dict) -> None:
    """What an indicator counts and what it does not (name_zh, definition, counts, excludes)."""
    st.markdown(f"**{say.escaped(indicator['name_zh'])}**")
    st.text(indicator["definition"])
    for title, entries in (("计入", indicator["counts"]), ("不计入", indicator["excludes"])):
        if entries is not None and len(entries):
            st.text(f"{title}：" + "；".join(entries))


def limits(row: dict) -> list[str]:
    """What limits a figure, in words (it may be part of a whole, which a mark never is)."""
    mark = {**row, "derived": False, "conflict": False, "quoted": False, "from_superior": False}
    parts = [f"部分：{row[name]}" for name in ("sector", "part") if row[name]]
    return parts + [badge.text for badge in badges(mark)]


def facts(row: dict) -> dict[str, str]:
    """Where a figure comes from and what it covers, as terms and what they are."""
    worked_out = amount(row["value"], row["unit"]) if is_missing(row["value_high"]) else ""
    scope = row["body"] if row["scope"] == "other" and row["body"] else SCOPE_TEXT[row["scope"]]
    return {
        "机构": row["agency"],
        "折合": "" if worked_out.replace(",", "") == row["printed"].replace(",", "") else worked_out,
        "表头单位": row["heading_unit"],
        "能否代表全部": words.WHOLES.get(row["whole"], "未能证明是全部") if row["indicator"] else "",
        "疑点": "；".join(DOUBTS[code] for code in row["doubts"].split()),
        "性质": words.MEASURES[row["measure"]],
        "口径": scope,
        "期间": period_text(row),
        "报告": row["title"],
        "报告类型": f"{words.KINDS.get(row['kind'], row['kind'])}（{words.EXTENTS.get(row['extent'], '')}）",
        "章节": row["section"],
        "核对": words.STATUSES[row["status"]],
        "依据": rule_in_words(row["rule"]),
    }


def rule_in_words(rule: str) -> str:
    """Which rule decided the indicator, in words: penalties/6, table:penalties/total, reviewer."""
    if rule.startswith("table:"):
        return "表格的栏目"
    number = rule.rpartition("/")[2] if "/" in rule else ""
    known = {"": "", "reviewer": "人工判定", "structure": "行文结构"}
    return known.get(rule, f"指标规则第{number}条" if number.isdecimal() else "指标规则")


def heading_html(row: dict) -> str:
    """The number as printed, and what it counts."""
    label = row["label"] or row["name_zh"] or ""
    named = f"{label} · {row['name_zh']}" if row["name_zh"] and row["name_zh"] != label else label
    return f'<div class="ec-printed">{escape(row["printed"])}</div><div class="ec-of">{escape(named)}</div>'


def badges_html(badges: list[str]) -> str:
    return "".join(f'<span class="ec-badge">{escape(badge)}</span>' for badge in badges)


def facts_html(facts: dict[str, str], links: Mapping[str, str] = MappingProxyType({})) -> str:
    """A list of terms and what they are; entries without content are left out. `links`: term -> address."""

    def shown(term: str) -> str:
        said = escape(facts[term])
        return f'<a href="{escape(links[term])}">{said}</a>' if term in links else said

    rows = (f"<dt>{escape(term)}</dt><dd>{shown(term)}</dd>" for term, said in facts.items() if said)
    return f'<dl class="ec-facts">{"".join(rows)}</dl>'


def sentence_html(sentence: str, printed: str, at: int | None) -> str:
    """The sentence with `printed`, which begins at its character `at`, marked; escaped throughout.

    Where the offset does not fit, nothing is marked: better none than the wrong number.
    """
    if at is None or at < 0 or sentence[at : at + len(printed)] != printed:
        return f'<div class="ec-sentence">{_with_cells(sentence)}</div>'
    end = at + len(printed)
    marked = f"{_with_cells(sentence[:at])}<mark>{escape(printed)}</mark>{_with_cells(sentence[end:])}"
    return f'<div class="ec-sentence">{marked}</div>'


def _with_cells(text: str) -> str:
    """Text escaped; the cells of a table's row stay apart, so that 361 and 7 are not read as 3617."""
    return escape(text).replace("\t", '<span class="ec-tab">\t</span>')


def is_web_address(url: str | None) -> bool:
    """Only http(s) addresses become links: a report list may contain anything."""
    parts = urlsplit(url or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def printed_at(row: dict) -> int | None:
    """Where in its sentence a figure is printed; None where its document was not at hand."""
    return None if is_missing(row["mark_start"]) else int(row["mark_start"])
