"""What a review is made of: reports, numerals in their present state, decisions. Plain values."""

from dataclasses import dataclass, field
from typing import Any

from etl.engine.model import Table

# `carry`: what was decided about the same words of the version before, in the name of who decided it.
ACTIONS = (
    "accept",
    "edit",
    "reject",
    "promote",
    "add",
    "piece",
    "carry",
    "undo",
    "describe",
    "withdraw",
    "restore",
)
# What a figure says, place included; the names are those of engine.model.Figure. Values are JSON's: a number
# is its decimal digits as text ("13000"), so that nothing is rounded; None only for value_high; `doubts` is a
# list of codes.
FIGURE_FIELDS = (
    "start", "end", "printed", "value", "value_high", "approx", "unit", "indicator", "label", "measure",
    "scope", "body", "campaign", "sector", "part", "heading_unit", "whole", "doubts",
    "period_start", "period_end", "section", "rule",
)  # fmt: skip
# What states of earlier programs do not say yet, and what is to be read in its place.
SAID_LATER = {"heading_unit": "", "whole": "", "doubts": []}
# What is known of a report; dates are ISO strings, year is a number or None, all else text but `guessed`: of
# what the program inferred and nobody has confirmed, the code (engine.identify.guesses) by field, `place`
# and `period` for all theirs. `version_of`: what a person says of VERSION_OF, "" where the texts tell.
REPORT_FIELDS = (
    "agency", "adcode", "province", "city", "district", "level", "trade",
    "kind", "year", "title", "period_start", "period_end", "published", "url", "extent", "guessed",
    "version_of",
)  # fmt: skip

# Is the document a version of another of the same agency, kind and period? "apart": no; "same": yes.
VERSION_OF = ("", "apart", "same")


@dataclass(frozen=True, slots=True)
class Report:
    """One imported document with what is known of it.

    `id` is the ledger's own number; `report_id` the name under which it is published, which all versions
    of a report share (`version` 1, 2, …; `current`: the one that counts). `known` has REPORT_FIELDS.
    `missing`: what must still be filled in before it can be published (Chinese, empty when nothing).
    `revision` counts the decisions taken so far: hand it back as `based_on`.
    """

    id: int
    report_id: str
    version: int
    supersedes: int | None
    current: bool
    withdrawn: bool
    known: dict[str, Any]
    names: str  # the agency that the document itself names; "" where the program guessed it
    missing: tuple[str, ...]
    revision: int
    file_name: str
    format: str
    sha256: str  # of the text
    imported_by: str
    imported_at: str
    engine: str
    figures: int  # not rejected
    reviewed: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """How a new document stands to those that were there: `before` is the version that it supersedes, from
    which `carried` decisions were taken over; `namesakes` are titles of other reports of the same agency,
    kind and period, of which it is no version because their texts do not resemble it."""

    before: Report | None = None
    carried: int = 0
    namesakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it was taken. `before` and `after` are states: None, or a dict with `status` and
    either the figure's fields or the numeral's place and `reason`; for `describe` the changed fields."""

    id: int
    report: int
    revision: int
    key: str
    action: str
    who: str
    at: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undoes: int | None = None
    batch: str = ""  # decisions taken together can be undone together
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One numeral in its present state.

    `key` stays the same whatever is decided (the place where it was first found, "120:125").
    `status`: `extracted` (nobody has seen it), `reviewed` (a figure) or `rejected` (no figure, `reason`).
    `fields` has FIGURE_FIELDS for figures, and start, end, printed, section for rejected numerals.
    `decision` is the last one that counts, None while it stands as the program found it;
    `proposal` is what the program finds at this place now (a state as in Decision), None if nothing.
    """

    key: str
    status: str
    fields: dict[str, Any]
    reason: str = ""
    decision: Decision | None = None
    proposal: dict[str, Any] | None = None

    @property
    def start(self) -> int:
        return self.fields["start"]

    @property
    def end(self) -> int:
        return self.fields["end"]


@dataclass(frozen=True, slots=True)
class Review:
    """One document under review: its text, and its numerals in order of place."""

    report: Report
    text: str
    tables: list[Table]
    items: list[Item]
    decisions: list[Decision]

    @property
    def revision(self) -> int:
        return self.report.revision


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reviewer wants: an action on one numeral.

    accept  key                      the figure is right as it stands
    edit    key, fields              the figure with these fields changed (start, end and printed together)
    reject  key, reason              no figure; reason is a key of etl.engine.codes.REASONS
    promote key, fields              a rejected numeral is a figure after all
    add     fields                   a figure nobody found: start, end, and what it says
    piece   key                      it does not stand for the whole; whether it is right else stays open
    """

    action: str
    key: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
