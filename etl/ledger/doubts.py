"""Which figures to look at first, and which may be accepted together."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from etl.data.rules import rulebook
from etl.engine import whole
from etl.ledger.alone import published_alone
from etl.ledger.errors import InvalidDecision
from etl.ledger.items import Item, Review
from etl.ledger.risk import Opinion, opinions
from etl.ledger.validate import check_figure
from etl.published import checks

# In order of weight: what the figures of the report or of other years say, what the program doubted while
# it read, where it doubted nothing what labelled figures speak against (etl.ledger.risk), what is only
# unusual. The Chinese is what the page shows.
DOUBTS = {
    "changed": "数字或句子与已核对的上一版不同",
    "failed_check": "与报告中的其他数字对不上",
    "outlier": "与本机关其他年份相差十倍以上",
    **whole.DOUBTS,
    "unlike_indicator": "措辞相近的数字常属别的指标",
    "unlike_scope": "措辞相近的数字常是别的口径",
    "unlike_whole": "措辞相近的数字，能否代表全部常与此相反",
    "no_indicator": "没有对应的指标",
    "period": "期间不同于报告",
    "incomplete": "还不能确认，要先补充",
}
_FIRST = ("changed", "failed_check", "outlier")  # what is certain to be looked at, whatever the risk
FAR = 10  # times more or less than in any other year: mostly a 万 too many or too few
# Figures of one report that are held against each other, pair by pair; more are a list, not a report.
MOST_COMPARED = 800
_WITHOUT_INDICATOR = ("share", "change")  # which never have one
OFFICIAL = "statistics_table"


@dataclass(frozen=True)
class Known:
    """What is published of the agency: (indicator, year, scope, value, kind of report) each."""

    figures: tuple[tuple[str, int, str, Decimal, str], ...] = ()

    def other_years(self, item: Item, year: int) -> list[Decimal]:
        """The same indicator and scope in other years."""
        same = (item.fields["indicator"], item.fields["scope"])
        elsewhere = [figure for figure in self.figures if figure[1] != year]
        return [value for name, _, scope, value, _ in elsewhere if (name, scope) == same]

    def official(self, item: Item, year: int) -> bool:
        """Whether the official table of the year says the same."""
        said = (item.fields["indicator"], year, item.fields["scope"], Decimal(item.fields["value"]), OFFICIAL)
        return bool(said[0]) and said in self.figures


def published_of(version: Path | None, agency: str) -> Known:
    """What a published version says of an agency; nothing where there is no version."""
    if version is None or not agency:
        return Known()
    quoted = str(version).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{quoted}' AS published (READ_ONLY)")
        rows = connection.execute(
            "SELECT indicator, year, scope, value, kind FROM published.headline WHERE agency = ?", [agency]
        ).fetchall()
    return Known(tuple((row[0], row[1], row[2], row[3].normalize(), row[4]) for row in rows))


@dataclass(frozen=True)
class FirstLook:
    """What to look at first among the undecided figures of a review, by their keys.

    `doubts`: the DOUBTS that each raises, heaviest first; empty: none. `instead`: of those that labelled
    figures speak against, what these answer (etl.ledger.risk). `acceptable`: those that may be accepted
    together: they raise no doubt, or say what the official table says. `order`: first those that others speak
    against, then the likeliest wrong; where nothing was learnt of which are wrong, by the heaviest doubt.
    """

    doubts: dict[str, list[str]]
    instead: dict[str, str]
    acceptable: list[str]
    order: list[str]


def first_look(review: Review, version: Path | None = None, changed: Container[str] = ()) -> FirstLook:
    """Look over the undecided figures.

    `version`: the published file to compare with; `changed`: keys of figures that the version before has
    otherwise. The figures are checked against each other as they stand, decided or not; a report whose
    metadata is incomplete is not.
    """
    waiting = [item for item in review.items if item.status == "extracted"]
    if not waiting:
        return FirstLook({}, {}, [], [])
    known, learnt, failing = (
        published_of(version, review.report.known["agency"]),
        _opinions(review),
        _failing(review),
    )
    indicators = rulebook().indicators
    doubts, instead = {}, {}
    for item in waiting:
        raised = set(_raised(item, review, known, indicators))
        if item.key in failing:
            raised.add("failed_check")
        if item.key in changed:
            raised.add("changed")
        opinion = learnt.get(item.key)
        if opinion and opinion.suspect and not item.fields["doubts"]:
            raised.add(f"unlike_{opinion.question}")
            if opinion.instead is not None:
                instead[item.key] = opinion.instead
        doubts[item.key] = [doubt for doubt in DOUBTS if doubt in raised]
    acceptable = [item.key for item in waiting if _acceptable(item, doubts[item.key], review, known)]
    return FirstLook(doubts, instead, acceptable, queue(waiting, doubts, learnt))


def _acceptable(item: Item, raised: list[str], review: Review, known: Known) -> bool:
    year = review.report.known["year"]
    return not raised or bool("incomplete" not in raised and year and known.official(item, year))


def queue(items: Iterable[Item], doubts: dict[str, list[str]], learnt: dict[str, Opinion]) -> list[str]:
    """The keys of the items in the order of FirstLook."""
    weight = {code: at for at, code in enumerate(DOUBTS)}

    def rank(item: Item) -> tuple[int, float, int]:
        raised = doubts.get(item.key, ())
        first = min((_FIRST.index(code) for code in raised if code in _FIRST), default=len(_FIRST))
        heaviest = min((weight[code] for code in raised), default=len(weight))
        return first, -learnt[item.key].risk if learnt else heaviest, item.start

    return [item.key for item in sorted(items, key=rank)]


def _opinions(review: Review) -> dict[str, Opinion]:
    """What has been learnt of each figure that is not rejected, by its key; nothing where nothing was."""
    kept, known = [item for item in review.items if item.status != "rejected"], review.report.known
    found = opinions(review.text, known["kind"], known["agency"], [item.fields for item in kept])
    return dict(zip((item.key for item in kept), found, strict=True)) if found else {}


def _raised(item: Item, review: Review, known: Known, indicators: Container[str]) -> Iterable[str]:
    fields, report = item.fields, review.report.known
    yield from fields["doubts"]
    if not fields["indicator"] and fields["measure"] not in _WITHOUT_INDICATOR:
        yield "no_indicator"
    if any(fields[side] and fields[side] != report[side] for side in ("period_start", "period_end")):
        yield "period"
    others = known.other_years(item, report["year"]) if fields["indicator"] and report["year"] else []
    if others and fields["measure"] == "level" and not _near(Decimal(fields["value"]), others):
        yield "outlier"
    try:
        check_figure(fields, review.text, indicators)
    except InvalidDecision:
        yield "incomplete"


def _near(value: Decimal, others: list[Decimal]) -> bool:
    return any(other / FAR < value < other * FAR or value == other for other in others)


def _failing(review: Review) -> set[str]:
    """The keys of figures that a check finds at odds with others of the report."""
    figures = sum(item.status != "rejected" for item in review.items)
    if review.report.missing or figures > MOST_COMPARED:
        return set()
    with published_alone(review) as alone:
        if alone is None:
            return set()
        checks.fill(alone.connection, alone.definitions)
        failed = alone.connection.execute(
            "SELECT DISTINCT unnest(figure_ids) FROM quality_check WHERE NOT agrees"
        ).fetchall()
        return {alone.items[figure].key for (figure,) in failed}
