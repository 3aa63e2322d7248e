"""The page 审核: the reports that wait, and the one that is under review (its number is in the address)."""

import time
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import say, words
from dashboard.data.store import StoreError, open_published
from dashboard.frame import table_height
from dashboard.numbers import number_in_address
from dashboard.work.access import AccessDenied, acting
from dashboard.work.frame import note, work_page
from dashboard.work.review.asks import Conversation
from dashboard.work.review.pane import asks_of, review_pane
from dashboard.work.review.payload import document_of, local_time, state_of
from dashboard.work.roles import Role
from etl.data.rules import data_folder, rulebook
from etl.engine.errors import EnforcementCompareError
from etl.ledger import Ledger
from etl.ledger.carry import Change, changes_of
from etl.ledger.doubts import FirstLook, first_look
from etl.ledger.errors import UnknownReport
from etl.ledger.items import Report, Review
from etl.ledger.metadata import label_of
from etl.ledger.reports import get_report, list_reports
from etl.ledger.review import open_review
from etl.ledger.risk import LEARNT, learnt_of
from etl.publishing.losses import working_ledger

PAGE = "pages/review.py"
LOOK_AGAIN = 10  # seconds after which decisions of others are looked for
QUICK = 0.6  # seconds: what takes less is done again with each decision
_LOOKED = "review-first-look"


@dataclass(frozen=True)
class Looked:
    """A first look at a document, at which revision it was taken, and how long that took."""

    about: tuple
    revision: int
    look: FirstLook
    seconds: float

    def holds(self, review: Review, about: tuple) -> bool:
        """Whether it need not be taken again: each decision may settle another figure's doubt, too.

        Where that takes long, once while the document is under review; but what was decided then and waits
        again has no doubts in it.
        """
        if (
            self.about != about
            or not {i.key for i in review.items if i.status == "extracted"} <= self.look.doubts.keys()
        ):
            return False
        return self.revision == review.revision or self.seconds >= QUICK


def review_page() -> None:
    work_page("review", _draw)


def _draw(row: DeltaGenerator) -> None:
    ledger = working_ledger()
    asked = st.query_params.get("report", "")
    number = number_in_address(asked)
    if number is not None:
        _document(ledger, number, row)
    elif asked:
        raise UnknownReport(f"台账中没有编号为 {asked[:40]} 的报告")
    else:
        _list(ledger)


def _list(ledger: Ledger) -> None:
    reports = list_reports(ledger)
    if not reports:
        st.info("台账里还没有报告。先到“导入”页把报告拖进来。")
        if st.button("去导入"):
            st.switch_page("pages/importing.py")
        return
    waiting = sum(report.figures - report.reviewed for report in reports)
    say.caption(f"{len(reports)} 份报告，{waiting:,} 个数字待核对。点选一行开始。")
    reports.sort(key=lambda report: report.figures == report.reviewed)
    st.dataframe(
        report_table(reports),
        key="review-list",
        hide_index=True,
        on_select=lambda: _open(reports),
        selection_mode="single-row",
        height=table_height(len(reports), 640),
        column_config={"进度": st.column_config.ProgressColumn(format="percent", width="small")},
    )
    if "review-open" in st.session_state:
        _go_to(st.session_state.pop("review-open"))


def report_table(reports: list[Report]) -> pd.DataFrame:
    """The reports of the ledger, a line each."""
    return pd.DataFrame(
        {
            "报告": [label_of(report) for report in reports],
            "机构": [report.known["agency"] or "—" for report in reports],
            "年份": [str(report.known["year"] or "—") for report in reports],
            "类型": [words.KINDS.get(report.known["kind"], "—") for report in reports],
            "进度": [report.reviewed / report.figures if report.figures else 1.0 for report in reports],
            "待核对": [report.figures - report.reviewed for report in reports],
            "待补充": ["、".join(report.missing) for report in reports],
            "导入": [f"{local_time(report.imported_at)} {report.imported_by}" for report in reports],
        }
    )


def _open(reports: list[Report]) -> None:
    rows = st.session_state["review-list"]["selection"]["rows"]
    if rows:
        st.session_state["review-open"] = reports[rows[0]].id


def _go_to(report: int | None) -> None:
    st.switch_page(PAGE, query_params={"report": str(report)} if report else {})


def _document(ledger: Ledger, number: int, row: DeltaGenerator) -> None:
    report = get_report(ledger, number)
    with row:
        _heading(ledger, report)
    _changes(ledger, report)
    if learnt_of(data_folder()) is None:
        missing = f"没有 {data_folder() / LEARNT}（数据目录较旧）"
        say.caption(f"{missing}，数字按存疑轻重排序；从版本库的 data/ 取回它后，按出错的可能排序。")
    _pane(ledger, number)


def _changes(ledger: Ledger, report: Report) -> None:
    """What the version before was reviewed to say and this one does not, old beside new."""
    if report.supersedes is None or not (changes := changes_of(ledger, report.id)):
        return
    with st.expander(f"与已核对的上一版相比，{len(changes)} 处变了；没有变的，沿用了上一版的决定"):
        st.dataframe(changes_table(changes), hide_index=True, alt="与上一版不同的数字")


def changes_table(changes: list[Change]) -> pd.DataFrame:
    """Each figure of the version before that has changed, and what stands in its place."""
    names = {key: indicator.name_zh for key, indicator in rulebook().indicators.items()}
    return pd.DataFrame(
        {
            "指标": [names.get(each.before.fields["indicator"], "—") for each in changes],
            "所指": [each.before.fields["label"] for each in changes],
            "上一版": [each.before.fields["printed"] for each in changes],
            "这一版": [each.after.fields["printed"] if each.after else "没有找到" for each in changes],
            "上一版的句子": [each.sentence for each in changes],
            "这一版的句子": [each.sentence_after for each in changes],
        }
    )


def _heading(ledger: Ledger, report: Report) -> None:
    known = report.known
    about = [known["agency"], str(known["year"] or ""), words.KINDS.get(known["kind"], ""), report.file_name]
    warnings = [f"发布前请到“导入”页补充或确认：{'、'.join(report.missing)}"] if report.missing else []
    if report.withdrawn:
        warnings.append("已撤下，不会发布；可在“导入”页恢复")
    elif not report.current:
        warnings.append("有更新的版本，发布以新版为准")
    st.html(heading_html(label_of(report), [part for part in about if part], warnings))
    if st.button("所有报告", type="tertiary"):
        _go_to(None)
    if st.button("下一份待核对", shortcut="G"):
        _next_report(ledger, report)


def heading_html(title: str, about: list[str], warnings: list[str]) -> str:
    """The report's name and what is known of it; escaped throughout."""
    warned = "".join(f'<span class="ec-badge">{escape(warning)}</span>' for warning in warnings)
    said = f'<div class="ec-of">{escape(" · ".join(about))} {warned}</div>'
    return f'<div class="ec-of-title">{escape(title)}</div>{said}'


def _next_report(ledger: Ledger, report: Report) -> None:
    waiting = [r for r in list_reports(ledger) if r.reviewed < r.figures and r.id != report.id]
    if not waiting:
        note("没有别的报告待核对了。", "info")
        st.rerun()
    _go_to(next((r.id for r in waiting if r.id < report.id), waiting[0].id))


@st.fragment(run_every=LOOK_AGAIN)
def _pane(ledger: Ledger, number: int) -> None:
    """The document; drawn again by itself after each decision and every few seconds."""
    try:
        acting(Role.REVIEWER)
        _converse(ledger, number)
    except AccessDenied:
        st.rerun()  # the page says why
    except EnforcementCompareError as trouble:
        say.error(str(trouble))


def _converse(ledger: Ledger, number: int) -> None:
    key = f"review-{number}"
    conversation = st.session_state.setdefault(f"{key}-asks", Conversation())
    conversation.hear(ledger, number, asks_of(key))
    review = open_review(ledger, number)
    review_pane(
        document_of(review),
        state_of(review, _first_look(ledger, review)),
        list(conversation.answers.values()),
        key,
    )


def _first_look(ledger: Ledger, review: Review) -> FirstLook:
    try:
        published = open_published().path
    except StoreError:
        published = None
    about = (review.report.id, review.report.engine, published)
    kept = st.session_state.get(_LOOKED)
    if kept is None or not kept.holds(review, about):
        began = time.monotonic()
        changed = {change.after.key for change in changes_of(ledger, review.report.id) if change.after}
        look = first_look(review, published, changed)
        kept = Looked(about, review.revision, look, time.monotonic() - began)
        st.session_state[_LOOKED] = kept
    return kept.look
