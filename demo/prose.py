"""Reports in prose: rule-of-law and enforcement reports, and bulletins on a stretch of a year."""

from datetime import date, timedelta
from functools import cache
from random import Random

import yaml

from demo.numbers import style_of
from demo.paper import Paper
from demo.places import HERE, words
from demo.say import Teller, contradict, texts
from demo.world import World
from etl.engine.rulefiles import FastLoader

_NUMERALS = "一二三四五六七八九十"
# Stretches of a year that bulletins tell of: words, first and last day, the share of the year's work.
SPANS = {
    "第一季度": ((1, 1), (3, 31), 0.22),
    "上半年": ((1, 1), (6, 30), 0.48),
    "第三季度": ((7, 1), (9, 30), 0.27),
    "1—11月": ((1, 1), (11, 30), 0.9),
    "“五一”假期": ((5, 1), (5, 5), 0.02),
}


def write_prose(paper: Paper, world: World, draw: Random, of_year: int, two_totals: bool = False) -> None:
    """Fill `paper`, a report on a whole year; with `two_totals` it states one of them twice, unlike."""
    teller = teller_of(paper, world, draw, of_year)
    structure = _structure()[paper.kind]
    paper.title = teller.filled(_title(structure, draw))
    paper.write("title", paper.title)
    if draw.random() < 0.2:
        paper.write("number", teller.filled("[document]"))
    paper.write("text", _line(teller, "opening"))
    by_heading = draw.random() < 0.7  # else （一） and its words begin the paragraph
    sections = [section for section in structure["sections"] if _is_told(section, draw)]
    for number, section in enumerate(sections):
        paper.write("heading", f"{_NUMERALS[number]}、{teller.filled(draw.choice(section['heads']))}")
        _paragraphs(teller, section["paragraphs"], by_heading)
        if two_totals and number == len(sections) - 3 and (again := contradict(teller)):
            paper.write("text", again)
    sign(paper, teller)


def sign(paper: Paper, teller: Teller) -> None:
    """The last lines: a closing word at times, who signs and when."""
    if teller.draw.random() < 0.25:
        paper.write("text", _line(teller, "closing"))
    paper.write("sign", paper.agency.name)
    paper.write("sign", f"{paper.published.year}年{paper.published.month}月{paper.published.day}日")


def _is_told(section: dict, draw: Random) -> bool:
    """Sections without figures are at times left out; the others stay."""
    return any(paragraph["topics"] for paragraph in section["paragraphs"]) or draw.random() < 0.8


def _paragraphs(teller: Teller, paragraphs: list[dict], by_heading: bool) -> None:
    several = [paragraph for paragraph in paragraphs if paragraph["heads"]]
    for number, paragraph in enumerate(paragraphs):
        text, wide = _told(teller, paragraph)
        if several:
            head = f"（{_NUMERALS[number]}）{teller.draw.choice(paragraph['heads'])}"
            text = _headed(teller, head, text, by_heading)
        teller.paper.write("text", text)
        if wide:
            teller.paper.write("text", wide)


def _told(teller: Teller, paragraph: dict) -> tuple[str, str]:
    """The text of a paragraph, and a sentence on the whole area.

    That stands apart: what followed it would be the area's, too.
    """
    parts = [_line(teller, paragraph["filler"])]
    topics = [topic for topic, chance in paragraph["topics"].items() if teller.draw.random() < chance]
    wide = teller.tell("system") if "system" in topics else ""
    parts += [teller.tell(topic) for topic in topics if topic != "system"]
    if len(parts) > 2 and teller.draw.random() < 0.3:
        parts.append(_line(teller, paragraph["filler"]))
    if teller.draw.random() < 0.35:  # the figures first
        parts.append(parts.pop(0))
    return "".join(dict.fromkeys(part for part in parts if part)), wide


def _headed(teller: Teller, head: str, text: str, by_heading: bool) -> str:
    """The text of a paragraph whose head stands above it, or begins it."""
    if not by_heading:
        return f"{head}。{text}"
    teller.paper.write("heading", head)
    return text


def _line(teller: Teller, topic: str) -> str:
    """A line without figures that the paper does not have yet."""
    templates = [each for each in texts()[topic] if each not in teller.lines] or texts()[topic]
    template = teller.draw.choice(templates)
    teller.lines.add(template)
    return teller.filled(template)


def _title(structure: dict, draw: Random) -> str:
    titles = structure["titles"]
    return draw.choice(titles[:-1] if draw.random() < 0.95 else titles)


@cache
def _structure() -> dict:
    return yaml.load((HERE / "texts" / "structure.yml").read_text(encoding="utf-8"), Loader=FastLoader)


def teller_of(paper: Paper, world: World, draw: Random, of_year: int) -> Teller:
    """Who says the sentences of `paper`: with the habits and the words of its agency and year."""
    return Teller(paper, world, draw, style_of(draw), _words(paper, draw), of_year)


def _words(paper: Paper, draw: Random) -> dict[str, str]:
    agency, year = paper.agency, paper.year
    place, trade = agency.place, words()["trades"][agency.trade]
    law, second = draw.sample(trade["laws"], 2)
    day = date(year, 1, 1) + timedelta(draw.randint(20, 330))
    issuer = place.name[0] + {"应急管理": "应急", "市场监管": "市监", "生态环境": "环"}[agency.trade]
    return {
        "agency": agency.name,
        "name": agency.short if draw.random() < 0.12 else agency.name,
        "me": draw.choice([agency.me, agency.me, "本局" if agency.me == "我局" else "本厅"]),
        "area": agency.area,
        "seat": place.kind,
        "province": place.province,
        "trade": agency.trade,
        "work": draw.choice(trade["work"]),
        "objects": draw.choice(trade["objects"]),
        "hazard": draw.choice(trade["hazard"]),
        "law": law,
        "law2": second,
        "event": trade["event"],
        "campaign": draw.choice(trade["campaigns"]),
        "year": str(year),
        "next": str(year + 1),
        "month": str(day.month),
        "day": str(day.day),
        "document": f"{issuer}{draw.choice(['发', '办', '函'])}〔{year}〕{draw.randint(2, 88)}号",
        "slogan": draw.choice(words()["slogans"]),
        "number": draw.choice(words()["numbers"]),
        "tasks": str(draw.randint(12, 48)),
        "article": draw.choice(_NUMERALS[1:9]) + "十" + draw.choice(_NUMERALS[:9]),
        "phone": str(draw.randint(2_000_000, 8_999_999)),
        "target": str(draw.randint(20, 90) * 10),
        "few": str(draw.randint(2, 6)),
        "span": "",
    }


def write_bulletin(paper: Paper, world: World, draw: Random, span: str) -> None:
    """Fill `paper`, a bulletin on a span of SPANS; its figures are the span's share of the year's."""
    teller = teller_of(paper, _Share(world, SPANS[span][2]), draw, paper.year)
    teller.words["span"] = span
    teller.instead = _of_span(paper, span)
    structure = _structure()["bulletin"]
    paper.title = teller.filled(_title(structure, draw))
    paper.write("title", paper.title)
    for number, section in enumerate(structure["sections"]):
        paper.write("heading", f"{_NUMERALS[number]}、{draw.choice(section['heads'])}")
        _paragraphs(teller, section["paragraphs"], by_heading=False)
    sign(paper, teller)


def _of_span(paper: Paper, span: str) -> dict[str, str]:
    """The words of a whole year, and what a bulletin says in their place."""
    return {
        f"{paper.year}年12月31日": f"{paper.year}年{paper.end.month}月{paper.end.day}日",
        f"{paper.year}年全年": f"{paper.year}年{span}",
        f"{paper.year}年立案": f"{paper.year}年{span}立案",
        f"{paper.year}年，": f"{paper.year}年{span}，",
        "全年": span,
        "年内": "期间",
        "一年来": f"{span}以来" if "季度" in span else span,
        "比上年": "比上年同期",
        "（上年": "（上年同期",
        "年度监督": "监督",
    }


class _Share:
    """A world of which only a share of each year is told."""

    def __init__(self, world: World, share: float) -> None:
        self.world, self.share = world, share

    def own(self, agency, year: int) -> dict:
        return self._some(self.world.own(agency, year))

    def system(self, agency, year: int) -> dict:
        return self._some(self.world.system(agency, year))

    def below(self, agency) -> list:
        return self.world.below(agency)

    def _some(self, known: dict) -> dict:
        kept = ("rectification_rate", "exam_rate", "officers", "cases_per_officer")
        some = {
            name: value if name in kept else int(value * self.share) // (100 if name == "fines" else 1)
            for name, value in known.items()
        }
        return some | {"fines": some["fines"] * 100}
