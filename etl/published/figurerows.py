"""From a report's figures, reviewed or extracted, to rows of the published table `figure`."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from etl.data.cells import DECIMAL_PLACES, LARGEST
from etl.data.rows import FigureRow, ReportRow
from etl.engine.model import Figure

SENTENCE_BREAK = re.compile(r"[。！？!?\n]")
LONGEST_SENTENCE = 600  # characters to either side: a text without full stops must not become one sentence
SMALLEST = Decimal(1).scaleb(-DECIMAL_PLACES)
_NUMBER = pa.decimal128(24, 6)
FIGURE_COLUMNS = pa.schema(
    [
        ("figure_id", pa.int64()),
        ("report_id", pa.string()),
        ("agency", pa.string()),
        ("year", pa.int32()),
        ("ordinal", pa.int32()),
        ("start_offset", pa.int32()),
        ("end_offset", pa.int32()),
        ("printed", pa.string()),
        ("value", _NUMBER),
        ("value_high", _NUMBER),
        ("approx", pa.string()),
        ("unit", pa.string()),
        ("indicator", pa.string()),
        ("label", pa.string()),
        ("measure", pa.string()),
        ("scope", pa.string()),
        ("body", pa.string()),
        ("campaign", pa.string()),
        ("sector", pa.string()),
        ("part", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("section", pa.string()),
        ("sentence", pa.string()),
        ("sentence_start", pa.int32()),
        ("status", pa.string()),
        ("rule", pa.string()),
        ("heading_unit", pa.string()),
        ("whole", pa.string()),
        ("doubts", pa.string()),
    ]
)
# What tells two figures of a report apart when neither has a place in the document.
CONTENT = (
    "printed",
    "indicator",
    "label",
    "measure",
    "scope",
    "body",
    "campaign",
    "sector",
    "part",
    "period_end",
)


def fits(figure: Figure) -> bool:
    """Can the published column hold it? No agency has done anything 10^18 times."""
    return all(abs(number) < LARGEST for number in (figure.value, figure.value_high) if number is not None)


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open offsets of the sentence around text[start:end], blanks trimmed."""
    first = max(0, start - LONGEST_SENTENCE)
    breaks = list(SENTENCE_BREAK.finditer(text, first, start))
    begin = breaks[-1].end() if breaks else first
    after = SENTENCE_BREAK.search(text, end, end + LONGEST_SENTENCE)
    stop = min(len(text), end + LONGEST_SENTENCE) if after is None else after.end()
    sentence = text[begin:stop]
    return begin + len(sentence) - len(sentence.lstrip()), stop - len(sentence) + len(sentence.rstrip())


class FigureIds:
    """Hands out the ids of one report's figures: 53 bits, so that JavaScript holds them exactly.

    A figure with a place is known by its place and its print: its link survives a corrected indicator.
    One without is known by its content; exact repeats are counted.
    """

    def __init__(self, report_id: str) -> None:
        self.report_id = report_id
        self.seen: Counter[tuple] = Counter()

    def next(self, fields: dict[str, Any]) -> int:
        """Return the id of the figure with these fields."""
        if fields["start"] is None:
            identity = (self.report_id, *(str(fields[name]) for name in CONTENT))
        else:
            identity = (self.report_id, str(fields["start"]), fields["printed"])
        repeat = self.seen[identity]
        self.seen[identity] += 1
        return hash53(*identity, str(repeat))


def hash53(*parts: str) -> int:
    """Return a stable hash of the parts, 0 <= h < 2**53."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 11


def reviewed_rows(
    report: ReportRow,
    figures: list[FigureRow],
    text: str | None,
    places: Sequence[tuple[int, int] | None] | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield the published rows of a report's reviewed figures, with sentences where the text is given.

    `places`: where they stand in it, for a text that is not the one they were read from; their ids stay.
    """
    ids = FigureIds(report.report_id)
    for ordinal, figure in enumerate(figures, 1):
        fields = {name: getattr(figure, name) for name in FigureRow.model_fields} | {"doubts": ""}
        figure_id = ids.next(fields)
        if places is not None:
            fields["start"], fields["end"] = places[ordinal - 1] or (None, None)
        start = fields["start"]
        span = None if text is None or start is None else sentence_span(text, start, fields["end"])
        row = _placed(report.report_id, fields, figure_id, ordinal, span, text)
        yield row | _of_report(report, row)


def extracted_rows(report: ReportRow, figures: list[Figure], text: str) -> Iterator[dict[str, Any]]:
    """Yield the published rows of figures that extraction found and no person has seen yet."""
    for row in found_rows(report.report_id, figures, text):
        yield row | _of_report(report, row)


def found_rows(report_id: str, figures: list[Figure], text: str) -> Iterator[dict[str, Any]]:
    """The same but for what the report gives: agency, year, and its period where the figure has none."""
    ids = FigureIds(report_id)
    for ordinal, figure in enumerate(figures, 1):
        fields = {name: getattr(figure, name) for name in Figure.__slots__}
        fields |= {
            "status": "extracted",
            "value": _stored(figure.value),
            "value_high": _stored(figure.value_high),
            "doubts": " ".join(figure.doubts),
        }
        for side in ("period_start", "period_end"):
            fields[side] = date.fromisoformat(fields[side]) if fields[side] else None
        span = figure.sentence_start, figure.sentence_end
        yield _placed(report_id, fields, ids.next(fields), ordinal, span, text)


def _stored(number: Decimal | None) -> Decimal | None:
    """Round a quotient (三分之一) to the places that the published column has."""
    if number is None or int(number.as_tuple().exponent) >= -DECIMAL_PLACES:
        return number
    return number.quantize(SMALLEST)


def _placed(
    report_id: str,
    fields: dict[str, Any],
    figure_id: int,
    ordinal: int,
    span: tuple[int, int] | None,
    text: str | None,
) -> dict[str, Any]:
    return fields | {
        "figure_id": figure_id,
        "report_id": report_id,
        "ordinal": ordinal,
        "start_offset": fields["start"],
        "end_offset": fields["end"],
        "sentence": text[span[0] : span[1]] if text and span else "",
        "sentence_start": span[0] if span else None,
    }


def _of_report(report: ReportRow, fields: dict[str, Any]) -> dict[str, Any]:
    """What a figure has of its report; a prior year that it is told of is its own."""
    period_end = fields["period_end"] or report.period_end
    return {
        "agency": report.agency,
        "year": period_end.year,
        "period_start": fields["period_start"] or report.period_start,
        "period_end": period_end,
    }
