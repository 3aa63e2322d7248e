"""What a printed number may stand for."""

from decimal import Decimal

import duckdb
import pytest

from etl.published.rounding import define_macros

CASES = [
    # printed, value, approx, high, the interval
    ("646件", 646, "exact", None, (646, 646)),
    ("12.4件", Decimal("12.4"), "exact", None, (Decimal("12.35"), Decimal("12.45"))),
    ("32.8%", Decimal("32.8"), "exact", None, (Decimal("32.75"), Decimal("32.85"))),
    ("262万元", 2620000, "exact", None, (2615000, 2625000)),
    ("1.3亿元", 130000000, "exact", None, (125000000, 135000000)),
    ("1.3万余条", 13000, "at_least", None, (13000, 14000)),
    ("1390余条", 1390, "at_least", None, (1390, 1400)),
    ("40余万份", 400000, "at_least", None, (400000, 500000)),
    ("1,500场", 1500, "about", None, (1400, 1600)),
    ("100件", 100, "at_most", None, (0, 100)),
    ("1-2期", 1, "range", 2, (1, 2)),
    ("零复议", 0, "exact", None, (0, 0)),
    ("无", 0, "exact", None, (0, 0)),
]


def interval(value, printed: str, approx: str = "exact", high=None) -> tuple[float, float]:
    """The least and the greatest number that the printed one may stand for."""
    connection = duckdb.connect()
    define_macros(connection)
    return connection.execute(
        "SELECT low(v::DECIMAL(24, 6), p, a), high(v::DECIMAL(24, 6), h::DECIMAL(24, 6), p, a)"
        " FROM (SELECT ? AS v, ? AS h, ? AS p, ? AS a)",
        [str(value), high and str(high), printed, approx],
    ).fetchone()


@pytest.mark.parametrize("printed, value, approx, high, expected", CASES, ids=[case[0] for case in CASES])
def test_a_printed_number_stands_for_its_interval(printed, value, approx, high, expected):
    assert interval(value, printed, approx, high) == pytest.approx([float(edge) for edge in expected])


def test_a_number_without_digits_stands_for_itself():
    assert interval(7, "未收到") == (7, 7)


def test_intervals_meet_at_their_edges():
    _, most = interval(13000, "1.3万余条", "at_least")
    assert most == interval(14000, "14000条")[0]
    assert most < interval(14001, "14001条")[0]
