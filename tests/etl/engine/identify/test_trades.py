"""The trade by the end of an agency's name. agencies.csv: names, places and trades of real agencies."""

import csv
from pathlib import Path

import pytest

from etl.engine.identify.trades import trade_of
from tests.rules import DATA, RULES

HERE = Path(__file__).parent
OF_THE_DATA = DATA / "agencies.csv"


@pytest.mark.parametrize("path", [HERE / "agencies.csv", OF_THE_DATA], ids=["of many trades", "of the data"])
def test_agencies_have_the_trade_that_is_known_of_them(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 100
    assert [(row["agency"], trade_of(RULES, row["agency"])) for row in rows] == [
        (row["agency"], row["trade"]) for row in rows
    ]


@pytest.mark.parametrize(
    ("agency", "trade"),
    [
        ("望川区人民政府", "综合"),
        ("云岭市人民政府办公室", "综合"),
        ("云岭市青禾区人民政府清河街道办事处", "综合"),
        ("青禾经济技术开发区管理委员会", "综合"),
        ("云岭市工业园区管理委员会", "综合"),
        ("云岭市民政局", "民政"),
        ("云岭市人民政府国有资产监督管理委员会", "国有资产"),
        ("云岭市人民政府防汛抗旱指挥部办公室", "应急管理"),
        ("云岭市安全生产委员会办公室", "应急管理"),
        ("云岭市城市管理委员会", "城市管理"),
        ("云岭市住房和城乡建设管理委员会", "住房城乡建设"),
    ],
)
def test_a_government_is_of_all_trades_and_its_bodies_of_their_own(agency, trade):
    assert trade_of(RULES, agency) == trade


@pytest.mark.parametrize(
    ("agency", "trade"),
    [
        ("云岭市公安局交通警察支队", "公安"),
        ("云岭市公安局消防大队", "消防救援"),
        ("云岭市生态环境局青禾分局", "生态环境"),
        ("云岭市市场监督管理局望川监管局", "市场监管"),
        ("云岭市综合行政执法局", "城市管理"),
        ("云岭市农业综合行政执法支队", "农业农村"),
        ("云岭市交通运输综合行政执法支队", "交通运输"),
        ("云岭市文化市场综合行政执法大队", "文化旅游"),
        ("临溪县教育体育局", "教育"),
        ("临溪县水政监察大队", "水利"),
        ("国家税务总局云岭市税务局", "税务"),
        ("市食品药品监管局", "市场监管"),
        ("云岭市某某处", ""),
        ("", ""),
    ],
)
def test_the_last_body_decides_and_in_it_the_first_trade(agency, trade):
    assert trade_of(RULES, agency) == trade
