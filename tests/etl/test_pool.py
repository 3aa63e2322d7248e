"""Documents one by one or in processes: which there are, what each gave, what kills only one."""

import os
import sys
import time
from pathlib import Path

import pytest

from etl.limits import Limits
from etl.pool import Order, Outcome, documents_below, extracted, outcomes_of
from tests.rules import ENGINE

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
    (told,) = extracted(ENGINE, Order(str(path))).records
    (known,) = extracted(ENGINE, Order(str(path), known={"period_end": "2024-09-30"})).records
    assert (told["period_end"], known["period_end"]) == ("2024-12-31", "2024-09-30")


def test_an_unreadable_document_is_its_own_trouble(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xff\xff\xfe\x00")
    outcome = extracted(ENGINE, Order(str(path)))
    assert outcome.records == []
    assert str(path) in outcome.trouble
    assert "\n" not in outcome.trouble


def test_a_bug_on_one_document_names_it_and_the_place(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("etl.engine.engine.identify", lambda rules, document: 1 // 0)
    trouble = extracted(ENGINE, Order(str(path))).trouble
    assert str(path) in trouble
    assert "ZeroDivisionError" in trouble
    assert "test_pool.py" in trouble


def test_a_document_that_takes_too_long_is_named_with_the_limit():
    def waits(engine, order):
        return time.sleep(60) if order.path == "slow" else Outcome(order.path)

    outcomes = list(outcomes_of([Order("slow"), Order("a")], ENGINE, limits=Limits(seconds=1), task=waits))
    assert [outcome.path for outcome in outcomes] == ["slow", "a"]
    assert "slow：读取超过 1 秒" in outcomes[0].trouble and not outcomes[1].trouble


def test_processes_give_what_one_process_gives(tmp_path):
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(TEXT.replace("452", str(number + 1)), encoding="utf-8")
    orders = [Order(path) for path, _ in documents_below([str(tmp_path)])]
    alone, together = list(outcomes_of(orders, ENGINE)), list(outcomes_of(orders, ENGINE, jobs=2))
    assert alone == together
    assert len(alone) == 20
    assert all(outcome.records for outcome in alone)


def test_standard_input_without_words_is_named(monkeypatch, tmp_path):
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    with empty.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        (outcome,) = outcomes_of([Order("-")], ENGINE)
    assert "标准输入" in outcome.trouble


def test_a_folder_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    def walk(path, onerror):
        onerror(OSError(13, "Permission denied", str(Path(path) / "locked")))
        return iter([(str(path), [], ["a.txt"])])

    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(os, "walk", walk)
    found = list(documents_below([str(tmp_path)]))
    assert found[0] == (str(tmp_path / "a.txt"), "")
    assert "locked" in found[1][1]


@pytest.fixture
def odd_folder(tmp_path):
    """A folder with what is no file of its own: links, a pipe, names that are no UTF-8 or no single line."""
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "secret.txt").write_text(TEXT.replace("452", "999"), encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    (folder / "two\nlines\u202e.txt").write_text(TEXT.replace("452", "453"), encoding="utf-8")
    with open(os.fsencode(folder) + b"/" + "执法报告.txt".encode("gbk"), "w", encoding="utf-8") as stream:
        stream.write(TEXT.replace("452", "454"))
    (folder / "linked.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    (folder / "nowhere.txt").symlink_to(outside / "gone")
    (folder / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    return folder


def test_links_and_pipes_in_a_folder_are_named_and_never_read(odd_folder):
    orders, troubles = [], []
    for path, trouble in documents_below([str(odd_folder)]):
        troubles.append(trouble) if trouble else orders.append(Order(path))
    assert [trouble.split("folder/")[1].split("：")[0] for trouble in troubles] == [
        "device.txt", "linked", "linked.txt", "nowhere.txt", "pipe.txt",
    ]  # fmt: skip
    assert all("链接" in trouble or "管道" in trouble for trouble in troubles)
    values = sorted(record["value"] for outcome in outcomes_of(orders, ENGINE) for record in outcome.records)
    assert values == ["452", "453", "454"] or values == [452, 453, 454]


def test_a_name_is_one_readable_line_whatever_its_bytes(odd_folder):
    outcomes = list(
        outcomes_of(
            [Order(path) for path, trouble in documents_below([str(odd_folder)]) if not trouble], ENGINE
        )
    )
    names = [outcome.path.rsplit("/", 1)[1] for outcome in outcomes]
    assert sorted(names) == ["good.txt", "two\ufffdlines\ufffd.txt", "执法报告.txt"]
    assert all(record["document"] == outcome.path for outcome in outcomes for record in outcome.records)


def test_a_link_that_is_named_outright_is_followed(odd_folder):
    assert list(documents_below([str(odd_folder / "linked.txt")])) == [(str(odd_folder / "linked.txt"), "")]


@pytest.mark.parametrize("given", ["pipe.txt", "device.txt", "/dev/zero", "nowhere.txt", "x" * 5000])
def test_what_is_no_file_is_named_and_not_waited_for(odd_folder, given):
    ((_, trouble),) = documents_below([str(odd_folder / given)])
    assert "普通文件" in trouble or "没有这个文件" in trouble or "打不开" in trouble
    assert "\n" not in trouble
