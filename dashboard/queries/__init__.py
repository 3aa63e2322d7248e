"""All SQL of the dashboard, one module a topic. Each function takes the `Published` database first and
returns a DataFrame whose columns its docstring names; none of them draws, caches or imports Streamlit.
"""

from dashboard.queries.coverage import count_states, coverage
from dashboard.queries.figures import (
    FigureList,
    count_figures,
    figure,
    figures,
    figures_by_id,
)
from dashboard.queries.filters import Filters
from dashboard.queries.headline import (
    breakdown,
    headlines,
    hidden_by_filter,
    largest,
    middles,
    trend,
    year_on_year,
)
from dashboard.queries.overview import (
    agencies,
    choices,
    counts,
    divisions,
    indicators,
    marks_by_indicator,
    meta,
    years,
)
from dashboard.queries.parts import broken_down, marks_of_part, parts_in_common
from dashboard.queries.quality import (
    check_counts,
    outliers,
    quality_checks,
    review_state,
)
from dashboard.queries.reports import reports

__all__ = [
    "FigureList",
    "Filters",
    "agencies",
    "breakdown",
    "broken_down",
    "check_counts",
    "choices",
    "count_figures",
    "count_states",
    "counts",
    "coverage",
    "divisions",
    "figure",
    "figures",
    "figures_by_id",
    "headlines",
    "hidden_by_filter",
    "indicators",
    "largest",
    "marks_by_indicator",
    "marks_of_part",
    "meta",
    "middles",
    "outliers",
    "parts_in_common",
    "quality_checks",
    "reports",
    "review_state",
    "trend",
    "year_on_year",
    "years",
]
