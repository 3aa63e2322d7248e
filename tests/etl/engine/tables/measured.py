"""How many cells of the random tables are read right, doubted, wrong without a doubt, or not read."""

import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from etl.engine.model import Figure
from etl.engine.reading import read_text
from tests.etl.engine.tables.layouts import LAYOUTS, Page, page_of
from tests.etl.engine.tables.sheets import Column, Sheet, sheet
from tests.rules import ENGINE

VERDICTS = ("right", "doubted", "wrong", "nothing")


@dataclass
class Cell:
    """A cell that was judged: what it should have been, and what it was taken for."""

    printed: str
    column: Column
    scope: tuple[str, str]
    figure: Figure | None
    verdict: str


def cells_of(table: Sheet, page: Page) -> list[Cell]:
    """Judge every value of a page. `doubted` are those read wrong that carry a doubt; right ones may too."""
    document = read_text(page.text)
    figures = {figure.start: figure for figure in ENGINE.extract(document, ENGINE.identify(document)).figures}
    judged = []
    for (row, column), (start, _) in page.places.items():
        wanted, scope, printed = table.columns[row][column], table.scopes[row], table.values[row][column]
        figure = figures.get(start)
        judged.append(Cell(printed, wanted, scope, figure, _verdict(printed, wanted, scope, figure)))
    return judged


def _verdict(printed: str, wanted: Column, scope: tuple[str, str], figure: Figure | None) -> str:
    if wanted.indicator == "future":
        return "right" if figure is None else "wrong" if not figure.doubts else "doubted"
    if figure is None:
        return "nothing"
    if _agrees(printed, wanted, scope, figure):
        return "right"
    return "doubted" if figure.doubts else "wrong"


def _agrees(printed: str, wanted: Column, scope: tuple[str, str], figure: Figure) -> bool:
    part = figure.part == wanted.part or (wanted.part == "*" and bool(figure.part))
    value = figure.value == Decimal(printed) * wanted.times
    month = wanted.period and not figure.period_start.startswith(
        f"2023-{wanted.period}" if len(wanted.period) == 2 else wanted.period
    )
    unit = figure.unit == wanted.unit or wanted.unit not in ("元", "%")
    named = (figure.indicator, figure.measure) == (wanted.indicator, wanted.measure)
    return part and value and not month and unit and named and (figure.scope, figure.body) == scope


def measure(seeds: range, breaks: bool = False) -> dict[str, Counter]:
    """Verdicts by layout and by kind of table; `sure` counts right cells without any doubt."""
    counts: dict[str, Counter] = {}
    for seed in seeds:
        table = sheet(seed)
        for layout in LAYOUTS:
            for cell in cells_of(table, page_of(table, layout, seed, breaks)):
                for name in (layout, table.kind, "all"):
                    counts.setdefault(name, Counter())[cell.verdict] += 1
                    counts[name]["sure"] += cell.verdict == "right" and not (
                        cell.figure and cell.figure.doubts
                    )
    return counts


def main() -> None:
    """Print the verdicts for a range of seeds: python -m tests.etl.engine.tables.measured 0 40 [breaks]."""
    first, last = int(sys.argv[1]), int(sys.argv[2])
    counts = measure(range(first, last), breaks="breaks" in sys.argv)
    print(f"{'':34}{'cells':>7}{'right':>8}{'sure':>8}{'doubted':>9}{'wrong':>8}{'nothing':>9}")
    for name, found in counts.items():
        total = sum(found[verdict] for verdict in VERDICTS)
        shares = [found[column] / total for column in ("right", "sure", "doubted", "wrong", "nothing")]
        print(f"{name:34}{total:7}" + "".join(f"{share:8.1%} " for share in shares))


if __name__ == "__main__":
    main()
