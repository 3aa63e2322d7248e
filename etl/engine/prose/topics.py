"""Items that each tell of one field of work: (1)建筑工地。… (2)燃气。… (3)物业和中介。…

Headings that stand side by side, numbered in one way or each opening a paragraph, name fields where one of
them is a known industry and none a kind of work (普法, 队伍建设) or what was done (强化监管).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from etl.engine.initials import searched
from etl.engine.rulebook import Rulebook, expression, one_of

_HAN = "[一二三四五六七八九十]"
_HEAD = (
    rf"(?P<head>[ 　\t]{{0,20}}(?:(?P<a>{_HAN}{{1,3}})、|[（(](?P<b>{_HAN}{{1,3}})[）)]"
    rf"|(?P<c>[0-9]{{1,2}})(?:[、．]|[.](?![0-9]))|[（(](?P<d>[0-9]{{1,2}})[）)]|(?P<e>{_HAN})是)?[ 　]?"
    r"(?P<title>[一-鿿、]{2,12})(?=(?P<end>[。：:\n])))"
)
FIRST, HEAD = re.compile(_HEAD), searched(f"[\n。；;]{_HEAD}")
STYLES = "abcde"
LINE = ""  # the style of a heading without a number, which opens a paragraph
OTHERWISE = expression(f"^{one_of('sectors', 'begins_deeds')}|{one_of('sectors', 'kinds_of_work')}")
TAIL = re.compile("(?:领域|行业|方面|监管|监督|执法)+$")
TURNS = expression(rf"(?<=[。；;\n])[ 　]{{0,9}}{one_of('sectors', 'sums_up')}")


class Head(NamedTuple):
    """A heading: how it is numbered, as what, its words, its place; `runs_in`: text follows on its line."""

    style: str
    number: str
    title: str
    start: int
    end: int
    runs_in: bool


class Topic(NamedTuple):
    """A stretch of text that tells of one field."""

    start: int
    end: int
    title: str


def topics_of(rules: Rulebook, text: str, known: re.Pattern[str]) -> list[Topic]:
    """Return the stretches that tell of one field each, in order; `known`: titles of known industries."""
    heads = list(_heads(text))
    found = []
    for group in _side_by_side(heads):
        a_field = len(group) > 1 and any(known.match(head.title) for head in group)
        if a_field and not any(rules[OTHERWISE].search(head.title) for head in group):
            found += [_topic(rules, text, head, heads, known) for head in group]
    return sorted(found)


def topic_at(topics: list[Topic], place: int) -> str:
    """Return the title of the stretch that holds `place`, else ""."""
    index = bisect_right(topics, place, key=lambda topic: topic.start) - 1
    return topics[index].title if index >= 0 and place < topics[index].end else ""


def _heads(text: str) -> Iterator[Head]:
    for match in chain(filter(None, (FIRST.match(text),)), HEAD.finditer(text)):
        style = next((name for name in STYLES if match[name]), LINE)
        start, end = match.start("head"), match.end("end")
        begins = start == 0 or text[start - 1] == "\n"
        if style or (begins and match["end"] == "。"):
            title = match["title"]
            yield Head(style, match[style] if style else "", title, start, end, match["end"] != "\n")


def _side_by_side(heads: list[Head]) -> list[list[Head]]:
    """Return the headings of one kind that follow each other; not those numbered anew or below another."""
    groups: list[list[Head]] = []
    open_groups: dict[str, list[Head]] = {}
    for head in heads:
        group = open_groups.get(head.style)
        if group is None or head.number in ("一", "1"):
            group = open_groups[head.style] = []
            groups.append(group)
        group.append(head)
        for style in [each for each in open_groups if each > head.style] if head.style else ():
            del open_groups[style]
    return groups


def _topic(rules: Rulebook, text: str, head: Head, heads: list[Head], known: re.Pattern[str]) -> Topic:
    """Return the stretch below a heading: its paragraph where it runs in, else up to the next like it."""
    later = range(bisect_right(heads, head.start, key=lambda other: other.start), len(heads))
    end = next((heads[index].start for index in later if heads[index].style <= head.style), len(text))
    if head.runs_in:
        line = text.find("\n", head.end, end)
        end = line if line >= 0 else end
    turn = rules[TURNS].search(text, head.end, end)
    named = known.match(head.title)
    title = named[1] if named else TAIL.sub("", head.title)
    return Topic(head.end, turn.start() if turn else end, title)
