"""The queries: their columns and what they select (the comparability cases say what may stand)."""

import pandas as pd
import pytest

from dashboard import queries
from dashboard.queries import FigureList, Filters
from dashboard.queries.search import pieces
from dashboard.queries.unsorted import labels_without_indicator
from etl.published.schema import VERSION
from tests import stores

CITY, DISTRICT, COUNTY, FAR = "云岭市应急管理局", "青禾区应急管理局", "临溪县应急管理局", "南屏区应急管理局"

DRILL = {"indicator": "drills", "unit": "场"}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    rows = [
        {"agency": CITY, "indicator": "penalties", "value": 60, "year": 2023},
        {"agency": CITY, "indicator": "penalties", "value": 76, "label": "行政处罚"},
        {"agency": DISTRICT, "indicator": "penalties", "value": 30},
        {"agency": COUNTY, "indicator": "penalties", "value": 12, "status": "extracted"},
        {"agency": FAR, "indicator": "penalties", "value": 99, "scope": "system"},
        {"agency": CITY, "indicator": "major_hazards", "value": 43, "unit": "项", "label": "重大事故隐患",
         "campaign": "清风行动", "sentence": "共查出重大事故隐患43项。", "sentence_start": 10,
         "start_offset": 19, "end_offset": 22},
        {"agency": CITY, "value": 17, "unit": "家", "label": "奖励先进单位"},
        DRILL | {"agency": CITY, "value": 7, "part": "综合演练", "label": "综合演练"},
        DRILL | {"agency": CITY, "value": 84, "part": "实战演练", "label": "实战演练"},
        DRILL | {"agency": DISTRICT, "value": 9, "part": "综合演练", "label": "综合演练"},
    ]  # fmt: skip
    return stores.published(tmp_path_factory.mktemp("published"), rows)


def agencies_of(frame):
    return list(frame["agency"])


@pytest.mark.parametrize(
    "filters, expected",
    [
        (Filters(years=(2023,)), [CITY]),
        (Filters(years=(2024,)), [FAR, CITY, DISTRICT, COUNTY]),
        (Filters(years=(2024,), divisions=("99",)), [CITY, DISTRICT, COUNTY]),
        (Filters(years=(2024,), divisions=("990102", "98")), [FAR, DISTRICT]),
        (Filters(years=(2024,), levels=("city",)), [CITY]),
        (Filters(years=(2024,), agencies=(COUNTY, FAR)), [FAR, COUNTY]),
        (Filters(years=(2024,), trades=("市场监管",)), []),
        (Filters(years=(2024,), basis="system"), [FAR]),
        (Filters(years=(2024,), reviewed_only=True), [FAR, CITY, DISTRICT]),
        (Filters(years=(2019,)), []),
    ],
)
def test_headlines_of_a_selection(published, filters, expected):
    assert agencies_of(queries.headlines(published, filters, ["penalties"])) == expected


def test_headlines_have_the_columns_that_their_docstring_names(published):
    columns = set(queries.headlines(published, Filters()).columns)
    named = queries.headlines.__doc__.split("Columns:")[1].split("With `indicators`")[0]
    words = {word.strip(" ,.\n;") for word in named.replace("(", ",").replace(")", ",").split(",")}
    assert {name for name in columns if name not in words} == set()


def test_a_limit_keeps_the_first_rows(published):
    assert len(queries.headlines(published, Filters(), ["penalties"], limit=2)) == 2


def test_filter_values_never_reach_the_sql(published):
    filters = Filters(agencies=("'; DROP TABLE figure; --",), divisions=("' OR true --",))
    assert queries.headlines(published, filters, ["x' OR true --"]).empty


def test_an_unknown_basis_is_a_mistake():
    with pytest.raises(ValueError, match="basis"):
        Filters(basis="both")


def test_a_trend_needs_two_years(published):
    found = queries.trend(published, Filters(years=(2024,)), ["penalties"])
    assert list(found["year"]) == [2023, 2024]
    assert set(agencies_of(found)) == {CITY}


def test_year_on_year_puts_last_year_beside_this_year(published):
    found = queries.year_on_year(published, Filters(years=(2024,)), ["penalties"]).set_index("agency")
    assert found.loc[CITY, "before_value"] == 60
    assert pd.isna(found.loc[DISTRICT, "before_value"])


def test_a_breakdown_lists_the_parts(published):
    found = queries.breakdown(published, "drills", CITY, 2024)
    assert list(zip(found["part"], found["value"], strict=True)) == [("综合演练", 7), ("实战演练", 84)]


def test_parts_that_several_agencies_give_can_be_compared(published):
    assert queries.parts_in_common(published, Filters(), "drills")["name"].tolist() == ["综合演练"]
    marks = queries.marks_of_part(published, Filters(), "drills", "part", "综合演练")
    assert list(zip(marks["agency"], marks["value"], strict=True)) == [(CITY, 7), (DISTRICT, 9)]
    assert set(queries.headlines(published, Filters()).columns) == set(marks.columns)


def test_every_agency_indicator_and_year_has_a_cell(published):
    cells = queries.coverage(published, Filters(years=(2024,)), ["penalties", "licences"])
    assert len(cells) == 4 * 2
    counts = queries.count_states(cells, "indicator")
    assert counts.loc["penalties", "disclosed"] == 4
    assert counts.loc["licences", "not_disclosed"] == 4


def test_coverage_pages_through_the_agencies(published):
    first = queries.coverage(published, Filters(years=(2024,)), ["penalties"], limit=3)
    rest = queries.coverage(published, Filters(years=(2024,)), ["penalties"], limit=3, offset=3)
    assert len(first) == 3 and agencies_of(rest) == [COUNTY]


def test_a_figure_knows_its_sentence_report_and_definition(published):
    found = queries.figure(published, 6)
    assert found["sentence"][found["mark_start"] : found["mark_end"]] == "43项"
    assert found["title"] and found["url"] and found["definition"] and found["district"] == ""
    assert found["indicator_unit"] == "项"


def test_a_figure_that_is_not_there_is_none(published):
    assert queries.figure(published, 123456789) is None
    assert queries.figures_by_id(published, []).empty


def listed(published, filters=None, **asked):
    return queries.figures(published, filters or Filters(), FigureList(**asked))


def test_all_figures_are_listed_those_without_indicator_too(published):
    assert len(listed(published)) == 10
    assert queries.count_figures(published, Filters(), FigureList()) == 10
    only = listed(published, without_indicator=True)
    assert only["label"].tolist() == ["奖励先进单位"]


def test_figures_are_paged_and_sorted(published):
    first = listed(published, sort="value", descending=True, page_size=4)
    second = listed(published, sort="value", descending=True, page_size=4, page=2)
    assert first["value"].tolist() == [99, 84, 76, 60]
    assert second["value"].tolist()[0] == 43


def test_search_finds_by_label_place_and_print_and_ranks_the_label_first(published):
    assert listed(published, text="重大隐患")["label"].tolist() == ["重大事故隐患"]
    assert listed(published, text="南屏 处罚")["agency"].tolist() == [FAR]
    assert listed(published, text="43项")["figure_id"].tolist() == [6]
    assert listed(published, text="清风行动")["figure_id"].tolist() == [6]
    assert listed(published, text="行政处罚")["label"].tolist()[0] == "行政处罚"
    assert listed(published, text="水质监测").empty


def test_search_finds_a_number_by_its_value(published):
    assert listed(published, text="43")["figure_id"].tolist() == [6]
    assert listed(published, text="0.0043万")["figure_id"].tolist() == [6]
    assert listed(published, text="1.2.3 99999999999999999999999999").empty


def test_words_run_together_are_taken_apart(published):
    assert listed(published, text="青禾演练")["agency"].tolist()[0] == DISTRICT


def test_search_text_is_only_ever_data(published):
    assert listed(published, text="%' OR '1'='1").empty


def test_words_are_cut_as_chinese():
    assert pieces("重大事故隐患") == ["重大", "事故", "隐患", "事故隐患"]
    assert pieces("43项")[0] == "43"


def test_figures_obey_the_guards(published):
    assert len(listed(published, Filters(reviewed_only=True))) == 9
    assert listed(published, Filters(basis="system"))["agency"].tolist() == [FAR]


def test_counts_of_a_selection(published):
    found = queries.counts(published, Filters(years=(2024,), divisions=("99",)))
    assert found == {
        "agencies": 3, "agencies_reporting": 3, "reports": 3, "full_reports": 3, "figures": 8,
        "reviewed": 7, "without_indicator": 1, "provinces": 1,
    }  # fmt: skip


def test_the_division_tree(published):
    found = queries.divisions(published).set_index("code")
    assert found.loc["99", ["name", "parent", "agencies"]].tolist() == ["东岭省", "", 3]
    assert found.loc["9901", ["name", "parent", "agencies"]].tolist() == ["云岭市", "99", 3]
    assert found.loc["990102", ["name", "parent", "agencies"]].tolist() == ["青禾区", "9901", 1]


def test_choices_and_meta(published):
    assert queries.choices(published) == {
        "years": [2023, 2024],
        "levels": ["city", "district"],
        "trades": ["应急管理"],
    }
    assert queries.meta(published)["schema_version"] == VERSION


def test_indicators_without_a_mark_count_zero(published):
    found = queries.marks_by_indicator(published, Filters()).set_index("indicator")
    assert found.loc["penalties", ["agencies", "marks"]].tolist() == [4, 5]
    assert found.loc["licences", ["agencies", "marks"]].tolist() == [0, 0]


def test_outliers_stand_out_from_their_peers(tmp_path):
    rows = [
        {"agency": f"{number}号区应急管理局", "indicator": "penalties", "value": 50 + number}
        for number in range(12)
    ]
    far = {"agency": "远山区应急管理局", "indicator": "penalties", "value": 90000}
    published = stores.published(tmp_path, [*rows, far])
    found = queries.outliers(published, Filters())
    assert agencies_of(found) == ["远山区应急管理局"]
    assert found["peers"][0] == 13 and found["score"][0] > 3.5


def test_too_few_peers_make_no_outlier(tmp_path):
    rows = [
        {"agency": f"{number}号区应急管理局", "indicator": "penalties", "value": 10**number}
        for number in range(7)
    ]
    assert queries.outliers(stores.published(tmp_path, rows), Filters()).empty


def test_the_quality_page_lists_disagreements_first(tmp_path):
    rows = [
        {"indicator": "licences", "value": 5, "kind": "disclosure"}, {"indicator": "licences", "value": 5},
        {"indicator": "penalties", "value": 7, "kind": "disclosure"}, {"indicator": "penalties", "value": 9},
    ]  # fmt: skip
    published = stores.published(tmp_path, rows)
    assert queries.quality_checks(published, Filters())["agrees"].tolist() == [False, True]
    assert queries.quality_checks(published, Filters(), agrees=False)["indicator"].tolist() == ["penalties"]
    assert queries.quality_checks(published, Filters(), kinds=["share"]).empty
    assert queries.check_counts(published, Filters()).values.tolist() == [["conflict", 1, 1, 0]]


def test_the_state_of_review(published):
    found = queries.review_state(published, Filters(years=(2024,))).set_index("agency")
    assert found.loc[COUNTY, "unreviewed_share"] == 1
    assert labels_without_indicator(published, Filters())["label"].tolist() == ["奖励先进单位"]


def test_an_empty_database_answers_every_query(tmp_path):
    empty = stores.published(tmp_path)
    assert queries.headlines(empty, Filters()).empty
    assert queries.coverage(empty, Filters()).empty
    assert queries.counts(empty, Filters())["figures"] == 0
    assert queries.figures(empty, Filters(), FigureList(text="处罚")).empty
    assert queries.outliers(empty, Filters()).empty
    assert queries.trend(empty, Filters()).empty and queries.year_on_year(empty, Filters()).empty


def test_labels_without_indicator_are_those_of_the_table_whether_or_not_they_were_listed_before(tmp_path):
    rows = [
        {"agency": agency, "indicator": "", "value": 1, "label": label, "year": year}
        for label, agencies in (("走访企业", (CITY, DISTRICT, COUNTY)), ("张贴海报", (CITY,)))
        for agency in agencies
        for year in (2023, 2024)
    ]
    published = stores.published(tmp_path, rows)
    listed = labels_without_indicator(published, Filters())
    counted = labels_without_indicator(published, Filters(years=(2023, 2024)))
    assert listed["label"].tolist() == ["走访企业", "张贴海报"]
    assert listed["agencies"].tolist() == [3, 1]
    assert list(listed.drop(columns="figure_ids").itertuples()) == list(
        counted.drop(columns="figure_ids").itertuples()
    )
    assert [list(ids) for ids in listed["figure_ids"]] == [list(ids) for ids in counted["figure_ids"]]
    newest = published.rows("SELECT year FROM figure WHERE figure_id = ?", [int(listed["figure_ids"][0][0])])
    assert newest == [(2024,)]


def test_digits_match_a_text_where_they_stand_alone(tmp_path):
    rows = [
        {"indicator": "", "value": 1, "label": label} for label in ("第17类事项", "第117类事项", "17项清单")
    ]
    rows.append({"indicator": "", "value": 17, "label": "走访"})
    published = stores.published(tmp_path, rows)
    found = queries.figures(published, Filters(), FigureList(text="17"))
    assert set(found["label"]) == {"第17类事项", "17项清单", "走访"}
