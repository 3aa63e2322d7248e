"""Tables that no lines draw: read where their words' places prove them, else left unread with a warning."""

from etl.engine.model import Document
from etl.engine.reading import read_bytes
from tests.etl.samplefiles import drawn_pdf, pdf_text
from tests.rules import ENGINE

SIZE = 10


def width(text: str) -> float:
    return sum(SIZE / 2 if each.isascii() else SIZE for each in text)


def words(text: str, x: float, y: float, where: str = "left") -> str:
    """Words that begin, end or have their middle at x."""
    return pdf_text(text, x - {"left": 0.0, "middle": 0.5, "right": 1.0}[where] * width(text), y, SIZE)


def sheet(
    heads: list[str], rows: list[list[str]], y: float = 700, step: float = 18, pitch: float = 100
) -> str:
    """As a spreadsheet prints it: headings in the middle of their cells, names left and numbers right."""
    out = [words(text, 60 + pitch * (at + 0.5), y, "middle") for at, text in enumerate(heads)]
    for row, texts in enumerate(rows, 1):
        out.append(words(texts[0], 62, y - step * row))
        out += [
            words(text, 58 + pitch * (at + 1), y - step * row, "right") for at, text in enumerate(texts) if at
        ]
    return "".join(out)


def read(*pages: str) -> Document:
    return read_bytes(drawn_pdf(list(pages)), "表.pdf")


def cells(document: Document) -> list[list[str]]:
    (table,) = document.tables
    rows = [
        [""] * (max(cell.column + cell.column_span for cell in table.cells)) for _ in range(len(ROWS) * 9)
    ]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] = cell.text
    return [row for row in rows if any(row)]


ROWS = [["松林区", "15", "3"], ["河湾区", "204", "17449"], ["合计", "219", "17452"]]
HEADS = ["地区", "检查企业", "处罚"]


def test_headings_in_the_middle_belong_to_the_numbers_at_the_right() -> None:
    document = read(sheet(HEADS, ROWS))
    assert cells(document) == [HEADS, *ROWS]
    assert not document.warnings


def test_dashes_at_the_left_are_of_the_column_of_the_numbers() -> None:
    page = sheet(HEADS, [["松林区", "15", "3"], ["河湾区", "", "8"], ["石桥区", "7", "25"]])
    document = read(page + words("-", 162, 664))
    assert cells(document)[2] == ["河湾区", "-", "8"]


def test_counted_rows_whose_numbers_nearly_touch_the_names() -> None:
    heads, names = ["序号", "地区", "检查企业"], ["松林区", "河湾区", "石桥区"]
    page = "".join(words(text, 60 + 50 * at, 700, "middle") for at, text in enumerate(heads))
    for at, name in enumerate(names, 1):
        page += words(str(at), 72, 700 - 18 * at, "right") + words(name, 74, 700 - 18 * at)
        page += words(str(30 * at), 190, 700 - 18 * at, "right")
    assert cells(read(page))[1:] == [[str(at), name, str(30 * at)] for at, name in enumerate(names, 1)]


def test_numbers_in_circles_are_no_numbers_of_rows() -> None:
    page = words("地区", 67, 700) + words("检查企业", 170, 700)
    for at, name in enumerate(["松林区", "河湾区", "石桥区"]):
        page += words("①②③"[at], 62, 682 - 18 * at) + words(name, 74, 682 - 18 * at)
        page += words(str(30 + at), 210, 682 - 18 * at, "right")
    assert [row[-1] for row in cells(read(page))[1:]] == ["30", "31", "32"]


def test_headings_over_several_others_span_them() -> None:
    heads = ["立案", "结案", "移送", "立案", "结案"]
    rows = [["松林区", "1", "20", "300", "4", "5"], ["河湾区", "16", "7", "8", "90", "11"]]
    page = sheet(["", *heads], rows, pitch=80) + words("地区", 100, 710, "middle")
    page += words("一般程序（件）", 60 + 80 * 2.5, 720, "middle") + words(
        "简易程序（件）", 60 + 80 * 5, 720, "middle"
    )
    read_cells = cells(read(page))
    assert read_cells[0] == ["地区", *["一般程序（件）"] * 3, *["简易程序（件）"] * 2]
    assert read_cells[1] == ["地区", *heads]


def test_a_heading_of_two_lines_is_one_and_no_heading_over_others() -> None:
    page = sheet(["", "警告", "", "罚款"], [["松林区", "1", "2", "3"], ["河湾区", "4", "5", "16"]], pitch=80)
    page += words("地区", 100, 700, "middle")
    page += words("没收违法所得、没", 260, 707, "middle") + words("收非法财物", 260, 693, "middle")
    assert cells(read(page))[0] == ["地区", "警告", "没收违法所得、没收非法财物", "罚款"]


def test_names_of_several_lines_stand_beside_numbers_at_any_height() -> None:
    for lines in ((0, -14), (7, -7), (14, 0)):
        page = sheet(HEADS, [["", "15", "3"], ["", "204", "17449"]], y=740, step=36)
        for row, (first, second) in enumerate([("松林区综合行", "政执法局"), ("河湾区应急管", "理局")], 1):
            page += words(first, 62, 740 - 36 * row + lines[0]) + words(second, 62, 740 - 36 * row + lines[1])
        assert [row[0] for row in cells(read(page))] == ["地区", "松林区综合行政执法局", "河湾区应急管理局"]


def test_a_row_of_units_is_no_end_of_the_names_above_it() -> None:
    page = sheet(["地区", "检查企业", "罚款"], [["", "家次", "万元"], *ROWS], step=14)
    units = words("家次", 210, 686, "middle") + words("万元", 310, 686, "middle")
    page = page.replace(words("家次", 258, 686, "right") + words("万元", 358, 686, "right"), units)
    document = read(page)
    assert cells(document)[:2] == [["地区", "检查企业", "罚款"], ["", "家次", "万元"]]
    found = [(each.indicator, int(each.value)) for each in ENGINE.take(document).figures[:2]]
    assert found == [("inspections", 15), ("fines", 30_000)]


def named(names: list[list[str]], bottoms: list[float], pitch: float) -> str:
    """A table whose names have several lines, the last of them level with the numbers."""
    page = "".join(words(text, 60 + 100 * (at + 0.5), 740, "middle") for at, text in enumerate(HEADS))
    for lines, bottom, number in zip(names, bottoms, ("15", "204", "219"), strict=False):
        page += words(number, 258, bottom, "right") + words(number, 358, bottom, "right")
        page += "".join(words(line, 62, bottom + pitch * at) for at, line in enumerate(reversed(lines)))
    return page


def test_names_end_at_their_numbers_though_the_next_stand_nearer_than_their_own_lines() -> None:
    """As a spreadsheet prints rows that are too low for their words."""
    names = [["松林区城市综合行", "政执法局"], ["河湾区城市综合行", "政执法局"], ["石桥区水务局"]]
    document = read(named(names, [706, 677, 662], 15))
    assert [row[0] for row in cells(document)[1:]] == ["".join(lines) for lines in names]
    assert not document.warnings


def test_headings_of_rows_that_may_be_the_first_lines_of_names_are_not_joined_to_them() -> None:
    names = [["行政检查", "日常检查"], ["行政处罚", "简易程序"], ["普通程序"]]
    document = read(named(names, [706, 677, 662], 15))
    assert not any("行政检查日常检查" in cell.text for table in document.tables for cell in table.cells)


def test_a_name_of_one_line_and_the_first_line_of_the_next_are_not_one() -> None:
    """Nearer to each other than the lines of the next name, but the first had room for more."""
    names = [["松林区水务局"], ["河湾区城市综合行", "政执法局"], ["石桥区城市综合行", "政执法局"]]
    document = read(named(names, [706, 677, 648], 15))
    assert [row[0] for row in cells(document)[1:]] == ["".join(lines) for lines in names]


def test_numbers_beside_the_middle_of_names_whose_lines_are_all_as_far_apart() -> None:
    """As a text program prints rows without room between them; the numbers of rows stand before the names."""
    heads, names = ["序号", "单位", "检查企业"], [["松林区水", "务局"], ["河湾区水", "务局"], ["石桥区"]]
    page, y = "".join(words(text, 60 + 60 * at, 700, "middle") for at, text in enumerate(heads)), 684.0
    for at, lines in enumerate(names, 1):
        middle = y - 8 * (len(lines) - 1)
        page += words(str(at), 60, middle, "middle") + words(str(at * 30), 190, middle, "right")
        page += "".join(words(line, 100, y - 16 * row) for row, line in enumerate(lines))
        y -= 16 * len(lines)
    document = read(page)
    assert [row[1] for row in cells(document)[1:]] == ["".join(lines) for lines in names]
    assert not document.warnings


def test_words_in_the_middle_above_the_first_numbers_head_the_rows() -> None:
    heads = ["地区", "检查企业", "处罚"]
    page = sheet(heads, [], y=730) + words("各区", 210, 706, "middle") + sheet([], ROWS, y=700)
    assert cells(read(page))[:3] == [heads, ["各区"] * 3, ROWS[0]]


def test_a_first_line_wider_than_its_column_is_a_heading_over_others() -> None:
    page = sheet(["", "立案", "", "结案"], [["松林区", "1", "2", "3"], ["河湾区", "4", "5", "16"]], pitch=60)
    page += words("案件办理情况", 210, 748, "middle")
    for at, line in enumerate(["移送司", "法机关", "案件"]):
        page += words(line, 210, 732 - 16 * at, "middle")
    assert not any("案件办理情况移送" in cell.text for table in read(page).tables for cell in table.cells)


def test_a_bracket_that_was_written_apart_closes_the_heading_before_it() -> None:
    heads = ["地区", "检查经营主体（户", "处罚"]
    page = "".join(words(text, 62 + 120 * at, 700) for at, text in enumerate(heads))
    page += words("）", 183 + width(heads[1]), 700)
    for row, texts in enumerate(ROWS, 1):
        page += "".join(words(text, 62 + 120 * at, 700 - 18 * row) for at, text in enumerate(texts))
    assert cells(read(page))[0] == ["地区", "检查经营主体（户）", "处罚"]


def test_a_heading_that_ends_with_its_unit_does_not_go_on_below() -> None:
    """Over three columns, in the middle of which stands one that is shorter than it."""
    heads = ["", "合计", "一般隐患", "重大隐患"]
    page = sheet(heads, [["松林区", "15", "3", "12"], ["河湾区", "24", "17", "7"]], pitch=66)
    page += words("地区", 93, 708, "middle") + words("发现隐患（项）", 225, 715, "middle")
    assert cells(read(page))[0] == ["地区", *["发现隐患（项）"] * 3]


def narrow(over: str, first: float) -> Document:
    """Headings of one line in the middle beside one of three lines, with another line a row above these."""
    page = sheet(["", "立案", "", "结案"], [["松林区", "1", "2", "3"], ["河湾区", "4", "5", "16"]], pitch=60)
    page += words(over, 210, first, "middle")
    for at, line in enumerate(["没收违", "法所得", "财物"]):
        page += words(line, 210, 716 - 16 * at, "middle")
    return read(page)


def test_a_heading_in_the_middle_of_its_row_without_its_first_line_is_two() -> None:
    document = narrow("上半年", 732)
    assert not any("上半年没收" in cell.text for table in document.tables for cell in table.cells)


def test_a_heading_in_the_middle_of_its_row_with_all_its_lines_is_one() -> None:
    page = sheet(["地区", "立案", "", "结案"], [], pitch=60)
    page += "".join(
        words(line, 210, 716 - 16 * at, "middle") for at, line in enumerate(["没收违", "法所得", "财物"])
    )
    page += sheet([], [["松林区", "1", "2", "3"], ["河湾区", "4", "5", "16"]], y=680, pitch=60)
    assert cells(read(page))[0] == ["地区", "立案", "没收违法所得财物", "结案"]


def test_a_name_that_the_end_of_the_page_cut_names_no_numbers() -> None:
    first = named(
        [["石桥区城市综合行", "政执法局"], ["河湾区水务局"], ["松林区城市综合行"]], [706, 677, 648], 15
    )
    document = read(first, words("政执法局", 62, 740) + words("以上数据为全年数据。", 82, 700))
    assert document.warnings
    assert not any("松林区" in cell.text for table in document.tables for cell in table.cells)


def test_words_half_a_line_above_others_are_of_the_same_headings() -> None:
    """And no title, though they stand in the middle of the table."""
    page = sheet(["地区", "立案", "", "移送", "结案"], [], pitch=60)
    page += words("没收违法", 210, 706, "middle") + words("所得", 210, 694, "middle")
    page += sheet([], [["松林区", "1", "2", "3", "7"], ["河湾区", "4", "5", "16", "8"]], y=690, pitch=60)
    assert cells(read(page))[0] == ["地区", "立案", "没收违法所得", "移送", "结案"]


def test_the_last_words_of_a_name_below_the_last_numbers_are_read_beside_row_numbers() -> None:
    heads = ["序号", "单位", "检查企业"]
    page = "".join(words(text, 60 + 60 * at, 700, "middle") for at, text in enumerate(heads))
    for at, lines in enumerate([["松林区水务", "执法监察支", "队"], ["河湾区水务", "执法监察支", "队"]]):
        page += words(str(at + 1), 60, 660 - 54 * at, "middle") + words(str(at * 30 + 9), 190, 660 - 54 * at)
        page += "".join(words(line, 100, 676 - 54 * at - 16 * row) for row, line in enumerate(lines))
    assert [row[1] for row in cells(read(page))[1:]] == ["松林区水务执法监察支队", "河湾区水务执法监察支队"]


def test_one_character_below_others_is_their_end_however_far_lines_are_apart() -> None:
    page = sheet(["地区", "", "", "结案"], [], pitch=60)
    for at, lines in enumerate((["警告、通", "报"], ["没收违法", "所得"])):
        page += words(lines[0], 150 + 60 * at, 709, "middle") + words(lines[1], 150 + 60 * at, 690, "middle")
    page += sheet([], [["松林区", "1", "2", "3"], ["河湾区", "4", "5", "16"]], y=680, pitch=60)
    assert cells(read(page))[0] == ["地区", "警告、通报", "没收违法所得", "结案"]


def test_headings_written_over_each_other_name_no_numbers() -> None:
    page = sheet(["地区", "立案", "移送"], ROWS) + words("一般程序案件", 260, 706, "middle")
    document = read(page)
    assert document.warnings
    assert not any(figure.indicator for figure in ENGINE.take(document).figures)


def test_the_second_table_of_a_page_begins_with_lines_of_headings_that_stand_alone() -> None:
    page = (
        sheet(HEADS, ROWS) + words("情况统计表", 210, 620, "middle") + words("许可（件）", 250, 606, "middle")
    )
    page += sheet(["地区", "申请", "受理"], [["松林区", "8", "6"], ["河湾区", "13", "12"]], y=590)
    second = read(page).tables[-1]
    assert "许可（件）" in [cell.text for cell in second.cells]


def test_a_total_left_of_the_numbers_of_rows_makes_no_column() -> None:
    page = "".join(
        words(text, 70 + 60 * at, 700, "middle") for at, text in enumerate(["序号", "单位", "检查企业"])
    )
    for at, name in enumerate(["松林区水务局", "河湾区水务局", "石桥区水务局"], 1):
        page += words(str(at), 84, 700 - 18 * at, "right") + words(name, 100, 700 - 18 * at)
        page += words(str(at * 30), 220, 700 - 18 * at, "right")
    document = read(page + words("合计", 50, 628) + words("180", 220, 628, "right"))
    assert cells(document)[1] == ["1", "松林区水务局", "30"]
    assert cells(document)[-1][0::2] == ["合计", "180"]


def test_numbers_behind_names_with_their_units_need_no_headings() -> None:
    """The title above is not one, though it stands off their middle."""
    rows = [
        ["检查企业（家次）", "493", "行政处罚（起）", "50"],
        ["发现隐患（项）", "886", "罚款（万元）", "22.1"],
    ]
    page = words("执法统计情况", 300, 700, "middle")
    for at, row in enumerate(rows, 1):
        page += "".join(words(text, 60 + 110 * column, 700 - 18 * at) for column, text in enumerate(row))
    document = read(page)
    assert cells(document) == rows
    assert not document.warnings


def test_names_at_the_foot_of_their_rows_stand_for_those_above() -> None:
    page = sheet(["片区", "单位", "检查", "立案", "结案"], [], pitch=80)
    for at in range(1, 6):
        page += words(f"第{at}支队", 142, 700 - 18 * at)
        page += "".join(
            words(str(at * 7 + more), 298 + 80 * more, 700 - 18 * at, "right") for more in range(3)
        )
    page += words("东片", 62, 664) + words("西片", 62, 610)
    assert [row[0] for row in cells(read(page))[1:]] == ["东片", "东片", "西片", "西片", "西片"]


def test_words_alone_in_the_middle_below_headings_name_no_numbers() -> None:
    """They may be the second line of the heading above them, or head the rows."""
    page = sheet(["地区", "立案查处", "移送"], []) + words("各区", 210, 683, "middle")
    document = read(page + sheet([], ROWS, y=683))
    assert document.warnings
    assert not any(figure.indicator for figure in ENGINE.take(document).figures)


def test_words_in_the_middle_below_units_head_the_rows() -> None:
    page = (
        sheet(["地区", "立案", "移送"], [])
        + words("起", 210, 684, "middle")
        + words("件", 310, 684, "middle")
    )
    page += words("各区", 210, 667, "middle") + sheet([], ROWS, y=667)
    assert cells(read(page))[2:4] == [["各区"] * 3, ROWS[0]]


def test_a_line_over_the_numbers_of_two_columns_is_a_heading_over_both() -> None:
    page = sheet(
        ["地区", "申请", "受理", "许可"], [["松林区", "15", "3", "2"], ["河湾区", "204", "17449", "8"]]
    )
    document = read(page + words("行政许可实施的各项数量（件）", 310, 715, "middle"))
    assert cells(document)[0] == ["地区", *["行政许可实施的各项数量（件）"] * 3]


def test_rows_without_names_lose_no_numbers() -> None:
    page = sheet(HEADS, [["松林区", "15", "3"], ["", "204", "17449"], ["石桥区", "7", "25"]])
    assert "17449" in read(page).text


def test_remarks_of_several_lines_stand_beside_few_of_the_numbers() -> None:
    page = sheet([*HEADS, "说明"], [["", "15", "3"], ["", "204", "17449"], ["", "7", "25"]], step=30)
    for at, name in enumerate(["松林区", "河湾区", "石桥区"], 1):
        page += words(name, 62, 700 - 30 * at)
    page += words("其中一半是", 410, 647, "middle") + words("移送案件", 410, 633, "middle")
    assert [row[3] for row in cells(read(page))] == ["说明", "", "其中一半是移送案件", ""]


def test_names_that_stand_for_several_rows_are_known_by_their_middle() -> None:
    heads = ["片区", "单位", "检查"]
    rows = [["", f"第{at}支队", str(at * 7)] for at in range(1, 6)]
    page = sheet(heads, [["", "", number] for _, _, number in rows])
    page += "".join(words(name, 162, 700 - 18 * at) for at, (_, name, _) in enumerate(rows, 1))
    page += words("东片", 62, 673) + words("西片", 62, 628)
    assert [row[0] for row in cells(read(page))[1:]] == ["东片", "东片", "西片", "西片", "西片"]


def test_a_line_between_two_tables_parts_them() -> None:
    page = sheet(HEADS, ROWS) + words("二、许可情况", 210, 624, "middle")
    page += sheet(["地区", "申请", "许可"], [["松林区", "8", "6"], ["河湾区", "13", "12"]], y=606)
    first, second = read(page).tables
    assert [cell.text for cell in second.cells][:3] == ["地区", "申请", "许可"]
    assert len(first.cells) == 12


def test_headings_over_others_that_may_end_anywhere_name_no_numbers() -> None:
    """At the left and all on one line: the heading over others may span two of them, or three."""
    heads = ["地区", "立案", "结案", "移送"]
    page = "".join(words(text, 62 + 80 * at, 700) for at, text in enumerate(heads))
    for row, numbers in enumerate((["松林区", "1", "2", "3"], ["河湾区", "4", "5", "6"]), 1):
        page += "".join(words(text, 62 + 80 * at, 700 - 18 * row) for at, text in enumerate(numbers))
    document = read(page + words("一般程序（件）", 142, 720))
    assert not any(figure.indicator for figure in ENGINE.take(document).figures)
    assert [said for said in document.warnings if "没有框线的表格" in said]


def test_headings_that_run_into_each_other_are_parted_where_each_was_written() -> None:
    heads = ["发现隐患（", "罚款金额（"]
    page = words("地区", 62, 700) + "".join(words(text, 160 + 50 * at, 700) for at, text in enumerate(heads))
    page += words("项）", 160, 686) + words("万元）", 210, 686)
    for row, texts in enumerate((["松林区", "15", "3"], ["河湾区", "204", "17449"]), 1):
        page += words(texts[0], 62, 686 - 18 * row)
        page += "".join(
            words(text, 160 + 50 * at + 48, 686 - 18 * row, "right") for at, text in enumerate(texts[1:])
        )
    assert cells(read(page))[0] == ["地区", "发现隐患（项）", "罚款金额（万元）"]


def test_headings_over_more_columns_than_any_table_has_name_no_numbers() -> None:
    warned = []
    for many in (12, 62):
        page = "".join(words("类别", 45 + 40 * many * part, 720, "middle") for part in (0.25, 0.75))
        for at in range(many):
            numbers = [str(at * row % 90 + 10) for row in (1, 2, 3)]
            page += "".join(
                words(text, 60 + 40 * at, 700 - 18 * row) for row, text in enumerate(["件", *numbers])
            )
        warned.append(bool(read(page).warnings))
    assert warned == [False, True]


def test_words_whose_bracket_is_elsewhere_name_no_numbers() -> None:
    document = read(sheet(["地区", "检查企业", "元）"], ROWS))
    assert not any(figure.indicator for figure in ENGINE.take(document).figures)
    assert document.warnings


def test_a_heading_over_one_that_begins_at_the_same_place_is_no_title() -> None:
    """Alone in its line and, by chance, in the middle of the table."""
    page = (
        words("单位", 62, 700)
        + words("立案", 200, 700)
        + words("结案", 318, 700)
        + words("一般程序", 200, 720)
    )
    for row, texts in enumerate((["松林区", "15", "3"], ["河湾区", "204", "17449"]), 1):
        page += words(texts[0], 62, 700 - 18 * row) + words(texts[1], 250, 700 - 18 * row, "right")
        page += words(texts[2], 378, 700 - 18 * row, "right")
    document = read(page)
    assert document.warnings or any("一般程序" in cell.text for cell in document.tables[0].cells)


def test_prose_of_a_sheet_narrower_than_the_page_is_joined_to_its_sentences() -> None:
    lines = ["全年出动人员830人次，检查企业", "214家次，整改问题96项，罚款12", "万元。"]
    document = read("".join(words(line, 60, 700 - 15 * at) for at, line in enumerate(lines)))
    assert document.text == "".join(lines) + "\n"


def test_a_lone_heading_in_the_middle_with_a_unit_is_no_title() -> None:
    heads = ["立案", "结案", "移送"]
    page = sheet(["地区", *heads], [["松林区", "15", "3", "2"], ["河湾区", "204", "17449", "8"]])
    page += words("一般程序案件（件）", 260, 720, "middle")
    assert "一般程序案件（件）" in [cell.text for cell in read(page).tables[0].cells]


def test_lists_and_signatures_are_no_tables() -> None:
    lines = [
        "1.辖区内储备粮承储企业12家；",
        "2.批发市场3处；",
        "（1）自查阶段：3月1日至3月31日，共31天；",
        "单位负责人：李某    填表人：王某    联系电话：1234567",
        "填报日期：2025年1月10日",
    ]
    document = read("".join(words(line, 82, 700 - 18 * at) for at, line in enumerate(lines)))
    assert not document.tables


def test_numbers_below_headings_that_are_not_understood_count_nothing_that_the_section_names() -> None:
    page = words("二、渔政行政处罚案件情况", 60, 740) + sheet(["地区", "立案", "移送"], ROWS)
    document = read(page + words("一般程序案件", 260, 706, "middle"))
    assert document.warnings
    assert not ENGINE.take(document).figures
