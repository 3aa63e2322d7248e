"""PDF: what stands on a page comes out whole, wherever its program put it; what did not is said."""

from etl.engine.reading import read_bytes
from tests.etl.samplefiles import drawn_pdf, pdf_text
from tests.rules import ENGINE

PICTURE = "q 500 0 0 700 40 40 cm /Im1 Do Q"


def box(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} {x1 - x0} {y1 - y0} re S\n"


def grid(rows: list[list[str]], x: float = 60, y: float = 700, width: float = 90, height: float = 20) -> str:
    """A ruled table, its texts at the left of their cells."""
    out = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            left, top = x + column * width, y - row * height
            out += [box(left, top - height, left + width, top), pdf_text(text, left + 3, top - 14)]
    return "\n".join(out)


def cells(data: bytes) -> list[list[str]]:
    (table,) = read_bytes(data, "表.pdf").tables
    rows = [[""] * (max(cell.column for cell in table.cells) + 1) for _ in range(table.cells[-1].row + 1)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_a_number_wider_than_its_cell_is_not_cut_at_the_line() -> None:
    page = (
        grid([["单位", "罚没金额", "件数"], ["甲局", "", ""]])
        + "\n"
        + pdf_text("17537900123456789012", 152, 666)
    )
    document = read_bytes(drawn_pdf([page]), "表.pdf")
    assert "17537900123456789012" in [cell.text for cell in document.tables[0].cells]
    assert any("17537900123456789012" in each and "第1页" in each for each in document.warnings)


def test_numbers_that_touch_each_other_over_a_line_stay_two() -> None:
    page = (
        grid([["甲", "乙", "丙"], ["", "", ""]], width=20)
        + pdf_text("1234", 60, 666)
        + pdf_text("567", 80.5, 666)
    )
    assert cells(drawn_pdf([page]))[1][:2] == ["1234", "567"]


def test_characters_written_one_by_one_are_a_number() -> None:
    digits = "".join(pdf_text(digit, 153 + 5 * at, 666) for at, digit in enumerate("94929"))
    page = grid([["单位", "罚款", "件数"], ["甲局", "", "3"]])
    assert cells(drawn_pdf([page + digits]))[1] == ["甲局", "94929", "3"]


def test_a_number_that_a_narrow_cell_broke_is_one_number() -> None:
    page = grid([["单位", "金额", "数"], ["甲局", "", "3"]], width=28, height=34)
    page += pdf_text("46192", 89.5, 652) + pdf_text("482", 89.5, 640)
    assert cells(drawn_pdf([page]))[1][1] == "46192482"


def test_two_numbers_in_a_wide_cell_stay_two() -> None:
    page = grid([["单位", "金额", "数"], ["甲局", "", "3"]], height=34)
    page += pdf_text("461", 153, 652) + pdf_text("482", 153, 640)
    assert cells(drawn_pdf([page]))[1][1] == "461 482"


def test_bold_made_by_printing_twice_is_read_once() -> None:
    page = pdf_text("检查企业120家次。", 60, 700) + pdf_text("检查企业120家次。", 60.3, 700)
    assert read_bytes(drawn_pdf([page]), "粗.pdf").text == "检查企业120家次。\n"


def test_a_table_printed_across_the_page_is_turned() -> None:
    turned = "q 0 1 -1 0 595 0 cm\n" + grid([["单位", "警告", "合计"], ["甲局", "12", "345"]], y=500) + "\nQ"
    number = pdf_text("- 7 -", 290, 30)
    assert cells(drawn_pdf([turned + number])) == [["单位", "警告", "合计"], ["甲局", "12", "345"]]


def test_radicals_that_fonts_name_are_the_characters_they_look_like() -> None:
    assert (
        read_bytes(drawn_pdf([pdf_text("⽔务局⼯作⻋辆3台⻓期", 60, 700)]), "部.pdf").text
        == "水务局工作车辆3台长期\n"
    )


def test_headers_and_page_numbers_of_several_pages_are_left_out_and_a_lone_line_is_not() -> None:
    def page(number: int, words: str) -> str:
        header = pdf_text("云岭市应急管理局 共56件", 200, 810)
        return header + pdf_text(words, 60, 700) + pdf_text(f"第 {number} 页", 280, 30)

    document = read_bytes(drawn_pdf([page(1, "检查企业120家次。"), page(2, "罚款3万元。")]), "页.pdf")
    assert document.text == "检查企业120家次。\n罚款3万元。\n"
    alone = read_bytes(drawn_pdf([page(1, "检查企业120家次。")]), "页.pdf")
    assert alone.text == "云岭市应急管理局 共56件\n检查企业120家次。\n"


def test_a_page_that_is_only_a_picture_is_named() -> None:
    document = read_bytes(drawn_pdf([pdf_text("检查企业120家次，处罚3件。", 60, 700), PICTURE]), "扫.pdf")
    assert document.text == "检查企业120家次，处罚3件。\n"
    assert [each for each in document.warnings if "第2页" in each and "OCR" in each]


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    left = [
        "本局共检查企业120家次发现隐",
        "患三百项均已督促企业整改到位",
        "并实施行政处罚八起收缴罚款共",
        "3万元。",
    ]
    right = [
        "本局办理行政许可15件均在期限",
        "内办结并向社会公开结果同时举",
        "办培训二十期培训执法人员共计",
        "60人次。",
    ]
    page = [pdf_text(line, 60, 700 - 16 * at) for at, line in enumerate(left)]
    page += [pdf_text(line, 215, 700 - 16 * at) for at, line in enumerate(right)]
    page = ["".join(page)]
    assert read_bytes(drawn_pdf(page), "栏.pdf").text.splitlines() == ["".join(left), "".join(right)]


def test_a_title_that_is_the_longest_line_does_not_run_into_the_text() -> None:
    page = pdf_text("云岭市青禾区应急管理局2024年度行政执法工作报告", 127, 752, 16)
    page += pdf_text("全年检查企业299家次，作出行政处罚28件，罚款14.2万元。", 82, 726, 11)
    text = read_bytes(drawn_pdf([page]), "short.pdf").text
    assert text.split("\n")[0] == "云岭市青禾区应急管理局2024年度行政执法工作报告"


def test_a_heading_that_found_no_room_in_a_low_row_does_not_stand_before_the_number_below() -> None:
    page = grid([["地区", ""], ["甲区", ""]], width=70)
    page += pdf_text("罚款金额（万元", 130, 690) + pdf_text("）", 160, 677) + pdf_text("1304.38", 145, 669)
    assert cells(drawn_pdf([page])) == [["地区", "罚款金额（万元）"], ["甲区", "1304.38"]]


def test_numbers_that_a_narrow_column_did_not_show_are_said_to_be_missing() -> None:
    document = read_bytes(drawn_pdf([grid([["地区", "罚款（万元）"], ["甲区", "###"]])]), "窄.pdf")
    assert [each for each in document.warnings if "第1页" in each and "加宽" in each]


def test_rows_of_numbers_at_the_head_of_two_pages_are_no_running_header() -> None:
    def page(names: list[str], first: int) -> str:
        return grid([[name, str(first + at), str(first + 7 * at)] for at, name in enumerate(names)], y=820)

    pages = [page(["青禾区", "甲县", "乙县"], 100), page(["青禾区", "甲县", "乙县"], 500)]
    text = read_bytes(drawn_pdf(pages), "两页.pdf").text
    assert "青禾区\t100\t100" in text
    assert "青禾区\t500\t500" in text


def test_headings_that_their_cells_cut_name_no_numbers() -> None:
    """As spreadsheets print narrow columns: what of a heading lies in the next cell is not there."""
    page = grid([["地区", "", "", ""], ["甲区", "15", "304", "7"], ["乙区", "3", "88", "9"]], width=40)
    for at, words in enumerate(["检查企业（", "罚款金额（", "立案（件）"]):
        page += pdf_text(words, 102 + 40 * at, 686)
    document = read_bytes(drawn_pdf([page]), "窄.pdf")
    assert not any(figure.indicator for figure in ENGINE.take(document).figures)
    (said,) = document.warnings
    assert "第1页" in said and "罚款金额（" in said and "加宽" in said


def test_headings_whose_cut_end_touches_the_next_stay_in_their_columns() -> None:
    """Run together in one cell they would leave their own columns without names, and name others' numbers."""
    page = grid([["月份", "", "", ""], ["1月", "15", "304", "7"], ["2月", "3", "88", "9"]], width=47)
    for at, words in enumerate(["检查企业（", "发现隐患（", "处罚（件）"]):
        page += pdf_text(words, 110 + 47 * at, 686)
    document = read_bytes(drawn_pdf([page]), "窄.pdf")
    assert not any(figure.indicator for figure in ENGINE.take(document).figures)
    (said,) = document.warnings
    assert "“检查企业（”“发现隐患（”" in said and "加宽" in said
