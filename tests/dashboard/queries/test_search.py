"""Searching the index of figures: the right ones, in order of how well they match, whatever way is taken."""

import duckdb
import pytest

from dashboard.queries import FigureList, Filters, count_figures, figures, found
from dashboard.queries.figures import cut_short
from dashboard.queries.found_names import hits_by_indicator, names_found
from dashboard.queries.search import search
from etl.engine.errors import InvalidData
from etl.published import search_names
from tests import stores

CITY, DISTRICT, COUNTY = "云岭市应急管理局", "青禾区应急管理局", "临溪县应急管理局"
LABELS = ("行政处罚案件", "行政处罚", "处罚金额", "应急演练", "第12类事项", "第112类事项")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    rows = [
        {"agency": agency, "year": year, "indicator": "", "label": label, "value": 10 * at + year - 2020,
         "unit": "件", "campaign": "清风行动" if label == "应急演练" else "",
         "status": "rejected" if label == "处罚金额" and year == 2021 else "reviewed"}
        for agency in (CITY, DISTRICT, COUNTY)
        for year in (2021, 2022, 2023, 2024)
        for at, label in enumerate(LABELS)
    ]  # fmt: skip
    rows.append({"agency": CITY, "year": 2024, "indicator": "penalties", "label": "罚过", "value": 7})
    return stores.published(tmp_path_factory.mktemp("published"), rows)


@pytest.fixture(params=["read whole", "best terms first", "newest only"])
def way(request, monkeypatch):
    """The ways that are taken of words that few figures hold, many, and almost all."""
    monkeypatch.setattr(found, "FEW", 0)
    if request.param != "read whole":
        monkeypatch.setattr(found, "MOST_READ", 13 if request.param == "best terms first" else 1)
        monkeypatch.setattr(found, "ENOUGH", 1_000)
    return request.param


def listed(published, text, filters=None, **asked):
    return figures(published, filters or Filters(), FigureList(text=text, **asked))


def test_every_way_finds_the_same_figures(published, way):
    assert len(listed(published, "处罚")) == 3 * (4 + 4 + 3) + 1, "the name of an indicator counts, too"
    assert len(listed(published, "处罚 青禾区")) == 11
    assert len(listed(published, "处罚", Filters(years=(2021,)))) == 6
    assert len(listed(published, "应急管理局", Filters(divisions=("990102",)))) == 23
    assert set(listed(published, "12")["printed"]) == {"12件", *(f"{40 + i}件" for i in range(1, 5))}
    assert count_figures(published, Filters(), FigureList(text="处罚 青禾区")) == 11
    assert cut_short(published, Filters(), FigureList(text="处罚 青禾区")) == ""


def test_every_way_lists_the_best_match_and_the_newest_first(published, way):
    labels = listed(published, "行政处罚")["label"].tolist()
    assert labels[0] == "罚过", "a figure of the indicator that the word is a name of"
    assert labels[1:4] == ["行政处罚"] * 3 or labels[1:13] == ["行政处罚"] * 12
    assert list(dict.fromkeys(labels))[1:3] == ["行政处罚", "行政处罚案件"]
    years = listed(published, "行政处罚")["year"].tolist()[1:13]
    assert years == sorted(years, reverse=True)


def test_pages_make_up_the_list(published, way):
    whole = listed(published, "处罚")["figure_id"].tolist()
    paged = [listed(published, "处罚", page=page, page_size=5)["figure_id"].tolist() for page in range(1, 9)]
    assert [figure_id for page in paged for figure_id in page] == whole


def test_pieces_of_a_word_may_lie_in_different_texts_and_those_that_hold_more_come_first(published, way):
    assert listed(published, "青禾区演练")["agency"].tolist()[:4] == [DISTRICT] * 4
    assert set(listed(published, "青禾区演练")["label"][:4]) == {"应急演练"}


def test_a_figure_that_matches_in_several_texts_is_listed_once(published, way):
    ids = listed(published, "应急", page_size=500)["figure_id"]
    assert len(ids) == 70 and ids.is_unique, "应急 is in all agencies and in a label"


def test_filters_of_the_page_hold_in_a_search(published, way):
    assert listed(published, "处罚", indicators=("penalties",))["label"].tolist() == ["罚过"]
    assert "罚过" not in listed(published, "处罚", without_indicator=True)["label"].tolist()
    reviewed = listed(published, "处罚", Filters(reviewed_only=True, agencies=(COUNTY,)))
    assert set(reviewed["agency"]) == {COUNTY}
    of_cities = listed(published, "处罚", Filters(include_campaign=False, levels=("city",)))
    assert set(of_cities["agency"]) == {CITY}
    assert listed(published, "演练", Filters(include_campaign=False)).empty
    assert listed(published, "处罚", measure="rate").empty
    report = listed(published, "处罚")["report_id"][0]
    assert set(listed(published, "处罚", report_id=report)["report_id"]) == {report}


@pytest.mark.parametrize("sort", ["value", "year", "agency", "indicator", "report"])
def test_a_search_is_sorted_as_asked(published, sort, way):
    up = listed(published, "处罚 行政", sort=sort, page_size=100)
    down = listed(published, "处罚 行政", sort=sort, descending=True, page_size=100)
    assert set(up["figure_id"]) == set(down["figure_id"]) and len(up) == 25
    if sort in ("value", "year"):
        assert up[sort].is_monotonic_increasing and down[sort].is_monotonic_decreasing


def test_what_a_list_leaves_out_is_known(published, monkeypatch):
    assert cut_short(published, Filters(), FigureList(text="处罚")) == ""
    monkeypatch.setattr(found, "MOST_LISTED", 10)
    assert cut_short(published, Filters(), FigureList(text="处罚")) == "end"
    assert count_figures(published, Filters(), FigureList(text="处罚")) == 10
    monkeypatch.setattr(found, "MOST_READ", 13)
    monkeypatch.setattr(found, "ENOUGH", 3)
    asked = FigureList(text="行政处罚")
    assert cut_short(published, Filters(), asked) == "lesser"
    assert set(figures(published, Filters(), asked)["label"]) == {"行政处罚", "罚过"}
    monkeypatch.setattr(found, "MOST_READ", 1)
    monkeypatch.setattr(found, "MOST_LISTED", 3)
    assert cut_short(published, Filters(), asked) == "lesser"
    assert set(figures(published, Filters(), asked)["year"]) == {2024}


def test_a_word_is_met_by_whole_numbers_only(published):
    assert "第112类事项" not in listed(published, "12", page_size=500)["label"].tolist()
    assert listed(published, "1", page_size=500)["value"].tolist() == [1, 1, 1]
    assert listed(published, "0.0012万")["value"].tolist() == [12, 12, 12]


def test_a_word_knows_how_many_figures_hold_it(published):
    (word,) = search(published, "青禾区应急管理局")
    assert word.figures >= 23
    assert search(published, "水质监测")[0].figures == 0


@pytest.mark.parametrize("word", ["罚款", "罚没款", "处罚金额"])
def test_what_people_call_an_indicator_finds_its_figures_first(tmp_path, word):
    rows = [
        {"indicator": "fines", "label": "没收违法所得", "value": 3, "unit": "元"},
        {"indicator": "", "label": f"{word}", "value": 4, "unit": "元"},
        {"indicator": "penalties", "label": "警告", "value": 5},
        {"indicator": "fines", "label": "没收违法所得", "value": 6, "agency": DISTRICT, "unit": "元"},
    ]
    store = stores.published(tmp_path, rows)
    assert listed(store, word)["value"].tolist()[:3] in ([3, 6, 4], [6, 3, 4])
    assert listed(store, f"{word} 青禾区")["value"].tolist() == [6], "two words mean both"
    named = names_found(store, word)
    assert named[["kind", "target"]].values.tolist()[0] == ["indicator", "fines"]
    hits = hits_by_indicator(store, Filters(), FigureList(text=word))
    assert hits[["indicator", "figures"]].values.tolist()[0] == ["fines", 2]


@pytest.mark.parametrize("typed", ["qinghe", "qhq", "QHQYJ", "青禾"])
def test_agencies_and_regions_are_found_by_pinyin_and_initials(published, typed):
    named = names_found(published, typed)
    assert DISTRICT in named.loc[named["kind"] == "agency", "name"].tolist()
    if len(typed) < 5 or typed.islower():
        expected = [] if typed == "QHQYJ" else ["青禾区"]
        assert named.loc[named["kind"] == "region", "name"].tolist() == expected
    assert set(listed(published, typed)["agency"]) == {DISTRICT}


def test_a_name_of_an_indicator_that_there_is_none_of_is_a_mistake_that_names_the_file(published):
    with duckdb.connect() as connection:
        stores.fill(connection, [{"value": 1}])
        with pytest.raises(InvalidData, match=r"names\.yml.*finez"):
            search_names.fill(connection, {"finez": ["罚款"]})
