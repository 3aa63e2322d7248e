"""Rows whose blank cells left no trace: the table's sums say where their values stand, or a doubt does."""

from dataclasses import replace
from decimal import Decimal

import pytest

from etl.engine.model import Figure
from etl.engine.reading import read_text
from tests.etl.engine.tables.test_bureau_tables import CONTEXT, figures
from tests.rules import ENGINE

HEADER = ["救援站", "检查单位（家）", "发现隐患（处）", "临时查封（家）", "罚款（万元）"]
ROWS = [
    ["河口站", "40", "96", "3", "5.5"],
    ["山前站", "35", "71", "", "2"],
    ["湖滨站", "28", "50", "1", ""],
    ["新城站", "61", "120", "2", "8"],
]
TOTAL = ["合计", "164", "337", "6", "15.5"]
GAPS = {"one cell a line": "\n", "blank lines between": "\n\n"}


def page(rows: list[list[str]], between: str) -> str:
    """One cell a line, blank ones gone."""
    return f"安全检查情况统计表{between}" + between.join(cell for row in rows for cell in row if cell)


def told(found: list[Figure]) -> list[tuple[str, Decimal, bool]]:
    """Indicator, value and whether it is doubted."""
    return [(figure.indicator, figure.value, bool(figure.doubts)) for figure in found]


@pytest.mark.parametrize("between", GAPS.values(), ids=GAPS)
def test_the_sums_below_tell_where_the_values_of_a_short_row_stand(between: str) -> None:
    found = figures(page([HEADER, *ROWS, TOTAL], between))
    assert told(found[4:10]) == [
        ("enterprises_inspected", 35, False), ("hazards_found", 71, False), ("fines", 20000, False),
        ("enterprises_inspected", 28, False), ("hazards_found", 50, False), ("coercions", 1, False),
    ]  # fmt: skip


def test_what_nothing_tells_is_doubted_and_never_multiplied() -> None:
    found = figures(
        page(
            [HEADER, ROWS[0], ["山前站", "35", "71", "2"], ROWS[3], ["东关站", "12", "30", "1", "4.5"]], "\n"
        )
    )
    row = {figure.printed: figure for figure in found[4:7]}
    assert row["35"].doubts and row["71"].doubts and row["2"].doubts
    assert [figure.value for figure in row.values()] == [35, 71, 2]
    assert not any(figure.doubts for figure in (*found[:4], *found[7:]))


def test_a_total_beside_a_lone_row_proves_itself_and_the_money_behind_it() -> None:
    names = [
        "单位名称",
        "警告",
        "罚款",
        "暂扣许可证件",
        "吊销许可证件",
        "责令停产停业",
        "行政拘留",
        "合计（宗）",
        "罚没金额（万元）",
    ]
    found = figures(
        "行政处罚实施情况统计表\n" + "\n".join([*names, "云岭市应急管理局", "12", "31", "2", "45", "18.3"])
    )
    assert [(figure.printed, figure.indicator, figure.part, bool(figure.doubts)) for figure in found[3:]] == [
        ("45", "penalties", "", False), ("18.3", "fines", "", False)
    ]  # fmt: skip
    assert {figure.indicator for figure in found[:3]} == {"penalties"} and all(
        figure.doubts for figure in found[:3]
    )


def test_units_beside_the_labels_and_words_behind_the_values_are_columns_too() -> None:
    rows = "项目 单位 2022年 2023年 同比 现场检查 家次 118 134 13.6% 立案 件 36 41 13.9%"
    found = figures("对比表\n" + rows.replace(" ", "\n"))
    assert told(found)[:3] == [
        ("inspections", 118, False),
        ("inspections", 134, False),
        ("", Decimal("13.6"), False),
    ]
    rows = "序号 任务名称 检查户数 发现问题（户） 完成时间 1 药店检查 40 7 6月底 2 餐馆检查 65 9 8月底"
    assert [figure.printed for figure in figures(rows.replace(" ", "\n"))] == ["40", "7", "65", "9"]


def test_a_value_like_the_next_row_s_number_makes_no_remark_of_the_label() -> None:
    names = "序号 地区 立案（起） 结案（起） 检查（次）"
    rows = "1 河口区 0 4 20 2 山前区 3 1 30 3 湖滨区 4 4 10 合计 7 9 60"
    found = figures(f"{names} {rows}".replace(" ", "\n"))
    assert [(figure.printed, figure.body) for figure in found[3:6]] == [
        ("3", "山前区"), ("1", "山前区"), ("30", "山前区")
    ]  # fmt: skip
    assert [figure.value for figure in found[-3:]] == [7, 9, 60]


def test_the_total_below_subtotals_is_of_no_group() -> None:
    names = "类别 单位 处罚（件） 罚款（元）"
    rows = "建筑 质监站 14 300 安监站 22 500 小计 36 800 物业 物业科 6 90 小计 6 90 合计 42 890"
    found = figures(f"{names} {rows}".replace(" ", "\n"))
    assert [(figure.sector, figure.part) for figure in found[-4::2]] == [("物业", "物业"), ("", "")]


def test_names_broken_over_lines_are_as_many_as_the_cells_of_a_row() -> None:
    names = "大队 检查单 位（家） 发现火灾 隐患（处） 督促整 改（处） 罚款（万元）"
    rows = "河口大队 40 96 90 5.5 山前大队 35 71 70 2 合计 75 167 160 7.5"
    found = figures(f"{names} {rows}".replace(" ", "\n"))
    assert told(found[:4]) == [
        ("enterprises_inspected", 40, False), ("hazards_found", 96, False),
        ("hazards_rectified", 90, False), ("fines", 55000, False),
    ]  # fmt: skip


def test_the_total_of_the_teams_of_districts_is_the_system_of_who_is_above_them() -> None:
    text = "大队 检查（家） 立案（件） 河口大队 40 9 山前大队 35 7 合计 75 16".replace(" ", "\n")
    for agency, scope in (("望川市消防救援支队", "system"), ("望川市公安局", "own")):
        found = ENGINE.extract(read_text(text), replace(CONTEXT, agency=agency)).figures
        assert [(figure.value, figure.scope) for figure in found[-2:]] == [(75, scope), (16, scope)]


def test_a_table_run_into_one_line_is_read_and_what_follows_it_is_prose() -> None:
    title = "望川市2023年渔政执法情况统计表"
    names = "序号 辖区 检查（次） 立案（件） 罚款（万元）"
    rows = "1 河口区 40 3 5.5 2 山前区 35 2 2 3 湖滨区 28 1 0 合 计 103 6 7.5"
    note = "说明：1.检查含夜查。全年开展宣传活动12场。"
    found = ENGINE.extract(read_text(f"{title}\n{names} {rows} {note}\n"), CONTEXT).figures
    assert told(found[:3]) == [("inspections", 40, False), ("cases_filed", 3, False), ("fines", 55000, False)]
    assert told(found[9:]) == [
        ("inspections", 103, False), ("cases_filed", 6, False), ("fines", 75000, False),
        ("publicity_events", 12, False),
    ]  # fmt: skip


def test_numbers_set_apart_in_a_sentence_make_no_table() -> None:
    found = ENGINE.extract(
        read_text("全年检查企业 120 家，发现隐患 300 条，整改 280 条，立案 5 起。\n"), CONTEXT
    )
    assert [figure.label for figure in found.figures] == ["检查企业", "发现隐患", "整改", "立案"]


def test_remarks_that_no_row_has_and_a_total_without_a_number_of_its_own() -> None:
    head = ["序号", "商品类别", "抽检样品", "总量（批次）", "不合格", "数量（批次）", "合格率", "备注"]
    rows = [
        ["1", "灯具", "155", "4", "97.4%", ""],
        ["2", "童车", "99", "0", "100%", ""],
        ["合计", "", "254", "4", "98.4%", ""],
    ]
    found = figures("\n|\n".join([*head, *(cell for row in rows for cell in row)]))
    assert [(figure.printed, figure.label) for figure in found[::3]] == [
        ("155", "灯具 抽检样品总量"), ("99", "童车 抽检样品总量"), ("254", "抽检样品总量")
    ]  # fmt: skip


@pytest.mark.parametrize("broken", [False, True])
def test_one_full_row_tells_how_many_columns_there_are(broken: bool) -> None:
    names = [
        "场所类型",
        "检查次数",
        "警告（家）",
        "停业整 顿（家）" if broken else "停业整顿（家）",
        "罚款金额（元）",
    ]
    rows = ["网吧 310 12 18000", "歌厅 126 1 21000", "书店 88", "合计 524 12 1 39000"]
    found = figures("\n".join(" ".join([*names, *rows]).split(" ")))
    assert [(figure.printed, figure.indicator) for figure in found[:7]] == [
        ("310", "inspections"), ("12", "penalties"), ("18000", "fines"),
        ("126", "inspections"), ("1", "suspensions"), ("21000", "fines"), ("88", "inspections"),
    ]  # fmt: skip
    assert not any(figure.doubts for figure in found if figure.indicator == "fines")


def test_blank_lines_below_a_header_are_a_blank_cell_where_the_row_then_adds_up() -> None:
    names = [
        "警告",
        "罚款",
        "没收违法所得、没收非法财物",
        "责令停产停业",
        "其他行政处罚",
        "合计（宗）",
        "罚没金额（万元）",
    ]
    row = ["", "51", "6", "", "", "57", "203.4"]
    text = "行政处罚实施情况统计表\n\n" + "\n\n".join([*names, *row]) + "\n\n三、行政强制。未实施。\n"
    found = [(figure.printed, figure.indicator, figure.part) for figure in figures(text)]
    assert found == [
        ("51", "penalties", "罚款"), ("6", "penalties", "没收违法所得、没收非法财物"),
        ("57", "penalties", ""), ("203.4", "fines", ""),
    ]  # fmt: skip
