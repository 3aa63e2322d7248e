"""The folder of published versions: what is in service, what is kept, what a broken state leads to."""

import os
from datetime import date

import duckdb
import pytest

from etl.published.errors import PublishFailed
from etl.publishing.publish import PublishedFolder, checksum_file, is_intact


@pytest.fixture
def published(tmp_path):
    folder = PublishedFolder(tmp_path / "published")
    folder.folder.mkdir()
    return folder


def put(published, content_hash, day=1):
    """Publish a small file as a build does."""
    with published.workshop() as workshop:
        with duckdb.connect(str(workshop / "new.duckdb")) as connection:
            connection.execute("CREATE TABLE t AS SELECT ? AS hash", [content_hash])
        version = published.put(workshop / "new.duckdb", content_hash, date(2026, 1, day))
    published.point_to(version)
    return version


def test_nothing_is_in_service_at_first(published):
    assert published.current() is None


def test_a_version_is_named_by_date_and_hash_and_checked_by_its_checksum(published):
    version = put(published, "0123456789abcdef")
    assert version.name == "2026-01-01-0123456789ab.duckdb"
    assert published.current() == version
    assert is_intact(version)
    assert checksum_file(version).read_text().endswith(f"  {version.name}\n")  # as sha256sum -c reads it


@pytest.mark.parametrize("harm", ["changed byte", "cut short", "no checksum", "empty checksum"])
def test_damage_is_noticed(published, harm):
    version = put(published, "0123456789abcdef")
    raw = bytearray(version.read_bytes())
    if harm == "changed byte":
        raw[5000] ^= 1
        version.write_bytes(raw)
    elif harm == "cut short":
        version.write_bytes(raw[:-1])
    elif harm == "no checksum":
        checksum_file(version).unlink()
    else:
        checksum_file(version).write_text("")
    assert not is_intact(version)
    assert published.intact_version("0123456789abcdef") is None


def test_a_published_file_is_never_overwritten(published):
    first = put(published, "0123456789abcdef")
    before = first.read_bytes()
    second = put(published, "0123456789abcdef")
    assert second.name == "2026-01-01-0123456789ab-2.duckdb"
    assert first.read_bytes() == before
    assert published.intact_version("0123456789abcdef") == second  # the one in service first


def test_the_latest_versions_are_kept_and_the_one_in_service_always(published):
    versions = [put(published, f"{n:012x}", day=n) for n in range(1, 8)]
    for age, version in enumerate(reversed(versions)):
        os.utime(version, (1e9 - age, 1e9 - age))
    published.point_to(versions[0])
    published.prune(keep=3)
    kept = sorted(path.name for path in published.folder.glob("*.duckdb"))
    assert kept == [versions[0].name, versions[5].name, versions[6].name]
    assert len(list(published.folder.glob("*.sha256"))) == 3


def test_a_second_build_is_turned_away_with_the_first_ones_number(published):
    turned_away = pytest.raises(PublishFailed, match=f"另一个构建正在进行（进程 {os.getpid()}，")
    with published.lock(), turned_away, published.lock():
        pass
    with published.lock():
        pass  # free again


def test_leftovers_of_a_killed_build_are_cleared_away(published):
    left = published.folder / ".unfinished-abc"
    left.mkdir()
    (left / "new.duckdb").write_bytes(b"half")
    with published.workshop() as workshop:
        assert not left.exists()
        (workshop / "new.duckdb").write_bytes(b"half")
    assert list(published.folder.iterdir()) == []


def test_an_unfinished_file_is_gone_after_a_failure(published):
    with pytest.raises(RuntimeError), published.workshop() as workshop:
        (workshop / "new.duckdb").write_bytes(b"half")
        raise RuntimeError
    assert list(published.folder.iterdir()) == []
