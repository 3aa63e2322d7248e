"""Agencies typed or pasted into the table of reports: what they mean is told before they are saved."""

from typing import Any

import streamlit as st

from dashboard import say
from dashboard.work.register import of_another, with_agencies
from etl.ledger.items import Report
from etl.ledger.registered import registered

_NAMED = 6  # reports in one warning
_LINE = "  \n"  # Markdown's end of a line


def agencies_entered(
    changed: dict[int, dict[str, Any]], reports: list[Report]
) -> tuple[dict[int, dict[str, Any]], bool]:
    """The corrections with the agencies that were meant, which are told; and whether they may be saved: where
    a report names another agency itself, a person says first that it is not a slip of rows."""
    if not any("agency" in fields for fields in changed.values()):
        return changed, True
    names = registered()
    changed, meant = with_agencies(changed, reports, names)
    say.caption(_LINE.join(meant))
    others = of_another(changed, reports, names)
    if not others:
        return changed, True
    more = [f"还有 {len(others) - _NAMED} 份"] if len(others) > _NAMED else []
    said = [f"{len(others)} 份报告写的是另一个机构，是否错了行？", *others[:_NAMED], *more]
    say.warning(_LINE.join(said))
    return changed, st.checkbox("没有错行，就按填的机构保存", key=f"sure-{hash(tuple(others))}")
