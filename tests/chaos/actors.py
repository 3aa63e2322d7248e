"""What goes on while everything breaks: each function works without end in a process of its own.

An actor notes what it was told is done, after it was told. That something could not be done now, or that a
colleague was first, is no fault; anything else that is raised is noted as trouble.
"""

import random
import resource
import shutil
import signal
import subprocess
import threading
import time
import traceback
import uuid
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException

from tqdm import tqdm
from websockets.exceptions import WebSocketException

from dashboard.data.store import NoPublishedFile, open_published
from etl.engine.errors import EnforcementCompareError
from etl.importing import import_sources
from etl.importing.source import Source
from etl.ledger import ledger_at_hand
from etl.ledger.backup import back_up
from etl.ledger.decisions import accept_all, decide, last_undoable, undo
from etl.ledger.errors import ConflictingDecision, InvalidDecision, LedgerUnavailable
from etl.ledger.items import Choice
from etl.ledger.reports import list_reports
from etl.ledger.review import open_review
from etl.published.errors import PublishFailed
from etl.publishing.build import build
from etl.publishing.hashes import file_sha256
from etl.publishing.versions import list_versions, prepare, publish, put_back
from tests.browser.visitor import Visitor
from tests.chaos import clocks
from tests.chaos.journal import Journal, lengths
from tests.chaos.place import Place
from tests.datafolder import CITY
from tests.ledgers import TEXT, ReaderHere

DOCUMENTS = 30
PAGES = ("", "enforcement", "figures", "quality", "coverage", "importing", "review", "publishing")
FAILED = "这个页面出错了".encode()
PAUSE = 0.02  # seconds, where something could not be done


def play(step: Callable, place: Place, name: str, seed: int, days: float, most_bytes: int | None) -> None:
    """Repeat a step until killed, `days` off the right time; `most_bytes`: no file may grow beyond that."""
    place.enter()
    tqdm.set_lock(threading.RLock())  # else each that is killed leaves a semaphore of the system's behind
    clocks.jump(days)
    if most_bytes is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    journal, dice = Journal(place.journals, name), random.Random(seed)
    while True:
        try:
            step(place, name, journal, dice)
        except (LedgerUnavailable, PublishFailed) as refused:
            _told(journal, refused)
            time.sleep(PAUSE)
        except (ConflictingDecision, InvalidDecision):
            pass
        except Exception:  # noqa: BLE001 - it is what the storm looks for
            _trouble(journal, traceback.format_exc())
            time.sleep(PAUSE)


def import_documents(place: Place, name: str, journal: Journal, dice: random.Random) -> None:
    number = dice.randrange(DOCUMENTS)
    year = str(2020 + number % 10)
    about = {"year": year, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    about |= {each: CITY[each] for each in ("adcode", "province", "city", "level", "trade")}
    source = Source(f"{number}.txt", f"{TEXT}其中第{number}批检查企业{number}家次。\n".encode())
    for outcome in import_sources(place.open(), [source], name, about, ReaderHere()):
        if outcome.result in ("imported", "new_version"):
            journal.note("imported", report=outcome.report, number=number)
        elif outcome.result == "refused":
            _trouble(journal, outcome.message)


def review(place: Place, name: str, journal: Journal, dice: random.Random) -> None:
    ledger = place.open()
    reports = list_reports(ledger)
    if not reports:
        time.sleep(PAUSE)
        return
    seen = open_review(ledger, dice.choice(reports).id)
    report, act = seen.report.id, dice.random()
    last = last_undoable(seen.decisions, name)
    if act < 0.15 and last:
        taken = undo(ledger, report, last.id, name)
    elif act < 0.25:
        keys = [
            item.key
            for item in dice.sample(seen.items, min(3, len(seen.items)))
            if item.status == "extracted"
        ]
        taken, _ = accept_all(ledger, report, keys, name, seen.revision)
    elif act < 0.35:
        item = dice.choice([item for item in seen.items if item.status != "rejected"] or seen.items)
        taken = decide(ledger, report, [Choice("reject", item.key, reason="structure")], name, seen.revision)
    else:
        item = dice.choice([item for item in seen.items if item.status != "rejected"] or seen.items)
        label = {"label": f"核{uuid.uuid4().hex[:10]}"}
        taken = decide(ledger, report, [Choice("edit", item.key, label)], name, seen.revision)
    for decision in taken:
        journal.note(
            "decided", report=decision.report, revision=decision.revision, key=decision.key,
            action=decision.action, who=decision.who, after=decision.after,
        )  # fmt: skip


def publish_versions(place: Place, name: str, journal: Journal, dice: random.Random) -> None:
    folders, act = place.folders, dice.random()
    if act < 0.5:
        result = build(folders, ledger=ledger_at_hand(), unreviewed=True, who=name)
        if not result.unchanged:
            _note_version(journal, "published", result.version, name)
    elif act < 0.75:
        preview = prepare(folders, ledger=ledger_at_hand(), unreviewed=True)
        if not preview.unchanged:
            version = publish(folders, preview, name, f"第{dice.randrange(1000)}版")
            _note_version(journal, "published", folders.published / version.name, name)
    else:
        others = [version for version in list_versions(folders) if version.intact and not version.in_service]
        if others:
            version = put_back(folders, dice.choice(others).name, name)
            _note_version(journal, "rolled back", folders.published / version.name, name)


def back_things_up(place: Place, name: str, journal: Journal, dice: random.Random) -> None:
    done_before = lengths(place.journals)
    target = place.backups / f"{uuid.uuid4().hex}.backup"
    if place.is_sqlite:
        back_up(target)
    else:
        command = [place.dump, "--format=custom", f"--file={target}.new", place.ledger]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            time.sleep(PAUSE)
            return
        shutil.move(f"{target}.new", target)
    journal.note("backed up", file=target.name, done_before=done_before)
    time.sleep(dice.uniform(0, 0.3))


def look(place: Place, name: str, journal: Journal, dice: random.Random) -> None:
    """A visitor: whatever is published is whole, at every moment."""
    with suppress(NoPublishedFile):
        published = open_published(place.folders.published)
        stated = dict(published.rows("SELECT key, value FROM meta"))
        counted = published.rows("SELECT count(*), count(DISTINCT report_id), sum(value) FROM figure")[0]
        listed = published.rows("SELECT count(*) FROM report")[0][0]
        if published.notice:
            _trouble(journal, published.notice)
        if int(stated["figure_count"]) != counted[0] or int(stated["report_count"]) != listed:
            _trouble(journal, f"{published.name}: states {stated}, holds {counted} and {listed}")
        journal.note("looked", version=published.name)
    time.sleep(dice.uniform(0, 0.05))


def visit(place: Place, name: str, journal: Journal, dice: random.Random) -> None:
    """A guest of the dashboard: whatever breaks, no page says that the program has failed."""
    page = dice.choice(PAGES)
    try:
        with Visitor(place.address) as guest:
            drawn = guest.open(page)
    except (OSError, EOFError, HTTPException, WebSocketException):
        time.sleep(10 * PAUSE)  # killed, or not there yet
        return
    if any(FAILED in message.SerializeToString() for message in drawn):
        _trouble(journal, f"the page {page} says that it failed")
    journal.note("page drawn", page=page)


CAST = {
    "importer": import_documents,
    "reviewer-a": review,
    "reviewer-b": review,
    "publisher": publish_versions,
    "backups": back_things_up,
    "visitor": look,
}
GUEST = {"guest": visit}  # where the dashboard is served


def _note_version(journal: Journal, what: str, version, who: str) -> None:
    journal.note(what, version=version.name, sha256=file_sha256(version), who=who)


def _told(journal: Journal, error: EnforcementCompareError) -> None:
    """What could not be done is told in one line."""
    if "\n" in str(error).strip():
        _trouble(journal, f"a message of several lines: {error!r}")
    with suppress(OSError):
        journal.note("refused", said=str(error))


def _trouble(journal: Journal, said: str) -> None:
    with suppress(OSError):  # no room for it either
        journal.note("trouble", said=said)
