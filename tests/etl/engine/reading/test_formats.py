"""What the readers return: text in order, cells with their places, metadata, encodings."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading import read_bytes, read_document, read_text
from tests.etl.samplefiles import FORMATS, docx_file, pdf_file, xlsx_file
from tests.rules import ENGINE

BLOCKS = [
    "云岭市应急管理局2023年度工作报告",
    "全年检查企业120家次，发现隐患300项。",
    [[("单位", 1, 2), ("处罚（宗）", 2, 1)], ["警告", "合计"], ["青禾区", "1", "3"], ["临溪县", "", "4"]],
    "以上数据截至年底。",
]


@pytest.mark.parametrize("format_name", ["html", "docx", "xlsx", "pdf"])
def test_paragraphs_and_tables_come_in_order_with_cells_in_place(format_name: str) -> None:
    document = read_bytes(FORMATS[format_name](BLOCKS), f"报告.{format_name}")
    text = document.text
    places = [text.index(words) for words in ("云岭市", "120家次", "警告", "青禾区", "截至年底")]
    assert places == sorted(places)
    cells = [cell for table in document.tables for cell in table.cells if cell.text]
    assert {text[cell.start : cell.end] for cell in cells} >= {"单位", "处罚（宗）", "青禾区", "1", "3", "4"}
    assert all(text[cell.start : cell.end] == cell.text for cell in cells)


@pytest.mark.parametrize("format_name", ["html", "docx", "pdf"])
def test_merged_cells_keep_their_spans_and_the_line_above_is_the_title(format_name: str) -> None:
    blocks = ["表一 处罚情况（宗）", BLOCKS[2]]
    (table,) = read_bytes(FORMATS[format_name](blocks), f"表.{format_name}").tables
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert (spans["单位"], spans["处罚（宗）"], spans["合计"]) == ((0, 0, 2, 1), (0, 1, 1, 2), (1, 2, 1, 1))
    assert table.title.endswith("表一 处罚情况（宗）")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_plain_text_is_decoded_strictly_and_only_its_mark_and_line_ends_change(encoding: str) -> None:
    text = "云岭市2023年\r\n　检查５家次 。\r处罚3件\n"
    assert read_bytes(text.encode(encoding), "a.txt").text == "云岭市2023年\n　检查５家次 。\n处罚3件\n"


def test_text_that_is_at_hand_is_a_document_of_its_own() -> None:
    assert read_text("检查5家次\r\n") == Document(text="检查5家次\n", path="-", format="txt")


def test_the_content_decides_the_format_not_the_name(tmp_path: Path) -> None:
    wrong_names = {"a.doc": "docx", "b.txt": "pdf", "c.pdf": "xlsx", "d.xls": "html", "e": "docx"}
    for name, format_name in wrong_names.items():
        file = tmp_path / name
        file.write_bytes(FORMATS[format_name](BLOCKS))
        assert read_document(file).format == format_name


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    page = """<html><head><meta charset="gb2312"><title>执法报告 - 云岭市人民政府</title>
    <meta name="ArticleTitle" content="云岭市2023年执法报告"><meta name="PubDate" content="2024-01-20 09:30">
    <script>var a = "检查999家";</script></head><body><ul class="menu"><li><a href="/">首页</a></li></ul>
    <div class="info">来源：云岭市应急管理局 浏览次数：77</div>
    <div class="TRS_Editor"><p>一、检查情况</p><p>全年检查<span>12</span>0家次，<br>处罚3件。</p>
    <div>二、全年罚款12.5万元，全部入库，并按照规定公开了处罚决定书和有关案情。</div></div>
    <div class="footer">备案号 12345678</div></body></html>"""
    document = read_bytes(page.encode("gb18030"), "页.html")
    assert document.title == "云岭市2023年执法报告"
    assert (document.published, document.publisher) == ("2024-01-20", "云岭市应急管理局")
    assert document.text == (
        "云岭市2023年执法报告\n一、检查情况\n全年检查120家次，\n处罚3件。\n"
        "二、全年罚款12.5万元，全部入库，并按照规定公开了处罚决定书和有关案情。\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "big5", "hex"])
@pytest.mark.parametrize("before", ["", "\n", "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x.dtd'>"])
def test_a_page_of_xhtml_is_read_whatever_it_says_of_its_encoding(encoding: str, before: str) -> None:
    page = f"<?xml version='1.0' encoding='{encoding}'?>{before}<html><body><p>檢查5家次。</p></body></html>"
    data = page.encode("utf-8" if encoding == "hex" else encoding.replace("gb2312", "gb18030"))
    assert read_bytes(data, "頁.html").text == "檢查5家次。\n"


def test_no_table_is_lost_beside_the_article() -> None:
    table = "<table><tr><td>警告</td><td>合计</td></tr><tr><td>3</td><td>5</td></tr></table>"
    page = f'<body><div class="article-content"><p>{"说明文字。" * 50}</p></div><div>{table}</div></body>'
    assert "3\t5" in read_bytes(page.encode(), "页.html").text


def test_tables_that_only_lay_out_the_page_are_read_as_text() -> None:
    inner = "<table><tr><th>警告</th><th>合计</th></tr><tr><td>1</td><td>2</td></tr></table>"
    page = f"<table><tr><td><p>检查5家次。</p>{inner}</td><td>侧栏</td></tr></table>"
    document = read_bytes(f"<html><body>{page}</body></html>".encode(), "页.html")
    assert len(document.tables) == 1
    assert document.text == "检查5家次。\n警告\t合计\n1\t2\n侧栏\n"


def test_deleted_text_of_a_word_file_is_not_read() -> None:
    source = zipfile.ZipFile(io.BytesIO(docx_file(["检查5家次"])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                gone = "<w:del><w:r><w:delText>旧数9家次</w:delText></w:r></w:del>".encode()
                content = content.replace(b"</w:r></w:p>", b"</w:r>" + gone + b"</w:p>", 1)
            target.writestr(name, content)
    assert read_bytes(buffer.getvalue(), "修订.docx").text == "检查5家次\n"


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (0.985, "0.0%", "98.5%"),
        (0.985, "0%", "99%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (12.0, "General", "12"),
        (35.6, "General", "35.6"),
        (0.1 + 0.2, "General", "0.3"),
        (1205, "#,##0", "1,205"),
        (7, '0"宗"', "7宗"),
        (-8, "0_ ", "-8"),
        (3, "@", "3"),
        ("3/4", "General", "3/4"),
        (True, "General", "TRUE"),
        (1234567, "General", "1234567"),
        (2.5, "0.##", "2.5"),
        (2.0, "0.##", "2"),
        (1e300, "0.00", "1" + "0" * 300),
        (0.5, "0." + "0" * 40, "0.50000000000000000000"),
        (45306, "yyyy/m/d", "2024-01-15"),
    ],
)
def test_a_number_cell_reads_as_the_sheet_shows_it(value: object, pattern: str, shown: str) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["单位", "数"])
    sheet.append(["甲局", value])
    sheet["B2"].number_format = pattern
    buffer = io.BytesIO()
    workbook.save(buffer)
    assert read_bytes(buffer.getvalue(), "表.xlsx").tables[0].cells[-1].text == shown


def test_sheets_follow_each_other_and_hidden_ones_stay_out() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_file([[["警告", "合计"], ["1", "2"]]])))
    second, hidden = workbook.create_sheet("行政许可"), workbook.create_sheet("草稿")
    second.append(["申请数量", "许可数量"])
    second.append([5, 4])
    hidden.append([99])
    hidden.sheet_state = "hidden"
    second["XFD1048576"] = None
    buffer = io.BytesIO()
    workbook.save(buffer)
    document = read_bytes(buffer.getvalue(), "多表.xlsx")
    assert document.text == "警告\t合计\n1\t2\n行政许可\n申请数量\t许可数量\n5\t4\n"
    assert [table.title for table in document.tables] == ["", "行政许可"]


def test_lines_of_a_pdf_become_paragraphs_and_page_numbers_go() -> None:
    sentence = "全年检查企业120家次，" * 9 + "处罚3件。"
    document = read_bytes(pdf_file([[sentence, "二、下一步"]]), "报告.pdf")
    assert document.text == f"{sentence}\n二、下一步\n"


def test_a_table_cut_by_a_page_break_is_one_table() -> None:
    header = ["单位", "警告", "合计"]
    pages = [["表一", [header, ["青禾区", "1", "2"]]], [[header, ["临溪县", "3", "4"]], "完"]]
    (table,) = read_bytes(pdf_file(pages), "表.pdf").tables
    assert [cell.text for cell in table.cells if cell.column == 0] == ["单位", "青禾区", "临溪县"]


def test_a_deep_page_is_read_whole_and_one_beyond_the_library_is_refused_not_cut() -> None:
    def page(depth: int) -> bytes:
        return ("<html><body>" + "<div>" * depth + "检查5家次" + "</div>" * depth + "<p>处罚3件</p>").encode()

    assert read_bytes(page(2000), "深.html").text == "检查5家次\n处罚3件\n"
    with pytest.raises(UnreadableDocument, match="深.html：网页嵌套过深"):
        read_bytes(page(5000), "深.html")


def test_spans_beyond_reason_are_cut() -> None:
    first = '<tr><td colspan="99999" rowspan="99999">甲</td><td>1</td></tr>'
    page = f"<html><body><table>{first}<tr><td>乙</td><td>2</td></tr></table></body></html>"
    (table,) = read_bytes(page.encode(), "跨.html").tables
    assert max(cell.column + cell.column_span for cell in table.cells) < 1000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_with_commas_between_its_cells_is_a_table(encoding: str) -> None:
    lines = [
        "云岭市2024年执法检查情况统计表,,",
        "单位,检查企业（家次）,罚款金额（万元）",
        '青禾区,"1,234",56.5',
        '"南溪区","2,345",7.8',
    ]
    document = read_bytes("\r\n".join(lines).encode(encoding), "表.CSV")
    found = ENGINE.take(document).figures
    assert [(each.printed, int(each.value), each.unit, each.indicator) for each in found] == [
        ("1,234", 1234, "家次", "inspections"),
        ("56.5", 565_000, "元", "fines"),
        ("2,345", 2345, "家次", "inspections"),
        ("7.8", 78_000, "元", "fines"),
    ]
