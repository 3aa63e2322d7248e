"""What stands above the names of columns in the same table is its title, and no name."""

from etl.engine.reading import read_bytes
from tests.etl.samplefiles import html_page
from tests.rules import ENGINE


def test_lines_above_the_names_of_columns_limit_nothing_though_a_sheet_drew_cells_around_them() -> None:
    blank = ["", "", ""]
    rows = [
        ["云岭市应急管理局2024年行政执法工作报告", *blank],
        ["全年共检查企业90家次，发现隐患66项。", *blank],
        ["执法检查情况统计表", *blank],
        ["地区", "检查企业（家次）", "发现隐患（项）", "罚款金额（万元）"],
        ["青禾区", "52", "31", "8.25"],
        ["蓝溪县", "38", "35", "1.50"],
    ]
    document = read_bytes(html_page([rows]), "表.html")
    cells = [figure for figure in ENGINE.take(document).figures if figure.rule.startswith("table")]
    assert [(f.printed, f.indicator, f.part, f.heading_unit) for f in cells] == [
        ("52", "inspections", "", ""), ("31", "hazards_found", "", ""), ("8.25", "fines", "", "万元"),
        ("38", "inspections", "", ""), ("35", "hazards_found", "", ""), ("1.50", "fines", "", "万元"),
    ]  # fmt: skip
