"""What the last build had is not left out in silence: a ledger that is gone, another one, less in it."""

import argparse
import shutil
import sqlite3
from contextlib import closing

import pytest

from etl.cli.commands import add_commands
from etl.cli.importing import run_import
from etl.ledger import ledger_at_hand, open_ledger
from etl.ledger.backup import back_up
from etl.ledger.connect import close_all
from etl.ledger.decisions import decide
from etl.ledger.errors import LedgerUnavailable
from etl.ledger.items import Choice
from etl.ledger.restore import restore
from etl.ledger.review import open_review
from etl.published.errors import PublishFailed
from etl.publishing.build import build
from etl.publishing.losses import working_ledger
from etl.publishing.publish import PublishedFolder, read_meta
from etl.publishing.versions import prepare, publish
from tests.ledgers import TEXT, bring

pytestmark = pytest.mark.slow


@pytest.fixture
def place(data_folder, tmp_path, monkeypatch):
    """Where the ledger of the environment lies; the folders of a build."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATA_DIR", str(data_folder.data))
    monkeypatch.setenv("PUBLISHED_DIR", str(data_folder.folders.published))
    path = tmp_path / "ledger" / "ledger.sqlite"
    monkeypatch.setenv("LEDGER", str(path))
    yield path
    close_all()


@pytest.fixture
def folders(data_folder, place):
    """A version is in service that was made of a ledger with one report."""
    bring(open_ledger())
    build(data_folder.folders, ledger=ledger_at_hand(), unreviewed=True)
    return data_folder.folders


def move_away(place) -> None:
    close_all()
    shutil.move(place.parent, place.parent.with_name("elsewhere"))


def in_service(folders):
    return PublishedFolder(folders.published).current()


def again(folders, **options):
    return build(folders, ledger=ledger_at_hand(), unreviewed=True, **options)


def test_a_ledger_that_is_gone_is_named_and_nothing_is_published(folders, place):
    before = in_service(folders)
    move_away(place)
    with pytest.raises(PublishFailed) as error:
        again(folders)
    said = str(error.value)
    assert str(place) in said and "1 份报告" in said and "--without-ledger" in said and "\n" not in said
    assert in_service(folders) == before


def test_who_says_so_publishes_without_it_and_is_asked_no_more(folders, place):
    move_away(place)
    assert again(folders, without_ledger=True).figures == 0
    assert again(folders).unchanged


def test_the_preview_shows_what_is_missing_and_publishing_it_takes_a_word(folders, place):
    move_away(place)
    preview = prepare(folders, ledger=ledger_at_hand(), unreviewed=True)
    assert len(preview.losses) == 1 and str(place) in preview.losses[0]
    assert sum(change.removed for change in preview.changes) == 6
    with pytest.raises(PublishFailed, match="没有找到它"):
        publish(folders, preview, "甲")
    assert publish(folders, preview, "甲", without_ledger=True).figures == 0


def test_an_import_makes_no_empty_ledger_where_the_last_build_had_one(folders, place, tmp_path, capsys):
    move_away(place)
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    with pytest.raises(LedgerUnavailable, match="没有另建新的"):
        run_import(parser.parse_args(["import", str(tmp_path / "report.txt")]), {})
    assert not place.exists()
    again(folders, without_ledger=True)
    assert working_ledger().address == str(place)


def test_another_ledger_in_its_place_is_no_substitute(folders, place):
    move_away(place)
    bring(open_ledger(), TEXT.replace("120家次", "125家次"))
    with pytest.raises(PublishFailed, match="不是它（有 1 份报告）"):
        again(folders)


def test_an_empty_ledger_in_its_place_is_no_substitute(folders, place):
    move_away(place)
    open_ledger()
    with pytest.raises(PublishFailed, match="不是它（有 0 份报告）"):
        again(folders)


def test_an_earlier_backup_in_its_place_is_told_by_what_it_lacks(data_folder, place, tmp_path):
    report = bring(open_ledger()).id
    back_up(tmp_path / "backup.sqlite")
    review = open_review(open_ledger(), report)
    key = next(item.key for item in review.items if item.status == "extracted")
    decide(open_ledger(), report, [Choice("accept", key)], "甲", review.revision)
    bring(open_ledger(), TEXT.replace("120家次", "125家次"))
    again(data_folder.folders)
    restore(tmp_path / "backup.sqlite")
    with pytest.raises(PublishFailed, match="少了 1 份报告、1 个决定"):
        again(data_folder.folders)
    assert again(data_folder.folders, without_ledger=True).figures == 6


def test_who_goes_back_to_an_earlier_ledger_is_told_how_much_is_published_and_asked_no_more(
    folders, place, tmp_path
):
    back_up(tmp_path / "backup.sqlite")
    bring(open_ledger(), TEXT.replace("120家次", "125家次"))
    again(folders)
    restore(tmp_path / "backup.sqlite")
    back = again(folders, without_ledger=True)
    assert (back.unchanged, back.reports, back.figures) == (False, 1, 6)  # the version made before
    assert again(folders).unchanged


def test_the_same_ledger_elsewhere_or_with_more_in_it_is_no_loss(folders, place, monkeypatch):
    move_away(place)
    monkeypatch.setenv("LEDGER", str(place.parent.with_name("elsewhere") / place.name))
    bring(open_ledger(), TEXT.replace("120家次", "125家次"))
    assert again(folders).figures == 6


def test_who_never_had_a_ledger_is_asked_nothing(data_folder, place):
    build(data_folder.folders)
    assert not any(key.startswith("ledger") for key in read_meta(in_service(data_folder.folders)))
    assert build(data_folder.folders).unchanged
    assert working_ledger().address == str(place)


def test_no_version_is_made_from_a_ledger_whose_pages_are_damaged(folders, place):
    before = in_service(folders)
    bring(open_ledger(), TEXT.replace("120家次", "125家次"))
    close_all()
    page = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_extractions_report'"
    with closing(sqlite3.connect(place)) as connection:  # an index that no longer says what its table says
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(f"UPDATE sqlite_master SET rootpage = ({page}) WHERE name = 'reports_identity'")
        connection.commit()
    with pytest.raises(LedgerUnavailable, match="已损坏.*restore-ledger"):
        again(folders)
    with pytest.raises(LedgerUnavailable, match="已损坏"):
        prepare(folders, ledger=ledger_at_hand(), unreviewed=True)
    assert in_service(folders) == before


def test_a_damaged_ledger_is_told_though_nothing_else_has_changed(folders, place):
    close_all()
    content = bytearray(place.read_bytes())
    content[-4096:] = bytes(4096)
    place.write_bytes(content)
    with pytest.raises(LedgerUnavailable, match="已损坏.*restore-ledger") as error:
        again(folders)
    assert "已保存的决定都在" not in str(error.value)


def test_no_version_is_made_from_a_text_that_is_not_the_one_imported(folders, place):
    bring(open_ledger(), TEXT.replace("120家次", "125家次"))
    close_all()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE documents SET text = replace(text, '125', '925')")
        connection.commit()
    with pytest.raises(LedgerUnavailable, match="文字与导入时不同"):
        again(folders)
