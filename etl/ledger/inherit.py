"""What people corrected of a report is known of its next version: the program would read it wrong again."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from etl.ledger.alignment import resemble
from etl.ledger.chain import says_the_same_agency
from etl.ledger.connect import Ledger
from etl.ledger.metadata import CONFIRMED, EMPTY, IDENTITY
from etl.ledger.schema import documents, reports

_FIELDS = ("agency", "adcode", "province", "city", "district", "level", "trade", "kind", "year", "title",
           "period_start", "period_end", "extent")  # fmt: skip
_IDENTIFYING = (*IDENTITY, "year")
_MOST_COMPARED = 20  # documents, the latest first


def inherited(
    ledger: Ledger,
    text: str,
    file_name: str,
    proposed: dict[str, Any],
    known: dict[str, Any],
    given: Collection[str],
) -> dict[str, Any]:
    """The corrections that the version before has and this one needs: REPORT_FIELDS; empty: none.

    A field is inherited where the program proposes what it proposed of the version before, and nobody has
    said anything of it at the import (`given`); so is the confirmation of a guess.
    """
    found = _version_before(ledger, text, file_name, proposed, known, given)
    if found is None:
        return {}
    theirs, corrected = found
    changes = {
        name: corrected[name]
        for name in _FIELDS
        if name not in given and proposed[name] == theirs[name] != corrected[name] != known[name]
    }
    now = known | changes
    guessed = {
        name: code
        for name, code in known["guessed"].items()
        if name in corrected["guessed"] or any(now[each] != corrected[each] for each in CONFIRMED[name][0])
    }
    return changes | ({"guessed": guessed} if guessed != known["guessed"] else {})


def _version_before(
    ledger: Ledger, text: str, file_name: str, proposed: dict[str, Any], known: dict[str, Any],
    given: Collection[str],
) -> tuple[dict[str, Any], dict[str, Any]] | None:  # fmt: skip
    """(proposed, known) of the latest document of which this one is a version."""
    chosen = (
        select(reports.c.proposed, reports.c.known, documents.c.text)
        .join(documents, documents.c.sha256 == reports.c.document)
        .where(~reports.c.withdrawn, or_(_of_the_same(known), _read_alike(proposed, file_name)))
        .order_by(reports.c.id.desc())
        .limit(_MOST_COMPARED)
    )
    with ledger.reading() as connection:
        for row in connection.execute(chosen):
            theirs, corrected = EMPTY | json.loads(row.proposed), EMPTY | json.loads(row.known)
            said_otherwise = any(known[name] != corrected[name] for name in _IDENTIFYING if name in given)
            if said_otherwise or corrected["version_of"] == "apart":
                continue
            if says_the_same_agency(proposed, theirs) and resemble(text, row.text):
                return theirs, corrected
    return None


def _of_the_same(known: dict[str, Any]) -> ColumnElement[bool]:
    return and_(*(reports.c[name] == known[name] for name in IDENTITY), reports.c.agency != "")


def _read_alike(proposed: dict[str, Any], file_name: str) -> ColumnElement[bool]:
    """Documents of which the program proposed the same agency (else: named the same), kind and year."""
    said = [_contains(name, proposed[name]) for name in ("kind", "year")]
    agency = proposed["agency"]
    return and_(*said, _contains("agency", agency) if agency else documents.c.file_name == file_name)


def _contains(name: str, value: Any) -> ColumnElement[bool]:
    pair = f'"{name}": {json.dumps(value, ensure_ascii=False)}'
    return reports.c.proposed.contains(pair, autoescape=True)
