"""Where the numbers are that a choice does not have: other years, other regions, parts."""

from dataclasses import replace
from functools import partial

from dashboard.nearby import Way, all_years, ways_out
from dashboard.queries.offer import agencies_telling, marks_by_year
from dashboard.queries.parts import broken_down
from dashboard.screens.theme.choice import Choice

YEARS_OFFERED = 3


def ways_to_numbers(choice: Choice) -> list[Way]:
    """The nearest years with numbers under the same filter, then what a wider filter has."""
    ways = _other_years(choice)
    if choice.part:
        return [*ways, Way("看总数", {"part": None})]
    filters = choice.view.filters
    if not broken_down(choice.view.published, filters, choice.indicator["id"], limit=1).empty:
        ways.append(Way("看构成（只有分项的）", {"tab": "构成"}))
    count = partial(agencies_telling, choice.view.published, indicators=(choice.indicator["id"],))
    return ways or ways_out(choice.view, count)


def _other_years(choice: Choice) -> list[Way]:
    view = choice.view
    if choice.part:
        counted = choice.part_rows().groupby("year")["agency"].nunique()
    else:
        everywhen = replace(view.filters, years=())
        found = marks_by_year(view.published, everywhen, (choice.indicator["id"],))
        counted = found.set_index("year")["agencies"]
    near = sorted(counted.index, key=lambda year: (abs(year - (choice.year or year)), -year))
    return [
        Way(
            f"看{year}年（{counted[year]}个机构）",
            {"year": f"{year}年"}
            | ({} if not view.filters.years or year in view.filters.years else all_years(view)),
        )
        for year in near[:YEARS_OFFERED]
    ]
