"""Who discloses what on paper: of each indicator (or year) how many agencies are in each state."""

from dataclasses import replace

import pandas as pd

from dashboard.address import Asked, BadAddress, indicators_of
from dashboard.comparability import STATE_TEXT
from dashboard.data.store import Published
from dashboard.drawing.theme import colours
from dashboard.numbers import plain
from dashboard.office.model import Plot, Series, Sheet
from dashboard.queries import indicators
from dashboard.queries.coverage_counts import report_years, states_by
from dashboard.records import records
from dashboard.screens.coverage.grid import disclosed
from dashboard.screens.coverage.page import (
    AUTOMATIC,
    EVERY_THEME,
    fullest_years,
    indicators_offered,
    theme_told_most,
    values_told,
)
from dashboard.screens.paper import definitions_of, said_once, sheet_on, table_of
from dashboard.screens.theme.asked import view_asked
from dashboard.view import View
from dashboard.words import HEARD, THEMES

MOST_BARS = 12
BY_INDICATOR, BY_YEAR = "indicators", "years"


def coverage_asked(published: Published, asked: Asked, link: str = "") -> Sheet:
    """What an address asks of the page of disclosure, as a sheet. Raises BadAddress."""
    view = view_asked(published, asked)
    years = report_years(published, view.filters)
    if years.empty:
        raise BadAddress("所选范围内没有报告")
    ways = {BY_INDICATOR: BY_INDICATOR, BY_YEAR: BY_YEAR, "一年各指标": BY_INDICATOR, "一个指标各年": BY_YEAR}
    by = said_once(asked, "by", ways, BY_INDICATOR)
    return (_of_year if by == BY_INDICATOR else _of_indicator)(view, asked, years, link)


def _of_year(view: View, asked: Asked, years: pd.DataFrame, link: str) -> Sheet:
    known = indicators(view.published).set_index("id", drop=False)
    values = values_told(view, known)
    fullest = {f"{year}年": str(year) for year in fullest_years(years, values)}
    year = int(said_once(asked, "coverage_year", fullest, next(iter(fullest.values()))))
    words = {name: name for name in (*THEMES, EVERY_THEME, AUTOMATIC)}
    words |= {word: name for name, word in THEMES.items()} | {"全部": EVERY_THEME, "自动": AUTOMATIC}
    theme = said_once(asked, "theme", words, AUTOMATIC)
    theme = theme_told_most(known, values, year) if theme == AUTOMATIC else theme
    of_theme = known if theme == EVERY_THEME else known[known["theme"] == theme]
    title = f"{year}年" + ("" if theme == EVERY_THEME else f" · {THEMES[theme]}")
    filters = replace(view.filters, years=(year,))
    counted = states_by(view.published, filters, tuple(of_theme["id"]))
    counted = counted.assign(name=counted["indicator"].map(known["name_zh"]))
    silent = [name for one, name in of_theme["name_zh"].items() if one not in set(counted["indicator"])]
    of = years[years["year"] == year].iloc[0]
    points = [
        f"{plain(int(of['agencies']))}个机构有{year}年的报告，其中{plain(int(of['in_full']))}个读了全文；"
        "读了全文才说“未披露”。"
    ]
    points += [f"没有机构披露的指标：{'、'.join(silent)}。"] if silent else []
    heard = int(counted["heard"].iloc[0]) if len(counted) else int(of["agencies"])
    return _sheet(view, counted, "指标", title, tuple(points), heard, link)


def _of_indicator(view: View, asked: Asked, years: pd.DataFrame, link: str) -> Sheet:
    known = indicators(view.published).set_index("id", drop=False)
    named = indicators_of(view.published, asked.get("indicator", ()))
    indicator = named[0] if named else indicators_offered(view, known)[0]
    counted = states_by(view.published, view.filters, (indicator,))
    counted = counted.assign(name=counted["year"].astype(str) + "年")
    points = ("、".join(f"{row.year}年{row.agencies}个" for row in years.itertuples()) + "机构有报告。",)
    title = str(known.loc[indicator, "name_zh"])
    return _sheet(view, counted, "年份", title, points, 0, link)


def _sheet(
    view: View,
    counted: pd.DataFrame,
    what: str,
    title: str,
    points: tuple[str, ...],
    heard: int,
    link: str,
) -> Sheet:
    """`heard`: how many agencies have a report of the year or a number in another's; 0 where `counted` are
    years."""
    counted = counted.assign(told=[disclosed(row) for row in records(counted)])
    if what == "指标":
        counted = counted.sort_values("told", ascending=False, kind="stable")
    states = {state: word for state, word in STATE_TEXT.items() if state in counted}
    table = counted[["name", *states]].rename(columns={"name": what, **states})
    said = f"{title}：没有机构披露"
    if len(counted):
        most = counted.loc[counted["told"].idxmax()]
        told = plain(int(most["told"]))
        said = f"{title}：{plain(heard)}个{HEARD}的机构中{told}个披露了{most['name']}，为各指标中最多"
        if not heard:
            said = f"{title}：{most['name']}{told}个机构披露，为各年中最多"
    return sheet_on(
        view,
        [],
        lambda: table,
        link,
        title=said,
        subject=f"披露情况 · {title}",
        points=points,
        verdict="只数机构，不比数值；未披露、未知、无报告都不是零",
        plots=(_plot(counted, title, heard),) if len(counted) else (),
        tables=(table_of(table, f"{title}：各种情况的机构数"),),
        definitions=definitions_of(view, counted["indicator"]),
    )


def _plot(counted: pd.DataFrame, title: str, heard: int) -> Plot:
    shown = counted.head(MOST_BARS)
    values = tuple(float(told) for told in shown["told"])
    texts = tuple(f"{told}/{heard}" if heard else f"{told}个" for told in shown["told"])
    bars = Series("披露的机构", values, texts, ("",) * len(shown), colours().mark)
    caption = "披露的机构数" + (f"/{HEARD}的机构数。" if heard else "。") + "含明确为零和只有分项的。"
    caption += f"另有{len(counted) - len(shown)}项，见表。" if len(counted) > len(shown) else ""
    return Plot("bars", f"{title} · 披露的机构数", "个", tuple(shown["name"]), (bars,), caption)
