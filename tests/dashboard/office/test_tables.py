"""How tables on slides and in memos share the room, and how large the numbers of a chart are."""

import pytest

from dashboard.drawing.axes import text_width
from dashboard.office.charts import _label_size
from dashboard.office.model import Plot, Series, Table
from dashboard.office.tables import BESIDE, column_widths

LONG = "口径不同（本机关、全系统）；专项行动不同（治本攻坚三年行动、不限）；期间长短不同"
TABLE = Table(("机构", "年份", "原因"), (("云岭市应急管理局", "2024年", LONG),) * 2)


@pytest.mark.parametrize("letters", [20, 40, 90])
def test_a_year_stays_on_one_line_whatever_the_others_want(letters):
    widths = column_widths(TABLE, letters * 10, 10, 36)
    assert sum(widths) == pytest.approx(letters * 10)
    assert widths[1] >= (text_width("2024年") + BESIDE) * 10 * 0.999


def test_numbers_above_columns_that_stand_close_are_small_enough_to_stand_beside_each_other():
    def size(series: int) -> float:
        years = [
            Series(f"{2020 + n}年", (2031, 1917), ("2,031系",) * 2, ("", ""), "#33639c")
            for n in range(series)
        ]
        return _label_size(Plot("columns", "处罚", "件", ("甲区", "乙区"), tuple(years)), 5 * 914_400, 12)

    assert size(1) == 9 > size(4) > size(6) >= 6.5
