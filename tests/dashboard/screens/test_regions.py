"""The tile map: its layout, what its tiles count and on which basis."""

import csv

import pytest

from dashboard.drawing.tiles import in_rows, province_tiles, shades, tile_map
from dashboard.queries import Filters, divisions, regions
from dashboard.queries.regions import Basis, disclosing, medians
from dashboard.screens.regions.tree import children, place_names, places_on_offer, with_texts
from tests.datafolder import REPOSITORY
from tests.stores import published

CITY, DISTRICT, COUNTY = "云岭市应急管理局", "青禾区应急管理局", "临溪县应急管理局"


@pytest.fixture
def store(tmp_path):
    def given(agency, value, **more):
        return {"agency": agency, "indicator": "penalties", "value": value} | more

    figures = [
        given(CITY, 500),
        given(DISTRICT, 10),
        given(COUNTY, 30),
        given("望川区应急管理局", 90, scope="system"),
        given("南屏区应急管理局", 7, campaign="强安行动"),
    ]
    return published(tmp_path, figures, reports=[{"agency": "东岭省应急管理厅"}])


def test_the_layout_has_every_province_once_each_on_its_own_tile():
    tiles = province_tiles()
    with (REPOSITORY / "data/divisions.csv").open(encoding="utf-8") as stream:
        known = {row["adcode"][:2]: row["province"] for row in csv.DictReader(stream)}
    assert len(tiles) == 34 and tiles["code"].is_unique
    assert not tiles.duplicated(["row", "column"]).any()
    assert all(
        known[row.code].startswith(row.name) for row in tiles.itertuples(name="Tile") if row.code in known
    )
    assert set(known) - set(tiles["code"]) == {"66"}  # the Production and Construction Corps has no tile


def test_a_tile_counts_agencies_with_the_indicator_among_those_with_a_report(store):
    found = disclosing(store, Filters(), "penalties", 2).set_index("code")
    assert found.loc["99", ["agencies", "reporting", "disclosing"]].tolist() == [5, 5, 4]
    assert found.loc["98", ["agencies", "reporting", "disclosing"]].tolist() == [1, 1, 1]


def test_an_agency_that_only_a_superior_tells_of_is_one_of_those_it_is_counted_among(tmp_path):
    bulletin = {"agency": "云岭市应急管理局", "kind": "bulletin", "indicator": "inspections", "value": 88}
    of_district = bulletin | {"value": 30, "scope": "other", "body": "青禾区"}
    place = {"province": "东岭省", "city": "云岭市"}
    known = [
        {"agency": "云岭市应急管理局", "adcode": "990100", "district": "", "level": "city", **place},
        {"agency": "青禾区应急管理局", "adcode": "990102", "district": "青禾区", **place},
    ]
    store = published(tmp_path, [bulletin, of_district], agencies=known)
    (row,) = disclosing(store, Filters(), "inspections", 2).to_dict("records")
    assert (row["disclosing"], row["reporting"], row["reports"]) == (2, 2, 1)  # never 2 of 1


@pytest.mark.parametrize("basis", ["any", "own", "system"])
@pytest.mark.parametrize("years", [(), (2024,), (2019,)])
def test_counted_from_bits_or_from_the_marks_themselves_the_tiles_are_the_same(
    store, basis, years, monkeypatch
):
    filters = Filters(basis=basis, years=years)
    columns = ["code", "name", "agencies", "reporting", "reports", "disclosing"]
    by_bits = disclosing(store, filters, "penalties", 2)[columns]
    monkeypatch.setattr(regions, "counted_before", lambda filters: False)
    by_marks = disclosing(store, filters, "penalties", 2)[columns]
    assert by_bits.to_dict("records") == by_marks.to_dict("records")


def test_a_median_is_taken_on_one_basis_and_says_what_it_leaves_out(store):
    found = medians(store, Filters(), "penalties", 2024, Basis("own", "district"), 2).set_index("code")
    assert (found.loc["99", "median"], found.loc["99", "fit"], found.loc["99", "unfit"]) == (20, 2, 2)
    assert found.loc["98", "fit"] == 0 and found.loc["98", "median"] != found.loc["98", "median"]


def test_a_province_without_report_is_no_zero(store):
    rows = disclosing(store, Filters(years=(2019,)), "penalties", 2)
    shown = with_texts(rows, "disclosing", "件")
    assert set(shown["text"]) == {"无报告"} and shown["shade"].isna().all()


def test_drilling_down_passes_over_levels_that_name_no_place(tmp_path):
    given = {"adcode": "310114", "province": "上海市", "city": "市辖区", "district": "嘉定区"}
    store = published(tmp_path, [{"value": 1, "agency": "甲局"}], agencies=[{"agency": "甲局"} | given])
    tree = divisions(store)
    assert children(tree, "") == ["31"] and children(tree, "31") == ["310114"]
    assert place_names(tree) == {"31": "上海市"}


def test_the_places_on_offer_follow_the_filter_and_open_where_there_is_a_choice(store, tmp_path):
    tree = divisions(store)
    assert places_on_offer(tree, ()) == ["", "98", "9801", "99", "9901", "9902"]
    assert places_on_offer(tree, ("99",)) == ["99", "9901", "9902"]
    assert places_on_offer(tree, ("990102",)) == ["9901"]
    assert places_on_offer(tree, ("98", "9901"))[0] == ""
    one_province = published(tmp_path / "one", [{"value": 1}, {"value": 1, "agency": "望川区应急管理局"}])
    assert places_on_offer(divisions(one_province), ())[0] == "99"


def test_the_map_draws_each_tile_and_fills_only_those_with_a_figure(store):
    rows = with_texts(disclosing(store, Filters(), "penalties", 4), "disclosing", "件")
    figure = tile_map(in_rows(rows))
    assert [text.split("<br>")[0] for text in figure.data[0].text] == rows["name"].tolist()
    assert [data[0] for data in figure.data[0].customdata] == rows["code"].tolist()
    assert shades(rows["value"]).max() == 1
