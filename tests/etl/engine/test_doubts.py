"""What speaks against a figure is said with it."""

import pytest

from etl.engine.model import Document, ReportContext
from tests.rules import ENGINE

CONTEXT = ReportContext(agency="云岭市应急管理局", kind="enforcement", year=2024, city="云岭市")


def doubts(text: str) -> list[tuple[str, ...]]:
    return [figure.doubts for figure in ENGINE.extract(Document(text), CONTEXT).figures]


@pytest.mark.parametrize("text", ["查办线索41条。", "立案12件，青禾片4件。"])
def test_a_number_that_may_have_lost_its_indicator_is_doubted(text):
    assert doubts(text)[-1] == ("weak_indicator",)


@pytest.mark.parametrize("text", ["移送公安机关案件3件。", "购置车辆8台。"])
def test_a_number_whose_words_say_what_it_is_is_not(text):
    assert doubts(text) == [()]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("全年共立案1 5件。", True),
        ("全年共立案1　5件。", True),
        ("全年共立案1 500件。", False),  # a group of three is one number
        ("全年共立案5 件，结案 4件。", False),
        ("共立案 5件，2024年 6件结案。", False),
    ],
)
def test_digits_with_a_blank_between_may_be_one_number_and_stand_for_no_total(text, broken):
    found = ENGINE.extract(Document(text), CONTEXT).figures
    assert any("number_broken" in figure.doubts for figure in found) == broken
    assert not any(figure.whole for figure in found if "number_broken" in figure.doubts)
    assert broken or any(figure.whole for figure in found)


def test_a_total_below_one_of_its_pieces_is_doubted():
    found = doubts("共检查企业20家。检查矿山企业30家。")
    assert "parts_exceed_whole" in found[0]


@pytest.mark.parametrize(("text", "doubted"), [("共检查企业30家。", True), ("全市共检查企业30家。", False)])
def test_news_that_name_neither_body_nor_area_leave_the_scope_in_doubt(text, doubted):
    news = ReportContext(kind="bulletin", year=2024, title="守护平安")
    found = ENGINE.extract(Document(text), news).figures[0].doubts
    assert ("scope_inferred" in found) == doubted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("组织了三次会议。", ("weak_indicator",)),  # a number in words may be a way of speaking
        ("12万场：各地举办宣传活动。", ("weak_indicator",)),
        ("青禾区立案12件。", ()),  # who reports tells of another by name
        ("公开信息90条，其中，业务类60条。", ()),  # what is divided into kinds of any name
        ("责令停产9家，其中，矿山4家。", ("weak_indicator",)),
    ],
)
def test_what_only_its_place_or_its_neighbour_tells_is_doubted(text, expected):
    assert doubts(text)[-1] == expected


@pytest.mark.parametrize(
    ("found", "text", "doubted"),
    [
        ("", "检查企业30家。", True),  # it may be the area that news begin with
        ("", "云岭市应急管理局加强监管。\n检查企业30家。", False),
        ("", "该局检查企业30家。", False),
        ("agency_news", "云岭市应急管理局加强监管。\n检查企业30家。", True),
        ("agency_news", "该局检查企业30家。", False),
        ("agency_mention", "云岭市应急管理局加强监管，检查企业30家。", False),
    ],
)
def test_a_body_that_news_only_speak_of_is_doubted_where_they_do_not_name_it(found, text, doubted):
    guessed = {"agency": found} if found else {}
    news = ReportContext(agency="云岭市应急管理局", kind="bulletin", year=2024, guessed=guessed)
    figure = ENGINE.extract(Document(text), news).figures[0]
    assert ("scope_inferred" in figure.doubts) == doubted


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("全年检查冷库30家次。", True),  # of one kind: it may be all that is looked at
        ("检查企业30家次。", False),  # of what every report gives one number
        ("举办业务培训30场。", True),
        ("全年检查企业30家次，其中冷库4家次。", False),
        ("门户网站公开信息30条，微信公众号公开信息20条。", False),  # each is of its channel
    ],
)
def test_a_lone_number_of_one_kind_may_be_the_total(text, doubted):
    assert any("part_uncertain" in raised for raised in doubts(text)) == doubted


NEWS = ReportContext(agency="云岭市应急管理局", kind="bulletin", year=2024, city="云岭市", title="守护平安")


def news_doubts(text: str) -> list[tuple[str, ...]]:
    return [figure.doubts for figure in ENGINE.extract(Document(text), NEWS).figures]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("今年以来，全市应急管理部门共检查企业30家。", False),  # says of whom and since when
        ("全市应急管理部门共检查企业30家。", True),
        ("今年以来，共检查企业30家。", True),
    ],
)
def test_a_total_of_news_that_says_of_whom_and_of_when_is_not_doubted(text, doubted):
    assert ("part_uncertain" in news_doubts(text)[0]) == doubted


def test_an_action_that_the_sentence_names_itself_limits_without_doubt():
    (found,) = ENGINE.extract(Document("行动期间，全市共检查企业30家。"), NEWS).figures
    assert (found.part, found.doubts) == ("行动期间", ())


def test_an_occasion_that_only_an_earlier_paragraph_names_leaves_the_limit_in_doubt():
    (found,) = ENGINE.extract(Document("春运期间，客流增多。\n全市共检查企业30家。"), NEWS).figures
    assert (found.part, found.doubts) == ("春运期间", ("part_uncertain",))


@pytest.mark.parametrize(("text", "doubted"), [("查办线索41条。", True), ("查办公司41家。", False)])
def test_persons_places_and_goods_have_lost_no_indicator(text, doubted):
    assert ("weak_indicator" in doubts(text)[0]) == doubted


@pytest.mark.parametrize(
    ("text", "scope", "doubted"),
    [
        ("案例二：青禾海关缉私局开展专项行动，查扣货物9吨。", "other", True),
        ("青禾县公安局通报，全省共检查船舶9艘次。", "system", False),
    ],
)
def test_news_of_an_area_that_tell_of_one_body_leave_the_scope_in_doubt(text, scope, doubted):
    news = ReportContext(kind="bulletin", year=2024, title="全省守护平安")
    found = ENGINE.extract(Document(f"全省各级部门合力守护平安。\n{text}"), news).figures[-1]
    assert (found.scope, "scope_inferred" in found.doubts) == (scope, doubted)


def test_a_share_of_something_counted_is_doubted():
    assert doubts("排名靠前的是：未按期报告（22件，占7%）。")[0] == ("weak_indicator",)
