"""A page of rows as JSON, CSV, Parquet or an Arrow stream. What the data want said of them stands in each."""

from io import BytesIO
from typing import TYPE_CHECKING

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.drawing.exports import csv_bytes
from dashboard.queries.bulk import texts_joined, with_text
from dashboard.serving.api.fields import Field

if TYPE_CHECKING:
    import pandas as pd

STAMP = "stamp"
TYPES = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def typed(rows: pa.Table, fields: tuple[Field, ...], stamp: str) -> pa.Table:
    """The columns of a resource in their order and types, missing text as "", with a last one for `stamp`."""
    columns = []
    for field in fields:
        column = rows[field.name].cast(TYPES[field.kind], safe=field.kind != "date")
        columns.append(column.fill_null("") if field.kind == "text" else column)
    table = pa.table(columns, schema=pa.schema([pa.field(f.name, TYPES[f.kind]) for f in fields]))
    return with_text(table, STAMP, [stamp] * table.num_rows) if stamp else table


def written(table: pa.Table, form: str, about: dict[str, str | None]) -> bytes:
    """`table` in a form of FORMATS. `about` (version, stamp, next …) opens the JSON and is in the metadata of
    Parquet and Arrow."""
    if form == "json":
        return orjson.dumps({**about, "rows": _rows(table)})
    if form == "csv":
        return csv_bytes(texts_joined(table).to_pandas(types_mapper=_kept_whole, date_as_object=True))
    table = table.replace_schema_metadata({name: said or "" for name, said in about.items()})
    buffer = BytesIO()
    if form == "parquet":
        pq.write_table(table, buffer)
    else:
        with pa.ipc.new_stream(buffer, table.schema) as stream:
            stream.write_table(table)
    return buffer.getvalue()


def _rows(table: pa.Table) -> list[dict]:
    """The rows as JSON has them, made a column at a time: most of an answer's time is spent here."""
    names = table.column_names
    columns = [_plain(table.column(name)) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(column: pa.ChunkedArray) -> list:
    """Dates as text, and whole numbers without the .0 that no report printed."""
    if pa.types.is_date(column.type):
        return column.cast(pa.string()).to_pylist()
    if pa.types.is_floating(column.type):
        return [int(v) if v is not None and v.is_integer() else v for v in column.to_pylist()]
    return column.to_pylist()


def _kept_whole(kind: pa.DataType) -> "pd.Int64Dtype | None":
    """Years stay whole numbers where one is missing."""
    import pandas as pd

    return pd.Int64Dtype() if pa.types.is_integer(kind) else None
