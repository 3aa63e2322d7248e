"""构成: what one agency's report breaks the indicator into."""

from functools import partial

import pandas as pd

from dashboard import say
from dashboard.comparability import badges
from dashboard.drawing import charts
from dashboard.drawing.bars import bars_of, show_bars
from dashboard.drawing.marks import joined_ids
from dashboard.frame import choose_or_first, nothing_here, show_table
from dashboard.numbers import marked
from dashboard.queries import breakdown
from dashboard.queries.parts import broken_down
from dashboard.records import records
from dashboard.screens.theme.choice import Choice
from dashboard.sentences import title_marks
from dashboard.take_away import Picture, offer_table


def parts_view(choice: Choice) -> None:
    """What one agency's report breaks the indicator into."""
    filters, published = choice.view.filters, choice.view.published
    available = broken_down(published, filters, choice.indicator["id"])
    if available.empty:
        nothing_here(
            choice.view,
            f"“{choice.title}”的分项",
            count=lambda looser: broken_down(published, looser, choice.indicator["id"])["agency"].nunique(),
        )
        return
    offered = {
        f"{row.agency} · {row.year}年（{row.parts}项）": (row.agency, row.year)
        for row in available.itertuples()
    }
    agency, year = offered[choose_or_first("机构与年份", list(offered), "of", width=420)]
    parts = breakdown(published, choice.indicator["id"], agency, year)
    groups = parts.groupby(["report_id", "scope", "period_start", "campaign"], sort=False)
    for number, (_, group) in enumerate(groups):
        _draw_parts(choice, agency, year, group, number)


def _draw_parts(choice: Choice, agency: str, year: int, group: pd.DataFrame, number: int) -> None:
    rows = records(group)
    marks = group.assign(
        agency=agency,
        year=year,
        name=[" · ".join(p for p in (r["sector"], r["part"].replace(";", " · ")) if p) for r in rows],
        text=[marked(r) for r in rows],
        note="",
        pattern=["" if r["approx"] == "exact" else "/" for r in rows],
        ids=[joined_ids([r["figure_id"]]) for r in rows],
    )
    title = " · ".join([f"{agency} · {choice.title} · {year}年", *_limits(rows[0])])
    say.subheader(title)
    unit = marks["unit"].iloc[0] if marks["unit"].nunique() == 1 else choice.indicator["unit"]
    alt = f"{agency}{choice.title}的{len(marks)}个分项"
    show_bars(bars_of(marks, unit, alt), f"parts-{number}")
    say.caption(f"各分项按{title_marks(rows[0]['title'])}所列；分项可能互相重叠，也未必合成全部。")
    table = marks[["name", "label", "printed", "value"]]
    table.columns = ["分项", "报告用语", "报告原文", "数值"]
    show_table(table, marks["ids"], f"parts-{number}")
    taken = table.assign(
        机构=agency, 年份=year, 指标=choice.title, 单位=marks["unit"], 报告编号=marks["report_id"]
    )
    name = f"{agency}-{choice.title}-{year}-构成{number + 1}"
    draw = partial(charts.ranked_bars, marks, unit, choice.view.mode)
    offer_table(choice.view, lambda: taken, name, Picture(draw, title))


def _limits(part: dict) -> list[str]:
    """What limits all parts that stand together: of one scope, campaign and period."""
    of_all = part | {"approx": "exact", "derived": False, "conflict": False}
    return [badge.text for badge in badges(of_all)]
