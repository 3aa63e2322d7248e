"""A document under way: what is written in it, and the truth of every figure in it."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from demo.numbers import Number
from demo.places import Agency

WHOLE, PIECE, MAYBE = "whole", "piece", "maybe"  # maybe: right as the whole, and right not to be it


@dataclass(frozen=True)
class Truth:
    """A figure as a true reading gives it. `subject`: whose it is; `sort`: what a reader may stumble over.

    `whole`: WHOLE, PIECE or MAYBE. Dates are ISO strings, numbers decimal strings.
    """

    document: str
    subject: str
    indicator: str
    printed: str
    value: str
    approx: str
    unit: str
    measure: str
    scope: str
    period_start: str
    period_end: str
    whole: str
    sort: str
    part: str = ""
    sector: str = ""
    campaign: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What at most one figure of a document may be the whole of."""
        return self.subject, self.indicator, self.scope, self.period_start, self.period_end


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell is its text or (text, columns, rows) where merged."""

    rows: list[list]
    title: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Line:
    """A line of text; `role`: title, number, heading, text, sign."""

    role: str
    text: str


@dataclass
class Paper:
    """One document. `name` is its file's, without the ending."""

    name: str
    agency: Agency
    kind: str
    year: int
    start: date
    end: date
    title: str = ""
    published: date | None = None
    blocks: list[Line | Table] = field(default_factory=list)
    figures: list[Truth] = field(default_factory=list)

    def write(self, role: str, text: str) -> None:
        self.blocks.append(Line(role, text))

    def note(self, number: Number, fact: dict, **said) -> Truth:
        """Remember what a printed number means: `fact` of facts.yml, `said` what the sentence adds to it."""
        piece = fact.get("part") or said.get("part") or said.get("sector") or said.get("campaign")
        counted = fact["indicator"] and not piece
        years = said.pop("year", self.year) - self.year
        start, end = (day.replace(year=day.year + years) for day in (self.start, self.end))
        given = {
            "document": self.name,
            "subject": self.agency.name,
            "indicator": fact["indicator"],
            "printed": number.printed,
            "value": str(number.value),
            "approx": number.approx,
            "unit": number.unit,
            "measure": fact.get("measure", "level"),
            "scope": "own",
            "period_start": start.isoformat(),
            "period_end": end.isoformat(),
            "whole": fact.get("whole", WHOLE if counted else PIECE),
            "sort": fact.get("kind", "whole" if counted else "other"),
            "part": fact.get("part", ""),
        }
        truth = Truth(**(given | said))
        self.figures.append(truth)
        return truth

    def note_sum(self, pieces: list[Truth]) -> None:
        """Pieces that leave nothing out may be added up where no whole is stated."""
        stated = {each.key for each in self.figures if each.whole == WHOLE}
        first = pieces[0]
        if first.key in stated or {each.approx for each in pieces} != {"exact"}:
            return
        total = sum(Decimal(each.value) for each in pieces)
        added = replace(first, value=str(total), printed="", whole=MAYBE, sort="sum", part="", sector="")
        self.figures.append(added)
