"""The store: which file it opens, when it picks up another, what it refuses, what it says."""

import shutil
import threading

import duckdb
import pandas as pd
import pytest

from dashboard.data import store
from etl.published.schema import VERSION
from tests import stores

FIRST, SECOND = "2026-01-01-aaaaaaaaaaaa", "2026-02-01-bbbbbbbbbbbb"


def figures(value):
    return [{"indicator": "drills", "value": value, "unit": "场"}]


def value_shown(published):
    return float(published.rows("SELECT value FROM headline")[0][0])


def point_to(folder, name):
    (folder / store.POINTER).write_text(name + ".duckdb", encoding="utf-8")


def test_the_file_that_the_pointer_names_is_open(tmp_path):
    published = stores.published(tmp_path, figures(5))
    assert published.name == "2026-01-01-aaaaaaaaaaaa.duckdb"
    assert value_shown(published) == 5
    assert published.notice == ""


def test_a_moved_pointer_is_seen_at_the_next_call_and_the_old_version_still_answers(tmp_path):
    old = stores.published(tmp_path, figures(5), FIRST)
    new = stores.published(tmp_path, figures(8), SECOND)
    assert value_shown(new) == 8
    assert value_shown(old) == 5


def test_opening_twice_attaches_once(tmp_path):
    stores.published(tmp_path, figures(5))
    assert store.open_published(tmp_path) is store.open_published(tmp_path)


def test_no_pointer_means_nothing_is_published_and_says_what_to_run(tmp_path):
    with pytest.raises(store.NoPublishedFile, match="python -m etl build"):
        store.open_published(tmp_path)


def test_a_pointer_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / store.POINTER).write_text("../elsewhere.duckdb", encoding="utf-8")
    with pytest.raises(store.NoPublishedFile, match="只写一个文件名"):
        store.open_published(tmp_path)


@pytest.mark.parametrize("damage", ["missing", "empty", "junk", "cut short"])
def test_a_damaged_file_gives_way_to_the_newest_intact_earlier_one_with_a_notice(tmp_path, damage):
    stores.write(tmp_path / "2025-12-01-cccccccccccc.duckdb", figures(3))
    stores.write(tmp_path / f"{FIRST}.duckdb", figures(5))
    broken = tmp_path / f"{SECOND}.duckdb"
    stores.write(broken, figures(8))
    whole = broken.read_bytes()
    broken.unlink()
    if damage != "missing":
        broken.write_bytes(
            {"empty": b"", "junk": b"junk" * 5000, "cut short": whole[: len(whole) * 2 // 3]}[damage]
        )
    point_to(tmp_path, SECOND)
    published = store.open_published(tmp_path)
    assert value_shown(published) == 5
    assert f"{SECOND}.duckdb" in published.notice
    assert f"{FIRST}.duckdb" in published.notice


def test_when_no_version_is_intact_the_message_names_the_file(tmp_path):
    (tmp_path / f"{FIRST}.duckdb").write_bytes(b"junk" * 5000)
    point_to(tmp_path, FIRST)
    with pytest.raises(store.NoPublishedFile, match=FIRST):
        store.open_published(tmp_path)


def test_damage_met_while_reading_is_named_and_the_next_call_falls_back(tmp_path):
    many = [{"value": n, "year": 2024, "label": f"{n * 7919 % 100003}演练" * 5} for n in range(1, 8000)]
    stores.write(tmp_path / f"{FIRST}.duckdb", figures(5))
    broken = tmp_path / f"{SECOND}.duckdb"
    _write_labels(broken, many)
    point_to(tmp_path, SECOND)
    content = bytearray(broken.read_bytes())
    place = content.index((many[3000]["label"]).encode())
    content[place : place + 6] = b"\xff" * 6
    broken.write_bytes(content)
    published = store.open_published(tmp_path)
    assert published.name == f"{SECOND}.duckdb"
    with pytest.raises(store.CorruptPublishedFile, match=SECOND):
        published.query("SELECT max(label), max(length(label)) FROM figure")
    assert store.open_published(tmp_path).name == f"{FIRST}.duckdb"


def _write_labels(path, rows):
    with duckdb.connect(str(path)) as connection:
        stores.fill(connection)
        connection.register("rows", pd.DataFrame(rows)[["label", "value", "year"]])
        connection.execute("SET force_compression = 'uncompressed'")
        connection.execute("INSERT INTO figure BY NAME SELECT label, value, year FROM rows")


def test_another_schema_version_is_refused_with_both_versions(tmp_path):
    with pytest.raises(store.WrongSchemaVersion, match=f"结构版本为 99，本程序需要 {VERSION}"):
        stores.published(tmp_path, figures(5), meta={"schema_version": "99"})


def test_a_database_of_something_else_is_refused(tmp_path):
    with duckdb.connect(str(tmp_path / f"{FIRST}.duckdb")) as connection:
        connection.execute("CREATE TABLE other (i INTEGER)")
    point_to(tmp_path, FIRST)
    with pytest.raises(store.WrongSchemaVersion, match="未注明"):
        store.open_published(tmp_path)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY figure TO '/tmp/figures.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "SET enable_external_access = true",
        "DELETE FROM figure",
        "CREATE TABLE published.t (i INTEGER)",
    ],
)
def test_nothing_but_reading_the_published_tables_is_possible(tmp_path, sql):
    published = stores.published(tmp_path, figures(5))
    with pytest.raises(duckdb.Error):
        published.query(sql)


def test_threads_ask_at_the_same_time(tmp_path):
    published = stores.published(tmp_path, figures(5))
    found, troubles = [], []

    def ask():
        try:
            found.extend(value_shown(published) for _ in range(20))
        except Exception as trouble:  # noqa: BLE001 - handed to the main thread, which fails on it
            troubles.append(trouble)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert found == [5.0] * 160


def test_a_folder_from_the_environment(tmp_path, monkeypatch):
    stores.published(tmp_path, figures(5))
    monkeypatch.setenv("PUBLISHED_DIR", str(tmp_path))
    assert value_shown(store.open_published()) == 5


def test_an_apostrophe_in_the_path_does_no_harm(tmp_path):
    folder = tmp_path / "it's here"
    folder.mkdir()
    assert value_shown(stores.published(folder, figures(5))) == 5


def test_a_version_removed_from_disk_keeps_answering_until_the_pointer_moves(tmp_path):
    published = stores.published(tmp_path, figures(5), FIRST)
    shutil.move(published.path, tmp_path / "gone")
    assert value_shown(published) == 5
