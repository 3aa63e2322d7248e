"""The page 导入: files in, what is known of them corrected, on to their review."""

from collections.abc import Iterator
from html import escape
from itertools import chain

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import say
from dashboard.words import KINDS, LEVELS
from dashboard.work.access import acting
from dashboard.work.entered import agencies_entered
from dashboard.work.frame import do, work_page
from dashboard.work.reading import visits_reader
from dashboard.work.register import (
    CONFIRM,
    SHOWN,
    confirmations,
    corrections,
    register_table,
    reports_shown,
    said_as_here,
)  # fmt: skip
from dashboard.work.roles import Role
from dashboard.work.setaside import set_aside
from dashboard.work.uploads import forget_uploads
from etl.importing import Outcome, Source, import_sources, reextract, sources_of_upload
from etl.ledger import Ledger
from etl.ledger.errors import InvalidDecision
from etl.ledger.items import Report
from etl.ledger.metadata import checked, label_of, to_confirm
from etl.ledger.registered import registered
from etl.ledger.reports import describe, list_reports
from etl.limits import MEGABYTE, Limits
from etl.publishing.losses import working_ledger

RESULTS = {"imported": "已导入", "new_version": "新版本", "known": "已有", "refused": "未导入"}
HOW = (
    "由程序从文件中读出，可直接改（双击格子，或按 Enter）：可从表格软件粘贴一列，也可拖格子右下角往下填"
    "（或选中几格按 Ctrl+D）。改好后保存。改了机构、年份、类型或期间，数字会重新提取，已作的决定保留。"
    "待确认的是程序猜的：对的请勾“确认”，不对的直接改；确认之前不会发布。"
)
# What the figures depend on: they are found anew when one of these is corrected.
_CONTEXT = {"agency", "kind", "year", "period_start", "period_end", "level", "province", "city", "district"}
_OUTCOMES, _ROUND = "import-outcomes", "import-round"


def importing_page() -> None:
    work_page("importing", _draw)


def _draw(row: DeltaGenerator) -> None:
    ledger = working_ledger()
    _drop_files(ledger)
    _say_outcomes()
    _register(ledger)


def _drop_files(ledger: Ledger) -> None:
    size = Limits.from_environment().file_bytes // MEGABYTE
    files = st.file_uploader(
        "把报告拖到下面，可以一次拖入很多。支持 Word、WPS、PDF、OFD、Excel、CSV、网页、文本和 ZIP 压缩包，"
        f"每个文件不超过 {int(size)} MB。",
        accept_multiple_files=True,
        max_upload_size=size,
        key=f"import-files-{st.session_state.get(_ROUND, 0)}",
    )
    if files:
        visits_reader().start()
    if files and st.button(f"导入这 {len(files)} 个文件", type="primary"):
        _import(ledger, files, acting(Role.REVIEWER))
        forget_uploads()
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def _import(ledger: Ledger, files: list, who: str) -> None:
    """Import the uploaded files with progress; a ZIP archive counts as one step.

    Each outcome is remembered as it comes: what was done is told even where the rest is not.
    """
    outcomes: list[Outcome] = []
    st.session_state[_OUTCOMES] = outcomes
    with st.status(f"正在导入 {len(files)} 个文件…", expanded=True):
        bar, line = st.progress(0.0), st.empty()

        def told() -> Iterator[Source]:
            for done, file in enumerate(files):
                for source in sources_of_upload(file.name, file.getvalue()):
                    line.text(f"第 {done + 1} 个，共 {len(files)} 个：{source.name}")
                    yield source
                bar.progress((done + 1) / len(files))

        with visits_reader() as reader:  # one for all
            outcomes.extend(import_sources(ledger, told(), who, reader=reader))


def _say_outcomes() -> None:
    outcomes: list[Outcome] = st.session_state.get(_OUTCOMES, [])
    if not outcomes:
        return
    counts = {result: sum(o.result == result for o in outcomes) for result in RESULTS}
    said = "，".join(f"{RESULTS[result]} {count}" for result, count in counts.items() if count)
    say.subheader(f"这次：{said}")
    st.html(outcomes_html(outcomes))
    fresh = [o.report for o in outcomes if o.result in ("imported", "new_version")]
    with st.container(horizontal=True):
        if fresh and st.button("开始审核", type="primary"):
            st.switch_page("pages/review.py", query_params={"report": str(fresh[0])})
        st.button("收起这次的结果", on_click=lambda: st.session_state.pop(_OUTCOMES, None), type="tertiary")


def outcomes_html(outcomes: list[Outcome]) -> str:
    """What became of each file, first those that were refused, then those that ask something; escaped."""
    ordered = sorted(outcomes, key=lambda o: (o.result != "refused", not (o.missing or o.noted)))
    entries = (f'<li class="{o.result}"><b>{RESULTS[o.result]}</b>{escape(o.message)}</li>' for o in ordered)
    return f'<ul class="ec-outcomes" tabindex="0" aria-label="每个文件的结果">{"".join(entries)}</ul>'


def _register(ledger: Ledger) -> None:
    """The reports of the ledger with what is known of them, to be corrected in place."""
    everything = list_reports(ledger, all_versions=True)
    if not everything:
        return
    just_now = [o.report for o in st.session_state.get(_OUTCOMES, []) if o.report is not None]
    offered = SHOWN if just_now else {name: text for name, text in SHOWN.items() if name != "now"}
    first = next(name for name in offered if reports_shown(everything, name, just_now) or name == "current")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader("报告信息", anchor=False)
        which = st.segmented_control(
            "显示", list(offered), default=first, required=True,
            format_func=offered.__getitem__,
            key=f"register-{bool(just_now)}", label_visibility="collapsed",
        )  # fmt: skip
    reports = reports_shown(everything, which, just_now)
    if reports:
        _edit(ledger, reports, which)
    else:
        st.caption("没有这样的报告。")
    set_aside(ledger, everything)


def _edit(ledger: Ledger, reports: list[Report], which: str) -> None:
    st.caption(HOW)
    table = register_table(reports)
    generation = sum(report.revision for report in reports)
    edited = st.data_editor(
        table,
        key=f"register-table-{which}-{len(reports)}-{generation}",
        hide_index=True,
        disabled=["待补充", "程序猜测", "文件", "待核对", "审核"],
        column_config={
            "类型": st.column_config.SelectboxColumn(options=["", *KINDS.values()]),
            "层级": st.column_config.SelectboxColumn(options=["", *LEVELS.values()]),
            "年份": st.column_config.TextColumn(width="small"),
            CONFIRM: st.column_config.CheckboxColumn(width="small", help="程序猜的都对"),
            **dict.fromkeys(("机构", "文件"), st.column_config.TextColumn(width=150)),
            **dict.fromkeys(("待补充", "程序猜测"), st.column_config.TextColumn(width=225)),
            "标题": st.column_config.TextColumn(width=260),
            "待核对": st.column_config.NumberColumn(width="small"),
            "审核": st.column_config.LinkColumn(display_text="去审核", width="small"),
        },
    )
    changed = corrections(table, edited)
    changed, sure = agencies_entered(changed, reports)
    for line in confirmations(reports, edited):
        changed.setdefault(line, {})["guessed"] = {}
    guessed = [report for report in reports if to_confirm(report.known)]
    if not _CONTEXT.isdisjoint(chain.from_iterable(changed.values())):
        visits_reader().start()
    with st.container(horizontal=True):
        if changed and st.button(
            f"保存 {len(changed)} 份报告的更正和确认", type="primary", disabled=not sure
        ):
            with st.spinner("正在保存…"):
                do(lambda: _save(ledger, [(reports[line], fields) for line, fields in changed.items()]))
        if guessed and not changed and st.button(f"全部确认：这 {len(guessed)} 份程序猜的都对"):
            do(lambda: _save(ledger, [(report, {"guessed": {}}) for report in guessed]))


def _save(ledger: Ledger, changes: list[tuple[Report, dict]]) -> str:
    """Save the corrections, or none of them where one cannot be; figures are found anew where it matters."""
    who = acting(Role.REVIEWER)
    _refuse(changes)
    names = registered()
    for report, changed in changes:
        describe(ledger, report.id, changed, who, report.revision, names)
    again = [report.id for report, changed in changes if _CONTEXT & set(changed)]
    with visits_reader() as reader:
        troubles = [trouble for _, trouble in reextract(ledger, again, who, reader) if trouble]
    if troubles:
        raise troubles[0]
    return f"已保存 {len(changes)} 份报告的更正和确认。"


def _refuse(changes: list[tuple[Report, dict]]) -> None:
    """Raise InvalidDecision where a correction cannot be; what was typed stays in the table then."""
    faults = []
    for report, changed in changes:
        try:
            checked(report.known, changed)
        except InvalidDecision as fault:
            faults.append(f"“{label_of(report)}”：{said_as_here(str(fault))}")
    if faults:
        raise InvalidDecision(f"没有保存，请先改好这 {len(faults)} 份：{'；'.join(faults)}")
