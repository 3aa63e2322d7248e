"""Rates: within one report and one basis only, and with a reason where one is missing."""

import pytest
import yaml

from dashboard import queries
from dashboard.comparability import badges
from dashboard.queries import Filters
from dashboard.queries.rates import any_told, rates
from dashboard.rates import REASON_TEXT, formula, load_rates, missing_sentence
from etl.published.rates import POPULATION, RateDefinition
from tests import stores
from tests.rules import DATA

RATE = load_rates(DATA)["major_hazards_per_thousand_inspections"]
INSPECTIONS = {"indicator": "inspections", "value": 452, "unit": "个次"}
HAZARDS = {"indicator": "major_hazards", "value": 43, "unit": "项"}


def one(folder, *figures, definition=RATE, filters=None, **given):
    found = rates(
        stores.published(folder, figures, only=("headline",), **given), filters or Filters(), definition
    )
    assert len(found) == 1, found
    return found.to_dict("records")[0]


def test_numerator_and_denominator_of_one_report_and_basis(tmp_path):
    campaign = {"scope": "system", "campaign": "清风行动"}
    rate = one(tmp_path, INSPECTIONS | campaign, HAZARDS | campaign)
    assert rate["value"] == pytest.approx(43 / 452 * 1000)
    assert rate["reason"] == ""
    assert formula(rate, RATE) == "43项 ÷ 452个次 × 1,000 = 95.1项/千家次"
    assert list(rate["figure_ids"]) == [2, 1]
    assert [badge.code for badge in badges(rate)] == ["campaign", "scope"]


def test_numbers_that_a_table_prints_bare_are_said_with_their_units(tmp_path):
    fines = {"indicator": "fines", "value": 1_877_400, "unit": "元", "printed": "187.74"}
    penalties = {"indicator": "penalties", "value": 79, "unit": "", "printed": "79"}
    definition = load_rates(DATA)["fine_per_penalty"]
    assert formula(one(tmp_path, fines, penalties, definition=definition), definition) == (
        "187.74万元 ÷ 79件 = 2.38万元"
    )


@pytest.mark.parametrize(
    "difference",
    [
        {"scope": "system"},
        {"campaign": "清风行动"},
        {"kind": "bulletin"},
        {"period_end": "2024-06-30"},
    ],
)
def test_no_rate_across_bases(tmp_path, difference):
    rate = one(tmp_path, INSPECTIONS, HAZARDS | difference)
    assert rate["value"] != rate["value"]
    assert rate["reason"] == "basis"


def test_parts_and_sectors_make_no_rate(tmp_path):
    assert one(tmp_path, INSPECTIONS, HAZARDS | {"sector": "矿山"})["reason"] == "no_numerator"
    assert one(tmp_path / "b", INSPECTIONS | {"part": "联合检查"}, HAZARDS)["reason"] == "no_denominator"


@pytest.mark.parametrize(
    "figures, reason",
    [
        ([HAZARDS], "no_denominator"),
        ([INSPECTIONS], "no_numerator"),
        ([{"indicator": "drills", "value": 3, "unit": "场"}], "neither"),
        ([INSPECTIONS | {"value": 49}, HAZARDS], "small_denominator"),
        ([INSPECTIONS, INSPECTIONS | {"value": 500}, HAZARDS], "several_numbers"),
    ],
)
def test_why_a_rate_is_missing(tmp_path, figures, reason):
    rate = one(tmp_path, *figures)
    assert rate["value"] != rate["value"]
    assert rate["reason"] == reason


def test_the_reasons_are_counted_by_agency(tmp_path):
    published = stores.published(
        tmp_path,
        [
            INSPECTIONS,
            HAZARDS | {"agency": "青禾区应急管理局"},
            HAZARDS | {"agency": "临溪县应急管理局"},
        ],
    )
    assert missing_sentence(rates(published, Filters(), RATE)) == "2 个机构分母缺失；1 个机构分子缺失。"


def test_a_share_above_its_maximum_cannot_be_of_one_basis(tmp_path):
    found = {"indicator": "hazards_found", "value": 100, "unit": "项"}
    mended = {"indicator": "hazards_rectified", "value": 130, "unit": "项"}
    assert (
        one(tmp_path, found, mended, definition=load_rates(DATA)["rectification"])["reason"]
        == "above_maximum"
    )


def test_a_stated_rate_is_preferred_and_marked(tmp_path):
    definition = load_rates(DATA)["rectification"]
    rate = one(
        tmp_path,
        {"indicator": "hazards_found", "value": 200, "unit": "项"},
        {"indicator": "hazards_rectified", "value": 190, "unit": "项"},
        {"indicator": "rectification_rate", "value": 98, "unit": "%", "printed": "98%", "measure": "rate"},
        definition=definition,
    )
    assert rate["value"] == 98 and rate["stated"]
    assert formula(rate, definition) == "报告写明 98%"


def test_a_rate_of_approximate_numbers_is_approximate(tmp_path):
    low = HAZARDS | {"value": 40, "printed": "40余项", "approx": "at_least"}
    assert one(tmp_path, INSPECTIONS, low)["approx"] == "at_least"
    many = INSPECTIONS | {"value": 400, "printed": "400余个次", "approx": "at_least"}
    assert one(tmp_path / "b", many, HAZARDS)["approx"] == "at_most"
    assert one(tmp_path / "c", many, low)["approx"] == "about"


def test_what_the_filters_leave_out_is_said_to_be_left_out(tmp_path):
    system = {"scope": "system"}
    rate = one(tmp_path, INSPECTIONS | system, HAZARDS | system, filters=Filters(basis="own"))
    assert rate["reason"] == "filtered"


def test_per_head_only_where_a_population_is_registered(tmp_path):
    definition = load_rates(DATA)["penalties_per_100k"]
    known = {
        "agency": "青禾区应急管理局",
        "population": 500000,
        "population_year": 2023,
        "population_source": "公报",
    }
    penalties = {"indicator": "penalties", "value": 76}
    published = stores.published(
        tmp_path, [penalties, penalties | {"agency": known["agency"]}], agencies=[known]
    )
    found = rates(published, Filters(), definition).set_index("agency")
    assert found.loc["青禾区应急管理局", "value"] == pytest.approx(15.2)
    assert found.loc["云岭市应急管理局", "reason"] == "no_population"
    assert (
        formula(found.loc["青禾区应急管理局"], definition)
        == "76件 ÷ 500,000人（2023年） × 100,000 = 15.2件/十万人"
    )


def test_a_zero_in_words_is_a_numerator(tmp_path):
    rate = one(tmp_path, INSPECTIONS, HAZARDS | {"value": 0, "printed": "未发现"})
    assert rate["value"] == 0
    assert formula(rate, RATE).startswith("0（未发现） ÷ 452个次")


def test_every_definition_names_indicators_and_every_reason_has_words(tmp_path):
    known = set(queries.indicators(stores.published(tmp_path))["id"]) | {POPULATION, ""}
    for rate in load_rates(DATA).values():
        assert {rate.numerator, rate.denominator, rate.stated_indicator} <= known
        assert rate.definition and rate.name_zh and rate.unit
    assert all(REASON_TEXT.values())


def test_every_file_is_a_definition_of_its_own_position():
    files = list((DATA / "rates").glob("*.yml"))
    positions = [yaml.safe_load(path.read_text(encoding="utf-8"))["position"] for path in files]
    assert len(set(positions)) == len(files) == len(load_rates(DATA))


def test_a_definition_without_a_least_denominator_is_refused():
    with pytest.raises(ValueError, match="least_denominator"):
        RateDefinition("r", "率", "drills", "officers", 1, "场/人", 0, "")


FEW = INSPECTIONS | {"value": 3}  # below the least denominator


@pytest.mark.parametrize(
    "figures, told",
    [
        ([INSPECTIONS, HAZARDS], True),
        ([FEW, HAZARDS], True),  # the rate is missing, and the page says why
        ([INSPECTIONS], False),
        ([INSPECTIONS, HAZARDS | {"agency": "青禾区应急管理局"}], False),
        ([INSPECTIONS, HAZARDS | {"report_id": "another"}], False),
        ([INSPECTIONS, HAZARDS | {"part": "矿山"}], False),
        ([], False),
    ],
)
def test_whether_one_report_states_both_ends_of_a_rate(tmp_path, figures, told):
    published = stores.published(tmp_path, figures)
    assert any_told(published, Filters(), [RATE]) is told
    assert not any_told(published, Filters(years=(2001,)), [RATE])
    if not told:
        assert rates(published, Filters(), RATE)["value"].isna().all()


def test_a_rate_that_the_report_states_itself_is_told(tmp_path):
    stated = {"indicator": "rectification_rate", "value": 98, "unit": "%", "measure": "rate"}
    published = stores.published(tmp_path, [stated])
    assert any_told(published, Filters(), [load_rates(DATA)["rectification"]])


@pytest.mark.parametrize("population", [80_000, None])
def test_a_rate_by_residents_is_told_where_their_number_is_known(tmp_path, population):
    figures = [{"indicator": "penalties", "value": 5}]
    agencies = [{"agency": "云岭市应急管理局", "population": population}]
    published = stores.published(tmp_path, figures, agencies=agencies)
    told = any_told(published, Filters(), [load_rates(DATA)["penalties_per_100k"]])
    assert told is (population is not None)
