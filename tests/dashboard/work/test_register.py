"""The table of imported reports: in words out, in codes back, only what was changed."""

import pytest

from dashboard.work.register import (
    CONFIRM,
    confirmations,
    corrections,
    of_another,
    register_table,
    reports_shown,
    with_agencies,
)
from etl.ledger import open_ledger
from etl.ledger.registered import registered
from etl.ledger.reports import list_reports, withdraw
from tests.ledgers import TEXT, bring


@pytest.fixture
def reports(tmp_path):
    ledger = open_ledger(str(tmp_path / "ledger.sqlite"))
    bring(ledger)
    second = bring(ledger, TEXT.replace("2024", "2023"))
    withdraw(ledger, second.id, "李", "重复", second.revision)
    return list_reports(ledger, all_versions=True)


def test_codes_are_shown_in_words(reports):
    (line,) = register_table([r for r in reports if r.current]).to_dict("records")
    assert (line["类型"], line["层级"], line["年份"]) == ("法治政府建设年度报告", "市级", "2024")
    assert line["审核"].startswith("./review?report=")
    assert list(line)[:3] == ["审核", "机构", "文件"]  # all that a phone shows at once


def test_only_what_was_changed_comes_back_and_in_codes(reports):
    before = register_table(reports)
    after = before.copy()
    assert corrections(before, after) == {}
    after.loc[0, "类型"], after.loc[0, "标题"] = "通报或总结", "  另一标题 "
    after.loc[1, "年份"] = None
    assert corrections(before, after) == {0: {"kind": "bulletin", "title": "另一标题"}, 1: {"year": ""}}


def test_what_is_shown_follows_the_choice(reports):
    for which, expected in (("current", {2024}), ("aside", {2023}), ("missing", set())):
        assert {r.known["year"] for r in reports_shown(reports, which, [])} == expected
    assert reports_shown(reports, "now", [reports[0].id]) == [reports[0]]


def test_a_code_that_was_entered_brings_the_division_along(reports):
    before = register_table(reports)
    after = before.copy()
    after.loc[0, "行政区划代码"] = "511402"
    (changed,) = corrections(before, after).values()
    assert (changed["province"], changed["city"], changed["district"]) == ("四川省", "眉山市", "东坡区")
    assert changed["level"] == "district"
    after.loc[0, "行政区划代码"] = "999999"
    assert corrections(before, after) == {0: {"adcode": "999999"}}


def test_what_the_program_guessed_is_said_and_confirmed_by_a_tick(tmp_path):
    ledger = open_ledger(str(tmp_path / "ledger.sqlite"))
    bring(ledger)
    bring(ledger, "河道检查\n发布日期：2025-04-20\n日前，检查河道20处。\n", year=2025)
    reports = list_reports(ledger)
    table = register_table(reports)
    assert list(table["待补充"]) == ["待确认期间", ""]
    assert table["程序猜测"][0].startswith("期间：没有写明起止日期")
    assert list(table[CONFIRM]) == [False, None]
    assert confirmations(reports, table) == []
    ticked = table.copy()
    ticked.loc[0, CONFIRM] = True
    assert confirmations(reports, ticked) == [0]
    assert corrections(table, ticked) == {}


def test_a_short_name_is_told_as_the_agency_it_means_before_it_is_saved(reports, data_folder):
    names = registered(data_folder.data)
    changed, said = with_agencies({0: {"agency": "青禾区应急管理局"}}, reports, names)
    assert changed[0]["agency"] == "云岭市青禾区应急管理局"
    assert said == [
        "“青禾区应急管理局”即云岭市青禾区应急管理局：云河省云岭市青禾区，991203，区县级，应急管理"
    ]


def test_a_report_that_names_another_agency_than_the_one_entered_is_told(tmp_path, data_folder):
    ledger = open_ledger(str(tmp_path / "ledger.sqlite"))
    bring(ledger)
    bring(ledger, "2023年度行政执法工作报告\n全年检查企业340家次。\n", year=2023)
    nameless, named = list_reports(ledger)
    names = registered(data_folder.data)
    assert (named.names, nameless.names) == ("云岭市应急管理局", "")

    def told(*agencies):
        changed = {line: {"agency": agency} for line, agency in enumerate(agencies)}
        return of_another(changed, [nameless, named], names)

    assert told("云岭市青禾区应急管理局", "云岭市应急管理局") == told("雾山县水务局", "应急管理局") == []
    (line,) = told("云岭市应急管理局", "云岭市青禾区应急管理局")
    assert line == f"“{named.known['title']}”写的是云岭市应急管理局，填的是云岭市青禾区应急管理局"
    assert told("", "云岭市水务局") and of_another({1: {"kind": "bulletin"}}, [nameless, named], names) == []


def test_the_code_of_an_unknown_agency_is_asked_for_once(reports, data_folder):
    fields = {"agency": "雾山县水务局", "adcode": "991299"}
    _, (said,) = with_agencies({1: fields}, reports, registered(data_folder.data))
    assert "名录中没有" in said and "请填" not in said


def test_an_agency_that_nobody_knows_is_kept_as_typed_and_says_what_is_wanting(reports, data_folder):
    changed, (said,) = with_agencies({1: {"agency": "雾山县水务局"}}, reports, registered(data_folder.data))
    assert changed == {1: {"agency": "雾山县水务局"}}
    assert "名录中没有" in said and "请填行政区划代码" in said
