"""What the ledger withstands: being killed, a full disk, a lost database, a clock that goes back.

After each no decision is lost, what was half done is not there at all, and the next import, decision and
build succeed.
"""

import multiprocessing
import os
import random
import resource
import signal
import time
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import select, text

from etl.importing import import_sources, sources_below
from etl.importing.isolation import IsolatedReader
from etl.importing.source import Source
from etl.ledger import open_ledger
from etl.ledger.decisions import decide
from etl.ledger.errors import LedgerUnavailable
from etl.ledger.intake import text_sha256
from etl.ledger.items import Choice
from etl.ledger.published import LedgerReports
from etl.ledger.reports import list_reports, original_file
from etl.ledger.review import open_review
from etl.ledger.schema import decisions, documents
from etl.limits import Limits
from etl.published.errors import PublishFailed
from etl.publishing.build import build
from etl.publishing.publish import PublishedFolder, is_intact
from tests.ledgers import TEXT, ReaderHere, bring
from tests.ready import READY

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("KILLS", "8"))  # `make chaos` asks for more
DOCUMENTS = 8
ENDLESS = 10_000
LONGEST_WAIT = 0.4  # seconds until a kill


def document(number: int) -> bytes:
    return f"{TEXT}其中第{number}批检查企业{number}家次。\n".encode()


def import_all(address: str, first: int = 0, many: int = DOCUMENTS, under_way=None) -> None:
    """Import the documents from `first` on; `under_way` is set once the first is in the ledger."""

    def sources():
        for number in range(first, first + many):
            if under_way and number > first:
                under_way.set()
            yield Source(f"{number}.txt", document(number))

    def corrections(source: Source) -> dict[str, str]:
        year = str(2000 + int(source.name[:-4]) % 90)
        return {"year": year, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}

    list(import_sources(open_ledger(address), sources(), "甲", corrections, ReaderHere()))


def is_whole(ledger) -> list[int]:
    """Check that whatever is in the ledger is there completely; return the reports' numbers."""
    found = list_reports(ledger, all_versions=True)
    for report in found:
        review = open_review(ledger, report.id)
        assert text_sha256(review.text) == report.sha256
        assert original_file(ledger, report.id)[1].decode() == review.text
        assert review.items and report.figures
        assert report.reviewed == sum(item.status == "reviewed" for item in review.items)
    with ledger.reading() as connection:
        assert len(connection.execute(select(documents.c.sha256)).all()) == len(found)
        if ledger.is_sqlite:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    return [report.id for report in found]


def decide_once(ledger, report: int) -> None:
    review = open_review(ledger, report)
    item = next(i for i in review.items if i.status != "rejected")
    label = {"label": f"第{review.revision + 1}次看过"}  # more often than there are figures
    decide(ledger, report, [Choice("edit", item.key, label)], "甲", review.revision)


def decided(ledger) -> int:
    """How many decisions of a person there are; those that a newer version took over are none."""
    with ledger.reading() as connection:
        taken = select(decisions.c.revision).where(decisions.c.action == "edit")
        return len(connection.execute(taken).all())


@pytest.fixture(autouse=True)
def environment(data_folder, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(data_folder.data))
    for name in ("DATABASE_URL", "LEDGER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def sqlite(tmp_path):
    return str(tmp_path / "ledger" / "ledger.sqlite")


def test_an_import_killed_at_any_moment_leaves_whole_documents_and_all_decisions(sqlite, capsys):
    import_all(sqlite)
    ledger, dice = open_ledger(sqlite), random.Random(7)
    while_killed = 0
    for kill in range(1, KILLS + 1):
        before = len(list_reports(ledger, all_versions=True))
        # More documents than can be done before the kill: each falls into the work, wherever that is.
        under_way = READY.Event()
        victim = READY.Process(target=import_all, args=(sqlite, kill * ENDLESS, ENDLESS, under_way))
        victim.start()
        while kill % 2 and not under_way.wait(1):
            assert victim.is_alive()
        time.sleep(dice.uniform(0, LONGEST_WAIT))
        victim.kill()
        victim.join()
        assert victim.exitcode == -signal.SIGKILL
        while_killed += len(list_reports(ledger, all_versions=True)) - before
        decide_once(ledger, dice.randrange(1, DOCUMENTS + 1))
    found = is_whole(ledger)
    kept = decided(ledger)
    assert kept == KILLS
    import_all(sqlite, (KILLS + 1) * ENDLESS)
    assert len(is_whole(ledger)) == len(found) + DOCUMENTS
    assert while_killed >= KILLS // 2
    with capsys.disabled():
        print(f"\n{KILLS} kills of the import survived, {while_killed} documents imported by those killed,")
        print(f"each of them whole; {kept} of {KILLS} decisions kept")


def test_no_reader_outlives_an_import_that_was_killed():
    def hold(pipe) -> None:
        with IsolatedReader(Limits()) as reader:
            reader.read(TEXT.encode(), "r.txt")
            pipe.send(reader._process.pid)
            time.sleep(600)

    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    victim = context.Process(target=hold, args=(there,))
    victim.start()
    reader = here.recv()
    assert _alive(reader)
    victim.kill()
    victim.join()
    for _ in range(200):
        if not _alive(reader):
            return
        time.sleep(0.05)
    pytest.fail("the reading process is still there ten seconds after its importer was killed")


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def under_limit(limit: int, address: str, pipe) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        import_all(address, 100)
        pipe.send("done")
    except LedgerUnavailable as error:
        pipe.send(str(error))


@pytest.mark.parametrize("beyond", [0, 5_000, 40_000, 200_000])
def test_a_ledger_that_cannot_grow_says_so_and_loses_nothing(sqlite, beyond):
    import_all(sqlite)
    ledger = open_ledger(sqlite)
    decide_once(ledger, 1)
    size = max(Path(sqlite + tail).stat().st_size for tail in ("", "-wal"))
    here, there = READY.Pipe()
    victim = READY.Process(target=under_limit, args=(size + beyond, sqlite, there))
    victim.start()
    said = here.recv()
    victim.join()
    assert "磁盘" in said and sqlite in said and "已保存的决定都在" in said
    assert len(is_whole(ledger)) >= DOCUMENTS
    assert open_review(ledger, 1).report.reviewed == 1
    import_all(sqlite, 100)
    assert len(is_whole(ledger)) == 2 * DOCUMENTS


def test_a_full_disk_refuses_the_decision_and_keeps_the_earlier_ones(small_disk):
    ledger = open_ledger(str(small_disk / "ledger.sqlite"))
    report = bring(ledger).id
    decide_once(ledger, report)
    free = os.statvfs(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(free.f_bavail * free.f_bsize))
    with pytest.raises(LedgerUnavailable, match="磁盘"):
        for _ in range(200):
            decide_once(ledger, bring(ledger, TEXT + os.urandom(20_000).hex()).id)
    kept = open_review(ledger, report).decisions
    assert len(kept) >= 1
    ballast.unlink()
    decide_once(ledger, report)
    assert open_review(ledger, report).decisions[: len(kept)] == kept
    is_whole(ledger)


def test_an_import_goes_on_after_the_database_was_lost(postgres):
    ledger = open_ledger(postgres.new_database())

    def sources():
        for number in range(4):
            if number == 2:
                postgres.stop()
            yield Source(f"{number}.txt", document(number))

    with pytest.raises(LedgerUnavailable, match="已保存的决定都在"):
        list(import_sources(ledger, sources(), "甲", {}, ReaderHere()))
    postgres.start()
    assert len(is_whole(ledger)) == 2
    again = (Source(f"{number}.txt", document(number)) for number in range(4))
    results = [outcome.result for outcome in import_sources(ledger, again, "甲", {}, ReaderHere())]
    assert results == ["known", "known", "new_version", "new_version"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT, signal.SIGKILL])
def test_a_decision_is_taken_wholly_or_not_at_all_when_the_database_goes(postgres, how):
    ledger = open_ledger(postgres.new_database())
    report = bring(ledger).id
    decide_once(ledger, report)
    with pytest.raises(LedgerUnavailable), ledger.writing() as connection:
        connection.execute(text("UPDATE reports SET revision = 77"))
        postgres.stop(how)
        connection.execute(text("SELECT 1"))
    with pytest.raises(LedgerUnavailable, match="连不上"):
        decide_once(ledger, report)
    postgres.start()
    assert open_review(ledger, report).revision == 1
    decide_once(ledger, report)
    assert [d.revision for d in open_review(ledger, report).decisions] == [1, 2]


def test_a_build_that_loses_the_database_leaves_the_last_version_in_service(
    postgres, data_folder, monkeypatch
):
    ledger = open_ledger(postgres.new_database())
    for number in range(3):
        year = str(2020 + number)
        bring(ledger, document(number).decode(), year=year, period_start=f"{year}-01-01",
              period_end=f"{year}-12-31")  # fmt: skip
    first = build(data_folder.folders, ledger=ledger).version
    figures = LedgerReports._figures

    def lost_midway(self, report, *rest):
        if report.known["year"] == 2021:
            postgres.stop()
        return figures(self, report, *rest)

    monkeypatch.setattr(LedgerReports, "_figures", lost_midway)
    with pytest.raises(LedgerUnavailable):
        build(data_folder.folders, ledger=ledger, unreviewed=True)
    monkeypatch.undo()
    postgres.start()
    published = PublishedFolder(data_folder.folders.published)
    assert published.current() == first and is_intact(first)
    assert build(data_folder.folders, ledger=ledger, unreviewed=True).reports == 3


def test_a_damaged_published_file_is_made_anew_from_the_ledger(data_folder, sqlite):
    ledger = open_ledger(sqlite)
    report = bring(ledger).id
    decide_once(ledger, report)
    version = build(data_folder.folders, ledger=ledger).version
    content = bytearray(version.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    version.write_bytes(content)
    anew = build(data_folder.folders, ledger=ledger).version
    assert anew != version and is_intact(anew)
    with duckdb.connect(str(anew), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM figure").fetchone() == (1,)


def build_of(folders, address, pipe) -> None:
    try:
        build(folders, ledger=open_ledger(address), unreviewed=True)
        pipe.send("built")
    except PublishFailed as error:
        pipe.send(str(error))


def test_of_builds_at_once_with_a_reviewer_at_work_every_one_ends_well(data_folder, sqlite):
    ledger = open_ledger(sqlite)
    report = bring(ledger).id
    here, there = READY.Pipe()
    builders = [READY.Process(target=build_of, args=(data_folder.folders, sqlite, there)) for _ in range(3)]
    for builder in builders:
        builder.start()
    for _ in range(5):
        decide_once(ledger, report)
    said = [here.recv() for _ in builders]
    for builder in builders:
        builder.join()
    assert all(words == "built" or "另一个构建正在进行" in words for words in said), said
    assert "built" in said
    build(data_folder.folders, ledger=ledger)
    current = PublishedFolder(data_folder.folders.published).current()
    with duckdb.connect(str(current), read_only=True) as connection:
        reviewed = connection.execute("SELECT label FROM figure WHERE status = 'reviewed'").fetchall()
    assert reviewed == [("第5次看过",)]


def test_a_clock_that_goes_back_changes_no_order(sqlite, monkeypatch):
    ledger = open_ledger(sqlite)
    clock = iter(f"20{99 - n}-01-01T00:00:00+00:00" for n in range(90))
    for module in ("decisions", "intake", "reports"):
        monkeypatch.setattr(f"etl.ledger.{module}.now", lambda: next(clock))
    old, new = bring(ledger), bring(ledger, TEXT.replace("120家次", "125家次"))
    assert old.imported_at > new.imported_at
    assert [report.id for report in list_reports(ledger)] == [new.id]
    item = next(i for i in open_review(ledger, new.id).items if i.status == "extracted")
    for revision, label in enumerate(("甲说", "乙说", "丙说")):
        decide(ledger, new.id, [Choice("edit", item.key, {"label": label})], label[0], revision)
    review = open_review(ledger, new.id)
    assert next(i for i in review.items if i.key == item.key).fields["label"] == "丙说"
    assert [d.who for d in review.decisions] == ["甲", "乙", "丙"]


def test_the_folder_of_an_import_may_be_read_again_and_again(sqlite, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(document(number))
    for _ in range(2):
        sources = (s for s in sources_below([str(tmp_path)]) if s.name.endswith(".txt"))
        list(import_sources(open_ledger(sqlite), sources, "甲", {}, ReaderHere()))
    assert len(is_whole(open_ledger(sqlite))) == 3
