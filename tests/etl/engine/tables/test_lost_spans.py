"""Tables whose merged cells a page copied as text has lost: which number stands below which name."""

from decimal import Decimal

import pytest

from etl.engine.reading import read_bytes, read_text
from etl.engine.tables import find_tables, read_tables
from tests.rules import ENGINE, RULES

REPORT = "望川市2023年度行政执法统计年报\n"

# A title, the rows of a header, the rows of values, and what each value is: (indicator, words of its label).
PENALTIES = (
    "2023年度行政处罚实施情况统计表",
    [
        ["序号", "单位名称", "行政处罚实施数量（宗）", "合计（宗）", "罚没金额（万元）"],
        ["警告", "罚款", "没收违法所得、没收非法财物", "责令停产停业", "其他行政处罚"],
    ],
    [
        ["1", "望川市应急管理局", "2", "31", "0", "1", "0", "34", "120.5"],
        ["2", "青禾区应急管理局", "1", "12", "0", "0", "3", "16", "33.87"],
        ["3", "临溪县应急管理局", "0", "9", "1", "0", "0", "10", "18"],
    ],
    [
        ("penalties", "警告"),
        ("penalties", "罚款"),
        ("penalties", "没收"),
        ("penalties", "停产停业"),
        ("penalties", "其他行政处罚"),
        ("penalties", "合计"),
        ("fines", "罚没金额"),
    ],
)
COERCION = (
    "行政强制实施情况统计表",
    [
        ["行政强制措施实施数量（宗）", "行政强制执行实施数量（宗）", "合计（宗）"],
        ["查封场所、设施或者财物", "扣押财物", "其他行政强制措施", "行政机关强制执行", "申请法院强制执行"],
        ["加处罚款或者滞纳金", "代履行"],
    ],
    [["12", "5", "2", "7", "3", "6", "35"]],
    [
        ("coercions", words)
        for words in ("查封", "扣押", "其他行政强制措施", "加处罚款", "代履行", "法院", "合计")
    ],
)
OTHER_ACTS = (
    "其他行政执法行为实施情况统计表",
    [
        ["行政征收", "行政检查", "行政裁决", "行政给付", "其他行政执法行为"],
        ["次数", "征收总金额（万元）", "次数", "次数", "涉及金额（万元）", "次数", "宗数"],
    ],
    [["14", "25.6", "801", "2", "0.7", "5", "9"]],
    [
        ("", "征收"),
        ("", "征收"),
        ("inspections", "检查"),
        ("", "裁决"),
        ("", "裁决"),
        ("", "给付"),
        ("", "其他行政执法行为"),
    ],
)
DISTRICTS = (
    "2023年全市执法情况",
    [
        ["地区", "监督检查", "行政处罚"],
        ["检查企业（家次）", "发现隐患（项）", "整改隐患（项）", "立案（起）", "罚款（万元）"],
    ],
    [["青禾区", "120", "356", "350", "12", "36.5"], ["临溪县", "98", "201", "199", "8", "12"]],
    [
        ("inspections", "检查企业"),
        ("hazards_found", "发现隐患"),
        ("hazards_rectified", "整改隐患"),
        ("cases_filed", "立案"),
        ("fines", "罚款"),
    ],
)
YEARS = (
    "三年对比",
    [["项目", "2021年", "2022年", "2023年"]],
    [["行政处罚（件）", "56", "61", "70"], ["罚没金额（万元）", "102.6", "88", "140.25"]],
    None,
)
TABLES = {
    "penalties": PENALTIES,
    "coercion": COERCION,
    "other acts": OTHER_ACTS,
    "districts": DISTRICTS,
    "years": YEARS,
}
LAYOUTS = {
    "bars": lambda rows: "\n".join(" | ".join(row) + " | |||" for row in rows),
    "bars around": lambda rows: "\n".join("| " + " | ".join(row) + " |" for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "gaps": lambda rows: "\n".join("  ".join(row) for row in rows),
    "one cell a line": lambda rows: "\n".join(cell for row in rows for cell in row),
    "blank lines between": lambda rows: "\n\n".join(cell for row in rows for cell in row),
    "bars at line ends": lambda rows: "\n".join(
        "|\n" + "\n".join(cell + " |" for cell in row) for row in rows
    ),
}


SHARED_CELLS = [("警告12件", "罚款：30件"), ("合计42(件)", "罚没金额 5.5万元")]


def figures_of(text: str) -> list:
    document = read_text(text)
    return read_tables(RULES, document.text, find_tables(RULES, document), ENGINE.identify(document)).figures


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", TABLES)
def test_each_number_keeps_its_column(name: str, layout: str) -> None:
    title, header, rows, columns = TABLES[name]
    figures = figures_of(f"{REPORT}{title}\n{LAYOUTS[layout]([*header, *rows])}\n说明：数据截至年底。\n")
    assert_columns_kept(figures, rows, columns)


def assert_columns_kept(figures: list, rows: list[list[str]], columns: list | None) -> None:
    width = len(columns) if columns else 3
    assert [figure.printed for figure in figures] == [cell for row in rows for cell in row[-width:]]
    for at, figure in enumerate(figures):
        if columns:
            indicator, words = columns[at % width]
        else:
            indicator, words = (("penalties", "行政处罚"), ("fines", "罚没金额"))[at // width]
            assert figure.period_start == f"{2021 + at % width}-01-01"
        assert figure.indicator == indicator
        assert words in figure.label


def test_headings_of_a_disclosure_report_span_what_the_form_says() -> None:
    text = (
        "望川市应急管理局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | ||||\n"
        "| 自然人 | 法人或其他组织 | 总计 | ||||\n| 商业企业 | 科研机构 | 其他 | ||||\n"
        "| 一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 2 | 6 |\n"
        "| 三、本年度办理结果 | （一）予以公开 | 2 | 1 | 0 | 1 | 4 |\n"
        "四、政府信息公开行政复议、行政诉讼情况\n| 行政复议 | 行政诉讼 | ||||\n"
        "| 结果维持 | 总计 | 未经复议直接起诉 | 复议后起诉 | ||\n| 结果维持 | 总计 | 结果维持 | 总计 | ||\n"
        "| 1 | 2 | 3 | 4 | 5 | 6 |\n"
    )
    labels = [(figure.printed, figure.label) for figure in figures_of(text)]
    assert labels[1] == ("1", "本年新收政府信息公开申请数量 商业企业")
    assert labels[5:7] == [("2", "予以公开 自然人"), ("1", "予以公开 商业企业")]
    assert labels[10:] == [
        ("1", "行政复议结果维持"),
        ("2", "行政复议总计"),
        ("3", "未经复议直接起诉结果维持"),
        ("4", "未经复议直接起诉总计"),
        ("5", "复议后起诉结果维持"),
        ("6", "复议后起诉总计"),
    ]


def test_a_header_that_no_reading_fits_gives_nothing() -> None:
    text = (
        REPORT
        + "| 单位 | 行政处罚 | 行政许可 | |\n| 警告 | 罚款 | 受理数量 | |\n"
        + "| 市局 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n"
    )
    assert figures_of(text) == []


@pytest.mark.parametrize("text", ["检查总次数\n476\n", "| 检查总次数 |\n| 476 |\n", "检查总次数\t\n476\t\n"])
def test_a_table_may_have_one_column(text: str) -> None:
    (figure,) = figures_of(REPORT + "表六 行政检查实施情况统计表\n" + text)
    assert (figure.printed, figure.indicator) == ("476", "inspections")


def test_a_list_of_names_with_units_is_a_table() -> None:
    document = read_text(REPORT + "行政处罚（件）：72\n罚没金额（万元）：21.6\n")
    figures = ENGINE.extract(document, ENGINE.identify(document)).figures
    assert [(figure.indicator, figure.value, figure.unit) for figure in figures] == [
        ("penalties", 72, "件"),
        ("fines", 216000, "元"),
    ]


def test_a_cell_may_print_its_unit_in_brackets_or_a_change_in_words() -> None:
    text = "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政处罚\t95(项)\t减3\t7（件）\n"
    figures = figures_of("望川市应急局2019年政府信息公开年度报告\n第二十条第（六）项\n" + text)
    assert [(figure.printed, figure.value) for figure in figures] == [
        ("95(项)", 95),
        ("减3", -3),
        ("7（件）", 7),
    ]


def test_the_caption_in_the_first_cell_is_no_heading() -> None:
    figures = figures_of("望川市2023年报\n\n2023年检查情况\t\t\n项目\t数量\t整改率\n隐患（项）\t342\t98.5%\n")
    assert [(figure.indicator, figure.label) for figure in figures] == [
        ("hazards_found", "隐患"),
        ("rectification_rate", "隐患 整改率"),
    ]


def test_upright_headings_in_disorder_are_known_by_their_characters() -> None:
    """A PDF gives the columns 结果维持, 结果纠正, ... set upright as lines of single characters."""
    text = (
        "望川市应急管理局2023年政府信息公开工作年度报告\n行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n"
        + "结 结 其 尚 结 结 其 尚 结 结 其 尚\n果 果 他 未 总 果 果 他 未 总 果 果 他 未 总\n"
        + "维 纠 结 审 计 维 纠 结 审 计 维 纠 结 审 计\n持 正 果 结 持 正 果 结 持 正 果 结\n"
        + "1 0 0 2 3 0 4 0 0 4 5 0 0 0 6\n"
    )
    figures = figures_of(text)
    assert [figure.value for figure in figures] == [1, 0, 0, 2, 3, 0, 4, 0, 0, 4, 5, 0, 0, 0, 6]
    assert [figures[at].label for at in (0, 4, 6, 14)] == [
        "行政复议结果维持",
        "行政复议总计",
        "未经复议直接起诉结果纠正",
        "复议后起诉总计",
    ]


def test_money_without_any_unit_is_no_fine_unless_it_is_surely_yuan() -> None:
    text = "处罚统计表\n单位\t罚款数量\t罚没金额\n青禾局\t7\t128.6\n云岭局\t0\t0\n临溪局\t9\t1286000\n"
    money = [(f.indicator, f.value, f.unit) for f in figures_of(REPORT + text) if f.label == "罚没金额"]
    assert money == [("", Decimal("128.6"), ""), ("fines", 0, "元"), ("fines", 1286000, "元")]


def test_where_a_title_states_money_alone_every_column_is_money() -> None:
    text = "罚没情况（单位：万元）\n单位\t罚款\t没收违法所得\n青禾局\t36.5\t1.5\n临溪局\t12\t0\n"
    found = [(f.indicator, f.value, f.unit, f.part) for f in figures_of(REPORT + text)]
    assert found[:2] == [("fines", 365000, "元", ""), ("fines", 15000, "元", "没收")]


def test_a_name_and_its_number_may_share_a_cell() -> None:
    rows = "".join(f"<tr><td>{first}</td><td>{second}</td></tr>" for first, second in SHARED_CELLS)
    document = read_bytes(
        f"<html><body><p>行政处罚情况</p><table>{rows}</table></body></html>".encode(), "表.html"
    )
    figures = read_tables(
        RULES, document.text, find_tables(RULES, document), ENGINE.identify(document)
    ).figures
    assert [(f.printed, f.value, f.indicator, f.part) for f in figures] == [
        ("12件", 12, "penalties", "警告"),
        ("30件", 30, "penalties", "罚款"),
        ("42(件)", 42, "penalties", ""),
        ("5.5万元", 55000, "fines", ""),
    ]


def test_a_row_of_units_is_a_column_of_labels() -> None:
    lines = ["序号", "指标名称", "计量单位", "本年", "上年", "1", "行政检查", "次", "1286", "1100"]
    lines += ["2", "罚款", "万元", "128.6", "99.5"]
    figures = figures_of("望川市2023年度行政执法统计年报\n指标一览表\n" + "\n".join(lines) + "\n")
    assert [(figure.indicator, figure.value, figure.unit, figure.period_start[:4]) for figure in figures] == [
        ("inspections", 1286, "次", "2023"),
        ("inspections", 1100, "次", "2022"),
        ("fines", 1286000, "元", "2023"),
        ("fines", 995000, "元", "2022"),
    ]


def broken(cell: str) -> list[str]:
    """A cell as a narrow column prints it: a long name over two or three lines."""
    if len(cell) < 6 or cell.isascii():
        return [cell]
    width = -(-len(cell) // (3 if len(cell) > 9 else 2))
    return [cell[at : at + width] for at in range(0, len(cell), width)]


BROKEN = {
    "one cell a line": lambda rows: "\n".join(line for row in rows for cell in row for line in broken(cell)),
    "bars": lambda rows: "\n".join(
        "| " + " | ".join("\n".join(broken(cell)) for cell in row) + " |" for row in rows
    ),
}
# Nothing tells which columns 监督检查 and 行政处罚 head, and three columns of 行政处罚 lose their heading.
UNTOLD = {("districts", "one cell a line"), ("penalties", "bars")}


@pytest.mark.parametrize("layout", BROKEN)
@pytest.mark.parametrize("name", TABLES)
def test_names_broken_over_lines_keep_their_columns_or_are_doubted(name: str, layout: str) -> None:
    title, header, rows, columns = TABLES[name]
    figures = figures_of(f"{REPORT}{title}\n{BROKEN[layout]([*header, *rows])}\n说明：数据截至年底。\n")
    if (name, layout) in UNTOLD:
        assert all(figure.doubts for figure in figures)
    else:
        assert_columns_kept(figures, rows, columns)


def test_furniture_above_a_table_of_bars_is_no_name_of_its_first_column() -> None:
    page = (
        "索引号: | wc-2023-00017 | 发布机构: | 望川市水务局 |\n"
        "发布日期: | 2024-01-12 | 成文日期: | 2024-01-12 |\n"
        "废止日期: | 文 号: | ||\n关键词: |\n"
        "望川市水务局2023年度行政处罚实施情况统计表\n"
        "序号 | 单位名称 | 行政处罚实施数量（宗） | 罚没金额（万元） | 备注 | ||||\n"
        "警告 | 罚款 | 责令停产停业 | 其他行政处罚 | 合计（宗） | ||||\n"
        "（一）本单位实施的 | ||||||||\n"
        "1 | 望川市水务局 | 0 | 6 | 0 | 1 | 7 | 3.5 |\n"
    )
    found = ENGINE.read_text(page).figures
    assert [(f.printed, f.indicator, f.part) for f in found] == [
        ("0", "penalties", "警告"),
        ("6", "penalties", "罚款"),
        ("0", "penalties", "责令停产停业"),
        ("1", "penalties", "其他行政处罚"),
        ("7", "penalties", ""),
        ("3.5", "fines", ""),
    ]


def test_money_in_a_row_of_a_table_is_of_the_whole_row_and_not_of_the_kind_before_it() -> None:
    text = (
        "2023年行政处罚情况\n单位名称\t警告\t罚款\t其他行政处罚\t罚没金额（万元）\n望川市水务局\t2\t5\t1\t8.3"
    )
    assert [f.part for f in ENGINE.read_text(text).figures] == ["警告", "罚款", "其他行政处罚", ""]
