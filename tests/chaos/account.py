"""The account: what was confirmed against what is there. Everything that is missing is a loss."""

import contextlib
import json
import sqlite3
from pathlib import Path

import duckdb
from sqlalchemy import select

from etl.ledger import Ledger
from etl.ledger.connect import close_all
from etl.ledger.errors import LedgerUnavailable
from etl.ledger.intake import text_sha256
from etl.ledger.published import standing_versions
from etl.ledger.reports import list_reports
from etl.ledger.review import open_review
from etl.ledger.schema import decisions
from etl.ledger.soundness import check, trouble
from etl.publishing import history
from etl.publishing.build import build
from etl.publishing.hashes import file_sha256
from etl.publishing.publish import PublishedFolder, is_intact
from tests.chaos.journal import entries
from tests.chaos.place import Place


def losses(place: Place) -> list[str]:
    """Everything that was confirmed in this place and is not there, a line each; nobody is at work."""
    place.enter()
    close_all()
    ledger = place.open()
    noted = list(entries(place.journals))
    found = [f"trouble of an actor: {said['said']}" for said in noted if said["what"] == "trouble"]
    found += _of_the_ledger(ledger, noted)
    found += _of_the_versions(place, noted)
    found += _of_the_backups(place, noted)
    found += _of_what_is_published(place, ledger)
    close_all()
    return found


def _of_the_ledger(ledger: Ledger, noted: list[dict]) -> list[str]:
    found = []
    with ledger.reading() as connection:
        try:
            check(connection, ledger.address)
        except LedgerUnavailable as error:
            return [str(error)]
        rows = {
            (row.report, row.revision): (row.key, row.action, row.who, json.loads(row.after))
            for row in connection.execute(select(decisions))
        }
    for said in noted:
        if said["what"] == "decided":
            wanted = (said["key"], said["action"], said["who"], said["after"])
            if rows.get((said["report"], said["revision"])) != wanted:
                found.append(f"decision {said['revision']} about report {said['report']} by {said['who']}")
    for report in list_reports(ledger, all_versions=True):
        review = open_review(ledger, report.id)
        if text_sha256(review.text) != report.sha256 or not review.items:
            found.append(f"report {report.id} is not whole")
        if [d.revision for d in review.decisions] != list(range(1, report.revision + 1)):
            found.append(f"report {report.id}: its decisions are not one after the other")
        if report.reviewed != sum(item.status == "reviewed" for item in review.items):
            found.append(f"report {report.id}: counts {report.reviewed} reviewed figures, has others")
    there = {report.id for report in list_reports(ledger, all_versions=True)}
    imported = {said["report"] for said in noted if said["what"] == "imported"}
    return found + [f"report {report} was imported" for report in imported - there]


def _of_the_versions(place: Place, noted: list[dict]) -> list[str]:
    published = PublishedFolder(place.folders.published)
    confirmed = [said for said in noted if said["what"] in ("published", "rolled back")]
    found = [
        f"version {said['version']} is gone or has changed"
        for said in confirmed
        if not (path := published.folder / said["version"]).is_file() or file_sha256(path) != said["sha256"]
    ]
    if not confirmed:
        return found
    switches = [entry for entry in history.entries(published.folder) if entry.action != "name"]
    told = [f"{entry.who} {entry.version}" for entry in switches]
    last = f"{confirmed[-1]['who']} {confirmed[-1]['version']}"  # one publisher: its journal is in order
    if last not in told:
        return [*found, f"the history does not tell of {last}"]
    # What came after the last confirmed switch was killed before or after it: either may stand.
    at = len(told) - 1 - told[::-1].index(last)
    current = published.current()
    if current is None or current.name not in {entry.version for entry in switches[at:]}:
        found.append(f"in service is {current and current.name}, not {last} or what came after it")
    elif not is_intact(current):
        found.append(f"{current.name}, which is in service, is damaged")
    return found


def _of_the_backups(place: Place, noted: list[dict]) -> list[str]:
    found = []
    for said in noted:
        if said["what"] != "backed up":
            continue
        before = entries(place.journals, said["done_before"])
        wanted = {(each["report"], each["revision"]) for each in before if each["what"] == "decided"}
        file = place.backups / said["file"]
        if not place.is_sqlite:
            if not file.stat().st_size:
                found.append(f"backup {file.name} is empty")
            continue
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as copy:
            if said := trouble(copy.execute, is_sqlite=True):
                found.append(f"backup {file.name}: {said}")
            held = set(copy.execute("SELECT report, revision FROM decisions").fetchall())
        if missing := wanted - held:
            found.append(f"backup {file.name} lacks {len(missing)} decisions confirmed before it began")
    return found


def _of_what_is_published(place: Place, ledger: Ledger) -> list[str]:
    """A build now says what the ledger says: every label that a reviewer gave and that stands."""
    version: Path = build(place.folders, ledger=ledger, unreviewed=True).version
    with duckdb.connect(str(version), read_only=True) as connection:
        rows = connection.execute("SELECT report_id, label FROM figure WHERE status = 'reviewed'").fetchall()
    with ledger.reading() as connection:
        standing = [report for report, _ in standing_versions(connection)]
    reviewed = {
        (report.report_id, item.fields["label"])
        for report in standing
        if not report.missing
        for item in open_review(ledger, report.id).items
        if item.status == "reviewed" and item.fields["label"].startswith("核")
    }
    return [f"label {label} of {report} is not published" for report, label in reviewed - set(rows)]
