"""What a printed number may stand for: 262万元 is anything that rounds to it, 1.3万余条 lies above it.

Two numbers are consistent when these intervals meet; a recomputed number agrees with a stated one when it
falls into the stated one's interval. A whole number printed in full stands for itself alone; one with
decimals or in 万 for what rounds to it; 余 reaches up to the next step, 约 one step each way.
"""

from duckdb import DuckDBPyConnection

_MULTIPLIERS = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_PATTERN = r"[0-9０-９][0-9０-９,，]*(?:[.．]([0-9０-９]+))?\s*[余多]?(十万|百万|千万|[十百千万亿])?"


def define_macros(connection: DuckDBPyConnection) -> None:
    """Define low(value, printed, approx) and high(value, value_high, printed, approx) for this connection."""
    whens = " ".join(f"WHEN '{name}' THEN {size}" for name, size in _MULTIPLIERS.items() if name)
    connection.execute(f"""
        CREATE OR REPLACE TEMP MACRO printed_step(printed) AS
            (CASE regexp_extract(printed, '{_PATTERN}', 2) {whens} ELSE 1 END)
            / pow(10, length(regexp_extract(printed, '{_PATTERN}', 1)));
        CREATE OR REPLACE TEMP MACRO round_step(value) AS
            CASE WHEN value = 0 OR value <> trunc(value) THEN 1
            ELSE pow(10, length(regexp_extract(CAST(CAST(abs(value) AS HUGEINT) AS VARCHAR), '0*$'))) END;
        CREATE OR REPLACE TEMP MACRO step(value, printed) AS
            greatest(printed_step(printed), round_step(value));
        CREATE OR REPLACE TEMP MACRO half_step(printed) AS
            CASE WHEN printed_step(printed) = 1 THEN 0 ELSE printed_step(printed) / 2 END;
        CREATE OR REPLACE TEMP MACRO low(value, printed, approx) AS CAST(value AS DOUBLE)
            - CASE approx WHEN 'at_least' THEN 0 WHEN 'range' THEN 0
              WHEN 'exact' THEN half_step(printed) ELSE step(value, printed) END;
        CREATE OR REPLACE TEMP MACRO high(value, value_high, printed, approx) AS
            CASE WHEN approx = 'range' THEN CAST(coalesce(value_high, value) AS DOUBLE)
            ELSE CAST(value AS DOUBLE) + CASE approx WHEN 'at_most' THEN 0
              WHEN 'exact' THEN half_step(printed) ELSE step(value, printed) END END;
    """)
