"""Bringing documents in: files, folders and archives; what is said of each; what is kept."""

import os
import shutil
from contextlib import nullcontext

import pytest
import yaml

from etl.__main__ import main
from etl.engine.errors import InvalidData
from etl.importing import import_sources, outdated, reextract, sources_below, sources_of_upload
from etl.importing.isolation import IsolatedReader
from etl.ledger import open_ledger
from etl.ledger.decisions import decide
from etl.ledger.items import Choice
from etl.ledger.reports import describe, list_reports, original_file
from etl.ledger.review import open_review
from tests.etl.importing import hostile

pytestmark = pytest.mark.slow

TEXT = "云岭市青禾区应急管理局2024年度法治政府建设情况报告\n全年检查企业120家次，罚款3.5万元。\n"


@pytest.fixture(scope="module")
def reader():
    """The process that reads: to start one costs more than what a test imports. `--jobs` starts its own."""
    with IsolatedReader() as reader:
        reader.start()
        yield reader


@pytest.fixture(autouse=True)
def environment(reader, data_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("etl.importing.bring.IsolatedReader", lambda: nullcontext(reader))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("LEDGER", raising=False)
    monkeypatch.setenv("DATA_DIR", str(data_folder.data))
    monkeypatch.setenv("PUBLISHED_DIR", str(tmp_path / "published"))
    monkeypatch.setenv("REPORTS_DIR", str(data_folder.reports))


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def bring(*paths, **corrections):
    sources = sources_below([str(path) for path in paths])
    return list(import_sources(open_ledger(), sources, "甲", corrections))


def test_a_document_brings_its_metadata_and_its_figures(inbox):
    (inbox / "r.txt").write_text(TEXT)
    (outcome,) = bring(inbox / "r.txt")
    assert (outcome.result, outcome.missing) == ("imported", ())
    (report,) = list_reports(open_ledger())
    assert report.id == outcome.report
    assert report.known.items() >= {
        "agency": "云岭市青禾区应急管理局", "adcode": "991203", "district": "青禾区",
        "kind": "rule_of_law", "year": 2024, "trade": "应急管理",
    }.items()  # fmt: skip
    items = open_review(open_ledger(), report.id).items
    assert [i.fields["printed"] for i in items if i.status != "rejected"] == ["120家次", "3.5万元"]
    assert report.imported_by == "甲"


def test_a_document_in_which_no_figure_was_found_says_so_and_what_to_do(inbox):
    (inbox / "空话.txt").write_text(
        "云岭市青禾区应急管理局2024年度法治政府建设情况报告\n各项工作有序推进。\n"
    )
    (outcome,) = bring(inbox / "空话.txt")
    assert outcome.result == "imported"
    assert "没有读到数字" in outcome.message and "空话.txt" in outcome.message


def test_the_same_text_again_is_a_no_op_whatever_the_file(inbox):
    (inbox / "r.txt").write_text(TEXT)
    (inbox / "same.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    first, again = bring(inbox)
    assert (first.result, again.result, again.report) == ("imported", "known", first.report)
    assert "文字相同" in again.message and "same.txt" in again.message
    assert [outcome.result for outcome in bring(inbox)] == ["known", "known"]


def test_a_newer_version_supersedes_and_says_so(inbox):
    (inbox / "1.txt").write_text(TEXT)
    (inbox / "2.txt").write_text(TEXT.replace("120", "125"))
    old, new = bring(inbox)
    assert (new.result, new.supersedes) == ("new_version", old.report)
    assert "第 2 版" in new.message
    assert original_file(open_ledger(), old.report) == ("1.txt", TEXT.encode())


def test_one_refusal_stops_no_other(inbox):
    (inbox / "a.txt").write_bytes(b"")
    (inbox / "b.txt").write_text(TEXT)
    shutil.copy(inbox / "b.txt", inbox / "~$b.txt")
    (inbox / "c.zip").write_bytes(hostile.packed({"好.txt": TEXT + "另\n", "坏.docx": hostile.docx()[:-30]}))
    outcomes = {outcome.name.removeprefix(f"{inbox}/"): outcome for outcome in bring(inbox, inbox / "none")}
    assert {name: outcome.result for name, outcome in outcomes.items()} == {
        "a.txt": "refused", "b.txt": "imported", "c.zip/好.txt": "new_version", "c.zip/坏.docx": "refused",
        "none": "refused",
    }  # fmt: skip
    for name, outcome in outcomes.items():
        assert name in outcome.message


@pytest.mark.parametrize("much", [1, 100_000])
def test_a_fault_in_the_rules_is_told_as_that_and_of_no_document(inbox, data_folder, monkeypatch, much):
    monkeypatch.setattr("etl.importing.bring.IsolatedReader", IsolatedReader)  # one with these rules
    verbs = data_folder.data / "lexicon" / "verbs.yml"
    lists = yaml.safe_load(verbs.read_text(encoding="utf-8"))
    del lists["looking"]
    verbs.write_text(yaml.safe_dump(lists, allow_unicode=True), encoding="utf-8")
    (inbox / "r.txt").write_text(TEXT * much, encoding="utf-8")
    with pytest.raises(InvalidData, match="verbs.yml：缺少词表 looking"):
        bring(inbox)


def test_names_that_are_no_text_and_what_is_no_file_stop_no_other(inbox, tmp_path, capsys):
    (inbox / "first.txt").write_text(TEXT)
    with open(os.fsencode(inbox) + b"/" + "报告.txt".encode("gbk"), "w") as stream:
        stream.write(TEXT + "另\n")
    with open(os.fsencode(inbox) + b"/\xff\xfe.txt", "w") as stream:
        stream.write(TEXT + "又\n")
    (inbox / "two\nlines.txt").write_text(TEXT + "再\n")
    (tmp_path / "outside.txt").write_text(TEXT + "外\n")
    (inbox / "link.txt").symlink_to(tmp_path / "outside.txt")
    os.mkfifo(inbox / "pipe.txt")
    assert main(["import", str(inbox), "--by", "甲"]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err and "1 份新导入，3 份作为新版导入，2 份未能导入" in said.err
    refused = [line for line in said.err.splitlines() if "：" in line and "份" not in line]
    assert [line.rsplit("/", 1)[1].split("：")[0] for line in refused] == ["link.txt", "pipe.txt"]
    kept = {report.file_name for report in list_reports(open_ledger(), all_versions=True)}
    assert kept >= {"first.txt", "报告.txt", "two\ufffdlines.txt"} and len(kept) == 4


def test_corrections_go_over_what_the_document_says(inbox):
    (inbox / "r.txt").write_text(TEXT)
    bring(inbox, agency="云岭市应急管理局", kind="enforcement", extent="excerpt")
    (report,) = list_reports(open_ledger())
    assert (report.known["agency"], report.known["adcode"]) == ("云岭市应急管理局", "991200")
    assert (report.known["kind"], report.known["extent"]) == ("enforcement", "excerpt")
    assert report.report_id == "991200-enforcement-2024"


def test_a_correction_that_cannot_be_is_refused_by_file(inbox):
    (inbox / "r.txt").write_text(TEXT)
    (outcome,) = bring(inbox, published="gestern")
    assert outcome.result == "refused"
    assert "r.txt" in outcome.message and "不是日期" in outcome.message


def test_an_upload_may_be_a_file_or_an_archive():
    archive = hostile.packed({"r.txt": TEXT})
    assert [source.name for source in sources_of_upload("r.txt", TEXT.encode())] == ["r.txt"]
    assert [source.name for source in sources_of_upload("all.zip", archive)] == ["all.zip/r.txt"]


def test_a_document_of_the_nul_kind_is_kept_with_a_sign_in_its_place(inbox):
    (inbox / "r.html").write_text(f"<html><body><p>{TEXT}</p><p>&#0;&#xd800;罚款7元。</p></body></html>")
    (outcome,) = bring(inbox)
    text = open_review(open_ledger(), outcome.report).text
    assert "\0" not in text and text.encode()


def test_figures_can_be_found_anew_and_decisions_stand(inbox):
    (inbox / "r.txt").write_text(TEXT)
    (outcome,) = bring(inbox)
    ledger, report = open_ledger(), outcome.report
    key = open_review(ledger, report).items[0].key
    numeral = next(i for i in open_review(ledger, report).items if i.fields["printed"] == "120家次")
    decide(ledger, report, [Choice("edit", numeral.key, {"label": "我说的"})], "甲", 0)
    assert outdated(ledger, [report]) == []
    describe(ledger, report, {"kind": "enforcement"}, "甲", 1)
    assert list(reextract(ledger, [report], "乙")) == [(report, None)]
    review = open_review(ledger, report)
    assert next(i for i in review.items if i.key == numeral.key).fields["label"] == "我说的"
    assert next(i for i in review.items if i.key == key)
    assert review.report.reviewed == 1


def test_several_processes_do_what_one_does_in_the_same_order(inbox, tmp_path, monkeypatch, capsys):
    for number in range(5):
        (inbox / f"{number}.txt").write_text(TEXT.replace("2024", str(2015 + number)))
    (inbox / "3-again.txt").write_text((inbox / "3.txt").read_text())
    (inbox / "4-newer.txt").write_text((inbox / "4.txt").read_text() + "另罚款1.5万元。\n")
    (inbox / "5.pdf").write_bytes(b"%PDF-1.7 broken")
    said, found = [], []
    for jobs in ("1", "2"):
        monkeypatch.setenv("LEDGER", str(tmp_path / f"ledger-{jobs}.sqlite"))
        assert main(["import", str(inbox), "--jobs", jobs, "--by", "甲"]) == 1
        assert main(["reextract", *[r.report_id for r in list_reports(open_ledger())], "--jobs", jobs]) == 0
        said.append(capsys.readouterr().out)
        reports = list_reports(open_ledger(), all_versions=True)
        found.append([(r.report_id, r.version, r.known, r.figures, r.file_name) for r in reports])
    assert said[0] == said[1] and "第 2 版" in said[0] and "文字相同" in said[0]
    assert found[0] == found[1] and len(found[0]) == 6


def test_the_command_says_what_it_did_and_fails_where_something_was_refused(inbox, capsys):
    (inbox / "r.txt").write_text(TEXT)
    assert main(["import", str(inbox), "--by", "甲", "--title", "改过的标题2024年报告"]) == 0
    said = capsys.readouterr()
    assert "改过的标题2024年报告，2 个数字待核对" in said.out
    assert "1 份新导入" in said.err
    (inbox / "bad.txt").write_bytes(b"")
    assert main(["import", str(inbox)]) == 1
    said = capsys.readouterr()
    assert "bad.txt：文件是空的" in said.err and "1 份早已导入，1 份未能导入" in said.err


def test_the_command_confirms_what_was_guessed_where_it_is_told_to(inbox, capsys):
    (inbox / "r.txt").write_text("云岭市应急管理局河道检查\n发布日期：2025-04-20\n日前，检查河道20处。\n")
    main(["import", str(inbox), "--year", "2025"])
    assert "待确认期间" in capsys.readouterr().out
    (inbox / "r.txt").write_text("云岭市应急管理局河道检查\n发布日期：2025-04-20\n日前，检查河道21处。\n")
    main(["import", str(inbox), "--year", "2025", "--confirm"])
    said = capsys.readouterr()
    assert "待确认" not in said.out and "确认信息后" not in said.err


def test_a_list_of_reports_may_come_with_the_documents(inbox, capsys):
    (inbox / "r.txt").write_text(TEXT)
    (inbox / "reports.csv").write_text("report_id,title,year\nr,清单里的标题2024年报告,2024\n")
    assert main(["import", str(inbox), "--reports", str(inbox / "reports.csv")]) == 0
    assert list_reports(open_ledger())[0].known["title"] == "清单里的标题2024年报告"


def test_the_command_can_find_figures_anew(inbox, capsys):
    (inbox / "r.txt").write_text(TEXT)
    bring(inbox)
    (name,) = [report.report_id for report in list_reports(open_ledger())]
    assert main(["reextract", name]) == 0
    assert "1 份报告的数字已重新找出" in capsys.readouterr().err
    assert main(["reextract", "nothing"]) == 1
    assert "没有报告 nothing" in capsys.readouterr().err
