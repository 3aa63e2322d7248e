"""Reports set aside and put back, and versions of a report parted and joined: a popover of the page 导入."""

import streamlit as st

from dashboard.work.access import acting
from dashboard.work.frame import do
from dashboard.work.roles import Role
from etl.ledger import Ledger
from etl.ledger.items import Report
from etl.ledger.metadata import label_of
from etl.ledger.reports import arrived_as, describe, join, restore, withdraw


def set_aside(ledger: Ledger, reports: list[Report]) -> None:
    with st.popover("撤下、恢复，或分开一份报告的两版"):
        chosen = st.selectbox(
            "报告", reports, index=None, placeholder="选一份",
            format_func=lambda r: f"{label_of(r)}（第 {r.version} 版{'，已撤下' if r.withdrawn else ''}）",
        )  # fmt: skip
        if chosen is None:
            st.caption("撤下的报告保留在台账里，不再发布，随时可以恢复。")
        elif chosen.withdrawn:
            if st.button("恢复"):
                do(lambda: _restore(ledger, chosen))
        else:
            _versions(ledger, chosen)
            reason = st.text_input("为什么撤下")
            if st.button("撤下"):
                do(lambda: _withdraw(ledger, chosen, reason))


def _versions(ledger: Ledger, report: Report) -> None:
    """Say that a report is no version of the one that it supersedes, or that it is one of a namesake."""
    arrived = arrived_as(ledger, report)
    if arrived.before is not None:
        said = f"它是“{arrived.before.file_name}”的新版，沿用了 {arrived.carried} 个决定。"
        st.text(said)
        if st.button("不是同一份报告，分开"):
            do(lambda: _part(ledger, report))
    elif arrived.namesakes:
        st.text(f"与“{'”、“'.join(arrived.namesakes)}”的机构、类型、期间相同。")
        if st.button("是同一份报告，并为一份"):
            do(lambda: _join(ledger, report))


def _part(ledger: Ledger, report: Report) -> str:
    describe(ledger, report.id, {"version_of": "apart"}, acting(Role.REVIEWER), report.revision)
    return "已分开：两份各自发布，沿用的决定已收回。"


def _join(ledger: Ledger, report: Report) -> str:
    join(ledger, report.id, acting(Role.REVIEWER), report.revision)
    return "已并为一份，文字未变的决定沿用了。"


def _withdraw(ledger: Ledger, report: Report, reason: str) -> str:
    withdraw(ledger, report.id, acting(Role.REVIEWER), reason, report.revision)
    return f"已撤下“{label_of(report)}”。"


def _restore(ledger: Ledger, report: Report) -> str:
    restore(ledger, report.id, acting(Role.REVIEWER), report.revision)
    return f"已恢复“{label_of(report)}”。"
