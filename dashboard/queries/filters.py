"""What the filter bar says, as one immutable value, and the WHERE clause that it means."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

BASES = ("own", "system", "any")


# Of several marks of one agency, indicator and year: the agency's own before that of its whole system.
OWN_FIRST = """row_number() OVER (PARTITION BY h.indicator, h.year, h.agency
    ORDER BY CASE h.scope WHEN 'own' THEN 0 WHEN 'system' THEN 1 ELSE 2 END) = 1"""


@dataclass(frozen=True)
class Filters:
    """The selection that all pages share. An empty tuple restricts nothing.

    Fields of place and time say which agencies and years are meant; the fields from `basis` on say which
    marks may stand beside each other. What the second group hides is reported by `hidden_by_filter`.
    """

    years: tuple[int, ...] = ()
    divisions: tuple[str, ...] = ()
    """Prefixes of division codes: "51" a province, "5114" a city, "511402" a district."""
    agencies: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()

    basis: str = "any"
    """"own" the agency itself, "system" all agencies of its area, "any" own before system before other."""
    include_approximate: bool = True
    reviewed_only: bool = False
    full_year_only: bool = False
    include_campaign: bool = True
    include_derived: bool = True

    def __post_init__(self) -> None:
        if self.basis not in BASES:
            raise ValueError(f"basis must be one of {BASES}, not {self.basis!r}")

    def without_guards(self) -> "Filters":
        """The same agencies and years, with every kind of mark let in."""
        return replace(
            self,
            basis="any",
            include_approximate=True,
            reviewed_only=False,
            full_year_only=False,
            include_campaign=True,
            include_derived=True,
        )


class Where:
    """Conditions joined by AND, with their parameters. Values never enter the SQL text."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list = []

    def add(self, condition: str, *parameters: Any) -> "Where":
        self.conditions.append(condition)
        self.parameters.extend(parameters)
        return self

    def add_all(self, conditions: Iterable[str]) -> "Where":
        self.conditions += conditions
        return self

    def add_in(self, column: str, values: Iterable[Any]) -> "Where":
        """`column IN (values)`; no values, no condition."""
        values = list(values)
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)
        return self

    def add_prefixes(self, column: str, prefixes: Iterable[str]) -> "Where":
        prefixes = list(prefixes)
        if prefixes:
            self.add("(" + " OR ".join([f"starts_with({column}, ?)"] * len(prefixes)) + ")", *prefixes)
        return self

    def __str__(self) -> str:
        return " AND ".join(self.conditions) if self.conditions else "true"


def places(filters: Filters, where: Where, table: str = "a") -> Where:
    """Conditions on the agency table: division, agency, level, trade."""
    return (
        where.add_prefixes(f"{table}.adcode", filters.divisions)
        .add_in(f"{table}.agency", filters.agencies)
        .add_in(f"{table}.level", filters.levels)
        .add_in(f"{table}.trade", filters.trades)
    )


def rows_of(name: str, filters: Filters) -> str:
    """The table to read `name` (figure, headline) from: in order of place where the selection names places,
    else in order of indicator. The two hold the same rows; see etl/published/places.py."""
    return f"{name}_by_place" if filters.divisions or filters.agencies else name


def near(filters: Filters, where: Where, table: str) -> Where:
    """What `places` says, once more in the order of a table `rows_of`: so much of it need not be read."""
    where.add_in(f"{table}.agency", filters.agencies)
    if filters.divisions:
        within = " OR ".join([f"{table}.adcode >= ? AND {table}.adcode < ?"] * len(filters.divisions))
        where.add(f"({within})", *(end for code in filters.divisions for end in (code, code + ":")))
    return where


def of_basis(filters: Filters, column: str = "scope") -> str:
    """The condition that the filters' basis sets; "true" where every basis will do."""
    return "true" if filters.basis == "any" else f"{column} = '{filters.basis}'"


def guards(filters: Filters, table: str = "h") -> dict[str, str]:
    """Which marks may stand: code of the reason -> the condition that a mark must meet to be shown."""
    found = {}
    if filters.basis != "any":
        found["basis"] = of_basis(filters, f"{table}.scope")
    if not filters.include_approximate:
        found["approximate"] = f"{table}.approx = 'exact'"
    if filters.reviewed_only:
        found["unreviewed"] = f"{table}.status = 'reviewed'"
    if filters.full_year_only:
        found["period"] = f"{months(table)} >= 12"
    if not filters.include_campaign:
        found["campaign"] = f"{table}.campaign = ''"
    if not filters.include_derived:
        found["derived"] = f"NOT {table}.derived"
    return found


def months(table: str) -> str:
    """Length of a row's period in whole months, rounded (2024-01-01 to 2024-12-31: 12)."""
    days = f"(date_diff('day', {table}.period_start, {table}.period_end) + 1)"
    return f"CAST(round({days} / 30.4375) AS INTEGER)"


def guards_of_figures(filters: Filters) -> list[str]:
    """Which figures (alias f) may stand: as `guards`, but for `derived`, which only a mark can be."""
    return [condition for code, condition in guards(filters, "f").items() if code != "derived"]
