"""A sentence of texts/*.yml, said by an agency of a year: its words chosen, its figures printed and noted.

The signs of a template are those of texts/README.md.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random

import yaml

from demo.numbers import Number, Style, change, nothing, number
from demo.paper import MAYBE, PIECE, WHOLE, Paper, Truth
from demo.world import World
from etl.engine.rulefiles import FastLoader

HERE = Path(__file__).parent
_CHOICE = re.compile(r"<([^<>]*)>")
_WORD = re.compile(r"\[([a-z0-9_]+)\]")
_SLOT = re.compile(r"\{(\w+)(?:@(\w+)(?:\.(\w+))?|(~)([^:}]*)|(=0))?(?::([^}]*))?\}")
_SUMS = (("penalties_simple", "penalties_ordinary"), ("fines_simple", "fines_ordinary"))


@cache
def texts() -> dict[str, list]:
    """All templates by topic."""
    found: dict[str, list] = {}
    for path in sorted((HERE / "texts").glob("*.yml")):
        if path.stem not in ("words", "structure"):
            found |= yaml.load(path.read_text(encoding="utf-8"), Loader=FastLoader)
    return found


@cache
def facts() -> dict[str, dict]:
    """What each fact means, of facts.yml."""
    return yaml.load((HERE / "facts.yml").read_text(encoding="utf-8"), Loader=FastLoader)


@dataclass
class Teller:
    """Says the sentences of one paper. `of_year`: whose facts it prints, an earlier year's where it copies.

    `said`: facts that the paper has stated, `lines`: its lines without figures; `instead`: words for words.
    """

    paper: Paper
    world: World
    draw: Random
    style: Style
    words: dict[str, str]
    of_year: int
    said: set[tuple[str, str]] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    instead: dict[str, str] = field(default_factory=dict)

    def tell(self, topic: str) -> str:
        """One sentence of a topic, the first in a random order that fits and is new; "" if none."""
        templates = texts()[topic]
        for template in self.draw.sample(templates, len(templates)):
            entry = template if isinstance(template, dict) else {"say": template}
            if self._fits(entry):
                return self.put(entry)
        return ""

    def put(self, entry: dict) -> str:
        """The words of an entry with its figures; each figure is noted in the paper."""
        text = self.filled(entry["say"])
        pieces = self._pieces(entry, text)
        noted: dict[str, Truth] = {}
        text = _SLOT.sub(lambda slot: self._figure(slot, entry, pieces, noted), text)
        self._note_sums(entry, noted)
        return text

    def filled(self, text: str) -> str:
        """`text` with its choices made and its words put in."""
        while "<" in text:
            text = _CHOICE.sub(lambda found: self.draw.choice(found[1].split("|")), text, count=1)
        text = _WORD.sub(lambda found: self.words[found[1]], text)
        for usual, here in self.instead.items():
            text = text.replace(usual, here)
        return text

    def _fits(self, entry: dict) -> bool:
        scope, agency = entry.get("scope", "own"), self.paper.agency
        if agency.place.level not in entry.get("levels", (agency.place.level,)):
            return False
        if agency.trade not in entry.get("trades", (agency.trade,)):
            return False
        if entry.get("after") and (entry["after"], scope) not in self.said:
            return False
        known = self._facts(scope)
        slots = [slot for slot in _SLOT.finditer(entry["say"]) if not slot[4]]
        if any((slot[1], scope) in self.said for slot in slots):
            return False
        if any(known[name] for name in re.findall(r"(\w+)=0", entry.get("if", ""))):
            return False
        if entry.get("zero"):
            return True
        return all(known[slot[1]] > 0 for slot in _SLOT.finditer(entry["say"]))

    def _facts(self, scope: str, year: int | None = None) -> dict:
        view = self.world.system if scope == "system" else self.world.own
        return view(self.paper.agency, self.of_year if year is None else year)

    def _figure(self, slot: re.Match, entry: dict, pieces: dict, noted: dict) -> str:
        name, look, other, piece, of, zero, units = slot.groups()
        scope, fact = entry.get("scope", "own"), facts()[name]
        if zero:
            printed = units or "未发生"
            self.said.add((name, scope))
            self.paper.note(nothing("", printed), fact, scope=scope)
            return printed if units else ""
        if look in ("change", "share"):
            return self._compared(name, look, other, scope)
        unit = self.draw.choice(units.split("/"))
        if look == "prior":
            before = self._facts(scope, self.of_year - 1)[name]
            shown = number(before, unit, self.exact, self.draw)
            self.paper.note(shown, fact, scope=scope, year=self.paper.year - 1, sort="prior year")
            return shown.text
        if piece:
            return self._piece(slot, entry, pieces, noted, unit)
        shown = number(self._facts(scope)[name], unit, self.style, self.draw)
        self.said.add((name, scope))
        noted[name] = self._whole(shown, fact, scope)
        return shown.text

    @property
    def exact(self) -> Style:
        return replace(self.style, about=0.0)

    def _whole(self, shown: Number, fact: dict, scope: str) -> Truth:
        sort = {"sort": "whole area"} if scope == "system" and fact["indicator"] else {}
        if shown.approx != "exact" and fact["indicator"] and "part" not in fact:
            sort = {"sort": "approximate"}
        return self.paper.note(shown, fact, scope=scope, **sort)

    def _compared(self, name: str, look: str, other: str, scope: str) -> str:
        """A change against last year, or a share of another fact: no indicator has it."""
        mine = self._facts(scope)
        if look == "share":
            percent = round(100 * mine[name] / mine[other], 1)
            word, shown = "", number(percent, "%", self.style, self.draw)
        else:
            before = self._facts(scope, self.of_year - 1)[name]
            word, shown = change(mine[name], before, self.style, self.draw)
        unsorted = {"indicator": "", "measure": look}
        self.paper.note(shown, unsorted, scope=scope, sort=look)
        return word + shown.text

    def _pieces(self, entry: dict, text: str) -> dict[str, list[int]]:
        """What each piece of each fact is, in the order of the text: all of it, or some of it."""
        found: dict[str, list[str]] = {}
        for slot in _SLOT.finditer(text):
            if slot[4]:
                found.setdefault(slot[1], []).append(slot[5])
        own, wide = self._facts("own"), self._facts("system")
        shares: dict[str, list[int]] = {}
        for name, labels in found.items():
            if labels[0] == "=own":
                shares[name] = [own[name], wide[name] - own[name]]
                continue
            total, step = self._facts(entry.get("scope", "own"))[name], 100 if name == "fines" else 1
            weights = [self.draw.uniform(0.5, 1.5) for _ in labels]
            spread = sum(weights) if entry.get("all") else sum(weights) * self.draw.uniform(1.6, 4)
            shares[name] = [max(step, int(total * weight / spread) // step * step) for weight in weights]
            if entry.get("all"):
                shares[name][-1] = max(step, total - sum(shares[name][:-1]))
        return shares

    def _piece(self, slot: re.Match, entry: dict, pieces: dict, noted: dict, unit: str) -> str:
        name, of = slot[1], slot[5]
        shown = number(pieces[name].pop(0), unit, self.exact, self.draw)
        fact, scope = facts()[name], entry.get("scope", "own")
        if of == "=own":
            said = {"scope": "own", "whole": MAYBE, "sort": "body"}
        elif entry.get("campaign"):
            said = {"scope": scope, "campaign": self.words["campaign"], "sort": "campaign"}
        else:
            by = entry.get("by", "part")
            label = {by if by in ("sector", "part") else "part": of.removeprefix("=") or "部分"}
            said = {"scope": scope, "whole": PIECE, "sort": entry.get("kind", by)} | label
        noted[f"{name}~{of}"] = self.paper.note(shown, fact, **said)
        return shown.text

    def _note_sums(self, entry: dict, noted: dict[str, Truth]) -> None:
        for names in _SUMS:
            if all(name in noted for name in names):
                self.paper.note_sum([noted[name] for name in names])
        pieces = [each for name, each in noted.items() if "~" in name]
        if entry.get("all") and len(pieces) > 1 and len({each.indicator for each in pieces}) == 1:
            same = [each for each in pieces if each.scope == pieces[0].scope and each.whole == PIECE]
            if len(same) == len(pieces):
                self.paper.note_sum(same)


def contradict(teller: Teller) -> str:
    """A second total of what the paper has told; neither is the whole then. "" where it has told none."""
    paper = teller.paper
    again = {entry["indicator"]: entry for entry in texts()["again"]}
    told = [
        each
        for each in paper.figures
        if each.indicator in again and each.sort == WHOLE and each.scope == "own" and float(each.value) > 20
    ]
    if not told:
        return ""
    first = teller.draw.choice(told)
    value = round(float(first.value) * teller.draw.choice([0.93, 0.96, 1.04, 1.09])) + 1
    entry = again[first.indicator]
    shown = number(value, teller.draw.choice(entry["units"]), teller.exact, teller.draw)
    paper.note(shown, {"indicator": first.indicator})
    for place, each in enumerate(paper.figures):
        if each.key == first.key and each.whole == WHOLE:
            paper.figures[place] = replace(each, whole=PIECE, sort="two totals")
    return teller.filled(entry["say"]).replace("#", shown.text)
