"""How long the dashboard's queries take on a published file, each asked several times in random selections.

    python -m bench.queries data/bench [--repeats 20]

prints one line a query with the median and the 95th percentile in milliseconds.
"""

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard import queries
from dashboard.data.store import Published, open_published
from dashboard.queries import FigureList, Filters
from dashboard.queries.compare import most_disclosing, years_told
from dashboard.queries.coverage_counts import report_years, reporting_agencies, states_by
from dashboard.queries.offer import marks_by_year, only_in_parts
from dashboard.queries.overview import agency_names
from dashboard.queries.rates import rates
from dashboard.queries.regions import Basis, disclosing, medians
from dashboard.queries.unsorted import labels_without_indicator
from dashboard.rates import load_rates
from etl.data.rules import data_folder


def measure(published: Published, repeats: int = 20, seed: int = 1) -> dict[str, list[float]]:
    """Milliseconds of each asking, by the query's name. No answer is taken from those kept in memory."""
    draw = random.Random(seed)
    known = queries.indicators(published)["id"].tolist()
    years = queries.years(published)
    codes = queries.divisions(published)["code"].tolist()
    times: dict[str, list[float]] = {}
    with forgetting(published):
        for name, ask in _questions(published, draw, known, years, codes).items():
            ask()
            times[name] = [_timed(ask) for _ in range(repeats)]
    return times


@contextmanager
def forgetting(published: Published) -> Iterator[None]:
    """Within the block, every question goes to the database."""
    kept, answers = published.kept, published._answers
    published.kept, published._answers = _Forgetful(), _Unkept()
    try:
        yield
    finally:
        published.kept, published._answers = kept, answers


class _Forgetful(dict):
    """Says that it holds nothing, and gives back what was put in last."""

    def __contains__(self, name) -> bool:
        return False


class _Unkept:
    def of(self, question, ask):
        return ask()


def percentile(times: list[float], share: float) -> float:
    """The value that `share` of the times do not exceed."""
    return sorted(times)[max(0, math.ceil(len(times) * share) - 1)]


def _questions(published, draw, known, years, codes) -> dict:
    def place():
        return Filters(years=(draw.choice(years),), divisions=(draw.choice(codes),))

    def country():
        return Filters(years=(draw.choice(years),))

    def fifty():
        found = queries.agencies(published, Filters(divisions=(draw.choice(codes)[:2],)), limit=50)
        return tuple(found["agency"])

    chosen = fifty()
    id_of = published.rows("SELECT figure_ids[1] FROM headline USING SAMPLE 50 ROWS")
    one_of = published.rows("SELECT indicator, agency, year FROM headline USING SAMPLE 50 ROWS")
    rate = load_rates(data_folder())["hazards_per_thousand_inspections"]
    words = ["重大隐患", "行政处罚", "第17类", "演练 13省"]
    broad = ["局", "市场监管局 数", "清风行动", "13省演练"]
    return {
        "headlines of a division": lambda: queries.headlines(published, place(), [draw.choice(known)]),
        "headlines of 50 agencies, a theme": lambda: queries.headlines(
            published, Filters(years=(draw.choice(years),), agencies=chosen), draw.sample(known, 10)
        ),
        "trend of 50 agencies": lambda: queries.trend(
            published, Filters(agencies=chosen), [draw.choice(known)]
        ),
        "year on year of a division": lambda: queries.year_on_year(published, place(), [draw.choice(known)]),
        "hidden by filter": lambda: queries.hidden_by_filter(
            published, Filters(years=(draw.choice(years),), basis="own"), [draw.choice(known)]
        ),
        "coverage of 50 agencies": lambda: queries.coverage(
            published, Filters(years=(draw.choice(years),), agencies=chosen)
        ),
        "rates of a division": lambda: rates(published, place(), rate),
        "breakdown": lambda: queries.breakdown(published, *draw.choice(one_of)),
        "parts in common": lambda: queries.parts_in_common(published, place(), draw.choice(known)),
        "region map": lambda: queries.by_division(
            published, Filters(), draw.choice(known), draw.choice(years)
        ),
        "counts": lambda: queries.counts(published, place()),
        "counts of the country": lambda: queries.counts(published, country()),
        "greatest of the country": lambda: queries.largest(published, country(), draw.choice(known)),
        "middles of the country": lambda: queries.middles(published, country(), draw.sample(known, 4)),
        "marks by year, country": lambda: marks_by_year(published, country(), draw.sample(known, 10)),
        "marks by year of 50 agencies": lambda: marks_by_year(published, Filters(agencies=chosen)),
        "marks by indicator, country": lambda: queries.marks_by_indicator(published, country()),
        "only in parts, country": lambda: only_in_parts(published, country(), draw.sample(known, 10)),
        "states by indicator, 50 agencies": lambda: states_by(published, Filters(agencies=chosen)),
        "reporting agencies, country": lambda: reporting_agencies(published, country()),
        "report years, country": lambda: report_years(published, Filters()),
        "agencies telling by province": lambda: disclosing(published, Filters(), draw.choice(known), 2),
        "medians by province": lambda: medians(
            published, Filters(), draw.choice(known), draw.choice(years), Basis(), 2
        ),
        "most disclosing, country": lambda: most_disclosing(published, country()),
        "years told by 50 agencies": lambda: years_told(published, Filters(agencies=chosen)),
        "agencies on offer": lambda: agency_names(published, place(), 2000),
        "reports of the country": lambda: queries.reports(published, country()),
        "marks by indicator": lambda: queries.marks_by_indicator(published, place()),
        "one figure": lambda: queries.figure(published, draw.choice(id_of)[0]),
        "figures, first page": lambda: queries.figures(published, Filters(), FigureList()),
        "figures of a division": lambda: queries.figures(published, place(), FigureList()),
        "figures, newest first": lambda: queries.figures(
            published, Filters(), FigureList(sort="year", descending=True)
        ),
        "count of all figures": lambda: queries.count_figures(published, Filters(), FigureList()),
        "figures of 50 agencies": lambda: queries.figures(
            published, Filters(agencies=chosen), FigureList(sort="year", descending=True)
        ),
        "count of figures": lambda: queries.count_figures(published, place(), FigureList()),
        "search everything": lambda: queries.figures(
            published, Filters(), FigureList(text=draw.choice(words))
        ),
        "search a number": lambda: queries.figures(
            published, Filters(), FigureList(text=str(draw.randrange(10, 9000)))
        ),
        "search words of all figures": lambda: queries.figures(
            published, Filters(), FigureList(text=draw.choice(broad))
        ),
        "count of a search": lambda: queries.count_figures(
            published, Filters(), FigureList(text=draw.choice(words + broad))
        ),
        "search, sorted by value": lambda: queries.figures(
            published, Filters(), FigureList(text=draw.choice(words), sort="value", descending=True)
        ),
        "search a division": lambda: queries.figures(published, place(), FigureList(text=draw.choice(words))),
        "quality checks": lambda: queries.quality_checks(published, place()),
        "quality checks, country": lambda: queries.quality_checks(published, Filters()),
        "check counts, country": lambda: queries.check_counts(published, Filters()),
        "outliers, country": lambda: queries.outliers(published, Filters()),
        "labels without indicator, country": lambda: labels_without_indicator(published, Filters()),
        "outliers of a division": lambda: queries.outliers(published, place()),
        "without indicator": lambda: queries.without_indicator(published, place()),
        "review state": lambda: queries.review_state(published, place()),
        "division tree": lambda: queries.divisions(published),
        "choices": lambda: queries.choices(published),
    }


def _timed(ask) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description="time the dashboard's queries")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeats", type=int, default=20)
    args = parser.parse_args()
    for name, times in measure(open_published(args.folder), args.repeats).items():
        print(f"{percentile(times, 0.5):8.1f} {percentile(times, 0.95):8.1f}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
