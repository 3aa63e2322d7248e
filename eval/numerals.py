"""`python -m eval numerals FILE…`: numerals with the values that others have written down for them."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from etl.engine.numerals import parse_number


def run(names: list[str]) -> int:
    """Print each numeral that `parse_number` reads otherwise and how many agree; 1 where any differs.

    A file holds one JSON object a line: `id`, `text`, `value` (a percentage as printed: 百分之五 is 5).
    """
    rows = [row for name in names for row in _rows(Path(name))]
    wrong = [row for row in rows if row["read"] != row["value"]]
    for row in wrong:
        print(f"{row['id']}: {row['text']} is {row['value']} there, read as {row['read']}")
    print(f"{len(rows) - len(wrong)} of {len(rows)} numerals agree")
    return 1 if wrong or not rows else 0


def _rows(path: Path) -> Iterator[dict]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line, parse_float=Decimal)
        try:
            yield row | {"read": parse_number(row["text"])}
        except ValueError:
            yield row | {"read": "no number"}
