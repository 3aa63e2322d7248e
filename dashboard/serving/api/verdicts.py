"""The verdict on each mark of a page: among all marks of its indicator in the selection, not of the page."""

from collections.abc import Callable

import pyarrow as pa

from dashboard.comparability import badges
from dashboard.data.store import Published
from dashboard.drawing.marks import judged
from dashboard.numbers import plain
from dashboard.queries import Filters, headlines
from dashboard.queries.bulk import has_more_marks, with_text

MOST_JUDGED = 5_000  # marks of one indicator
TOO_MANY = "所选范围内这个指标的数字多于{}个，未作判断；请选定年份、地区、层级或机构"


def with_verdicts(published: Published, filters: Filters, rows: pa.Table) -> pa.Table:
    """The rows of `bulk.headlines_page` with the columns limits, verdict and reasons."""
    marks = rows.to_pylist()
    found = _verdicts(published, filters, tuple(sorted({mark["indicator"] for mark in marks})))
    said = [found(mark["indicator"], mark["agency"], mark["year"]) for mark in marks]
    rows = with_text(rows, "limits", ["，".join(badge.text for badge in badges(mark)) for mark in marks])
    rows = with_text(rows, "verdict", [word for word, _ in said])
    return with_text(rows, "reasons", [text for _, text in said])


def _verdicts(
    published: Published, filters: Filters, indicators: tuple[str, ...]
) -> Callable[[str, str, int], tuple[str, str]]:
    """Indicator, agency and year -> (可比 …, reasons)."""
    few = tuple(each for each in indicators if not has_more_marks(published, filters, each, MOST_JUDGED))
    found = published.made(("verdicts", filters, few), lambda: _judge(published, filters, few)) if few else {}

    def said(indicator: str, agency: str, year: int) -> tuple[str, str]:
        if indicator not in few:
            return "", TOO_MANY.format(plain(MOST_JUDGED))
        return found[indicator, agency, year]

    return said


def _judge(published: Published, filters: Filters, indicators: tuple[str, ...]) -> dict[tuple, tuple]:
    marks = judged(headlines(published, filters, indicators))
    keys = zip(marks["indicator"], marks["agency"], marks["year"], strict=True)
    return dict(zip(keys, zip(marks["verdict"], marks["reasons"], strict=True), strict=True))
