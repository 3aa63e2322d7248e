"""What one published version says that another does not, figure by figure."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

SHOWN = 2000  # figures told one by one; the counts are of all

# What a reader would notice. Place and sentence may move without the figure saying anything else.
_SAID = (
    "value", "value_high", "approx", "unit", "indicator", "label", "measure", "scope", "body", "campaign",
    "sector", "part", "whole", "period_start", "period_end", "status",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """How many figures of one indicator ("" for none) are added, changed and removed."""

    indicator: str
    name_zh: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True)
class FigureChange:
    """One figure that is added, changed or removed. `before` and `after`: the fields that differ, with
    their values as text; for an added or removed figure all that say something."""

    change: str
    figure_id: int
    report_id: str
    agency: str
    year: int
    indicator: str
    printed: str
    before: dict[str, str]
    after: dict[str, str]


def compare(old: Path | None, new: Path) -> tuple[list[Change], list[FigureChange]]:
    """Compare two versions; None for the old one: everything is added."""
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
        _attach(connection, new, "new")
        if old:
            _attach(connection, old, "old")
        _pair(connection, bool(old))
        return _changes(connection), _figures(connection)


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")


def _pair(connection: duckdb.DuckDBPyConnection, with_old: bool) -> None:
    said = ", ".join(f"{name} := {name}::VARCHAR" for name in _SAID)
    columns = "figure_id, report_id, agency, year, indicator, printed"
    for side in ("new", "old"):
        source = f"{side}.figure" if side == "new" or with_old else "new.figure LIMIT 0"
        connection.execute(
            f"CREATE TEMP TABLE {side}_figure AS SELECT {columns}, struct_pack({said}) AS said FROM {source}"
        )
    connection.execute("""
        CREATE TEMP TABLE difference AS
        SELECT CASE WHEN o.figure_id IS NULL THEN 'added' WHEN n.figure_id IS NULL THEN 'removed'
            ELSE 'changed' END AS change,
            coalesce(n.figure_id, o.figure_id) AS figure_id, coalesce(n.report_id, o.report_id) AS report_id,
            coalesce(n.agency, o.agency) AS agency, coalesce(n.year, o.year) AS year,
            coalesce(n.indicator, o.indicator) AS indicator, coalesce(n.printed, o.printed) AS printed,
            o.said AS before, n.said AS after
        FROM new_figure n FULL JOIN old_figure o USING (figure_id)
        WHERE o.figure_id IS NULL OR n.figure_id IS NULL OR o.said IS DISTINCT FROM n.said
            OR o.agency <> n.agency
    """)


def _changes(connection: duckdb.DuckDBPyConnection) -> list[Change]:
    rows = connection.execute("""
        SELECT d.indicator, coalesce(any_value(i.name_zh), ''),
            count(*) FILTER (change = 'added'), count(*) FILTER (change = 'changed'),
            count(*) FILTER (change = 'removed')
        FROM difference d LEFT JOIN new.indicator i ON i.id = d.indicator
        GROUP BY d.indicator, i.position ORDER BY i.position NULLS LAST, d.indicator
    """).fetchall()
    return [Change(*row) for row in rows]


_TOLD = ("change", "figure_id", "report_id", "agency", "year", "indicator", "printed")


def _figures(connection: duckdb.DuckDBPyConnection) -> list[FigureChange]:
    rows = connection.execute(
        f"SELECT {', '.join(_TOLD)}, before, after FROM difference"
        f" ORDER BY agency, year, report_id, indicator, figure_id LIMIT {SHOWN}"
    ).fetchall()
    changes = []
    for *told, old, new in rows:
        before, after = _differing(old, new)
        changes.append(FigureChange(**dict(zip(_TOLD, told, strict=True)), before=before, after=after))
    return changes


def _differing(before: dict | None, after: dict | None) -> tuple[dict[str, str], dict[str, str]]:
    if before and after:
        names = [name for name in _SAID if before[name] != after[name]]
    else:
        names = [name for name in _SAID if (before or after or {})[name]]
    return _texts(before, names), _texts(after, names)


def _texts(state: dict | None, names: list[str]) -> dict[str, str]:
    return {name: state[name] or "" for name in names} if state else {}
