"""One slide of one agency: its numbers of a year, how they moved, what it discloses, what does not add up."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.comparability import STATE_TEXT, year_on_year
from dashboard.queries import Filters, coverage, headlines, quality_checks
from dashboard.queries.reports import reports_by_id
from dashboard.records import records
from dashboard.screens.agency.beside import by_year
from dashboard.screens.agency.years import TOLD, moved
from dashboard.screens.briefing import view as slide
from dashboard.sentences import limits_of, plainly
from dashboard.view import View

NUMBERS = 16


def show_agency_briefing(view: View, agency: str, filters: Filters) -> None:
    """Draw the slide of `agency` in the year of which it tells most indicators (of equal ones the latest)."""
    st.html(Path(slide.__file__).with_name("briefing.css"))
    marks = headlines(view.published, filters)
    if marks.empty:
        st.html(f'<h1 class="brief-title">{escape(agency)}没有能代表全部的数字</h1>')
        return
    year = fullest_year(marks)
    of_year = marks[marks["year"] == year]
    reports = reports_by_id(view.published, of_year["report_id"])
    st.html(
        f'<h1 class="brief-title">{escape(briefing_title(agency, marks, year))}</h1>'
        + _numbers_html(marks, of_year)
        + slide.points_html(briefing_points(view, agency, filters, marks, year))
        + slide.footer_html(view, reports)
    )


def _numbers_html(marks: pd.DataFrame, of_year: pd.DataFrame) -> str:
    before = {
        mark["indicator"]: mark for mark in records(marks[marks["year"] == of_year["year"].iloc[0] - 1])
    }
    entries = []
    for mark in records(of_year.head(NUMBERS)):
        change = year_on_year(mark, before.get(mark["indicator"]))
        limits = limits_of(mark)
        said = f"比上年{change.text}" if change.verdict.allowed and change.text else ""
        entries.append(
            f"<div><dt>{escape(mark['name_zh'])}</dt><dd>{escape(plainly(mark))}</dd>"
            + (f'<dd class="brief-change">{escape(limits)}</dd>' if limits else "")
            + (f'<dd class="brief-change">{escape(said)}</dd>' if said else "")
            + "</div>"
        )
    left_out = len(of_year) - len(entries)
    more = f'<div class="brief-caption">另有{left_out}项，见机构页。</div>' if left_out > 0 else ""
    return f'<dl class="brief-beside">{"".join(entries)}</dl>{more}'


def fullest_year(marks: pd.DataFrame) -> int:
    """The year of which most indicators are told, of equal ones the latest."""
    told = marks.groupby("year")["indicator"].nunique()
    return int(max(told.index, key=lambda one: (told[one], one)))


def briefing_title(agency: str, marks: pd.DataFrame, year: int) -> str:
    """How many indicators the agency tells of `year`, and how they moved."""
    told = int((marks["year"] == year).sum())
    return f"{agency}{year}年：{told}项指标有数字，{moved(marks, year).text}"


def briefing_points(view: View, agency: str, filters: Filters, marks: pd.DataFrame, year: int) -> list[str]:
    """What it discloses, how it stands beside its peers, what does not add up."""
    told = int((marks["year"] == year).sum())
    cells = coverage(view.published, filters)
    of_year = cells[cells["year"] == year]
    states = "、".join(
        f"{STATE_TEXT[state]}{number}项"
        for state in STATE_TEXT
        if state not in TOLD and (number := int((of_year["state"] == state).sum()))
    )
    parts = int((of_year["state"] == "partial").sum())
    disclosed = f"{told}项有数字" + (f"，{parts}项只有分项" if parts else "")
    checks = quality_checks(view.published, filters)
    amiss = checks[checks["agrees"] == False]  # noqa: E712 (missing is neither)
    if checks.empty:
        checked = "报告没有同时写明合计与分项，无从核对。"
    elif amiss.empty:
        checked = f"各年核对了{len(checks)}处合计、占比与同比，没有不一致的。"
    else:
        checked = f"各年核对了{len(checks)}处，{len(amiss)}处不一致，如{_told_of(amiss.iloc[0])}"
    who, found = by_year(view.published, agency, filters, marks)
    alike = [one for one in found.get(year, []) if one.alike]
    beside = f"{who}：{len(alike)}项可以并看" + (
        "，如" + "；".join(f"{one.mark['name_zh']}中位数{one.middle}（{one.counted}）" for one in alike[:2])
        if alike
        else "，没有同年同口径的数字"
    )
    return [
        f"披露：{disclosed}；其余{states}。" if states else f"披露：{disclosed}。",
        f"{beside}。",
        checked,
    ]


def _told_of(check: pd.Series) -> str:
    """What does not add up, with the year and the indicator: the slide's title speaks of another year."""
    name = "" if pd.isna(check["name_zh"]) else check["name_zh"]
    return f"{int(check['year'])}年{name}：{check['explanation'].removesuffix('。')}。"
