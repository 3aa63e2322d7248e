"""Documents one by one or in processes: which there are, what each gave, what kills only one."""

import os
import sys
from pathlib import Path

import pytest

from etl import pool as batch
from etl.pool import Order, Outcome, documents_below, run, run_all

TEXT = "云岭市应急管理局2024年度行政执法工作报告\n全年检查企业452家次。\n"


def test_folders_are_read_recursively_in_a_stable_order_without_hidden_files_and_the_list(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/1.docx", ".hidden", "reports.csv", "a/.x/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [os.path.relpath(path, tmp_path) for path, _ in documents_below([str(tmp_path)])]
    assert found == ["b.txt", "a/1.docx", "a/2.txt"]


def test_a_file_named_outright_is_taken_whatever_its_name(tmp_path):
    (tmp_path / "reports.csv").write_text("x", encoding="utf-8")
    assert list(documents_below([str(tmp_path / "reports.csv"), "-"])) == [
        (str(tmp_path / "reports.csv"), ""),
        ("-", ""),
    ]


def test_a_missing_path_and_an_empty_folder_are_named(tmp_path):
    (tmp_path / "empty").mkdir()
    troubles = [
        trouble for _, trouble in documents_below([str(tmp_path / "no.txt"), str(tmp_path / "empty")])
    ]
    assert "no.txt" in troubles[0]
    assert "empty" in troubles[1]


def test_the_context_of_the_text_gives_way_to_what_is_known(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (told,) = run(Order(str(path))).records
    (known,) = run(Order(str(path), known={"period_end": "2024-09-30"})).records
    assert (told["period_end"], known["period_end"]) == ("2024-12-31", "2024-09-30")


def test_an_unreadable_document_is_its_own_trouble(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xff\xff\xfe\x00")
    outcome = run(Order(str(path)))
    assert outcome.records == []
    assert str(path) in outcome.trouble
    assert "\n" not in outcome.trouble


def test_a_bug_on_one_document_names_it_and_the_place(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("etl.engine.identify.identify.identify", lambda document: 1 // 0)
    trouble = run(Order(str(path))).trouble
    assert str(path) in trouble
    assert "ZeroDivisionError" in trouble
    assert "test_pool.py" in trouble


def fragile(order: Order) -> Outcome:
    """Stands in for `run`: one document kills its process."""
    if order.path == "deadly":
        os.kill(os.getpid(), 9)
    return Outcome(order.path)


@pytest.mark.parametrize("at", [0, 20, 39])
def test_a_killed_process_costs_only_the_document_that_killed_it(monkeypatch, at):
    monkeypatch.setattr(batch, "run", fragile)
    monkeypatch.setattr(batch, "CHUNK", 4)
    orders = [Order("deadly" if number == at else str(number)) for number in range(40)]
    # The processes are spawned and import this module: hand them the stand-in itself.
    monkeypatch.setattr(batch, "_run_chunk", fragile_chunk)
    outcomes = list(run_all(orders, jobs=2))
    assert [outcome.path for outcome in outcomes] == [order.path for order in orders]
    assert [outcome.path for outcome in outcomes if outcome.trouble] == ["deadly"]


def fragile_chunk(chunk: list[Order]) -> list[Outcome]:
    return [fragile(order) for order in chunk]


def test_processes_give_what_one_process_gives(tmp_path):
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(TEXT.replace("452", str(number + 1)), encoding="utf-8")
    orders = [Order(path) for path, _ in documents_below([str(tmp_path)])]
    alone, together = list(run_all(orders)), list(run_all(orders, jobs=2))
    assert alone == together
    assert len(alone) == 20
    assert all(outcome.records for outcome in alone)


def test_standard_input_without_words_is_named(monkeypatch, tmp_path):
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    with empty.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert "标准输入" in run(Order("-")).trouble


def test_a_folder_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    def walk(path, onerror):
        onerror(OSError(13, "Permission denied", str(Path(path) / "locked")))
        return iter([(str(path), [], ["a.txt"])])

    monkeypatch.setattr(os, "walk", walk)
    found = list(documents_below([str(tmp_path)]))
    assert found[0] == (str(tmp_path / "a.txt"), "")
    assert "locked" in found[1][1]
