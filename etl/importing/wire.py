"""What passes between the importer and the process that reads: frames of bytes, values as JSON."""

import json
import struct
from dataclasses import fields
from decimal import Decimal
from typing import IO, Any, Protocol

from etl.engine.model import Cell, Document, Extraction, Figure, Rejection, Table

LONGEST = 512 * 2**20  # bytes of one frame
_LENGTH = struct.Struct(">Q")


class Readable(Protocol):
    """What gives as many bytes as it is asked for, fewer at its end only."""

    def read(self, size: int, /) -> bytes: ...


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Send one frame."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: Readable) -> bytes:
    """Receive one frame. EOFError where the other side has gone or says nonsense."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length) if length <= LONGEST else b""
    if len(content) < length:
        raise EOFError
    return content


def dump(value: Any) -> bytes:
    """A value, dataclasses as dicts and numbers as their digits, as JSON."""
    return json.dumps(value, default=_plain).encode()


def document_of(fields: dict[str, Any]) -> Document:
    """The Document that was dumped."""
    return Document(**(fields | {"tables": [_table(each) for each in fields["tables"]]}))


def _table(fields: dict[str, Any]) -> Table:
    cells = [Cell(**each) for each in fields["cells"]]
    return Table(**(fields | {"cells": cells, "doubted": frozenset(fields["doubted"])}))


def extraction_of(fields: dict[str, Any]) -> Extraction:
    """The Extraction that was dumped."""
    return Extraction(
        figures=[_figure(each) for each in fields["figures"]],
        rejections=[Rejection(**each) for each in fields["rejections"]],
    )


def _figure(fields: dict[str, Any]) -> Figure:
    high = fields["value_high"]
    numbers = {"value": Decimal(fields["value"]), "value_high": None if high is None else Decimal(high)}
    return Figure(**(fields | numbers))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, frozenset):
        return sorted(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}  # asdict copies all within
