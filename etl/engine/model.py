"""The nouns that travel through the pipeline: document, context, figure, rejection.

Offsets are half-open character offsets into `Document.text`; for each figure and rejection
`text[start:end] == printed` holds, always.
"""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(slots=True)
class Cell:
    """One table cell; `start:end` is its text's place in the document (start == end when blank)."""

    row: int
    column: int
    start: int
    end: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Table:
    """A table of a document. `title` is the caption or heading line just above it, if any."""

    start: int
    end: int
    cells: list[Cell]
    title: str = ""
    uncertain: bool = False  # its header was put together, and nothing but its numbers can prove it
    doubted: frozenset[int] = frozenset()  # starts of the cells that may stand in another column


@dataclass(slots=True)
class Document:
    """What a reader returns. `tables` are those the format marks; plain-text ones are found later."""

    text: str
    path: str = ""
    format: str = "txt"
    title: str = ""
    publisher: str = ""
    published: str = ""  # ISO date
    url: str = ""
    tables: list[Table] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)  # what a reader could not read, or is not sure of


@dataclass(slots=True)
class ReportContext:
    """What is known of the report beside its text; empty where unknown. Dates are ISO strings.

    `guessed`: of the fields that were inferred rather than read (`place` and `period` stand for all theirs)
    the code of engine.identify.guesses.GUESSES.
    """

    agency: str = ""
    kind: str = ""
    year: int | None = None
    period_start: str = ""
    period_end: str = ""
    level: str = ""  # one of LEVELS
    province: str = ""
    city: str = ""
    district: str = ""
    title: str = ""
    adcode: str = ""
    published: str = ""
    guessed: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Figure:
    """One quantity that a report states; the fields are those of the design's table."""

    start: int
    end: int
    printed: str
    value: Decimal
    unit: str = ""
    approx: str = "exact"
    value_high: Decimal | None = None
    indicator: str = ""
    label: str = ""
    measure: str = "level"
    scope: str = "own"
    body: str = ""
    campaign: str = ""
    sector: str = ""
    part: str = ""
    period_start: str = ""
    period_end: str = ""
    section: str = ""
    sentence_start: int = 0
    sentence_end: int = 0
    rule: str = ""
    whole: str = ""  # a key of WHOLES, or empty: why it may stand as the total, see engine.whole
    doubts: tuple[str, ...] = ()  # codes of engine.whole.doubts.DOUBTS; empty: nothing speaks against it
    in_total: bool = False  # the row, the column or the form of its table says that it is a total
    heading_unit: str = ""  # the unit of the heading that multiplies a bare cell (万元), empty otherwise


@dataclass(slots=True)
class Rejection:
    """One numeral that is not a figure, with a key of REASONS and the name of the rule that says so."""

    start: int
    end: int
    printed: str
    reason: str
    rule: str = ""
    section: str = ""


@dataclass(slots=True)
class Extraction:
    """All numerals of one document, in order of `start`: figures and rejections never overlap."""

    figures: list[Figure]
    rejections: list[Rejection]
