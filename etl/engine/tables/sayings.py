"""What a cell counts that no form names: by the end of its title, or by what prose would say of its label."""

import re
from dataclasses import replace
from functools import lru_cache

from etl.engine.prose.classify import classify
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import Rulebook
from etl.engine.tables.evidence import Place, item_like
from etl.engine.tables.forms import Item
from etl.engine.tables.labels import Label
from etl.engine.tables.words import units_in

_FORM = "said"  # of the items that the rules of the indicators make
_TITLE_END = re.compile("(?:实施)?(?:情况|统计|汇总|一览|数据|分布|数量|明细)*表?$")
_THING_LENGTH = 12  # characters


def titled_item(rules: Rulebook, place: Place) -> Item | None:
    """What a table of plain numbers counts, by the end of its title or heading: 各区行政处罚案件情况."""
    for title in (*place.titles[:2], *place.above[-1:]):
        words = _TITLE_END.sub("", title)
        for at in range(max(0, len(words) - _THING_LENGTH), len(words) - 1):
            if (found := item_like(rules, words[at:], ())) and found.measure == "level":
                part = "受理" if words[:at].endswith("受理") else found.part
                return replace(found, part=part, label=found.label or words[at:])
    return None


def said_item(rules: Rulebook, label: Label, place: Place) -> Item | None:
    """The item whose indicator the words of a label and its unit state: 水行政检查（次）."""
    title = "\n".join((*place.titles, *place.above))
    return _said(rules, label.words, _unit(rules, label, place), title)


def _unit(rules: Rulebook, label: Label, place: Place) -> str:
    """The one unit that the label states, or the column of units beside it, or the title."""
    rows = (f"({row.text})" for row in place.rows if row.kind == "unit")
    beside = [unit for row in rows for unit, _ in units_in(rules, row)]
    stated = [unit for unit, _ in label.units] or beside or list(place.units)
    return stated[0] if len(stated) == 1 else ""


@lru_cache(maxsize=2048)
def _said(rules: Rulebook, words: str, unit: str, title: str) -> Item | None:
    around = Words(
        rules,
        raw=words,
        before=words,
        after="",
        clause=words,
        earlier="",
        lead=words,
        in_bracket=False,
        end=len(words),
    )
    rule = classify(rules, unit, "level", [words], around, title)
    if rule is None:
        return None
    return Item(form=_FORM, id=rule.name, indicator=rule.indicator, unit="元" if unit == "元" else "")
