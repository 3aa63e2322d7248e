"""A lake: what documents say, in Parquet files that are never changed, and a manifest of what counts.

    LAKE/lake.json                                       which lake this is, of which version
    LAKE/manifest/<run>-<chunk>/<hash>.parquet           a row a document of a part of one chunk of work
    LAKE/figures/province=51/year=2024/<hash>.parquet    the figures of the chunk's reports of there and then

A part's figures are written before its manifest, under names made of their content: whatever is killed, at
whatever moment, a part is there whole or not at all, and done twice it counts once. Of several rows of a
document the one of the latest run counts, so a report is replaced without touching the others. A document
whose figures' file is gone counts as not read: to read an agency, a year or a province again, its files may
simply be removed.
"""

import hashlib
import io
import json
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from etl.engine.errors import InvalidData
from etl.scaling.place import Place
from etl.scaling.tables import DOCUMENTS, FIGURES, FIGURES_OF, MANIFEST, VERSION, parquet, partition_of

MARKER = "lake.json"
TOGETHER = 200  # manifests in one table
SIDE_BY_SIDE = 16  # manifests read at once: from a store each costs a journey
_NEEDED = ("document", "report_id", "stamp", "sha256", "engine", "known", "run", "trouble", "file", "agency",
           "adcode", "year")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of a document that was read; `noted`: in which of its files."""

    report_id: str
    stamp: str
    sha256: str
    engine: str
    known: str
    run: int
    trouble: str
    file: str
    agency: str
    adcode: str
    year: int | None
    noted: str


@dataclass(frozen=True)
class Lake:
    """An opened lake; `id` tells it from every other."""

    place: Place
    id: str

    @classmethod
    def open(cls, address: str, create: bool = False) -> "Lake":
        """Open the lake there. Raises InvalidData where there is none, or one of another version."""
        place = Place(address)
        try:
            said = json.loads(place.read(MARKER))
            version, its_id = said["lake"], said["id"]
        except FileNotFoundError:
            if not create:
                raise InvalidData(f"{address}：不是数据湖（没有 {MARKER}），请检查地址") from None
            if place.names():
                raise InvalidData(f"{address}：已有别的文件，请给出空文件夹或已有的数据湖") from None
            version, its_id = VERSION, uuid.uuid4().hex
            place.write(MARKER, json.dumps({"lake": version, "id": its_id}).encode())
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidData(f"{address}：{MARKER} 已损坏，请检查地址，或换一个文件夹重新生成") from error
        if version != VERSION:
            said = f"版本是 {version}，本程序用的是 {VERSION}；请换一个文件夹重新生成，或用写它的程序"
            raise InvalidData(f"{address}：数据湖的{said}")
        return cls(place, its_id)

    def belongs_to(self, documents: Place, moved: bool = False) -> None:
        """Note that the lake is of these documents; `moved`: which were elsewhere before.

        Raises InvalidData where it is another folder's: documents go by their names in the folder, and those
        of two folders would take each other's place.
        """
        marker = json.loads(self.place.read(MARKER))
        before = marker.get("documents", documents.address)
        if before != documents.address and not moved:
            said = f"是文件夹 {before} 的，这次给的是 {documents.address}"
            raise InvalidData(
                f"{self.place.address}：数据湖{said}；若只是搬了家请加 --moved，否则请"
                "给出两者共同的上级文件夹，或换一个数据湖"
            )
        if marker.get("documents") != documents.address:
            self.place.write(MARKER, json.dumps(marker | {"documents": documents.address}).encode())

    def manifests(self, columns: tuple[str, ...] | None = None, below: str = MANIFEST) -> Iterator[pa.Table]:
        """The rows of all documents, earlier ones too, with `noted`; all columns unless some are named."""
        schema = pa.schema([field for field in DOCUMENTS if columns is None or field.name in columns])
        yield schema.append(pa.field("noted", pa.string())).empty_table()
        names = sorted(name for name in self.place.names(below) if name.endswith(".parquet"))
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for start in range(0, len(names), TOGETHER):
                some = names[start : start + TOGETHER]
                yield pa.concat_tables(pool.map(partial(self._noted, schema=schema), some))

    def _noted(self, name: str, schema: pa.Schema) -> pa.Table:
        try:
            table = pq.read_table(io.BytesIO(self.place.read(name)), columns=schema.names).cast(schema)
        except FileNotFoundError:  # tidied away since it was listed: newer ones have replaced all its rows
            table = schema.empty_table()
        except pa.ArrowException as error:
            said = "已损坏，请移走它再运行一次 extract，其中的报告会重读"
            raise InvalidData(f"{self.place.of(name)}：{said}") from error
        return table.append_column("noted", pa.array([name] * table.num_rows, pa.string()))

    def entries(self) -> dict[str, Entry]:
        """What counts of each document, by its name."""
        found: dict[str, Entry] = {}
        for table in self.manifests(_NEEDED):
            columns = table.to_pydict()
            documents = columns.pop("document")
            for document, *values in zip(documents, *columns.values(), strict=True):
                entry = Entry(**dict(zip(columns, values, strict=True)))
                if document not in found or (entry.run, entry.noted) > _order(found[document]):
                    found[document] = entry
        return found

    def counting(self) -> list[str]:
        """The manifests of which a row counts, by name."""
        latest: dict[str, tuple[int, str]] = {}
        for table in self.manifests(("document", "run")):
            for document, run, noted in zip(*table.to_pydict().values(), strict=True):
                latest[document] = max(latest.get(document, (-1, "")), (run, noted))
        return sorted({noted for _, noted in latest.values()})

    def committed(self, chunk: str) -> list[dict[str, Any]]:
        """The rows of the parts of a chunk that are there already."""
        return [row for table in self.manifests(below=f"{MANIFEST}/{chunk}") for row in table.to_pylist()]

    def row(self, noted: str, document: str) -> dict[str, Any] | None:
        """All that a manifest says of a document."""
        table = pq.read_table(io.BytesIO(self.place.read(noted)), filters=[("document", "=", document)])
        return next(iter(table.to_pylist()), None)

    def figure_files(self) -> set[str]:
        """The files of figures that are there."""
        return set(self.place.names(FIGURES))

    def commit(
        self, chunk: str, rows: list[dict[str, Any]], figures: dict[str, list[dict[str, Any]]]
    ) -> None:
        """Write a part of a chunk: `rows` of DOCUMENTS, and of each document its rows of FIGURES_OF."""
        parts: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            if row["document"] in figures:
                parts.setdefault(partition_of(row), []).append(row)
        for folder, documents in parts.items():
            content = parquet([each for row in documents for each in figures[row["document"]]], FIGURES_OF)
            file = f"{folder}/{hashlib.sha256(content).hexdigest()[:20]}.parquet"
            self.place.write(file, content)
            for row in documents:
                row["file"] = file
        ordered = hashlib.sha256(json.dumps([[row["document"], row["stamp"]] for row in rows]).encode())
        self.place.write(f"{MANIFEST}/{chunk}/{ordered.hexdigest()[:16]}.parquet", parquet(rows, DOCUMENTS))


def _order(entry: Entry) -> tuple[int, str]:
    return entry.run, entry.noted
