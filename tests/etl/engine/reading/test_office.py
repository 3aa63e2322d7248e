"""The files that offices attach: OpenDocument, OFD, old Word; and workbooks made to do harm."""

import io
import shutil
import zipfile
from xml.sax.saxutils import escape

import openpyxl
import pytest

from etl.engine.errors import UnreadableDocument
from etl.engine.reading import office, read_bytes, spreadsheet
from tests.etl.samplefiles import placed, xlsx_file

TABLE = [[("单位", 1, 2), ("处罚（宗）", 2, 1)], ["警告", "合计"], ["青禾区", "1", "3"], ["临溪县", "", "4"]]
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def archive(entries: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return buffer.getvalue()


def opendocument(kind: str, body: str) -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}><office:body>{body}</office:body></office:document-content>"
    )
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def odf_table(table: list, name: str = "Sheet1") -> str:
    rows: dict[int, str] = {}
    for row, _, height, width, text in placed(table):
        spans = f'table:number-columns-spanned="{width}" table:number-rows-spanned="{height}"'
        rows[row] = rows.get(row, "") + (
            f"<table:table-cell {spans}><text:p>{escape(text)}</text:p></table:table-cell>"
            + "<table:covered-table-cell/>" * (width - 1)
        )
        for below in range(row + 1, row + height):
            rows[below] = rows.get(below, "") + "<table:covered-table-cell/>"
    inside = "".join(f"<table:table-row>{rows[row]}</table:table-row>" for row in sorted(rows))
    return f'<table:table table:name="{name}">{inside}</table:table>'


def spans_of(data: bytes, name: str) -> dict[str, tuple[int, int, int, int]]:
    (table,) = read_bytes(data, name).tables
    return {
        cell.text: (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in table.cells
        if cell.text
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("表.odt", opendocument("text", f"<office:text>{odf_table(TABLE)}</office:text>")),
        (
            "表.ods",
            opendocument("spreadsheet", f"<office:spreadsheet>{odf_table(TABLE)}</office:spreadsheet>"),
        ),
    ],
)
def test_opendocument_tables_keep_their_spans(name: str, data: bytes) -> None:
    spans = spans_of(data, name)
    assert (spans["单位"], spans["处罚（宗）"], spans["合计"]) == ((0, 0, 2, 1), (0, 1, 1, 2), (1, 2, 1, 1))
    assert spans["4"] == (3, 2, 1, 1)


def test_an_opendocument_text_gives_what_a_reader_sees() -> None:
    body = (
        "<office:text><text:tracked-changes><text:p>旧数9家次</text:p></text:tracked-changes>"
        "<text:h>一、检查</text:h><text:p>全年检查<text:span>12</text:span>0家次<text:s text:c='2'/>，"
        "<text:line-break/>"
        "处罚3件。<office:annotation><text:p>批注7件</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>罚款2万元</text:p></text:list-item></text:list>"
        "<text:p><draw:frame><draw:text-box><text:p>框内5件</text:p></draw:text-box></draw:frame></text:p></office:text>"
    )
    assert read_bytes(opendocument("text", body), "文.odt").text.splitlines() == [
        "一、检查", "全年检查120家次  ，", "处罚3件。", "罚款2万元", "框内5件",
    ]  # fmt: skip


def test_a_workbook_of_text_and_tables_gives_paragraphs_and_tables() -> None:
    blocks = [
        "全年检查120家次。处罚3件。",
        "表一 许可情况",
        [["单位", "件数"], ["甲局", "5"]],
        "表二 处罚情况",
        [["单位", "警告"], ["乙局", "6"]],
    ]
    document = read_bytes(xlsx_file(blocks), "混.xlsx")
    assert document.tables[1].title == "表二 处罚情况"
    assert [[cell.text for cell in table.cells] for table in document.tables] == [
        ["单位", "件数", "甲局", "5"],
        ["单位", "警告", "乙局", "6"],
    ]


def test_formulas_that_no_office_program_has_calculated_are_named() -> None:
    workbook = openpyxl.Workbook()
    for row in (["单位", "件数"], ["甲局", 5], ["合计", "=SUM(B2:B2)"]):
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    (warning,) = read_bytes(buffer.getvalue(), "公式.xlsx").warnings
    assert "B3" in warning and "保存" in warning


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'


def workbook(rows: str, strings: str = "", after: str = "") -> bytes:
    """An XLSX file of raw XML, as a program that wants to do harm writes it."""
    source = zipfile.ZipFile(io.BytesIO(xlsx_file([[["a", "b"], ["c", "d"]]])))
    entries: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    entries["xl/worksheets/sheet1.xml"] = SHEET.format(rows, after)
    if strings:
        entries["xl/sharedStrings.xml"] = f"<sst>{strings}</sst>"
    return archive(entries)


def test_one_long_text_in_many_cells_is_refused_by_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_CHARACTERS", 50_000)
    cells = '<c t="s"><v>0</v></c>' * 100
    with pytest.raises(UnreadableDocument, match="弹.xlsx：文字超过"):
        read_bytes(workbook(f"<row>{cells}</row>", f"<si><t>{'检查' * 500}</t></si>"), "弹.xlsx")


def test_merged_areas_cost_what_they_hold_not_what_they_span() -> None:
    rows = '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>6</v></c></row>'
    whole = '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    assert read_bytes(workbook(rows, after=whole), "并.xlsx").text == "5\t6\n"


def test_more_cells_or_merged_areas_than_a_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_CELLS", 50)
    monkeypatch.setattr(spreadsheet, "MAX_MERGED", 50)
    with pytest.raises(UnreadableDocument, match="单元格"):
        read_bytes(workbook("<row>" + "<c><v>1</v></c>" * 60 + "</row>"), "多.xlsx")
    merged = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 60 + "</mergeCells>"
    with pytest.raises(UnreadableDocument, match="合并单元格"):
        read_bytes(workbook("<row><c><v>1</v></c></row>", after=merged), "并.xlsx")


def test_a_grid_span_that_is_no_number_is_one_column() -> None:
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='²'/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(
        f"<w:tr>{cell.format(a)}{cell.format(b)}</w:tr>" for a, b in (("单位", "警告"), ("甲局", "12"))
    )
    body = f"<w:document xmlns:w='{WORD}'><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>"
    assert read_bytes(archive({"word/document.xml": body}), "方.docx").text == "单位\t警告\n甲局\t12\n"


def test_text_that_a_table_only_holds_in_place_is_read_as_text() -> None:
    paragraphs = "".join(
        f"<w:p><w:r><w:t>第{at}次检查企业{at}0家次。</w:t></w:r></w:p>" for at in range(1, 4)
    )
    cell = f"<w:tc>{paragraphs}</w:tc>"
    body = f"<w:document xmlns:w='{WORD}'><w:body><w:tbl><w:tr>{cell}</w:tr></w:tbl></w:body></w:document>"
    document = read_bytes(archive({"word/document.xml": body}), "框.docx")
    assert len(document.text.splitlines()) == 3 and not document.tables


def test_without_libreoffice_an_old_word_file_says_which_program_converts_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    for data, name in ((old, "旧.doc"), (b"{\\rtf1 abc}", "文.rtf")):
        with pytest.raises(UnreadableDocument, match="LibreOffice") as caught:
            read_bytes(data, name)
        assert str(caught.value).startswith(f"{name}：") and "WPS" in str(caught.value)
    assert office.SECONDS < 120


def test_comments_before_a_page_cost_no_more_than_their_length() -> None:
    assert "x" in read_bytes(b"<!---->" * 2000 + b"x", "注.txt").text
    assert read_bytes(b"<!--a--> <!--b--><p>\xe6\xa3\x80\xe6\x9f\xa55\xe5\xae\xb6</p>", "页").format == "html"


@pytest.mark.parametrize("charset", ["hex", "rot13", "zlib", "punycode", "unicode_escape", "utf-16"])
def test_an_encoding_that_is_none_of_text_is_passed_by(charset: str) -> None:
    page = f"<html><head><meta charset={charset}></head><body>检查5家次</body></html>"
    assert read_bytes(page.encode(), "页.html").text == "检查5家次\n"


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_file(objects: str) -> bytes:
    """An OFD file of one page that holds these objects."""
    page = f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    box = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    pages = '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
    return archive(
        {
            "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {OFD}>{box}{pages}</ofd:Document>",
            "Doc_0/Pages/Page_0/Content.xml": page,
        }
    )


def ofd_text(text: str, x: float, y: float, size: float = 4, delta: str = "") -> str:
    steps = delta or " ".join(str(size / 2 if each.isascii() else size) for each in text[:-1])
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 100 {size * 1.2}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_grid(rows: list[list[str]], width: float = 40, height: float = 8) -> str:
    out = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            x, y = 20 + column * width, 40 + row * height
            out.append(
                f'<ofd:PathObject Boundary="{x} {y} {width} {height}"><ofd:AbbreviatedData>'
                f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C</ofd:AbbreviatedData></ofd:PathObject>"
            )
            out.append(ofd_text(text, x + 2, y + 6))
    return "".join(out)


def test_an_ofd_page_gives_its_text_and_its_tables() -> None:
    rows = [["单位", "警告", "合计"], ["青禾区", "12", "3,456"]]
    document = read_bytes(ofd_file(ofd_text("检查企业120家次。", 20, 30) + ofd_grid(rows)), "公文.ofd")
    assert document.format == "ofd"
    assert document.text == "检查企业120家次。\n单位\t警告\t合计\n青禾区\t12\t3,456\n"


def test_steps_of_an_ofd_text_may_be_said_in_groups() -> None:
    assert (
        read_bytes(ofd_file(ofd_text("检查企业120家次", 20, 30, delta="g 4 4 g 2 2 2 4")), "步.ofd").text
        == "检查企业120家次\n"
    )


def test_an_ofd_that_is_only_a_picture_says_so() -> None:
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>'
    with pytest.raises(UnreadableDocument, match="图.ofd：只有图片.*OCR"):
        read_bytes(ofd_file(picture), "图.ofd")
