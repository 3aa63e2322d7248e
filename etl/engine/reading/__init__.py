"""A file in, a Document out: its text, and the tables that the format marks."""

from importlib import import_module
from pathlib import Path

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.detect import detect_format
from etl.engine.reading.files import content_of, printable
from etl.engine.reading.txt import decode, read_text

_READERS = {
    "csv": ("csvtable", "read_csv"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "xlsx": ("xlsx", "read_xlsx"),
    "pdf": ("pdf", "read_pdf"),
    "ofd": ("ofd", "read_ofd"),
    "xls": ("xls", "read_xls"),
    "odt": ("opendocument", "read_opendocument"),
    "ods": ("opendocument", "read_opendocument"),
    "doc": ("office", "read_doc"),
    "rtf": ("office", "read_rtf"),
}

__all__ = ["load_readers", "read_bytes", "read_document", "read_text"]


def read_document(path: Path) -> Document:
    """Return the text and tables of the file; raise UnreadableDocument naming it and what to do."""
    return read_bytes(content_of(path), printable(str(path)))


def read_bytes(data: bytes, path: str) -> Document:
    """The same for bytes at hand; `path` is the name that messages and the Document carry."""
    kind = detect_format(data, path)
    if kind == "txt":
        return read_text(decode(data, path), path)
    # The readers of the other formats load large libraries: only when such a file comes.
    module, name = _READERS[kind]
    document = getattr(import_module(f"etl.engine.reading.{module}"), name)(data, path)
    if not document.text.strip():
        raise UnreadableDocument(f"{path}：里面没有文字，请检查文件；若是扫描件，请先做文字识别（OCR）")
    return document


def load_readers() -> None:
    """Load the readers of all formats, before the first file of any comes."""
    for module, _ in _READERS.values():
        import_module(f"etl.engine.reading.{module}")
