"""What about a figure tells whether it is read right: its words, and how it stands among the others.

A clue is a short text; those of each question are counted over labelled figures (`eval teach`), never read
by people. No clue is longer than three characters of a document.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.engine.whole.evidence import LIMITS

BEFORE, AFTER = 60, 25  # characters on each side of a number that may speak of it
OWN, EARLIER, FOLLOWING = 16, 16, 8  # of these: in its own clause, in those before it, behind it
MANY, OFTEN = 6, 4  # so many figures, or mentions, or more are many
_STOP = re.compile(r"[，,。；;：:\n]")
_SENTENCE = re.compile(r"[。\n]")
_WHO = re.compile(
    "全[市区县省旗州镇系]|各[级县区镇部单地]|我[局委厅市区县省院队办所]|本[局机单]"
    "|[\u4e00-\u9fff]{0,3}(?:系统|部门|机关|政府|法院|局|委|厅|队|所|乡|镇|街道|中心)"
)
_WHOSE = (
    re.compile("全[市区县省旗州]"),
    re.compile("[我本]局|我委|我单位|本机关|我支队"),
    re.compile("我[市区县省]"),
)
_TOTAL_OR_PART = (
    "其中",
    "共",
    "累计",
    "全年",
    "专项",
    "行动",
    "通过",
    "组织",
    "领域",
    "重点",
    "对",
    "开展",
    "围绕",
    "联合",
)


class Surroundings:
    """A document's text, the figures found in it and what is known of its report, for the clues of each."""

    def __init__(self, text: str, kind: str, agency: str, figures: Sequence[Mapping[str, Any]]) -> None:
        self.text = text
        self._report = [f"kind {kind}", f"agency {agency[-2:]}"]
        self.kind = kind
        self._whose = [
            f"whose {at} {min(OFTEN, len(words.findall(text)))}" for at, words in enumerate(_WHOSE)
        ]
        levels = [each for each in figures if each["measure"] == "level"]
        self._rivals = Counter((each["indicator"], each["scope"]) for each in levels)
        self._alike = Counter(each["indicator"] for each in figures)
        self._first: dict[str, int] = {}
        self._most: dict[str, float] = {}
        for each in figures:
            name, value = each["indicator"], float(each["value"])
            self._first[name] = min(each["start"], self._first.get(name, each["start"]))
            self._most[name] = max(value, self._most.get(name, value))

    def indicator(self, figure: Mapping[str, Any]) -> set[str]:
        """Clues to what is counted."""
        return {f"unit {figure['unit']}", *self._words(figure)}

    def scope(self, figure: Mapping[str, Any]) -> set[str]:
        """Clues to whose the figure is."""
        paragraph = self.text[self.text.rfind("\n", 0, figure["start"]) + 1 : figure["start"]]
        sentence = _SENTENCE.split(paragraph)[-1]
        clues = {*self._report, *self._whose, *self._counted(figure), f"opens {sentence[:2]}"}
        for place, words in (("sentence", sentence), ("paragraph", paragraph)):
            named = [word[-2:] for word in _WHO.findall(words)]
            clues |= {f"{place} {word}" for word in named}
            clues |= {f"{place} last {word}" for word in named[-1:]}
        return clues

    def whole(self, figure: Mapping[str, Any]) -> set[str]:
        """Clues to whether the figure is the total."""
        name, start, label = figure["indicator"], figure["start"], figure["label"]
        sentence = _SENTENCE.split(self.text[max(0, start - 400) : start])[-1]
        return {
            *self._words(figure, earlier=False),
            *self._counted(figure),
            *self._report[:1],
            f"scope {figure['scope']}",
            f"rivals {min(MANY, self._rivals[name, figure['scope']])}",
            f"alike {min(MANY, self._alike[name])}",
            f"first {start == self._first.get(name)}",
            f"most {float(figure['value']) >= self._most.get(name, 0)}",
            f"label {label[:2]}",
            f"label end {label[-2:]}",
            f"part {figure['part'][-2:]}",
            *(f"{limit} {bool(figure[limit])}" for limit in LIMITS),
            *(f"says {word}" for word in _TOTAL_OR_PART if word in sentence),
        }

    def _counted(self, figure: Mapping[str, Any]) -> tuple[str, str, str]:
        name = figure["indicator"]
        return f"unit {figure['unit']}", f"counts {name}", f"counts {name} {self.kind}"

    def _words(self, figure: Mapping[str, Any], earlier: bool = True) -> Iterator[str]:
        """Pairs of characters: of the number's clause, of the clauses before it, and of what follows it."""
        start, end = figure["start"], figure["end"]
        clauses = _STOP.split(self.text[max(0, start - BEFORE) : start])
        own = (clauses[-1] or (clauses[-2] if len(clauses) > 1 else ""))[-OWN:]
        after = _STOP.split(self.text[end : end + AFTER])[0][:FOLLOWING]
        yield from (f"own {pair}" for pair in _pairs(own))
        yield from (f"last {own[-2:]}", f"last {own[-3:]}")
        yield from (f"after {pair}" for pair in _pairs(after))
        if earlier:
            yield from (f"earlier {pair}" for pair in _pairs("".join(clauses[-3:-1])[-EARLIER:]))


def _pairs(words: str) -> Iterator[str]:
    return (words[at : at + 2] for at in range(len(words) - 1))
