"""The overview on paper: how much there is, and of each theme the charts of its page; of a few agencies their
numbers beside those of the year before."""

import pandas as pd

from dashboard.address import Asked, BadAddress
from dashboard.data.store import Published
from dashboard.drawing.marks import mixture_caption
from dashboard.exported import export_table
from dashboard.numbers import plain
from dashboard.office.model import Plot, Sheet
from dashboard.queries import year_on_year
from dashboard.queries.overview import counts, marks_by_indicator
from dashboard.screens.briefing.content import BARS, Drawn
from dashboard.screens.briefing.sheet import cited, plot_of
from dashboard.screens.overview import MOST_PROFILES, indicator_table, profile_table
from dashboard.screens.overview_charts import ThemeChart, theme_charts
from dashboard.screens.paper import definitions_of, sheet_on, table_of
from dashboard.screens.theme.asked import view_asked
from dashboard.view import View

NO_VERDICT = "各图只画彼此可比或可参照的数字；不同指标不相比较"


def overview_asked(published: Published, asked: Asked, link: str = "") -> Sheet:
    """The overview under the filters of an address as a sheet. Raises BadAddress."""
    view = view_asked(published, asked)
    held = counts(published, view.filters)
    if not held["reports"]:
        raise BadAddress("所选范围内没有报告")
    few = held["agencies_reporting"] <= MOST_PROFILES
    return _of_few(view, held, link) if few else _of_many(view, held, link)


def _of_many(view: View, held: dict, link: str) -> Sheet:
    told = marks_by_indicator(view.published, view.filters)
    charts = [chart for _, _, chart in theme_charts(view, told) if chart is not None]
    marks = pd.concat([chart.marks for chart in charts]) if charts else pd.DataFrame()
    known = told[told["agencies"] > 0].sort_values("agencies", ascending=False, kind="stable")
    return sheet_on(
        view,
        marks["report_id"] if len(marks) else [],
        lambda: export_table(marks) if len(marks) else indicator_table(known),
        link,
        title=_title(held),
        subject="总览",
        points=(_reviewed(held), _told(known)),
        verdict=NO_VERDICT,
        plots=tuple(plot for chart in charts if (plot := _plot(chart))),
        tables=(table_of(indicator_table(known), "各指标有数字的机构"),),
        cited=cited(view, marks["figure_ids"]) if len(marks) else (),
        definitions=definitions_of(view, marks["indicator"]) if len(marks) else (),
    )


def _of_few(view: View, held: dict, link: str) -> Sheet:
    """All headline numbers of each agency's latest year."""
    rows = year_on_year(view.published, view.filters)
    if rows.empty:
        raise BadAddress("所选范围内没有可作比较的数字")
    latest = rows[rows["year"] == rows.groupby("agency")["year"].transform("max")]
    return sheet_on(
        view,
        latest["report_id"],
        lambda: export_table(latest),
        link,
        title=_title(held),
        subject="总览",
        points=(_reviewed(held),),
        verdict="与上年能否相比逐项判断，见“变化”一列；不同指标不相比较",
        tables=tuple(
            table_of(profile_table(own, int(own["year"].iloc[0])), f"{agency} · {own['year'].iloc[0]}年")
            for agency, own in latest.groupby("agency", sort=False)
        ),
        cited=cited(view, latest["figure_ids"]),
        definitions=definitions_of(view, latest["indicator"]),
    )


def _plot(chart: ThemeChart) -> Plot | None:
    """The marks of the first panel that has an axis: the others may not stand on it."""
    panel = next((panel for panel in chart.panels if panel.has_axis), None)
    if panel is None:
        return None
    about = f"{panel.heading}。" if panel.heading else ""
    caption = f"{about}其余见主题页。" + mixture_caption(panel.marks)
    return plot_of(Drawn("bars", BARS, chart.title, panel.marks, caption))


def _title(held: dict) -> str:
    return (
        f"{plain(held['agencies_reporting'])}个机构的{plain(held['reports'])}份报告，"
        f"共{plain(held['figures'])}个数字"
    )


def _reviewed(held: dict) -> str:
    return (
        f"其中{plain(held['full_reports'])}份报告已读全文；{plain(held['reviewed'])}个数字已由人逐一核对，"
        f"{plain(held['without_indicator'])}个不属任何指标。"
    )


def _told(known: pd.DataFrame) -> str:
    most = "、".join(f"{row.name_zh}（{row.agencies}个机构）" for row in known.head(3).itertuples())
    return f"{len(known)}个指标有可作比较的数字，最多的是{most}。"
