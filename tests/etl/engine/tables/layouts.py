"""The ways in which a page loses a table when its text is copied, and where each number then stands."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.etl.engine.tables.sheets import Sheet
from tests.etl.samplefiles import placed

COVERED = "\0"  # a place that a merged cell covers
Place = tuple[str, tuple[int, int] | None]  # text, and for a value its row and column


@dataclass
class Page:
    """A text, and the place of each value by its row and column."""

    text: str = ""
    places: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def add(self, text: str, at: tuple[int, int] | None = None) -> None:
        """Append; note where a value stands."""
        if at is not None and text.strip():
            self.places[at] = (len(self.text), len(self.text) + len(text))
        self.text += text


def rows_of(sheet: Sheet) -> list[list[Place]]:
    """Every row of the table at its full width."""
    height = len(sheet.header)
    grid: list[list[Place]] = [[(COVERED, None)] * sheet.width for _ in range(height)]
    for row, column, _, _, text in placed(sheet.header):
        grid[row][column] = (text, None)
    for at, (labels, values) in enumerate(zip(sheet.labels, sheet.values, strict=True)):
        grid.append(
            [(label, None) for label in labels] + [(value, (at, c)) for c, value in enumerate(values)]
        )
    return grid


def kept(rows: list[list[Place]]) -> list[list[Place]]:
    """Covered places are blank."""
    return [[("" if text == COVERED else text, at) for text, at in row] for row in rows]


def lost(rows: list[list[Place]]) -> list[list[Place]]:
    """Covered places are gone: the cells after them move to the left."""
    return [[place for place in row if place[0] != COVERED] for row in rows]


def filled(rows: list[list[Place]]) -> list[list[Place]]:
    """Covered places are gone, and as many blank ones stand at the end of the row."""
    return [
        [*row, *[("", None)] * (len(full) - len(row))] for row, full in zip(lost(rows), rows, strict=True)
    ]


def inline(between: str, before: str = "", after: str = "") -> Callable[[Page, list[list[Place]]], None]:
    """A row a line."""

    def write(page: Page, rows: list[list[Place]]) -> None:
        for row in rows:
            page.add(before)
            for column, (text, at) in enumerate(row):
                page.add(between if column else "")
                page.add(text, at)
            page.add(after + "\n")

    return write


def a_line_each(before: str = "", after: str = "", row_start: str = "", blanks: bool = True):
    """A cell a line; `blanks`: a blank cell leaves a line of its own."""

    def write(page: Page, rows: list[list[Place]]) -> None:
        for row in rows:
            page.add(row_start)
            for text, at in row:
                if text or blanks:
                    page.add(before)
                    page.add(text, at)
                    page.add(after + "\n")

    return write


def bars_at_starts(page: Page, rows: list[list[Place]]) -> None:
    """A bar alone opens a row; each cell but the first stands behind a bar, blank ones beside the next."""
    for row in rows:
        page.add("|\n" if row[0][0] else "| ")
        for column, (text, at) in enumerate(row):
            page.add("| " if column else "")
            page.add(text, at)
            page.add("\n" if text else "")
        page.add("|\n")


def fill_together(page: Page, rows: list[list[Place]]) -> None:
    """A cell a line with its bar; the bars of the blank cells that end a row stand together."""
    for row in rows:
        filled_ones = [place for place in row if place[0]]
        blank = len(row) - len(filled_ones)
        for text, at in filled_ones:
            page.add(text, at)
            page.add(" |\n")
        page.add("|" * blank + "\n" if blank else "")


def bar_opens(page: Page, rows: list[list[Place]]) -> None:
    """The same, and a bar alone opens each row."""
    for row in rows:
        page.add("|\n")
        fill_together(page, [row])


LAYOUTS: dict[str, tuple[Callable, Callable]] = {
    "bars, blank places": (kept, inline(" | ", "| ", " |")),
    "bars, moved left": (lost, inline(" | ", "", " |")),
    "bars, filled up": (filled, inline("|", "|", "|")),
    "tabs, blank places": (kept, inline("\t")),
    "tabs, moved left": (lost, inline("\t")),
    "wide gaps": (lost, inline("  ")),
    "single gaps": (lost, inline(" ")),
    "a line each": (lost, a_line_each()),
    "a line each, blank ones gone": (lost, a_line_each(blanks=False)),
    "a line each, blank lines between": (lost, a_line_each(after="\n")),
    "a line each, indented": (lost, a_line_each(before="　　")),
    "a line each, a bar on a line between": (lost, a_line_each(after="\n|")),
    "a bar after each": (lost, a_line_each(after=" |", row_start="|\n")),
    "a bar before each": (kept, bars_at_starts),
    "bars before, moved left": (lost, bars_at_starts),
    "a bar after, fills together": (filled, fill_together),
    "bars open rows, fills together": (filled, bar_opens),
}
_BREAKABLE = 5  # characters of a header name that may be broken over lines


def broken(rows: list[list[Place]], rng: random.Random) -> list[list[Place]]:
    """Long names of the header broken over two or three lines, as narrow columns print them."""
    width = rng.randint(4, 6)
    return [
        [
            ("\n".join(text[at : at + width] for at in range(0, len(text), width)), place)
            if place is None and len(text) > max(width, _BREAKABLE) and rng.random() < 0.8
            else (text, place)
            for text, place in row
        ]
        for row in rows
    ]


def page_of(sheet: Sheet, layout: str, seed: int, breaks: bool = False) -> Page:
    """The text of a report that holds the table in that layout."""
    rng = random.Random(seed)
    page = Page()
    page.add(f"{sheet.agency}2023年度行政执法工作报告\n现将有关情况公布如下。\n")
    for title in sheet.titles:
        page.add(title + "\n")
    spans, write = LAYOUTS[layout]
    rows = spans(rows_of(sheet))
    write(page, broken(rows, rng) if breaks else rows)
    page.add(
        rng.choice(
            [
                "说明：以上数据统计截至年底。\n",
                "",
                "\n注：数量按作出决定的日期统计。\n",
                "下一步，将继续加强执法。\n",
            ]
        )
    )
    return page
