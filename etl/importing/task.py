"""What is done with one hostile document, in the process that may die of it: read it, extract from it."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

from etl.engine import Engine
from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document, ReportContext
from etl.engine.reading import read_bytes
from etl.importing.wire import document_of

# A database cannot keep these, and no report needs them. One sign for one: offsets stay.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MACROS = ("vbaProject.bin", "vbaData.xml")


def read(engine: Engine, data: bytes, name: str, characters: int) -> dict[str, Any]:
    """The document in the bytes and what it says of itself. Raises UnreadableDocument."""
    _refuse_macros(data, name)
    document = read_bytes(data, name)
    if len(document.text) > characters:
        raise UnreadableDocument(
            f"{name}：有 {len(document.text) // 10_000} 万字，超过 {characters // 10_000} 万字的上限；"
            "请确认是一份报告，或拆分后再导入"
        )
    document = replace(document, text=storable(document.text))
    return {"document": document, "context": engine.identify(document)}


def storable(text: str) -> str:
    """The text without what no database or file keeps; its offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)


def find(engine: Engine, document: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """The figures and rejections of a document that was read."""
    found: Document = document_of(document)
    extraction = engine.extract(found, ReportContext(**context))
    return {"figures": extraction.figures, "rejections": extraction.rejections}


def _refuse_macros(data: bytes, name: str) -> None:
    """Reading would pass them by, but the file is kept and may be opened by a colleague later."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return  # read_bytes says what is wrong with it
    if any(entry.endswith(_MACROS) for entry in names):
        raise UnreadableDocument(f"{name}：含有宏，可能有害，请另存为不带宏的 docx 或 xlsx 再导入")
