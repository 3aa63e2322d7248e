"""A file in, a Document out: its text, and the tables that the format marks."""

from pathlib import Path

from etl.model import Document
from etl.reading.txt import decode, read_text

__all__ = ["read_document", "read_text"]


def read_document(path: Path) -> Document:
    """Return the text and tables of the file; raise UnreadableDocument naming it and what to do."""
    return read_text(decode(path.read_bytes(), str(path)), str(path))
