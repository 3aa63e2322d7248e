"""Short and full names of one agency; names that stand at the end of a document."""

import pytest

from etl.engine.identify.alike import abbreviates, same_agency
from etl.engine.identify.names import proper_name
from etl.engine.identify.naming import Sources, find_agency
from etl.engine.identify.signature import signature_names
from tests.rules import RULES


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("云岭市人社局", "云岭市人力资源和社会保障局"),
        ("市文旅局", "云岭市文化广电和旅游局"),
        ("区卫健委", "青禾区卫生健康委员会"),
        ("区城管执法局", "云岭市青禾区城市管理行政执法局"),
    ],
)
def test_a_short_name_leaves_characters_out(short, full):
    assert abbreviates(RULES, short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("云岭市水利局", "云岭市水利局"),
        ("云岭市水利局", "青禾市水利工程管理局"),
        ("区民政局", "青禾区财政局"),
        ("青禾区人民政府", "司法局"),
        ("", "青禾区水利局"),
        ("市水利执法支队", "云岭市水利执法支队河道二大队"),
    ],
)
def test_another_agency_is_no_full_name(short, full):
    assert not abbreviates(RULES, short, full)


def test_a_zone_in_short_is_that_in_full():
    assert same_agency(RULES, "云岭高新技术产业开发区管委会水利局", "高新区水利局")
    assert same_agency(RULES, "云岭经济技术开发区水利局", "经开区水利局")
    assert not same_agency(RULES, "云岭高新技术产业开发区水利局", "经开区水利局")


def test_of_several_signatures_the_one_that_completes_the_title_counts():
    signers = ("青禾区人民政府", "青禾区水利局")  # the last line first
    title = "区水利局2024年工作总结"
    assert find_agency(RULES, Sources(title=title, signers=signers)) == ("青禾区水利局", "")
    assert find_agency(RULES, Sources(signers=signers)) == ("青禾区人民政府", "")


def test_a_name_does_not_begin_within_a_word():
    assert proper_name(RULES, "经济技术开发区管委会") != "济技术开发区管委会"
    assert proper_name(RULES, "经云岭市水利局") == "云岭市水利局"


def test_only_names_that_stand_alone_sign():
    assert signature_names(
        RULES, ["青禾区水利局", "2025年1月9日", "请与青禾区水利局联系。", "（青禾区民政局）"]
    ) == [
        "青禾区水利局",
        "青禾区民政局",
    ]
