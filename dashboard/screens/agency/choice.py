"""Which agency the page shows where its address names none, and the filters that mean it alone."""

from dataclasses import replace

from dashboard.data.store import Published
from dashboard.queries import Filters
from dashboard.queries.most_telling import most_told

MOST_OFFERED = 2_000


def first_agency(published: Published, filters: Filters, offered: list[str]) -> str:
    """Of those on offer (not empty) the agency of the filter bar, else the one told of most."""
    likely = (*filters.agencies, *most_told(published, 50))
    return next((name for name in likely if name in offered), offered[0])


def of_agency(filters: Filters, agency: str) -> Filters:
    """The filters of the bar, of this agency wherever it lies."""
    return replace(filters, agencies=(agency,), divisions=(), levels=(), trades=())
