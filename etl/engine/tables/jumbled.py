"""Headers whose upright names a PDF gives in disorder: 结 结 其 尚 / 果 果 他 未, over a row of numbers."""

from collections import Counter
from functools import lru_cache

from etl.engine.rulebook import Rulebook
from etl.engine.tables.forms import FORMS, Form
from etl.engine.tables.layout import HeaderCell, Layout, Path
from etl.engine.tables.words import squash

_ALIKE = 0.9  # of the characters


def jumbled_columns(rules: Rulebook, header: list[tuple[int, int, str]], width: int) -> Layout:
    """The columns of the form of `width` columns whose names have the same characters; none for no such."""
    found = Counter(squash("".join(text for _, _, text in header)))
    for form in rules[FORMS].forms:
        if form.columns and len(form.columns) == width and _alike(found, _characters(rules, form.id)):
            start = header[0][0]
            return Layout(_paths(form, start))
    return Layout([])


def _alike(found: Counter, named: Counter) -> bool:
    return (found & named).total() >= _ALIKE * max(found.total(), named.total())


@lru_cache(maxsize=64)
def _characters(rules: Rulebook, form_id: str) -> Counter:
    form = rules[FORMS].form(form_id)
    headings = {path[: depth + 1] for path in form.columns for depth in range(len(path))}
    return Counter("".join(heading[-1] for heading in headings))


def _paths(form: Form, start: int) -> list[Path]:
    """Header cells of no extent: where each name stands in the text is unknown."""
    cells: dict[tuple[str, ...], HeaderCell] = {}
    paths = []
    for path in form.columns:
        names = [path[: depth + 1] for depth in range(len(path))]
        paths.append(tuple(cells.setdefault(name, HeaderCell(start, start, name[-1])) for name in names))
    return paths
