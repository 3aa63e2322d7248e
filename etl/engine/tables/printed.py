"""What a cell means whose number prints its unit: 检查企业 above 120家次 are visits, 罚款 3万元 is money."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from etl.engine.rulebook import Rulebook
from etl.engine.tables.evidence import Place
from etl.engine.tables.labels import Label
from etl.engine.tables.meaning import Meaning, meaning_of

_NAMES = ("thing", "total", "plain")  # kinds of labels that may name what is counted


def meaning_as_printed(rules: Rulebook, place: Place, block_votes: Counter, unit: str) -> Meaning | None:
    """The meaning of a cell whose nearest labels are read as if they stated the unit; see `meaning_of`."""
    stated: dict[int, Label] = {}  # by what stands for each
    columns, rows = (_with_unit(labels, unit, stated) for labels in (place.columns, place.rows))
    found = meaning_of(rules, replace(place, columns=columns, rows=rows) if stated else place, block_votes)
    label = stated.get(id(found.named_by)) if found else None
    return replace(found, named_by=label) if found and label else found


def _with_unit(labels: tuple[Label, ...], unit: str, stated: dict[int, Label]) -> tuple[Label, ...]:
    if not unit or not labels or labels[-1].units or labels[-1].kind not in _NAMES:
        return labels
    last = replace(labels[-1], units=((unit, Decimal(1)),))
    stated[id(last)] = labels[-1]
    return (*labels[:-1], last)
