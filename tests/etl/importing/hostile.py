"""Files that are out to do harm, really made."""

import io
import stat
import struct
import zipfile

REPORT = "云岭市应急管理局2024年度行政执法工作报告\n全年检查企业120家次，罚款3.5万元。\n"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def packed(entries: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP container of the entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(text: str = REPORT, doctype: str = "", inside: str = "", **extra: bytes) -> bytes:
    """A Word file with a paragraph for each line."""
    lines = "".join(f"<w:p><w:r><w:t>{line}{inside}</w:t></w:r></w:p>" for line in text.splitlines())
    body = f'<w:document xmlns:w="{_WORD}"><w:body>{lines}</w:body></w:document>'
    content = f'<?xml version="1.0"?>{doctype}{body}'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": content} | extra)


def xlsx(cell: str = "<v>120</v>", doctype: str = "", **extra: bytes) -> bytes:
    """An Excel file with two cells: a label and the given one."""
    sheet = (
        f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{_SHEET}"><sheetData><row r="1">'
        f'<c r="A1" t="inlineStr"><is><t>云岭市应急管理局2024年行政检查次数</t></is></c><c r="B1">{cell}</c>'
        "</row></sheetData></worksheet>"
    )
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
                f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>'
            ),
            "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATIONS}"><sheets>'
                '<sheet name="执法统计" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
        }
        | extra
    )


def _relations(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def bomb(size: int = 300 * 2**20) -> bytes:
    """A Word file whose text unpacks to `size` bytes of zeros."""
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(size)})


def lying_bomb() -> bytes:
    """The same with a container that says the text is short."""
    data = bytearray(bomb(64 * 2**20))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rfind(signature) if signature == b"PK\x01\x02" else data.rfind(signature)
        struct.pack_into("<I", data, at + offset, 1000)
    return bytes(data)


def archive_with_link(target: str = "/etc/passwd") -> bytes:
    """A ZIP with a symbolic link and a proper report."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("链接.txt")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, target)
        archive.writestr("报告.txt", REPORT)
    return stream.getvalue()


def gbk_archive() -> bytes:
    """A ZIP as Chinese Windows makes it: names in GBK, no word about the encoding."""
    placeholder = "x" * len("执法/报告.txt".encode("gb18030"))
    data = packed({placeholder: REPORT}, zipfile.ZIP_STORED)
    return data.replace(placeholder.encode(), "执法/报告.txt".encode("gb18030"))


def pdf(pages: int, text: bytes = b"report 120") -> bytes:
    """A PDF with so many pages, each with the same line of text."""
    content = b"BT /F1 12 Tf 72 720 Td (" + text + b") Tj ET"
    kids = b" ".join(b"%d 0 R" % (5 + page) for page in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[page] * pages,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % at for at in places)
    return body + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
