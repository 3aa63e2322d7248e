"""The two tables of a lake: a row a document in its manifest, a row a figure in its partitions."""

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from etl.published.figurerows import FIGURE_COLUMNS

VERSION = "1"  # moves when one of the tables below does
MANIFEST, FIGURES = "manifest", "figures"
NO_PROVINCE, NO_YEAR = "00", 0

# What the document says of its report; `guessed`: as JSON, of engine.model.ReportContext.
SAID = (
    "agency", "adcode", "province", "city", "district", "level", "kind", "year", "period_start", "period_end",
    "title", "published", "url", "guessed",
)  # fmt: skip
# `stamp`: by which a folder's listing tells that a file changed; `engine`, `known`: what it was read by, and
# hashes of what someone had entered; `run`: when that was ordered, in nanoseconds: of two rows of a document
# the later one counts; `trouble`: why it could not be read; `file`: where its figures are, "" for none.
DOCUMENTS = pa.schema(
    [
        ("document", pa.string()),
        ("report_id", pa.string()),
        ("stamp", pa.string()),
        ("sha256", pa.string()),
        ("size", pa.int64()),
        ("characters", pa.int64()),
        ("engine", pa.string()),
        ("known", pa.string()),
        ("run", pa.int64()),
        ("trouble", pa.string()),
        ("warnings", pa.list_(pa.string())),
        ("file", pa.string()),
        ("figures", pa.int32()),
        *((name, pa.int32() if name == "year" else pa.string()) for name in SAID),
    ]
)
# As the published table `figure`; agency, year and a period that is the report's are those of the report.
FIGURES_OF = pa.schema([each for each in FIGURE_COLUMNS if each.name not in ("agency", "year", "status")])


def parquet(rows: list[dict[str, Any]], schema: pa.Schema) -> bytes:
    """The rows as a Parquet file; the same rows make the same bytes.

    Most files have tens of rows: dictionaries and statistics of each column took half of the time to write
    them, and a fifth of their room.
    """
    table = pa.Table.from_pylist(rows, schema=schema)
    target = io.BytesIO()
    pq.write_table(table, target, compression="zstd", use_dictionary=False, write_statistics=False)
    return target.getvalue()


def partition(province: str, year: int) -> str:
    """The folder of the figures of a province's reports of a year."""
    return f"{FIGURES}/province={province}/year={year}"


def partition_of(said: dict[str, Any]) -> str:
    """The folder of the figures of a report, by what its document says of it."""
    return partition(said["adcode"][:2] or NO_PROVINCE, said["year"] or NO_YEAR)
