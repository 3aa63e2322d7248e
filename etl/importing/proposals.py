"""What is proposed of a document's report, from what the document says and what data/ knows."""

from contextlib import suppress
from typing import Any

from etl.engine.codes import REPORT_KINDS
from etl.engine.model import Document, ReportContext
from etl.ledger.errors import InvalidDecision
from etl.ledger.metadata import EMPTY, checked, identity
from etl.ledger.registered import Registered

_FROM_CONTEXT = ("agency", "kind", "year", "title", "period_start", "period_end")
_DIVISION = ("adcode", "level", "province", "city", "district")
_REGISTERED = ("title", "published", "url")
_TITLE_LENGTH = 120
# Guesses at how an agency is named; that data/agencies.csv has it so confirms them.
_SETTLED_BY_REGISTER = ("agency_written_out", "agency_place")


def propose(document: Document, context: ReportContext, registered: Registered) -> dict[str, Any]:
    """REPORT_FIELDS with what can be told of the document; a person corrects the rest."""
    known = EMPTY | {name: getattr(context, name) for name in (*_FROM_CONTEXT, *_DIVISION)}
    known["guessed"] = dict(context.guessed)
    if registered_name := registered.called(context.agency, context.adcode):
        known["agency"] = registered_name
        if context.guessed.get("agency") in _SETTLED_BY_REGISTER:
            del known["guessed"]["agency"]
    if registered_name in registered.agencies:
        known["guessed"].pop("place", None)
    known |= registered.about_agency(known["agency"])
    known["title"] = known["title"] or document.title[:_TITLE_LENGTH]
    known["published"] = document.published or context.published
    known["url"] = document.url if document.url.startswith(("http://", "https://")) else ""
    return known


def possible(proposed: dict[str, Any]) -> dict[str, Any]:
    """The proposal without what cannot be: a page may state any date or address of itself."""
    valid = proposed | {"published": "", "url": ""}
    for name in ("published", "url"):
        if proposed[name]:
            with suppress(InvalidDecision):
                valid = checked(valid, {name: proposed[name]})
    return valid


def completed(known: dict[str, Any], registered: Registered) -> dict[str, Any]:
    """`known` with what is still empty taken from data/, or a title made of agency, year and kind."""
    same = identity(known)
    if same is None:
        return known
    filled = dict(known)
    if report := registered.reports.get(same):
        stated = report.model_dump(mode="json")
        filled |= {name: stated[name] or "" for name in _REGISTERED if not known[name]}
    if not filled["title"]:
        filled["title"] = f"{known['agency']}{known['year']}年{REPORT_KINDS[known['kind']].zh}"
    return filled


def context_of(known: dict[str, Any]) -> ReportContext:
    """What extraction is told of the report."""
    names = (*_FROM_CONTEXT, *_DIVISION, "published")
    return ReportContext(**{name: known[name] for name in names})
