"""Tables whose names no form knows, as a page loses them: how many columns there are is told by counting."""

from decimal import Decimal

import pytest

from etl.engine.model import Figure
from etl.engine.reading import read_text
from etl.engine.tables import find_tables, read_tables
from tests.rules import ENGINE, RULES

LEAD = "望川市有关情况如下。\n"
END = "\n下一步，将继续加大工作力度，不断提升工作水平。\n"

# The names of the columns, and rows of a label (behind the row's number, where rows have one) and values.
SAMPLES = (
    ["序号", "水厂名称", "监测份数", "达标份数", "超标份数", "达标率"],
    [
        ["1", "城东水厂", "48", "47", "1", "97.9%"],
        ["2", "城西水厂", "52", "52", "0", "100%"],
        ["3", "南湖水厂", "36", "33", "3", "91.7%"],
        ["合计", "136", "132", "4", "97.1%"],
    ],
)
HOTLINE = (
    ["诉求类型", "受理量", "办结量", "按期办结率", "满意率"],
    [
        ["噪声扰民", "680", "676", "99.4%", "95.1%"],
        ["占道堆物", "420", "420", "100%", "—"],
        ["合计", "1100", "1096", "99.6%", "96.0%"],
    ],
)
ACCIDENTS = (
    ["县区", "事故起数", "同比（±%）", "受伤人数", "同比（±%）"],
    [["云溪县", "12", "-20", "10", "—"], ["沙河区", "18", "—", "15", "-6.25"]],
)
TABLES = {"samples": SAMPLES, "hotline": HOTLINE, "accidents": ACCIDENTS}


def filled(row: list[str], width: int) -> str:
    """A row with a bar behind each cell, a cell a line, and bars alone for the places it lost."""
    return "\n".join(
        [*(f"{cell} |" for cell in row), *(["|" * (width - len(row))] if len(row) < width else [])]
    )


LAYOUTS = {
    "one cell a line": lambda rows: "\n".join(cell for row in rows for cell in row),
    "blank lines between": lambda rows: "\n\n".join(cell for row in rows for cell in row),
    "bars between lines": lambda rows: "\n|\n".join(cell for row in rows for cell in [*row, ""]) + "\n|",
    "bars between cells alone": lambda rows: (
        "\n|\n".join(rows[0]) + "\n|\n|\n" + "\n|\n".join(cell for row in rows[1:] for cell in row) + "\n|\n|"
    ),
    "rows filled up": lambda rows: "\n".join(filled(row, len(rows[0])) for row in rows),
    "a broken header": lambda rows: (
        "\n".join([" | ".join(rows[0][:3]) + " |", *(f"{name} |" for name in rows[0][3:])])
        + "\n"
        + "\n".join(" | ".join(row) + " |" for row in rows[1:])
    ),
    "gaps": lambda rows: "\n".join(" ".join(row) for row in rows),
}


def read(text: str) -> list[Figure]:
    document = read_text(text)
    context = ENGINE.identify(document)
    return read_tables(RULES, document.text, find_tables(RULES, document), context).figures


def measure_of(name: str) -> str:
    return "rate" if name.endswith("率") else "change" if "同比" in name else "level"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", TABLES)
def test_each_value_stands_below_its_own_name(name: str, layout: str) -> None:
    names, rows = TABLES[name]
    figures = read(LEAD + LAYOUTS[layout]([names, *rows]) + END)
    cells = [cell for row in rows for cell in zip(row[-4:], names[-4:], strict=True) if cell[0] != "—"]
    assert [(figure.printed, figure.measure) for figure in figures] == [
        (value, measure_of(column)) for value, column in cells
    ]
    assert all(column.split("（")[0] in f.label for f, (_, column) in zip(figures, cells, strict=True))


def test_headings_above_the_same_names_span_as_many_columns_each() -> None:
    names = ["道路运输", "同比增长", "工矿商贸", "同比增长"]
    header = "|\n事故起数 |\n死亡人数 |\n||||||\n" + "".join(f"{name} |\n" for name in names * 2) + "|\n"
    rows = "".join(
        f"{cell} |\n"
        for row in (
            ["青石县", "9", "-10", "2", "—", "8", "0", "2", "—"],
            ["松岭区", "12", "0", "4", "33.33", "11", "-8.33", "4", "100"],
        )
        for cell in row
    )
    text = LEAD + header + rows + END
    document = read_text(text)
    tables = find_tables(RULES, document)
    figures = read_tables(RULES, text, tables, ENGINE.identify(document)).figures
    found = [(str(figure.value), figure.measure, figure.body) for figure in figures]
    assert found == [
        *(("9", "level", "青石县"), ("-10", "change", "青石县"), ("2", "level", "青石县")),
        *(("8", "level", "青石县"), ("0", "change", "青石县"), ("2", "level", "青石县")),
        *(("12", "level", "松岭区"), ("0", "change", "松岭区"), ("4", "level", "松岭区")),
        *(("33.33", "change", "松岭区"), ("11", "level", "松岭区"), ("-8.33", "change", "松岭区")),
        *(("4", "level", "松岭区"), ("100", "change", "松岭区")),
    ]
    assert {cell.text: (cell.column, cell.column_span) for cell in tables[0].cells if cell.row == 0} == {
        "": (0, 1),
        "事故起数": (1, 4),
        "死亡人数": (5, 4),
    }
    assert not any(figure.doubts for figure in figures)


def test_more_names_than_columns_are_doubted() -> None:
    names = ["乡镇", "一般隐患", "重大隐患", "排查数", "整改数", "整改率", "排查数", "整改数"]
    rows = [["白石镇", "66", "60", "90.9%", "2", "1"], ["黄陂镇", "41", "41", "100%", "0", "0"]]
    text = LEAD + "\n".join([*names, *(cell for row in rows for cell in row)]) + END
    figures = read(text)
    assert [figure.value for figure in figures if figure.measure == "rate"] == [Decimal("90.9"), Decimal(100)]
    assert len(figures) == 10 and all("table_unproven" in figure.doubts for figure in figures)


def test_rows_that_do_not_agree_in_length_are_no_table() -> None:
    text = (
        LEAD
        + "\n".join(["品种", "样本量", "均价", "甲种", "3", "4", "乙种", "5", "丙种", "6", "7", "8"])
        + END
    )
    document = read_text(text)
    assert not [table for table in find_tables(RULES, document) if len(table.cells) > 8]


def test_names_and_counts_by_turns_are_a_table_below_what_heads_labels() -> None:
    rows = ["投诉类别", "件数", "夜间噪声", "120", "油烟扰民", "86", "占道堆物", "45", "合计", "251"]
    figures = read(LEAD + "\n".join(rows) + END)
    assert [(figure.printed, figure.label.split()[0]) for figure in figures[:3]] == [
        ("120", "夜间噪声"),
        ("86", "油烟扰民"),
        ("45", "占道堆物"),
    ]
