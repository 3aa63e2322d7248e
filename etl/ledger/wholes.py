"""Which figure of a report would stand on a chart, for each indicator, and how a reviewer takes another."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from etl.data.rules import rulebook
from etl.engine.indicators import Indicator
from etl.ledger.alone import Alone, published_alone
from etl.ledger.errors import InvalidDecision
from etl.ledger.items import Choice, Item, Review

_LIMITS = ("campaign", "sector", "part")
Basis = tuple[str, str, int]  # indicator, scope, year


@dataclass(frozen=True, slots=True)
class Whole:
    """One place on a chart: of an indicator, in a scope and year, as this report alone would fill it.

    `standing`: keys of the figures that stand there, several where they are added up; none: it is empty.
    `why`: a key of engine.model.WHOLES, `campaign`, `derived` (parts are added up) or `rate`; where nothing
    stands, why not, as in the table no_headline. `figures`: keys of all that speak of it, in order of place;
    those that are limited to a part cannot stand.
    """

    indicator: str
    scope: str
    year: int
    standing: tuple[str, ...]
    why: str
    figures: tuple[str, ...]


def wholes_of(review: Review) -> list[Whole]:
    """The places on charts that the figures of a review, decided or not, are about; the empty ones first.

    Empty while too little is known of the report to publish it. Figures of other bodies are not among them:
    they stand for these.
    """
    with published_alone(review) as alone:
        return _wholes_in(alone) if alone else []


def _wholes_in(alone: Alone) -> list[Whole]:
    found = alone.connection.execute(
        "SELECT indicator, scope, year, figure_ids, derived, campaign FROM headline"
    ).fetchall()
    standing = {row[:3]: row[3:] for row in found}
    found = alone.connection.execute("SELECT indicator, year, reason FROM no_headline").fetchall()
    wanting = {row[:2]: row[2] for row in found}
    indicators = rulebook().indicators
    wholes = []
    for basis, figures in _by_basis(alone, indicators).items():
        indicator, scope, year = basis
        ids, derived, campaign = standing.get(basis, ((), False, ""))
        items = [alone.items[each] for each in ids]
        why = _why(items, derived, campaign) or wanting.get((indicator, year), "unproven")
        keys = [tuple(item.key for item in some) for some in (items, figures)]
        wholes.append(Whole(indicator, scope, year, keys[0], why, keys[1]))
    places = {name: position for position, name in enumerate(indicators)}
    return sorted(wholes, key=lambda each: (bool(each.standing), places[each.indicator], each.scope))


def choosing(review: Review, key: str) -> list[Choice]:
    """The decisions that make a figure the one that stands: it is the stated whole, and no other one is.

    What else the others say stays open. Raises InvalidDecision where it cannot be the whole of anything.
    """
    with published_alone(review) as alone:
        if alone is None:
            raise InvalidDecision("报告信息还不完整，请先到“导入”页补充")
        indicators = rulebook().indicators
        bases = _by_basis(alone, indicators)
    basis, chosen = _found(bases, key)
    if not _may_be_whole(chosen, indicators[basis[0]]):
        raise InvalidDecision(_why_not(chosen, indicators[basis[0]]))
    others = [item for item in bases[basis] if item.fields["whole"] and _says_otherwise(item, chosen)]
    stated = chosen.status == "reviewed" and chosen.fields["whole"] == "stated"
    if stated and not others:
        raise InvalidDecision(f"“{chosen.fields['printed']}”已经核对为全部")
    choices = [] if stated else [Choice("edit", key, {"whole": "stated"})]
    return choices + [Choice("piece", item.key) for item in others]


def _found(bases: dict[Basis, list[Item]], key: str) -> tuple[Basis, Item]:
    for basis, items in bases.items():
        for item in items:
            if item.key == key:
                return basis, item
    raise InvalidDecision("只有带指标、口径不是其他机构的数字才能上图；请先修改（E）它")


def _by_basis(alone: Alone, indicators: dict[str, Indicator]) -> dict[Basis, list[Item]]:
    """The figures that a chart of their indicator could show."""
    bases = defaultdict(list)
    years = alone.connection.execute("SELECT figure_id, year FROM figure WHERE scope <> 'other'").fetchall()
    year_of = dict(years)
    for figure, item in alone.items.items():
        indicator = indicators.get(item.fields["indicator"])
        if indicator and figure in year_of and _has_its_measure(item, indicator):
            bases[indicator.id, item.fields["scope"], year_of[figure]].append(item)
    return bases


def _is_rate(indicator: Indicator) -> bool:
    return indicator.unit == "%" or "/" in indicator.unit


def _has_its_measure(item: Item, indicator: Indicator) -> bool:
    return item.fields["measure"] in (("rate", "share") if _is_rate(indicator) else ("level",))


def _may_be_whole(item: Item, indicator: Indicator) -> bool:
    return not _is_rate(indicator) and not any(item.fields[name] for name in _LIMITS)


def _why_not(item: Item, indicator: Indicator) -> str:
    if _is_rate(indicator):
        return "比率不是合计，不用选；不对的请修改（E）或判为非数据（X）"
    limits = "、".join(item.fields[name] for name in _LIMITS if item.fields[name])
    return f"“{item.fields['printed']}”限于“{limits}”，不能代表全部；若不限于此，请先修改（E）"


def _says_otherwise(item: Item, chosen: Item) -> bool:
    """Whether a figure would stand against the chosen one: a report may well say the same number twice."""
    if item.key == chosen.key:
        return False
    return any(
        item.fields[name] != chosen.fields[name]
        for name in ("value_high", "approx", "period_start", "period_end")
    ) or Decimal(item.fields["value"]) != Decimal(chosen.fields["value"])


def _why(items: Iterable[Item], derived: bool, campaign: str) -> str:
    if derived:
        return "derived"
    if campaign:
        return "campaign"
    return next((item.fields["whole"] or "rate" for item in items), "")
