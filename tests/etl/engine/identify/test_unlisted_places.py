"""Places that no table has, by the form in which a document names them; all of them are invented."""

import pytest

from etl.engine.identify.divisions import find_division
from etl.engine.identify.unlisted import with_unlisted
from etl.engine.model import Document
from tests.rules import ENGINE, RULES

WORK = "各项工作有序开展。" * 40


def read(text: str, **metadata):
    return ENGINE.identify(Document(text=text, **metadata))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("云岭市水利局编制。", ("", "云岭市", "")),
        ("由云岭市水利局编制，请与云岭市水利局联系。", ("", "云岭市", "")),
        ("东岭省云岭市青禾区人民政府", ("东岭省", "云岭市", "青禾区")),
        ("落实《青禾县安全生产条例》，青禾县应急局检查。", ("", "", "青禾县")),
        ("青禾自治县民政局工作总结", ("", "", "青禾自治县")),
    ],
)
def test_a_document_makes_its_places_known(text, place):
    rules = with_unlisted(RULES, text)
    name = "".join(place)
    found, length = find_division(rules, name)
    assert (found.province, found.city, found.district, length) == (*place, len(name))
    assert name == place[-1] or rules is not RULES


@pytest.mark.parametrize(
    "text",
    [
        "全市公安局、各区水利局和我县民政局",
        "工业园区市场监管局，社区卫生中心",
        "推进城市管理工作，完善城市建设",
        "配合市水利局，会同区应急局，配合市水利局",
        "现将有关情况报告如下",
        "全年共办理市人大代表建议12件",
        "全年共办理市公安局移送案件12件",
    ],
)
def test_what_only_looks_like_a_place_is_none(text):
    assert with_unlisted(RULES, text) is RULES


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("2024年，市应急局落实《云岭市安全生产条例》。云岭市政府高度重视。", "云岭市应急管理局"),
        ("年报的电子版可在鹤岩市水利局网站下载，与鹤岩市水利局联系，由鹤岩市水利局编制。", "鹤岩市水利局"),
        ("地址：云岭市和平路3号云岭市财政局。2024年，云岭市财政局严格执法。", "云岭市财政局"),
        ("现公布云岭市公安局青禾区分局2024年政府信息公开工作年度报告。青禾区政府", "云岭市公安局青禾区分局"),
        ("国家税务总局云岭市税务局2024年法治政府建设情况报告", "国家税务总局云岭市税务局"),
        ("云岭市青禾区教育局2024年工作总结", "云岭市青禾区教育局"),
    ],
)  # fmt: skip
def test_its_agencies_begin_with_them_and_are_completed_by_them(text, agency):
    assert read(text + WORK).agency == agency


def test_sounds_printed_behind_letters_are_not_read():
    text = "云岭市文物局2024年度行政執(zhí)法數(shù)據(jù)表\n" + WORK
    assert (read(text).agency, read(text).kind) == ("云岭市文物局", "statistics_table")


def test_such_a_place_has_no_code_and_says_so():
    context = read("云岭市青禾区教育局2024年工作总结\n" + WORK)
    assert (context.city, context.district, context.adcode) == ("云岭市", "青禾区", "")
    assert context.guessed["place"] == "place_unknown"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("2024年，大力开展检查。各乡镇和县水利局检查河道30处。县水利局坚持执法。", "县水利局"),
        ("和县水利局2024年工作总结", "和县水利局"),
        ("马鞍山市和县水利局2024年工作总结", "马鞍山市和县水利局"),
    ],
)
def test_and_the_countys_is_no_county(text, agency):
    assert read(text + WORK).agency == agency
