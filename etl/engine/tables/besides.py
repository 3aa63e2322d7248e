"""Columns that say only 案件数: beside money that was fined in the same rows they count penalties."""

import re

from etl.engine.tables.columns import Axes
from etl.engine.tables.totals import Read

RULE = "table:beside_fines"
_CASES = re.compile("(?:办理|查办|查处)?的?案件(?:总)?(?:数|数量|量)?")


def settle_cases(read: Read, axes: Axes) -> None:
    """Give the numbers of such columns their indicator: 地区 | 案件数 | 罚没款.

    `read`: the figures of a block by row and column.
    """
    fined = {row for (row, _), figure in read.items() if figure.indicator == "fines"}
    for (row, column), figure in read.items():
        path = axes.columns[column]
        bare = not figure.indicator and figure.measure == "level" and figure.unit != "元"
        if row in fined and bare and path and _CASES.fullmatch(path[-1].words):
            figure.indicator, figure.rule = "penalties", RULE
            figure.unit = figure.unit or "件"
