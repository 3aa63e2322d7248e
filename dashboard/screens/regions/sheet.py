"""The divisions of a place on paper: their numbers as bars and as a table."""

from dataclasses import replace

import pandas as pd

from dashboard.address import Asked as Address
from dashboard.address import BadAddress, indicators_of
from dashboard.data.store import Published
from dashboard.drawing.theme import colours
from dashboard.numbers import is_missing
from dashboard.office.model import Plot, Series, Sheet
from dashboard.queries import divisions, indicators
from dashboard.queries.coverage_counts import report_years
from dashboard.queries.regions import Basis
from dashboard.records import records
from dashboard.screens.briefing.sheet import cited
from dashboard.screens.paper import definitions_of, said_once, sheet_on, table_of
from dashboard.screens.regions.choice import (
    EVERY_YEAR,
    Asked,
    indicators_offered,
    levels_offered,
    years_told,
)
from dashboard.screens.regions.measured import explanation, measured
from dashboard.screens.regions.tree import MEASURES, place_names, places_on_offer, region_table
from dashboard.screens.theme.asked import view_asked
from dashboard.view import View
from dashboard.words import HEARD, LEVELS

MOST_BARS = 14


def regions_asked(published: Published, address: Address, link: str = "") -> Sheet:
    """What an address asks of the page of regions, as a sheet. Raises BadAddress."""
    view = view_asked(published, address)
    years = report_years(published, view.filters)
    if years.empty:
        raise BadAddress("所选范围内没有报告")
    tree = divisions(published)
    asked = _asked(view, address, tree, years)
    filters = replace(view.filters, years=asked.years)
    filters = replace(filters, divisions=(asked.at,)) if asked.at else filters
    found = measured(view, filters, asked, tree)
    if found.empty:
        raise BadAddress("这里没有下级地区的机构")
    return _sheet(view, asked, found, place_names(tree).get(asked.at, "全国"), link)


def _asked(view: View, address: Address, tree: pd.DataFrame, reported: pd.DataFrame) -> Asked:
    """The choice of the page's widgets, as the address says it."""
    places = place_names(tree)
    offered = places_on_offer(tree, view.filters.divisions)
    at = said_once(address, "at", {places.get(code, "全国"): code for code in offered}, offered[0])
    known = indicators(view.published).set_index("id", drop=False)
    named = indicators_of(view.published, address.get("indicator", ()))
    indicator = named[0] if named else indicators_offered(view, known)[0]
    codes = {code: code for code in MEASURES} | {word: code for code, word in MEASURES.items()}
    measure = said_once(address, "measure", codes, "disclosing")
    told = years_told(view, indicator, at, reported)
    basis, chosen = Basis(), EVERY_YEAR
    years = {f"{year}年": f"{year}年" for year in sorted(told["year"], reverse=True)}
    if measure == "median":
        fullest = told.sort_values(["agencies", "year"], ascending=False)["year"].iloc[0]
        chosen = said_once(address, "median_year", years, f"{fullest}年")
        scope = "own" if view.filters.basis == "any" else view.filters.basis
        levels = levels_offered(view)
        basis = Basis(
            scope, said_once(address, "median_level", {LEVELS[one]: one for one in levels}, levels[0])
        )
    else:
        chosen = said_once(address, "count_year", {EVERY_YEAR: EVERY_YEAR, **years}, EVERY_YEAR)
    of = view.filters.years if chosen == EVERY_YEAR else (int(chosen[:4]),)
    return Asked(measure, known.loc[indicator].to_dict(), of, chosen, basis, at or "")


def _sheet(view: View, asked: Asked, found: pd.DataFrame, where: str, link: str) -> Sheet:
    title = f"{asked.indicator['name_zh']} · {MEASURES[asked.measure]} · {where} · {asked.when}"
    table = region_table(found, asked.measure)
    median = asked.measure == "median"
    ids = found["figure_ids"].dropna() if "figure_ids" in found else pd.Series(dtype=object)
    return sheet_on(
        view,
        [],
        lambda: table,
        link,
        title=f"{where}{asked.when}{asked.indicator['name_zh']}：{_said(asked, found)}",
        subject=title,
        points=(explanation(asked, shaded=False),),
        verdict="各地取同一口径，可以并看" if median else "只数机构和报告，不比数值",
        plots=(_plot(asked, found, title),) if found["value"].notna().any() else (),
        tables=(table_of(table, title),),
        cited=cited(view, ids) if len(ids) else (),
        definitions=definitions_of(view, [asked.indicator["id"]]),
    )


def _said(asked: Asked, found: pd.DataFrame) -> str:
    if asked.measure == "median":
        told = int(found["value"].notna().sum())
        return f"{len(found)}个地区中{told}个有合乎口径的数字"
    reporting, disclosing = int(found["reporting"].sum()), int(found["disclosing"].sum())
    if asked.measure == "reports":
        return f"{len(found)}个地区的{int(found['reports'].sum())}份报告"
    return f"{reporting}个{HEARD}的机构中{disclosing}个有这一项"


def _plot(asked: Asked, found: pd.DataFrame, title: str) -> Plot:
    """The divisions in the order of their codes: no league table."""
    rows = [row for row in records(found) if not is_missing(row["value"])]
    shown = rows[:MOST_BARS]
    unit = (
        asked.indicator["unit"] if asked.measure == "median" else "份" if asked.measure == "reports" else "个"
    )
    bars = Series(
        MEASURES[asked.measure],
        tuple(float(row["value"]) for row in shown),
        tuple(row["text"] for row in shown),
        tuple("/" if str(row["text"]).startswith("≈") else "" for row in shown),
        colours().mark,
    )
    left = len(found) - len(shown)
    caption = "按区划代码排列。" + (f"另有{left}个地区未画或没有数，见表。" if left else "")
    return Plot("bars", title, unit, tuple(row["name"] for row in shown), (bars,), caption)
