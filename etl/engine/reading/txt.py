"""Plain text: strict detection of the encoding, so that an offset means the same to anyone."""

import codecs
import re

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document

# Order matters: UTF-8 rejects nearly all text that is not UTF-8; GB18030 accepts much that is not its own.
ENCODINGS = ("utf-8", "gb18030")
_SAMPLE = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = re.compile(
    r"[\t\n\r\f -~\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u2100-\u22ff\u2460-\u27bf"
    r"\u3000-\u33ff\u4e00-\u9fff\uff00-\uffef]"
)
_LEAST_USUAL = 0.85


def read_text(text: str, path: str = "-") -> Document:
    """A Document of text that is already decoded; line ends become LF, a byte-order mark goes."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableDocument(f"{path}：里面没有文字，请检查文件")
    return Document(text=text, path=path, format="txt")


def decode(data: bytes, path: str) -> str:
    """Decode UTF-8, UTF-16 or GB18030; raise UnreadableDocument for anything else, binary data included."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data[:_SAMPLE]:
        encodings = ("utf-16-le", "utf-16-be")
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if is_text(text, certain=encoding == "utf-8"):
            return text
    raise UnreadableDocument(
        f"{path}：不是可读的文本（应为 UTF-8、UTF-16 或 GB18030 编码），请确认文件类型或另存为 UTF-8"
    )


def is_text(text: str, certain: bool = False) -> bool:
    """True for text as people write it; False for binary data that happens to decode.

    `certain` is for UTF-8, which binary data does not satisfy by chance.
    """
    sample = text[:_SAMPLE]
    if _CONTROL.search(sample) and len(_CONTROL.findall(sample)) * 1000 > len(sample):
        return False
    return "\x00" not in text and (certain or len(_USUAL.findall(sample)) >= _LEAST_USUAL * len(sample))
