"""What speaks against a figure is said with it."""

import pytest

from etl.engine.model import Document, ReportContext
from tests.rules import ENGINE

CONTEXT = ReportContext(agency="云岭市应急管理局", kind="enforcement", year=2024, city="云岭市")


def doubts(text: str) -> list[tuple[str, ...]]:
    return [figure.doubts for figure in ENGINE.extract(Document(text), CONTEXT).figures]


@pytest.mark.parametrize("text", ["组织专家答复41项。", "立案12件，青禾片4件。"])
def test_a_number_that_may_have_lost_its_indicator_is_doubted(text):
    assert doubts(text)[-1] == ("weak_indicator",)


@pytest.mark.parametrize("text", ["移送公安机关案件3件。", "购置车辆8台。"])
def test_a_number_whose_words_say_what_it_is_is_not(text):
    assert doubts(text) == [()]


def test_a_total_below_one_of_its_pieces_is_doubted():
    found = doubts("共检查企业20家。检查矿山企业30家。")
    assert "parts_exceed_whole" in found[0]


@pytest.mark.parametrize(("text", "doubted"), [("共检查企业30家。", True), ("全市共检查企业30家。", False)])
def test_news_that_name_neither_body_nor_area_leave_the_scope_in_doubt(text, doubted):
    news = ReportContext(kind="bulletin", year=2024, title="守护平安")
    found = ENGINE.extract(Document(text), news).figures[0].doubts
    assert ("scope_inferred" in found) == doubted
