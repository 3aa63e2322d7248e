"""What a label of a row or column is: a body, a trade, a period, a total, a unit, or a counted thing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.engine.rulebook import Rulebook, word_tuple
from etl.engine.tables.forms import FORMS
from etl.engine.tables.periods import Period, split_period
from etl.engine.tables.words import LABEL_LIMIT, core, is_unit, key, key_set, units_in

_BODY_ENDING = word_tuple("labels", "body_ending")
_NO_BODY_ENDING = word_tuple("labels", "no_body_ending")
_LABEL_ENDING = word_tuple("labels", "label_ending")
_BODY_LIMIT = 30
_KINDS = (
    ("total", "total_row"),
    ("own", "own_row"),
    ("plain", "plain"),
    ("sector", "sectors"),
    ("note", "note_header"),
    ("note", "serial"),
)
LABEL_HEADERS = (
    *("serial", "body_header", "sector_header", "year_header"),
    *("indicator_header", "kind_header", "unit_header"),
)
HEADER_KINDS = (*LABEL_HEADERS, "note_header", "plain", "planned")
_LISTS = {
    name: key_set(name)
    for name in {*(name for _, name in _KINDS), *HEADER_KINDS, "case_header", "cause_header"}
}
SUBTOTALS = key_set("subtotal")
_REST = ("其余", "其他", "其它")
_OF_KINDS = ("类型", "类别", "种类", "性质")  # headers of kinds: 个体诊所 below 机构类别 is no body
_SEVERAL = re.compile("[/／、\n]")
_PLANNED = word_tuple("labels", "planned")


@dataclass(frozen=True, slots=True)
class Label:
    """A header or row label.

    `kind`: body, rest (其余4个区), own, total, sector, period, unit, plain (数量), note (联系电话), case or
    thing.
    """

    text: str
    words: str
    key: str
    kind: str
    period: Period | None = None
    units: tuple = ()
    planned: bool = False  # what the year was to bring: 计划检查数, but not 计划完成率


@lru_cache(maxsize=8192)
def label_of(rules: Rulebook, text: str, header_key: str = "") -> Label:
    """Read a label; `header_key` is the key of the header above it, for a row label."""
    text = text[:LABEL_LIMIT]
    period, rest = split_period(text)
    label_key, words = key(rest), core(rest)
    return Label(
        text=text,
        words=words,
        key=label_key,
        kind=_kind(rules, rest, label_key, header_key, period),
        period=period,
        units=units_in(rules, text),
        planned=any(word in words for word in rules[_PLANNED]) and not words.endswith(("率", "完成")),
    )


@lru_cache(maxsize=8192)
def is_column_name(rules: Rulebook, text: str) -> bool:
    """True for a name of the forms, and for the header of a column of labels."""
    label = key(split_period(text)[1])
    return bool(label) and (
        rules[FORMS].knows(label) or any(is_header(rules, kind, label) for kind in HEADER_KINDS)
    )


@lru_cache(maxsize=2048)
def header_key(rules: Rulebook, text: str) -> str:
    """The key of a header; of several names in one (行政区划/机构) that of the first that heads labels."""
    names = [key(text), *map(key, _SEVERAL.split(text))]
    return next((name for name in names if is_label_header(rules, name)), names[0])


@lru_cache(maxsize=2048)
def heads_labels(rules: Rulebook, text: str) -> bool:
    """True for the header of a column of labels."""
    words = core(text)
    if words.endswith(("数", "数量")):
        return False  # 单位数
    names_labels = words.endswith(rules[_LABEL_ENDING]) and not units_in(rules, text)
    return names_labels or is_label_header(rules, header_key(rules, text))


def is_label_header(rules: Rulebook, header_key: str) -> bool:
    """True for one of the words that head labels: 信息内容, 单位名称, 序号."""
    return any(is_header(rules, kind, header_key) for kind in LABEL_HEADERS)


def is_header(rules: Rulebook, name: str, header_key: str) -> bool:
    """True where the header is one of the words that labels.yml lists under `name`."""
    return header_key in rules[_LISTS[name]]


def _kind(rules: Rulebook, text: str, label_key: str, header_key: str, period: Period | None) -> str:
    if not label_key:
        return "period" if period else "plain"
    for kind, words in _KINDS:
        if label_key in rules[_LISTS[words]]:
            return kind
    if is_unit(rules, text):
        return "unit"
    if is_header(rules, "body_header", header_key):
        return _kind_of_body(text)
    if is_header(rules, "case_header", header_key):
        return "case"
    if rules[FORMS].knows(label_key):
        return "thing"
    if _is_sector(rules, text, header_key):
        return "sector"
    if _heads_kinds(rules, header_key):
        return "thing"
    words = core(text)
    ends_so = words.endswith(rules[_BODY_ENDING]) and not words.endswith(rules[_NO_BODY_ENDING])
    names_body = ends_so and 2 <= len(words) <= _BODY_LIMIT
    is_body = names_body and not is_header(rules, "indicator_header", header_key)
    return _kind_of_body(words) if is_body else "thing"


def _is_sector(rules: Rulebook, text: str, header_key: str) -> bool:
    """Whether a label stands below 行业; 行政许可案件 below 类别 is none."""
    act = is_header(rules, "kind_header", header_key) and rules[FORMS].resembles(core(text))
    return is_header(rules, "sector_header", header_key) and not act


def _heads_kinds(rules: Rulebook, header_key: str) -> bool:
    return is_header(rules, "kind_header", header_key) or header_key.endswith(_OF_KINDS)


def _kind_of_body(text: str) -> str:
    return "rest" if core(text).startswith(_REST) else "body"
