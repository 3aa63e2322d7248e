"""`python -m eval facts FILE…`: facts that were given as CSV, against the figures of data/."""

import csv
import os
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
# What a given fact and a figure of data/figures both say; their reports are matched by address.
FIELDS = (
    *("printed", "value", "unit", "approx", "indicator", "label", "measure", "scope"),
    *("campaign", "sector", "part", "period_start", "period_end"),
)


def run(names: list[str]) -> int:
    """Print each fact that data/ does not hold unaltered and how many it holds; 1 where one is missing."""
    data = Path(os.environ.get("DATA_DIR", REPOSITORY / "data"))
    reports = {row["url"]: row["report_id"] for row in _rows(data / "reports.csv")}
    held = Counter(
        (url, *(figure[name] for name in FIELDS))
        for url, report_id in reports.items()
        for figure in _figures(data, report_id)
    )
    given = Counter(
        (fact["url"], *(fact[name] for name in FIELDS)) for name in names for fact in _rows(Path(name))
    )
    missing = given - held
    for (url, printed, value, *_), _ in missing.items():
        print(f"{reports.get(url, 'no report')}: {printed} = {value} ({url})")
    print(f"{(given - missing).total()} of {given.total()} facts stand unaltered")
    return 1 if missing or not given else 0


def _figures(data: Path, report_id: str) -> list[dict[str, str]]:
    path = data / "figures" / f"{report_id}.csv"
    return _rows(path) if path.is_file() else []


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
