"""What the writer of the demo's documents says of their figures is what they state."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.files import FORMATS, file_of
from demo.numbers import Style, change, number, style_of
from demo.paper import PIECE, WHOLE, Paper, Table
from demo.places import agencies
from demo.plan import Order, orders, paper_of
from demo.world import World
from etl.data.printed import parse_printed
from etl.engine.reading import read_bytes

KNOWN = agencies(1, 2, 3)
WORLD = World(KNOWN, 1)
ORDERS = list(orders(KNOWN, 1))


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    return {order.name: paper_of(order, WORLD, 1) for order in ORDERS}


def of_fault(fault: str) -> list[Order]:
    return [order for order in ORDERS if order.fault == fault]


@given(st.integers(1, 3_000_000), st.sampled_from(["家次", "条", "万元", "元", "次"]), st.integers(0, 10**6))
def test_a_number_states_the_value_that_is_noted(value, unit, seed):
    draw = Random(seed)
    shown = number(value * 100 if "元" in unit else value, unit, style_of(draw), draw)
    assert parse_printed(shown.printed) == (shown.value, None)


def test_a_first_case_after_a_year_without_any_is_a_rise_of_all_of_it():
    word, shown = change(3, 0, Style(), Random(1))
    assert (word in ("增长", "上升"), shown.value) == (True, 100)
    assert change(0, 0, Style(), Random(1))[1].value == 0


def test_an_approximation_is_never_above_at_least():
    draw = Random(1)
    for value in range(100, 4000, 7):
        shown = number(value, "家", Style(about=1.0), draw)
        if shown.approx == "at_least":
            assert shown.value <= value
        elif shown.approx == "exact":
            assert shown.value == value


def test_every_printed_figure_stands_in_its_paper(papers):
    for paper in papers.values():
        words = "\n".join(
            "\n".join(entry[0] if isinstance(entry, tuple) else entry for row in block.rows for entry in row)
            if isinstance(block, Table)
            else block.text
            for block in paper.blocks
        )
        missing = [
            each.printed for each in paper.figures if each.printed not in words and each.printed != "未发生"
        ]
        assert not missing, (paper.name, missing)


def test_a_paper_has_one_whole_of_a_kind_or_says_the_same_again(papers):
    for paper in papers.values():
        values: dict[tuple, set] = {}
        for each in paper.figures:
            if each.whole == WHOLE and each.approx == "exact":
                values.setdefault(each.key, set()).add(Decimal(each.value))
        assert all(len(found) == 1 for found in values.values()), paper.name


def test_a_table_by_district_names_everybody_once_and_adds_up():
    sound = [order for order in ORDERS if order.kind == "statistics_table" and not order.fault]
    tables = [
        block
        for order in sound
        # as in another process, which has agencies of its own
        for block in paper_of(replace(order, agency=replace(order.agency)), WORLD, 1).blocks
        if isinstance(block, Table) and any(row[0] == "市本级" for row in block.rows)
    ]
    assert tables
    districts = {name for each in KNOWN if each.place.district for name in (each.name, each.place.name)}
    for table in tables:
        *members, total = [row for row in table.rows if isinstance(row[0], str) and _numbers(row[1:])]
        assert members[0][0] == "市本级" and {row[0] for row in members[1:]} <= districts
        assert len({row[0] for row in members}) == len(members)
        for column in range(1, len(total)):
            assert sum(_number(row[column]) for row in members) == _number(total[column])


def _number(cell: str) -> Decimal:
    return Decimal(cell.replace(",", ""))


def _numbers(cells: list) -> bool:
    return all(isinstance(cell, str) and cell.replace(",", "").replace(".", "").isdigit() for cell in cells)


def test_of_two_unlike_totals_neither_is_the_whole(papers):
    doubled = [each for order in of_fault("two totals") for each in papers[order.name].figures]
    assert any(each.sort == "two totals" for each in doubled)
    assert {each.whole for each in doubled if each.sort == "two totals"} == {PIECE}


def test_a_wrong_sum_is_wrong_and_every_other_sum_is_right(papers):
    for order in [order for order in ORDERS if order.kind == "statistics_table"]:
        figures = papers[order.name].figures
        mine = [
            each
            for each in figures
            if each.subject == order.agency.name and each.scope == "own" and each.indicator == "penalties"
        ]
        totals = [each for each in mine if each.whole == WHOLE]
        if totals:
            parts = sum(Decimal(each.value) for each in mine if each.sort == "table: penalty kind")
            assert (parts != Decimal(totals[0].value)) == (order.fault == "wrong sum"), order.name


def test_a_copied_report_tells_last_year_as_this_year(papers):
    copied = [order for order in of_fault("copied") if order.kind == "rule_of_law"]
    assert copied
    for order in copied:
        paper = papers[order.name]
        assert str(order.year) in paper.title
        assert {each.period_end[:4] for each in paper.figures if each.sort == "whole"} == {str(order.year)}


def test_reports_are_missing_late_and_of_every_kind_and_format():
    assert {order.kind for order in ORDERS} >= {
        "disclosure",
        "rule_of_law",
        "enforcement",
        "statistics_table",
    }
    assert {order.form for order in ORDERS} == set(FORMATS)
    assert any((order.published.year, order.published.month) > (order.year + 1, 6) for order in ORDERS)
    years = Counter(order.agency.name for order in ORDERS if order.kind == "rule_of_law")
    assert min(years.values()) < 7


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_says_what_its_paper_says(papers, form):
    order = next(order for order in ORDERS if order.kind == "statistics_table" and order.fault == "")
    paper = papers[order.name]
    content = file_of(paper, form, 1)
    assert content == file_of(paper, form, 1)
    text = read_bytes(content, f"{paper.name}.{form}").text
    assert paper.agency.name in text
    assert all(each.printed in text for each in paper.figures)
