"""How long the dashboard's queries take on a published file, each asked several times in random selections.

    python -m bench.queries data/bench [--repeats 20]

prints one line a query with the median and the 95th percentile in milliseconds.
"""

import argparse
import math
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard import queries
from dashboard.data.store import Published, open_published
from dashboard.queries import FigureList, Filters
from dashboard.queries.coverage_counts import report_years, reporting_agencies, states_by
from dashboard.queries.likeness import likeness, likeness_counts
from dashboard.queries.most_telling import most_disclosing, years_told
from dashboard.queries.offer import marks_by_year, only_in_parts
from dashboard.queries.overview import agency_names
from dashboard.queries.rates import rates
from dashboard.queries.regions import Basis, disclosing, medians
from dashboard.queries.unsorted import labels_without_indicator
from dashboard.rates import load_rates
from etl.data.rules import data_folder


def measure(published: Published, repeats: int = 20, seed: int = 1) -> dict[str, list[float]]:
    """Milliseconds of each asking, by the query's name. No answer is taken from those kept in memory."""
    draw = _Draw(published, random.Random(seed))
    times: dict[str, list[float]] = {}
    with forgetting(published):
        for name, ask in _questions(published, draw).items():
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

    def made(self, question, make, size):
        return make()


def percentile(times: list[float], share: float) -> float:
    """The value that `share` of the times do not exceed."""
    return sorted(times)[max(0, math.ceil(len(times) * share) - 1)]


@dataclass
class _Draw:
    """Random selections of one published file."""

    published: Published
    random: random.Random

    def __post_init__(self) -> None:
        self.known = queries.indicators(self.published)["id"].tolist()
        self.years = queries.years(self.published)
        self.codes = queries.divisions(self.published)["code"].tolist()
        found = queries.agencies(self.published, Filters(divisions=(self.code()[:2],)), limit=50)
        self.fifty = Filters(agencies=tuple(found["agency"]))

    def indicator(self) -> str:
        return self.random.choice(self.known)

    def theme(self) -> list[str]:
        return self.random.sample(self.known, 10)

    def year(self) -> int:
        return self.random.choice(self.years)

    def code(self) -> str:
        return self.random.choice(self.codes)

    def place(self) -> Filters:
        return Filters(years=(self.year(),), divisions=(self.code(),))

    def country(self) -> Filters:
        return Filters(years=(self.year(),))


Questions = dict[str, Callable[[], object]]


def _questions(published: Published, draw: _Draw) -> Questions:
    return {
        **_of_marks(published, draw),
        **_of_counts(published, draw),
        **_of_figures(published, draw),
        **_of_quality(published, draw),
    }


def _of_marks(published: Published, draw: _Draw) -> Questions:
    one_of = published.rows("SELECT indicator, agency, year FROM headline USING SAMPLE 50 ROWS")
    rate = load_rates(data_folder())["hazards_per_thousand_inspections"]
    return {
        "headlines of a division": lambda: queries.headlines(published, draw.place(), [draw.indicator()]),
        "headlines of 50 agencies, a theme": lambda: queries.headlines(
            published, replace(draw.fifty, years=(draw.year(),)), draw.theme()
        ),
        "trend of 50 agencies": lambda: queries.trend(published, draw.fifty, [draw.indicator()]),
        "year on year of a division": lambda: queries.year_on_year(
            published, draw.place(), [draw.indicator()]
        ),
        "hidden by filter": lambda: queries.hidden_by_filter(
            published, Filters(years=(draw.year(),), basis="own"), [draw.indicator()]
        ),
        "coverage of 50 agencies": lambda: queries.coverage(
            published, replace(draw.fifty, years=(draw.year(),))
        ),
        "rates of a division": lambda: rates(published, draw.place(), rate),
        "breakdown": lambda: queries.breakdown(published, *draw.random.choice(one_of)),
        "parts in common": lambda: queries.parts_in_common(published, draw.place(), draw.indicator()),
        "greatest of the country": lambda: queries.largest(published, draw.country(), draw.indicator()),
        "middles of the country": lambda: queries.middles(published, draw.country(), draw.theme()[:4]),
        "medians by province": lambda: medians(
            published, Filters(), draw.indicator(), draw.year(), Basis(), 2
        ),
    }


def _of_counts(published: Published, draw: _Draw) -> Questions:
    return {
        "counts": lambda: queries.counts(published, draw.place()),
        "counts of the country": lambda: queries.counts(published, draw.country()),
        "marks by year, country": lambda: marks_by_year(published, draw.country(), draw.theme()),
        "marks by year of 50 agencies": lambda: marks_by_year(published, draw.fifty),
        "marks by indicator, country": lambda: queries.marks_by_indicator(published, draw.country()),
        "marks by indicator": lambda: queries.marks_by_indicator(published, draw.place()),
        "only in parts, country": lambda: only_in_parts(published, draw.country(), draw.theme()),
        "states by indicator, 50 agencies": lambda: states_by(published, draw.fifty),
        "reporting agencies, country": lambda: reporting_agencies(published, draw.country()),
        "report years, country": lambda: report_years(published, Filters()),
        "agencies telling by province": lambda: disclosing(published, Filters(), draw.indicator(), 2),
        "most disclosing, country": lambda: most_disclosing(published, draw.country()),
        "years told by 50 agencies": lambda: years_told(published, draw.fifty),
        "agencies on offer": lambda: agency_names(published, draw.place(), 2000),
        "reports of the country": lambda: queries.reports(published, draw.country()),
        "division tree": lambda: queries.divisions(published),
        "choices": lambda: queries.choices(published),
    }


def _of_figures(published: Published, draw: _Draw) -> Questions:
    words = ["重大隐患", "行政处罚", "第17类", "演练 13省"]
    broad = ["局", "市场监管局 数", "清风行动", "13省演练"]
    ids = [row[0] for row in published.rows("SELECT figure_ids[1] FROM headline USING SAMPLE 50 ROWS")]
    choice = draw.random.choice

    def listed(filters: Filters, **asked: Any) -> pd.DataFrame:
        return queries.figures(published, filters, FigureList(**asked))

    def counted(filters: Filters, **asked: Any) -> int:
        return queries.count_figures(published, filters, FigureList(**asked))

    return {
        "one figure": lambda: queries.figure(published, choice(ids)),
        "figures, first page": lambda: listed(Filters()),
        "figures of a division": lambda: listed(draw.place()),
        "figures, newest first": lambda: listed(Filters(), sort="year", descending=True),
        "figures of 50 agencies": lambda: listed(draw.fifty, sort="year", descending=True),
        "count of all figures": lambda: counted(Filters()),
        "count of figures": lambda: counted(draw.place()),
        "search everything": lambda: listed(Filters(), text=choice(words)),
        "search a number": lambda: listed(Filters(), text=str(draw.random.randrange(10, 9000))),
        "search words of all figures": lambda: listed(Filters(), text=choice(broad)),
        "count of a search": lambda: counted(Filters(), text=choice(words + broad)),
        "search, sorted by value": lambda: listed(
            Filters(), text=choice(words), sort="value", descending=True
        ),
        "search a division": lambda: listed(draw.place(), text=choice(words)),
    }


def _of_quality(published: Published, draw: _Draw) -> Questions:
    return {
        "quality checks": lambda: queries.quality_checks(published, draw.place()),
        "quality checks, country": lambda: queries.quality_checks(published, Filters()),
        "check counts, country": lambda: queries.check_counts(published, Filters()),
        "likeness": lambda: likeness(published, draw.place()),
        "likeness, country": lambda: likeness(published, Filters()),
        "likeness counts, country": lambda: likeness_counts(published, Filters()),
        "outliers, country": lambda: queries.outliers(published, Filters()),
        "outliers of a division": lambda: queries.outliers(published, draw.place()),
        "labels without indicator, country": lambda: labels_without_indicator(published, Filters()),
        "review state": lambda: queries.review_state(published, draw.place()),
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
