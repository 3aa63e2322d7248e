"""The demo's own data: its places are invented, its templates name facts and words that there are."""

import csv
import re
from pathlib import Path
from random import Random

import pytest
import yaml

from demo.paper import Paper
from demo.places import agencies, places
from demo.plan import orders, paper_of
from demo.prose import teller_of
from demo.say import _SLOT, facts, texts
from demo.world import World
from tests.rules import DATA

INDICATORS = Path("data/indicators")
STRUCTURE = yaml.safe_load(Path("demo/texts/structure.yml").read_text(encoding="utf-8"))


def test_no_place_of_the_demo_is_real():
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        real = {
            name for row in csv.DictReader(file) for name in (row["province"], row["city"], row["district"])
        }
    stems = {name[:-1] for name in real if name}
    assert len(places()) > 100
    assert [place.name for place in places() if place.name in real or place.name[:-1] in stems] == []


def test_every_indicator_of_a_fact_is_one_of_the_glossary():
    known = {path.stem for path in INDICATORS.glob("*.yml")} | {""}
    assert {name: fact["indicator"] for name, fact in facts().items() if fact["indicator"] not in known} == {}


@pytest.mark.parametrize("topic", sorted(texts()))
def test_every_figure_in_a_template_is_a_fact_and_every_word_is_known(topic):
    known = agencies(1, 1, 1)
    world = World(known, 1)
    paper = paper_of(next(iter(orders(known, 1))), world, 1)
    words = teller_of(paper, world, Random(0), 2023).words
    for entry in texts()[topic]:
        said = entry["say"] if isinstance(entry, dict) else entry
        slots = list(_SLOT.finditer(said))
        assert len(slots) == said.count("{"), said
        assert {slot[1] for slot in slots} <= set(facts()), said
        assert set(re.findall(r"\[(\w+)\]", said)) <= set(words), said


def test_every_topic_that_a_report_is_made_of_has_templates():
    for structure in STRUCTURE.values():
        for section in structure["sections"]:
            for paragraph in section["paragraphs"]:
                assert {paragraph["filler"], *paragraph["topics"]} <= set(texts())


def test_the_same_seed_writes_the_same_report_and_another_seed_another():
    def texts_of(seed: int) -> list[str]:
        known = agencies(seed, 1, 2)
        world = World(known, seed)
        papers: list[Paper] = [
            paper_of(order, world, seed) for order in orders(known, seed, range(2022, 2024))
        ]
        return [getattr(block, "text", "") for paper in papers for block in paper.blocks]

    assert texts_of(1) == texts_of(1)
    assert texts_of(1) != texts_of(2)
