"""Short names of agencies on axes."""

import pandas as pd
import pytest

from dashboard.naming import agency_in_full, axis_names, place_name


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (("东岭省", "", ""), "东岭省"),
        (("东岭省", "云岭市", ""), "云岭市（东岭）"),
        (("东岭省", "云岭市", "青禾区"), "青禾区（云岭）"),
        (("东岭市", "市辖区", "青禾区"), "青禾区（东岭）"),
        (("东岭壮族自治区", "云岭市", ""), "云岭市（东岭）"),
        (("东岭省", "省直辖县级行政区划", "临溪市"), "临溪市（东岭）"),
    ],
)
def test_a_place_is_written_as_it_is_spoken_of(place, name):
    assert place_name(*place) == name


def frame(*rows):
    return pd.DataFrame(rows, columns=["agency", "province", "city", "district", "trade"])


def test_agencies_of_one_trade_are_named_by_their_place():
    rows = frame(("青禾区应急管理局", "东岭省", "云岭市", "青禾区", "应急管理"))
    assert axis_names(rows) == {"青禾区应急管理局": "青禾区（云岭）"}


def test_agencies_that_would_get_the_same_name_keep_their_full_names():
    rows = frame(
        ("云岭市应急管理局", "东岭省", "云岭市", "", "应急管理"),
        ("云岭市应急管理支队", "东岭省", "云岭市", "", "应急管理"),
    )
    assert set(axis_names(rows).values()) == {"云岭市应急管理局", "云岭市应急管理支队"}


def test_with_several_trades_the_trade_is_named_too():
    rows = frame(
        ("云岭市应急管理局", "东岭省", "云岭市", "", "应急管理"),
        ("云岭市市场监督管理局", "东岭省", "云岭市", "", "市场监管"),
    )
    assert axis_names(rows)["云岭市市场监督管理局"] == "云岭市（东岭） 市场监管"


def test_an_agency_of_unknown_place_keeps_its_full_name():
    assert axis_names(frame(("某局", None, None, None, "应急管理"))) == {"某局": "某局"}


def test_an_agency_of_a_district_is_named_with_its_city_once():
    place = {"province": "东岭省", "city": "云岭市", "district": "青禾区"}
    assert agency_in_full({"agency": "青禾区应急管理局"} | place) == "云岭市青禾区应急管理局"
    assert agency_in_full({"agency": "云岭市青禾区应急管理局"} | place) == "云岭市青禾区应急管理局"
    assert agency_in_full({"agency": "云岭市应急管理局"} | place | {"district": ""}) == "云岭市应急管理局"
    city = place | {"district": "临溪市"}  # a city of its own, below another
    assert agency_in_full({"agency": "临溪市应急管理局"} | city) == "临溪市应急管理局"
