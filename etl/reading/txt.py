"""Plain text: strict detection of the encoding, so that an offset means the same to anyone."""

import codecs

from etl.errors import UnreadableDocument
from etl.model import Document

# Order matters: UTF-8 rejects nearly all text that is not UTF-8, GB18030 accepts much that is not GB18030.
ENCODINGS = ("utf-8", "gb18030")


def read_text(text: str, path: str = "-") -> Document:
    """A Document of text that is already decoded; line ends become LF, a byte-order mark goes."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Document(text=text, path=path, format="txt")


def decode(data: bytes, path: str) -> str:
    """Decode UTF-8, UTF-16 (by its mark) or GB18030; raise UnreadableDocument for anything else."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_strictly(data, ("utf-16",), path)
    return _decode_strictly(data, ENCODINGS, path)


def _decode_strictly(data: bytes, encodings: tuple[str, ...], path: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableDocument(f"{path}：不是 UTF-8、UTF-16 或 GB18030 编码的文本，请另存为 UTF-8 后重试")
