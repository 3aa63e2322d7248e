"""Sentences that carry their own labels: 检查企业【30家次|inspections】。

In 【】: the number as printed, then after bars its indicator and any other fields (`measure=share`,
`scope=other`, `body=青禾区`, `whole=only`); a bar with nothing after it says that there is no indicator, two
indicators with + between them that one zero is of two things. A number without 【】 is no figure.
"""

import re
from dataclasses import dataclass

from etl.engine.model import Document, Figure, ReportContext
from tests.rules import ENGINE

MARK = re.compile(r"【([^】|]+)((?:\|[^】|]*)*)】")


@dataclass(slots=True)
class Marked:
    """A sentence without its marks, and what each marked number says of itself."""

    text: str
    expected: list[tuple[int, str, dict[str, str]]]


def unmark(sentence: str) -> Marked:
    """Return the plain sentence and, for each mark, start, printed and fields."""
    text, expected, place = "", [], 0
    for mark in MARK.finditer(sentence):
        text += sentence[place : mark.start()]
        fields = {}
        for entry in mark[2].split("|")[1:]:
            name, _, value = entry.rpartition("=")
            fields[name or "indicator"] = value
        expected.append((len(text), mark[1], fields))
        text, place = text + mark[1], mark.end()
    return Marked(text + sentence[place:], expected)


def differences(sentence: str, context: ReportContext) -> list[str]:
    """Return what the extraction reads otherwise than the marks say, one line each."""
    marked = unmark(sentence)
    figures: dict[tuple[int, str], Figure] = {}
    for figure in ENGINE.extract(Document(marked.text), context).figures:
        first = figures.setdefault((figure.start, figure.printed), figure)
        if first is not figure:
            first.indicator += f"+{figure.indicator}"
    wrong = []
    for start, printed, fields in marked.expected:
        found = figures.pop((start, printed), None)
        if found is None:
            wrong.append(f"missed {printed}")
        else:
            wrong += _wrong_fields(found, fields)
    return wrong + [f"false {figure.printed} [{figure.indicator}]" for figure in figures.values()]


def _wrong_fields(figure: Figure, fields: dict[str, str]) -> list[str]:
    pairs = [(name, value, str(getattr(figure, name))) for name, value in fields.items()]
    return [
        f"{figure.printed} {name}: {got or '∅'}, not {value or '∅'}"
        for name, value, got in pairs
        if got != value
    ]
