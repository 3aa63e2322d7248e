"""Reports that are alike, addresses that are shared, numbers that never change: what is told of them."""

from collections import defaultdict

import duckdb
import pytest

from tests.stores import fill

# Of an invented district: what it says of a year, with room for the year's numbers.
SAYINGS = [
    "全年对矿山和冶炼厂上门检查{}家次，逐一建立问题清单",
    "查出各类毛病{}处，当场改好的占多数",
    "对拖着不改的单位立案{}件，一律公开曝光",
    "收缴罚款{}元，全部按时入库",
    "请来老师傅讲课{}场，听课的班组长坐满礼堂",
    "夜里抽查加油站{}座次，重点看值班和灭火器",
    "更换老旧配电箱{}个，费用由镇里和企业分摊",
    "在赶集日摆摊答疑{}次，发出图册",
    "发放图册{}本，老人和孩子都看得懂",
]
NUMBERS = [1204, 873, 56, 314500, 47, 218, 365, 29, 4150]


def told(agency, year, numbers, sayings=SAYINGS, report="", rule="inspections/1", between="，"):
    """The figures of a report that says these sentences with these numbers."""
    given = {"report_id": report} if report else {}
    rows, at = [], 0
    for place, (saying, number) in enumerate(zip(sayings, numbers, strict=True), 1):
        sentence = saying.format(number)
        rows.append(
            {
                "agency": agency, "year": year, "value": number, "printed": str(number), "unit": "个",
                "ordinal": place,
                "label": saying.split("{}")[0], "sentence": sentence, "sentence_start": at, "rule": rule,
                "start_offset": at + sentence.index(str(number)),
                "end_offset": at + sentence.index(str(number)) + len(str(number)),
            } | given
        )  # fmt: skip
        at += len(sentence) + len(between)
    return rows


def other(factor):
    return [number * factor + 13 for number in NUMBERS]


def found(figures, reports=()):
    """The rows of `likeness` by kind, as (agency, year, other agency, share of text, of numbers)."""
    with duckdb.connect() as connection:
        fill(connection, figures, reports=reports)
        rows = connection.execute("""
            SELECT kind, agency, year, other_agency, round(text_share, 2), round(number_share, 2), explanation
            FROM likeness ORDER BY ALL
        """).fetchall()
    by_kind = defaultdict(list)
    for kind, *row in rows:
        by_kind[kind].append(tuple(row))
    return by_kind


def entered(agency, year, url, **given):
    return {"agency": agency, "year": year, "url": url, **given}


QINGHE, LINXI, WANGCHUAN = "青禾区应急管理局", "临溪县应急管理局", "望川区应急管理局"
OWN_ADDRESSES = [
    entered(agency, year, f"https://example.gov.cn/{place}/{year}")
    for place, agency in enumerate((QINGHE, LINXI, WANGCHUAN))
    for year in range(2020, 2025)
]


def test_last_year_s_numbers_given_again_are_told_with_how_much_is_the_same():
    newer = [*NUMBERS[:-1], 4999]  # all but one
    told_of = found([*told(QINGHE, 2023, NUMBERS), *told(QINGHE, 2024, newer)], OWN_ADDRESSES)
    [(agency, year, of, words, numbers, said)] = told_of["earlier"]
    assert (agency, year, of) == (QINGHE, 2024, QINGHE)
    assert words == 1 and numbers == 0.89
    assert "9个数字中8个相同" in said and "2023年" in said


def test_an_agency_may_keep_its_words_if_its_numbers_are_new():
    assert not found([*told(QINGHE, 2023, NUMBERS), *told(QINGHE, 2024, other(2))], OWN_ADDRESSES)


def test_a_neighbour_s_words_are_told_though_places_and_numbers_were_changed():
    named = ["今年青禾区" + saying for saying in SAYINGS]
    theirs = [saying.replace("青禾区", "临溪县") for saying in named]
    told_of = found(
        [*told(QINGHE, 2023, NUMBERS, named), *told(LINXI, 2024, other(3), theirs)], OWN_ADDRESSES
    )
    [(agency, _, of, words, numbers, _)] = told_of["elsewhere"]
    assert (agency, of, words, numbers) == (LINXI, QINGHE, 1, 0)


def test_the_same_form_with_other_numbers_is_no_copy():
    rows = [saying.replace("，", "\t") for saying in SAYINGS]
    forms = [told(agency, 2024, other(factor), rows, rule="table:fine") for factor, agency in
             enumerate((QINGHE, LINXI, WANGCHUAN), 2)]  # fmt: skip
    assert not found([figure for form in forms for figure in form], OWN_ADDRESSES)


def test_a_form_filled_in_with_last_year_s_numbers_is_told_by_its_numbers_alone():
    rows = [saying.replace("，", "\t") for saying in SAYINGS]
    figures = [
        *told(QINGHE, 2023, NUMBERS, rows, rule="table"),
        *told(QINGHE, 2024, NUMBERS, rows, rule="table"),
    ]
    [(*_, words, numbers, said)] = found(figures, OWN_ADDRESSES)["earlier"]
    assert words is None and numbers == 1 and "没有比文字" in said


def test_without_the_documents_it_says_that_there_was_no_text_to_compare():
    bare = [figure | {"sentence": "", "sentence_start": None, "start_offset": None, "end_offset": None}
            for year in (2023, 2024) for figure in told(QINGHE, year, NUMBERS)]  # fmt: skip
    [(*_, words, numbers, said)] = found(bare, OWN_ADDRESSES)["earlier"]
    assert words is None and numbers == 1 and "原文不在这里" in said


def test_small_numbers_that_are_the_same_say_nothing():
    small = [8, 3, 5, 10, 4, 2, 6, 9, 7]
    assert not found([*told(QINGHE, 2023, small), *told(QINGHE, 2024, small)], OWN_ADDRESSES)


def test_what_many_agencies_say_is_nobody_s_own():
    crowd = [f"第{number}区应急管理局" for number in range(12)]
    addresses = [entered(agency, 2024, f"https://example.gov.cn/{agency}") for agency in crowd]
    figures = [
        figure for factor, agency in enumerate(crowd, 2) for figure in told(agency, 2024, other(factor))
    ]
    assert not found(figures, addresses)


def test_one_report_at_two_addresses_is_entered_twice():
    once, again = (
        entered(QINGHE, 2024, f"https://example.gov.cn/{name}", report_id=name) for name in ("first", "again")
    )
    figures = [*told(QINGHE, 2024, NUMBERS, report="first"), *told(QINGHE, 2024, NUMBERS, report="again")]
    told_of = found(figures, [once, again])
    assert [row[:3] for row in told_of["twice"]] == [(QINGHE, 2024, QINGHE)]
    assert set(told_of) == {"twice"}


@pytest.mark.parametrize("second", ["http://example.gov.cn/page", "https://example.gov.cn/page/"])
def test_an_address_of_two_agencies_is_told_however_it_is_written(second):
    shared = [entered(QINGHE, 2024, "https://example.gov.cn/page"), entered(LINXI, 2024, second)]
    [(agency, _, of, *_)] = found([], shared)["address"]
    assert {agency, of} == {QINGHE, LINXI}


def test_a_number_that_never_changes_is_told_from_its_third_year_on():
    def stated(agency, years, value):
        return [
            {"agency": agency, "year": year, "indicator": "inspections", "value": value, "unit": "次"}
            for year in years
        ]

    figures = [*stated(QINGHE, (2021, 2022, 2024), 1204), *stated(LINXI, (2021, 2022), 1204),
               *stated(WANGCHUAN, (2020, 2021, 2022), 6)]  # fmt: skip
    [(agency, year, *_, said)] = found(figures, OWN_ADDRESSES)["unchanged"]
    assert (agency, year) == (QINGHE, 2024) and "2021—2024年有3年" in said and "1204次" in said


def test_a_number_that_changed_in_between_is_none_that_never_changes():
    values = {2020: 1204, 2021: 1204, 2022: 77, 2023: 1204, 2024: 1204}
    figures = [
        {"agency": QINGHE, "year": year, "indicator": "inspections", "value": value, "unit": "次"}
        for year, value in values.items()
    ]
    assert not found(figures, OWN_ADDRESSES)
