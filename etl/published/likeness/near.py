"""Pairs of reports that may be alike, found without comparing each with each: MinHash in bands.

Reports whose pieces overlap by a half share one of 32 bands with 87 % probability, by 0.6 with 99 %, by 0.3
with 23 %. Within a band a report is paired with its neighbours in two orders only, so that a thousand
reports with the same pieces make some thousand pairs and not half a million.
"""

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

BANDS, ROWS = 32, 4
NEIGHBOURS = 3
LEAST_PIECES = 4  # a report with fewer says too little to be alike to anything
AT_ONCE = 20_000  # reports whose pieces are in memory
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, with bits well spread


def find(connection: DuckDBPyConnection, pieces: str, candidates: str) -> None:
    """Make the table `candidates`, (a, b) with a < b, of the reports that the table `pieces` has."""
    _fill_bands(connection, pieces)
    beside = ", ".join(
        f"lag(n, {step}) OVER {order}"
        for order in ("by_agency", "by_year")
        for step in range(1, NEIGHBOURS + 1)
    )
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE {candidates} AS
        WITH shared AS (SELECT bucket FROM band GROUP BY bucket HAVING count(*) > 1),
        held AS (SELECT bucket, n, year FROM band SEMI JOIN shared USING (bucket) JOIN compared USING (n)),
        beside AS (
            SELECT n, unnest([{beside}]) AS other FROM held
            WINDOW by_agency AS (PARTITION BY bucket ORDER BY n),
                by_year AS (PARTITION BY bucket ORDER BY year, n)
        )
        SELECT DISTINCT least(n, other) AS a, greatest(n, other) AS b FROM beside WHERE other IS NOT NULL;
        DROP TABLE band;
    """)


def _fill_bands(connection: DuckDBPyConnection, pieces: str) -> None:
    """`band`: a row a report and band, with what the MinHash values of the band are as one number."""
    connection.execute("CREATE OR REPLACE TEMP TABLE band (bucket UBIGINT, n BIGINT)")
    enough = f"SELECT n FROM {pieces} GROUP BY n HAVING count(*) >= {LEAST_PIECES}"
    ((reports, last),) = connection.execute(f"SELECT count(*), max(n) FROM ({enough})").fetchall()
    if reports < 2:
        return
    from datasketch import MinHash  # loads SciPy, which a build without such reports need not

    empty = MinHash(BANDS * ROWS, hashfunc=int)
    for start in range(1, last + 1, AT_ONCE):
        read = connection.sql(f"""
            SELECT n, (piece & 4294967295)::UINTEGER AS piece FROM {pieces}
            WHERE n >= {start} AND n < {start + AT_ONCE} ORDER BY n
        """).to_arrow_table()
        n, values = (read.column(name).to_numpy() for name in ("n", "piece"))
        numbers, starts = np.unique(n, return_index=True)
        kept, signatures = [], []
        for number, some in zip(numbers.tolist(), np.split(values, starts[1:]), strict=False):
            if len(some) >= LEAST_PIECES:
                signature = empty.copy()
                signature.update_batch(some.tolist())
                kept.append(number)
                signatures.append(signature.hashvalues)
        if kept:
            batch = pa.table({"bucket": _buckets(np.stack(signatures)), "n": np.repeat(kept, BANDS)})
            connection.register("batch", batch)
            connection.execute("INSERT INTO band FROM batch")
            connection.unregister("batch")


def _buckets(signatures: np.ndarray) -> np.ndarray:
    """The buckets of each report's bands, one after the other: equal where all values of a band are."""
    values = signatures.reshape(-1, BANDS, ROWS).astype(np.uint64)
    key = np.tile(np.arange(BANDS, dtype=np.uint64), (len(values), 1))
    for row in range(ROWS):
        key = (key ^ values[:, :, row]) * _MIX
        key ^= key >> np.uint64(29)
    return key.ravel()
