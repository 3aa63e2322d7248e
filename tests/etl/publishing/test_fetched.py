"""A document that was fetched gives reviewed figures their sentence, and only where there is no doubt."""

import json

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cli.verify import verify
from etl.data.rows import FigureRow
from etl.fetching.store import Kept, Store, sha256
from etl.publishing.build import build
from etl.publishing.located import located
from tests.datafolder import FIGURE

TEXT = "全年检查企业120家次，立案12件。其中下半年立案7件，另有1,120家次不在其中。"


def row(printed: str, start: int | None = None) -> FigureRow:
    empty = dict.fromkeys(FigureRow.model_fields, "")
    place = {} if start is None else {"start": str(start), "end": str(start + len(printed))}
    value = "".join(filter(str.isdecimal, printed))
    return FigureRow.model_validate({**empty, **FIGURE, "printed": printed, "value": value, **place})


def brought(folder, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    content = f"<html><body><p>{text}</p></body></html>".encode()
    kept = Kept(
        name, "", "http://a.cn", "http://a.cn", "2026-01-01", "2026-01-01", 200, {}, sha256(content), 9, 999
    )
    Store(folder).keep(kept, content, ".html")


def test_a_print_that_stands_once_is_found_and_a_piece_of_a_number_is_not():
    (place,) = located([row("120家次")], TEXT)
    assert place == (6, 11)


def test_as_many_as_figures_are_given_out_in_their_order_and_others_not_at_all():
    text = "立案7件，结案7件，撤案7件。"
    assert located([row("7件")] * 3, text) == [(2, 4), (7, 9), (12, 14)]
    assert located([row("7件")] * 2, text) == [None, None]


def test_a_noted_place_counts_where_the_print_stands_there():
    text = "立案7件，结案7件，撤案7件。"
    assert located([row("7件", 7)], text) == [(7, 9)]
    assert located([row("7件", 8)], text) == [None]


@given(
    st.lists(st.sampled_from(["7件", "12件", "120家次"]), max_size=5), st.text("127件,家次0。", max_size=60)
)
def test_whatever_the_text_the_print_stands_where_it_is_said_to(prints, text):
    places = located([row(printed) for printed in prints], text)
    found = [place for place in places if place]
    assert len(set(found)) == len(found)
    for printed, place in zip(prints, places, strict=True):
        assert place is None or text[slice(*place)] == printed


@pytest.fixture
def reviewed(data_folder):
    data_folder.add_report("yunling-2024")
    data_folder.add_figures(
        "yunling-2024", {}, {"printed": "9期", "value": "9", "indicator": "training_sessions"}
    )
    return data_folder


def figures(version) -> dict[str, tuple]:
    with duckdb.connect(str(version), read_only=True) as connection:
        rows = connection.execute("SELECT printed, figure_id, sentence FROM figure").fetchall()
    return {printed: rest for printed, *rest in rows}


def test_the_build_shows_the_sentence_and_the_figure_keeps_its_address(reviewed):
    before = figures(build(reviewed.folders).version)
    brought(reviewed.reports / "fetched", "yunling-2024", TEXT)
    after = figures(build(reviewed.folders).version)
    assert before["120家次"][1] == "" and after["120家次"][1].startswith("全年检查企业120家次")
    assert after["9期"][1] == ""  # it does not stand there
    assert {printed: each[0] for printed, each in before.items()} == {p: each[0] for p, each in after.items()}
    assert verify(reviewed.folders).compared == 1


def test_a_report_that_nobody_reviewed_is_read_from_what_was_fetched(data_folder):
    data_folder.add_report("qinghe-2024")
    brought(data_folder.reports / "fetched", "qinghe-2024", TEXT)
    assert "120家次" in figures(build(data_folder.folders).version)


def test_metadata_that_are_damaged_are_as_none(tmp_path):
    brought(tmp_path, "a", TEXT)
    (tmp_path / "a.json").write_text(json.dumps({"name": "a"}), encoding="utf-8")
    assert Store(tmp_path).document("a") is None
