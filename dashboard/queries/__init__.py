"""All SQL of the dashboard, one module a topic. Each function takes the `Published` database first and
returns a DataFrame whose columns its docstring names; none of them draws, caches or imports Streamlit.
"""

from dashboard.queries.filters import Filters
from dashboard.queries.headline import (
    breakdown,
    headlines,
    hidden_by_filter,
    trend,
    year_on_year,
)

__all__ = ["Filters", "breakdown", "headlines", "hidden_by_filter", "trend", "year_on_year"]
