"""Where reviewed figures stand in a document that was fetched later: only where there is no doubt."""

import re
from collections import defaultdict

from etl.data.rows import FigureRow

Place = tuple[int, int]
_MORE_DIGITS = r"[\d０-９]"
_GROUPED = r"[.,，．]"


def located(figures: list[FigureRow], text: str) -> list[Place | None]:
    """Return for each figure the half-open offsets of its print in `text`, None where they are not certain.

    The place that a reviewer noted counts where the print stands there. Else the print must stand in the text
    exactly as often as figures of the report have it; then they follow each other in the order of the file.
    """
    places: list[Place | None] = [_noted(figure, text) for figure in figures]
    waiting = defaultdict(list)
    for number, figure in enumerate(figures):
        waiting[figure.printed].append(number)
    for printed, numbers in waiting.items():
        if all(places[number] for number in numbers):
            continue
        found = _stands(printed, text)
        if len(found) == len(numbers):
            for number, place in zip(numbers, found, strict=True):
                places[number] = place
    return places


def _noted(figure: FigureRow, text: str) -> Place | None:
    if figure.start is None or figure.end is None or text[figure.start : figure.end] != figure.printed:
        return None
    return figure.start, figure.end


def _stands(printed: str, text: str) -> list[Place]:
    """Everywhere that the print stands and is not a piece of a longer number."""
    before = f"(?<!{_MORE_DIGITS})(?<!{_MORE_DIGITS}{_GROUPED})"
    after = f"(?!{_GROUPED}?{_MORE_DIGITS})"
    return [found.span() for found in re.finditer(before + re.escape(printed) + after, text)]
