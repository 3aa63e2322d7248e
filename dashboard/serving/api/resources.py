"""What programs can ask for: the resources, the parameters of each, and who reads its page.

The description that is served (openapi.py), what is checked of a question (question.py) and the tests go by
this table and by the columns of fields.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.address import SHARED
from dashboard.data.store import Published
from dashboard.filter_bar import AGENCIES, BASIS, LEVELS, REGIONS, TRADES, YEARS
from dashboard.queries import bulk
from dashboard.queries.figures import FigureList
from dashboard.queries.overview import indicators
from dashboard.serving.api.fields import (
    AGENCY_FIELDS,
    COVERAGE,
    FIGURES,
    HEADLINES,
    INDICATORS,
    REPORTS,
    Field,
)
from dashboard.serving.api.question import Question
from dashboard.serving.api.verdicts import with_verdicts

INDICATOR, REPORT, MEASURE = "indicator", "report", "measure"
PLACES = (REGIONS, AGENCIES, LEVELS, TRADES)


@dataclass(frozen=True)
class Resource:
    """One address below /api/v1/. `read` gives a page; `parameters` are those it takes beside the common."""

    name: str
    summary: str
    fields: tuple[Field, ...]
    parameters: tuple[str, ...]
    read: Callable[[Published, Question], bulk.Page]


def permalink(address: str, figure_id: str) -> str:
    """The address of one figure, for people and programs."""
    return f"{address}/figure/{figure_id}"


def _figures(published: Published, asked: Question) -> bulk.Page:
    wanted = FigureList(indicators=asked.indicators, report_id=asked.report, measure=asked.measure)
    rows, following = bulk.figures_page(published, asked.filters, wanted, asked.start, asked.limit)
    links = [permalink(asked.address, figure_id) for figure_id in rows["figure_id"].to_pylist()]
    return bulk.with_text(rows, "permalink", links), following


def _headlines(published: Published, asked: Question) -> bulk.Page:
    rows, following = bulk.headlines_page(
        published, asked.filters, asked.indicators, asked.start, asked.limit
    )
    return with_verdicts(published, asked.filters, rows), following


def _indicators(published: Published, asked: Question) -> bulk.Page:
    known = indicators(published)
    end = asked.start + asked.limit
    return bulk.as_arrow(known.iloc[asked.start : end]), end if end < len(known) else None


RESOURCES = {
    each.name: each
    for each in (
        Resource(
            "figures", "全部数字，每个一行：报告说的每一个量", FIGURES,
            (*SHARED, INDICATOR, REPORT, MEASURE), _figures,
        ),
        Resource(
            "headlines", "可作对比的数字：每个机构、年份、指标至多一个，并说明可否相比", HEADLINES,
            (*SHARED, INDICATOR), _headlines,
        ),
        Resource(
            "agencies", "机构", AGENCY_FIELDS, PLACES,
            lambda published, asked: bulk.agencies_page(published, asked.filters, asked.start, asked.limit),
        ),
        Resource("indicators", "指标及其定义", INDICATORS, (), _indicators),
        Resource(
            "reports", "报告", REPORTS, (YEARS, *PLACES),
            lambda published, asked: bulk.reports_page(published, asked.filters, asked.start, asked.limit),
        ),
        Resource(
            "coverage", "披露情况：所选的每个机构、指标、年份各一行，不论有没有数字", COVERAGE,
            (YEARS, *PLACES, BASIS, INDICATOR),
            lambda published, asked: bulk.coverage_page(
                published, asked.filters, asked.indicators, asked.start, asked.limit
            ),
        ),
    )
}  # fmt: skip
