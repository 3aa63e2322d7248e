"""Tell a document's format by its content; refuse what cannot be read, saying why.

Of text alone the name says whether its commas part cells.
"""

import io
import re
import zipfile

from etl.engine.errors import UnreadableDocument

# doc and rtf are converted by an office program first.
KINDS = ("txt", "csv", "html", "docx", "xlsx", "pdf", "ofd", "xls", "odt", "ods", "doc", "rtf")
MAX_BYTES = 200 * 2**20
MAX_ENTRIES = 5_000
MAX_UNPACKED = 400 * 2**20
MAX_ENTRY = 100 * 2**20  # one part: more than any report's text and tables
MAX_RATIO = 200  # unpacked to packed, for entries of more than a megabyte

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|h1|section|article|center|font|script|style|link)\b",
    re.IGNORECASE,
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def detect_format(data: bytes, path: str) -> str:
    """One of KINDS; raises UnreadableDocument naming the file and what to do."""
    if not data:
        raise UnreadableDocument(f"{path}：文件是空的（0 字节），请重新下载或导出")
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"{path}：文件超过 {MAX_BYTES >> 20} MB，请拆分后再导入")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_format(data, path)
    if data.startswith(_OLE):
        return _ole_format(data, path)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    _refuse_other_kinds(data, path)
    if _looks_like_html(data):
        return "html"
    return "csv" if path.lower().endswith(".csv") else "txt"


def _looks_like_html(data: bytes) -> bool:
    """True where the first thing after a declaration and comments is a tag of HTML."""
    head = data[:8192]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = data[:16384].decode("utf-16", "ignore").encode("utf-8", "ignore")
    head = head.removeprefix(_BYTE_ORDER_MARK).lstrip()
    for opening, closing in ((b"<?xml", b"?>"), (b"<!--", b"-->")):
        while head.startswith(opening):
            _, _, head = head.partition(closing)
            head = head.lstrip()
    return bool(_TAG.match(head))


def _refuse_other_kinds(data: bytes, path: str) -> None:
    if data.startswith(_PICTURES[:4]) or data[:4] in _PICTURES[4:]:
        raise UnreadableDocument(f"{path}：是图片，没有文字层，请先做文字识别（OCR）再导入")
    if data.startswith(_OTHER_ARCHIVES):
        raise UnreadableDocument(f"{path}：是压缩包，请解压后导入其中的文件")
    if data[:2000].lstrip().lower().startswith(b"mime-version:"):
        raise UnreadableDocument(f"{path}：是单个文件网页（MHT），请另存为 HTML 或 docx")
    if b'progid="Word.Document"' in data[:500] or b'progid="Excel.Sheet"' in data[:500]:
        raise UnreadableDocument(f"{path}：是 Office 2003 的 XML 文件，请另存为 docx 或 xlsx")


def _ole_format(data: bytes, path: str) -> str:
    """Old Office and WPS files, and encrypted new ones: their streams have names in UTF-16."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise UnreadableDocument(f"{path}：文件有密码，请用 Word、Excel 或 WPS 打开后去掉密码再保存")
    if has("WordDocument"):
        return "doc"
    if has("Workbook") or has("Book"):
        return "xls"
    raise UnreadableDocument(f"{path}：是旧版 Office 文件，无法读取，请用 Word 或 WPS 另存为 docx 或 xlsx")


def _zip_format(data: bytes, path: str) -> str:
    archive = open_archive(data, path)
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableDocument(f"{path}：是演示文稿，请把其中的文字另存为 docx 或 txt")
    if "ofd.xml" in {name.lower() for name in names}:
        return "ofd"
    if "content.xml" in names and "mimetype" in names:
        return _opendocument_format(archive, path)
    if "[Content_Types].xml" in names:
        raise UnreadableDocument(f"{path}：Office 文件缺少正文，可能已损坏，请重新导出")
    raise UnreadableDocument(f"{path}：是压缩包，请解压后导入其中的文件")


def _opendocument_format(archive: zipfile.ZipFile, path: str) -> str:
    stated = read_entry(archive, "mimetype", path)
    if b"opendocument.text" in stated:
        return "odt"
    if b"opendocument.spreadsheet" in stated:
        return "ods"
    raise UnreadableDocument(f"{path}：是 OpenDocument 文件但不是文本或表格，请另存为 docx 或 xlsx")


def open_archive(data: bytes, path: str) -> zipfile.ZipFile:
    """Open a ZIP container within limits; a corrupt one or a bomb raises UnreadableDocument."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise UnreadableDocument(f"{path}：文件已损坏，无法打开，请重新下载或导出") from error
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UnreadableDocument(f"{path}：解压后过大（疑似压缩炸弹），已拒绝读取")
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableDocument(f"{path}：文件有密码，请去掉密码后再导入")
        if entry.file_size > 2**20 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise UnreadableDocument(f"{path}：压缩比异常（疑似压缩炸弹），已拒绝读取")
    return archive


def read_entry(archive: zipfile.ZipFile, name: str, path: str) -> bytes:
    """One entry of a container, never more than it declares; XML with a DTD is refused."""
    try:
        with archive.open(name) as entry:
            content = entry.read(MAX_ENTRY + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, KeyError) as error:
        raise UnreadableDocument(f"{path}：文件已损坏（{name} 读不出），请重新下载或导出") from error
    except Exception as error:  # zlib.error and its kin have no common base
        raise UnreadableDocument(f"{path}：文件已损坏（{name} 读不出），请重新下载或导出") from error
    if len(content) > MAX_ENTRY:
        raise UnreadableDocument(f"{path}：其中的 {name} 解压后超过 {MAX_ENTRY >> 20} MB，请拆分后再导入")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableDocument(f"{path}：内含 XML 实体定义，已拒绝读取，请用 Word 或 Excel 另存一份")
    return content
