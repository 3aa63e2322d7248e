"""Files that cannot be read: one error that names the file and says what to do, never a library's own."""

import io
import os
import random
import zipfile
from pathlib import Path

import pypdf
import pytest

from etl.engine.errors import UnreadableDocument
from etl.engine.reading import detect, read_bytes, read_document
from tests.etl.samplefiles import FORMATS, docx_file, pdf_file, xlsx_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BLOCKS = ["检查5家次", [["警告", "合计"], ["1", "2"]]]


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(100)


def archive(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_file([BLOCKS])))
    writer.encrypt("密码", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
REFUSED = {
    "空的": (b"", "0 字节"),
    "空白.txt": (b" \n\t\r\n", "没有文字"),
    "坏.doc": (ole("WordDocument"), "docx"),
    "坏.xls": (ole("Workbook"), "损坏"),
    "加密.docx": (ole("EncryptedPackage"), "密码"),
    "不明.ole": (OLE, "Office"),
    "加密.pdf": (encrypted_pdf(), "密码"),
    "扫描.pdf": (pdf_file([[]], characters=False), "OCR"),
    "空白.pdf": (pdf_file([[]]), "没有文字"),
    "坏.pdf": (b"%PDF-1.7\n" + b"junk" * 100, "损坏"),
    "断.docx": (docx_file(BLOCKS)[:2000], "损坏"),
    "断.xlsx": (xlsx_file(BLOCKS)[:2000], "损坏"),
    "坏正文.docx": (archive({"word/document.xml": b"<w:document"}), "损坏"),
    "坏簿.xlsx": (archive({"xl/workbook.xml": b"<workbook", "[Content_Types].xml": b"<Types/>"}), "损坏"),
    "缺正文.docx": (archive({"[Content_Types].xml": b"<Types/>"}), "损坏"),
    "空正文.docx": (docx_file([]), "没有文字"),
    "包.zip": (archive({"报告.txt": b"x"}), "解压"),
    "稿.pptx": (archive({"ppt/presentation.xml": b"<p/>"}), "docx"),
    "稿.odp": (archive({"mimetype": b"opendocument.presentation", "content.xml": b"<x/>"}), "docx"),
    "坏.odt": (
        archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x"}),
        "损坏",
    ),
    "空.ofd": (archive({"OFD.xml": b"<OFD/>"}), "没有文字"),
    "坏.ofd": (archive({"OFD.xml": b"<OFD"}), "损坏"),
    "缺.ofd": (archive({"OFD.xml": b"<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>"}), "缺少"),
    "包.rar": (b"Rar!\x1a\x07\x00" + bytes(50), "解压"),
    "图.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "OCR"),
    "图.jpg": (b"\xff\xd8\xff\xe0" + bytes(50), "OCR"),
    "页.mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "HTML"),
    "二进制": (bytes(range(256)) * 40, "文本"),
    "零字节.txt": ("检查\x005家次".encode(), "文本"),
    "乱码.txt": (random.Random(7).randbytes(5000), "文本"),
    "实体.docx": (archive({"word/document.xml": BOMB}), "实体"),
    "实体.xlsx": (archive({"xl/workbook.xml": BOMB}), "实体"),
    "炸弹.docx": (archive({"word/document.xml": b" " * (3 * 2**20)}), "炸弹"),
    "多项.docx": (archive({f"a{n}": b"" for n in range(detect.MAX_ENTRIES + 1)}), "炸弹"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_refusal_names_the_file_and_what_to_do(name: str) -> None:
    data, hint = REFUSED[name]
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}：") and hint in message and "\n" not in message


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(UnreadableDocument, match=path.name):
            read_document(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="system: root may read anything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "锁.txt"
    path.write_text("检查", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableDocument, match="锁"):
        read_document(path)


def test_a_file_beyond_the_limit_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect, "MAX_BYTES", 10)
    with pytest.raises(UnreadableDocument, match="大.txt"):
        read_bytes(b"x" * 11, "大.txt")


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "pdf", "html"])
def test_damaged_files_are_read_or_refused_but_never_crash(format_name: str) -> None:
    whole = FORMATS[format_name](BLOCKS)
    chance = random.Random(20231120)
    read = refused = 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        try:
            read_bytes(bytes(data), f"损.{format_name}")
            read += 1
        except UnreadableDocument:
            refused += 1
    assert read + refused == 60
