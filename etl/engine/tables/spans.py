"""Which cells of a header row stand under which of the row above, where merged cells were lost.

Every way to hang the lower row below the upper one, in order, is weighed by what the forms say of the two
names; the number of columns that the rows of values show decides between ways with as many leaves.
"""

from functools import lru_cache

from etl.engine.rulebook import Rulebook
from etl.engine.tables.evidence import item_like
from etl.engine.tables.forms import FORMS, Form
from etl.engine.tables.labels import HEADER_KINDS, is_header
from etl.engine.tables.periods import split_period
from etl.engine.tables.words import GENERAL, key

_MEMBER = 4  # the forms say that the heading spans this column
_KIN, _LIKE = 2, 1  # a column of the heading's form, by its name or by a pattern
_VAGUE = -1  # 合计, 其他: of any form
_STRANGER, _OUTSIDER = -1, -3  # of no form of the heading's; the same where the forms say what it spans
_NEVER = -100
_OTHER_PERIOD = -6  # June below July
_OTHER_UNIT = -10  # money below a heading of counts
_LEAF_AS_HEADING, _LABEL_AS_HEADING, _COUNT_AS_HEADING = -3, -8, -10
_REPEATED, _ALONE = -6, -2
_BARE_HEADING = -1  # a heading that spans nothing
MISPLACED = -4  # a column beside the heading that spans it
_WAYS_LIMIT = 60_000  # steps; a wider header is no header


LABELS = "\0"  # begins the name of a column of labels, which never spans others
KEPT = 2  # ways for each number of spanning cells: the best, and what it has to beat

Assignment = tuple[int, ...]  # for each lower cell, the index of the upper cell above it
Weighed = tuple[int, Assignment]


@lru_cache(maxsize=512)
def assignments(rules: Rulebook, upper: tuple[str, ...], lower: tuple[str, ...]) -> dict[int, list[Weighed]]:
    """The best ways for each number of upper cells that span some lower ones: (weight, assignment).

    Names are keys (words.key). Empty for headers too wide to be weighed.
    """
    wide, deep = len(upper), len(lower)
    if wide * deep * deep * min(wide, deep) > _WAYS_LIMIT:
        return {}
    best: dict[tuple[int, int], list[Weighed]] = {(0, 0): [(0, ())]}  # by (lower cells used, spanning)
    for index, name in enumerate(upper):
        bare = _BARE_HEADING if _stem(name) in rules[FORMS].members else 0
        bare += MISPLACED * is_spanned(rules, name, upper[:index])
        weights = _runs(rules, name, lower)
        reached: dict[tuple[int, int], list[Weighed]] = {}
        for (used, spanning), found in best.items():
            for weight, path in found:
                _keep(reached, (used, spanning), weight + bare, path)
                for end in range(used + 1, deep + 1):
                    more = weights[used][end]
                    _keep(reached, (end, spanning + 1), weight + more, path + (index,) * (end - used))
        best = reached
    return {spanning: ways for (used, spanning), ways in best.items() if used == deep}


def _keep(
    ways: dict[tuple[int, int], list[Weighed]], place: tuple[int, int], weight: int, path: Assignment
) -> None:
    kept = ways.setdefault(place, [])
    if len(kept) < KEPT or kept[-1][0] < weight:
        kept.append((weight, path))
        kept.sort(key=lambda way: -way[0])
        del kept[KEPT:]


def _runs(rules: Rulebook, name: str, lower: tuple[str, ...]) -> list[list[int]]:
    """The weight of lower[first:end] below `name`, for every first and end."""
    single = [_fit(rules, name, child) for child in lower]
    table = []
    for first in range(len(lower)):
        row, weight, seen = [0] * (len(lower) + 1), 0, set()
        if name.startswith(LABELS):
            weight += _NEVER
        elif _heads_nothing(rules, name):
            weight += _LABEL_AS_HEADING
        elif name.endswith(("次", "额")):
            weight += _COUNT_AS_HEADING
        elif _is_column(rules, name):
            weight += _LEAF_AS_HEADING
        for end in range(first + 1, len(lower) + 1):
            child = lower[end - 1]
            weight += single[end - 1] + (_REPEATED if child in seen else 0)
            seen.add(child)
            row[end] = weight + (_ALONE if end == first + 1 and single[first] < _MEMBER else 0)
        table.append(row)
    return table


def _heads_nothing(rules: Rulebook, name: str) -> bool:
    """A name of labels or of plain numbers, unless it announces several: 完成数, but not 7月完成情况."""
    stem = _stem(name)
    return any(is_header(rules, kind, stem) for kind in HEADER_KINDS) and not stem.endswith("情况")


def _is_column(rules: Rulebook, name: str) -> bool:
    if (like := item_like(rules, name)) and like.measure != "level":
        return True
    return (
        name in rules[FORMS].by_name and name not in rules[FORMS].members and name not in rules[FORMS].groups
    )


def is_spanned(rules: Rulebook, name: str, before: tuple[str, ...]) -> bool:
    """True where one of the names before it is a heading of this column."""
    return any(_stem(name) in rules[FORMS].members.get(_stem(heading), ()) for heading in before)


def _stem(name: str) -> str:
    """The name without the period that it begins with."""
    return key(split_period(name)[1]) or name


def _fit(rules: Rulebook, heading: str, child: str) -> int:
    if split_period(heading)[0] and split_period(child)[0]:
        return _OTHER_PERIOD
    heading, child = _stem(heading), _stem(child)
    spanned = rules[FORMS].members.get(heading, frozenset())
    if child in spanned:
        return _MEMBER
    if child in rules[GENERAL]:
        return _VAGUE
    own = [form for form in rules[FORMS].forms if heading in form.groups]
    return _fit_by_form(rules, own, child, spans=bool(spanned))


def _is_like(form: Form, name: str) -> bool:
    return any(item.like and item.like.search(name) for item in form.items)


def _fit_by_form(rules: Rulebook, own: list[Form], child: str, spans: bool) -> int:
    """How well a name goes below a heading of the forms `own`; `spans`: they say what it spans."""
    ids = {form.id for form in own}
    named = rules[FORMS].by_name.get(child, ())
    kin = [item for item in named if item.form in ids]
    if spans and (not kin or child in rules[FORMS].members):
        return _OUTSIDER
    if kin:
        return _OTHER_UNIT if spans and any(item.unit == "元" for item in kin) else _KIN
    if any(_is_like(form, child) for form in own):
        return _LIKE
    return _STRANGER if own and named else 0
