"""The agencies that a text names, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.engine.identify.divisions import find_division
from etl.engine.identify.names import (
    LAST_BODY,
    NATIONAL_BODY,
    ORGANISATION,
    ends_with_task_office,
    is_by_level,
    level_first,
    national_name,
    proper_name,
)
from etl.engine.initials import searched
from etl.engine.rulebook import Rulebook

# Short forms end so, behind a word of a trade only: 卫健委, 金融办, 海事处, 监管所.
_SHORT = (
    "(?:委(?![员托派会书])|办(?![理公法件事案结学证好])|(?<![查办])处(?![置理罚分长室境所]|于(?![0-9]{1,2}[月日]|近日|日前))"
    "|所(?![有以需长属述示]|在(?!全[省市区县州]|辖区))|(?<!服务)中心(?![下主在城工任区]))"
)
_BRANCH = (
    r"(?:(?:(?!关于|联合|开展|组织|积极|会同|通报|公布|发布|查处|检查|召开|约谈|党组|领导|按照|根据|认真|坚持|集中|迅速|深入|严格|配合|[在对与和以向为将把被由及至])"
    r"[\u4e00-\u9fff]){0,8}?"
    r"(?:总队|支队|大队|分局|监管局|管理局|监察局|司法所|派出所|监管所)(?![长员])){0,2}"
)
_END = searched(rf"{ORGANISATION}{_BRANCH}|(?P<short>{_SHORT})")
_NO_NAME = re.compile(r"\A(?s:.*)[^\u4e00-\u9fff（）()]")  # up to the last sign that no name holds
LONGEST = 32  # characters of a name before the word that makes it a body


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as the text has it, and its place in the text."""

    name: str
    start: int
    end: int


# An office for one task, which has it in quotation marks: 云岭市|“清河行动”领导小组办公室, 市|“双联办”.
_QUOTED_OFFICE = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,14})“(?:[^“”\n]{2,14}”[\u4e00-\u9fff]{0,8}?"
    r"(?:办公室(?![主副负设的])|指挥部(?![\u4e00-\u9fff])|办(?![理法公案件事结学证好]))|[^“”\n]{1,8}办”)"
)
_MAY_QUOTE = re.compile(r"”[\u4e00-\u9fff]{0,8}?(?:办|指挥部)|办”")  # which few texts have


def quoted_offices(rules: Rulebook, text: str) -> Iterator[Mention]:
    """Yield the offices of a place or level that have their task in quotation marks."""
    for found in _QUOTED_OFFICE.finditer(text) if _MAY_QUOTE.search(text) else ():
        before = found[1]
        for start in range(len(before)):
            place = before[start:]
            known = place == "全国" or find_division(rules, place)[1] == len(place)
            if known or level_first(place) == place:
                yield Mention(found[0][start:], found.start() + start, found.end())
                break


def mentions(rules: Rulebook, text: str) -> Iterator[Mention]:
    """Yield the agencies that `text` names: bodies in order, then national ones, then offices of one task."""
    before = 0
    for found in _END.finditer(text):
        near = text[max(before, found.start() - LONGEST) : found.start()]
        words = (near[broken.end() :] if (broken := _NO_NAME.match(near)) else near) + found[0]
        before = found.end()
        if found["short"] and not _ends_with_body(rules, words):
            continue
        if len(words) > len(found[0]) and len(name := proper_name(rules, words)) > 2:
            yield Mention(name, found.end() - len(name), found.end())
    for found in rules[NATIONAL_BODY].finditer(text):
        name = national_name(rules, text, found.start())
        yield Mention(name, found.start(), found.start() + len(name))
    yield from quoted_offices(rules, text)


def _ends_with_body(rules: Rulebook, words: str) -> bool:
    """Whether a short form stands behind a word of a trade (卫健|委, not 县|委) or of a task (环委|办)."""
    return bool(rules[LAST_BODY].search(words)) or ends_with_task_office(rules, words) or is_by_level(words)
