"""From data/ and the documents at hand to the published file: what it holds, and when it is made anew."""

import argparse
import shutil
from decimal import Decimal

import duckdb
import pytest
from openpyxl import Workbook

from etl.cli.build import run_build
from etl.engine.errors import InvalidData
from etl.published.database import Writer
from etl.published.errors import PublishFailed
from etl.publishing import documents
from etl.publishing.build import Folders, build
from etl.publishing.documents import read_cached
from etl.publishing.hashes import file_sha256
from etl.publishing.publish import PublishedFolder, checksum_file

pytestmark = pytest.mark.slow

# The command without options.
PLAIN = argparse.Namespace(
    preview=False, unreviewed=False, without_ledger=False, by="", title="", lake=None, guessed=False
)
TEXT = "一、检查执法\n全年检查企业120家次，查处7件。其中重大隐患3项！\n二、其他"


@pytest.fixture
def reviewed(data_folder):
    """One reviewed report with its document, one reviewed excerpt without."""
    data_folder.add_report("yunling-2024", text=TEXT)
    data_folder.add_figures(
        "yunling-2024",
        {"start": str(TEXT.index("120")), "section": "一"},
        {"start": str(TEXT.index("7件")), "printed": "7件", "value": "7", "indicator": "penalties"},
    )
    data_folder.add_report("qinghe-2023", agency="云岭市青禾区应急管理局", extent="excerpt")
    data_folder.add_figures("qinghe-2023", {"printed": "1.3万余条", "value": "13000", "approx": "at_least"})
    return data_folder


def ask(version, sql, *parameters):
    with duckdb.connect(str(version), read_only=True) as connection:
        return connection.execute(sql, parameters).fetchall()


def test_reviewed_figures_are_published_with_their_sentences(reviewed):
    result = build(reviewed.folders)
    rows = ask(
        result.version,
        "SELECT printed, value, sentence, start_offset - sentence_start, year, status FROM figure"
        " WHERE report_id = 'yunling-2024' ORDER BY ordinal",
    )
    sentence = "全年检查企业120家次，查处7件。"
    assert rows == [
        ("120家次", Decimal(120), sentence, sentence.index("120"), 2024, "reviewed"),
        ("7件", Decimal(7), sentence, sentence.index("7件"), 2024, "reviewed"),
    ]


def test_what_a_reader_could_not_read_is_said_whenever_its_document_is_published(reviewed):
    book = Workbook()
    book.active.append(["检查（次）", "=1+1"])
    book.save(reviewed.reports / "qinghe.xlsx")
    reviewed.add_report("qinghe-2022", document="qinghe.xlsx", year="2022", period_start="2022-01-01",
                        period_end="2022-12-31")  # fmt: skip
    assert any("qinghe.xlsx" in each and "公式" in each for each in build(reviewed.folders).warnings)
    (reviewed.data / "stamp.txt").write_text("试用数据\n")
    again = build(reviewed.folders)
    assert again.read == [] and any("qinghe.xlsx" in each for each in again.warnings)


def test_a_report_without_its_document_is_published_without_sentences(reviewed):
    version = build(reviewed.folders).version
    assert ask(
        version, "SELECT sentence, start_offset, value FROM figure WHERE report_id = 'qinghe-2023'"
    ) == [("", None, Decimal(13000))]
    assert ask(version, "SELECT report_id, has_document FROM report ORDER BY 1") == [
        ("qinghe-2023", False),
        ("yunling-2024", True),
    ]


def test_agencies_indicators_and_a_description_are_published(reviewed):
    version = build(reviewed.folders).version
    assert ask(version, "SELECT count(*) FROM agency") == [(2,)]
    assert ask(version, "SELECT count(*) FROM indicator") == [
        (len(list(reviewed.data.glob("indicators/*.yml"))),)
    ]
    (name,) = ask(version, "SELECT name_zh FROM indicator WHERE id = 'penalties'")
    assert name == ("行政处罚案件数",)
    meta = dict(ask(version, "FROM meta"))
    assert version.stem.endswith(meta["content_hash"][:12])
    assert meta["figure_count"] == "3"


def test_figures_lie_in_the_order_of_indicator_year_and_agency(reviewed):
    version = build(reviewed.folders).version
    stored = ask(version, "SELECT indicator, year, agency FROM figure")
    assert stored == sorted(stored)


def test_a_figure_of_another_year_belongs_to_that_year(reviewed):
    reviewed.add_figures(
        "qinghe-2023",
        {"printed": "9件", "value": "9", "period_start": "2022-01-01", "period_end": "2022-12-31"},
    )
    version = build(reviewed.folders).version
    assert ask(version, "SELECT year FROM figure WHERE report_id = 'qinghe-2023'") == [(2022,)]


def test_what_the_data_want_said_of_them_is_published_and_makes_another_version(reviewed):
    before = build(reviewed.folders).version
    (reviewed.data / "stamp.txt").write_text("试用数据\n", encoding="utf-8")
    after = build(reviewed.folders).version
    assert after != before
    assert ask(after, "SELECT value FROM meta WHERE key = 'stamp'") == [("试用数据",)]
    (reviewed.data / "stamp.txt").write_text("一\n二\n", encoding="utf-8")
    with pytest.raises(InvalidData, match="应是一行"):
        build(reviewed.folders)


def test_building_again_with_nothing_changed_does_nothing(reviewed):
    first = build(reviewed.folders)
    written = first.version.stat().st_mtime_ns
    again = build(reviewed.folders)
    assert again.unchanged
    assert again.version == first.version
    assert first.version.stat().st_mtime_ns == written
    assert len(list(reviewed.folders.published.glob("*.duckdb"))) == 1


def test_same_inputs_give_the_same_hash_in_another_folder(reviewed, tmp_path_factory):
    first = build(reviewed.folders).version
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(reviewed.data, elsewhere / "d")
    shutil.copytree(reviewed.reports, elsewhere / "r")
    second = build(Folders(elsewhere / "d", elsewhere / "r", elsewhere / "p")).version
    assert second.name == first.name
    tables = ("agency", "report", "indicator", "figure", "headline", "quality_check")
    for table in tables:
        assert ask(first, f"FROM {table}") == ask(second, f"FROM {table}"), table


def test_a_corrected_figure_makes_a_new_version_and_keeps_the_links_of_the_others(reviewed):
    links = "SELECT printed, figure_id FROM figure ORDER BY 1"
    first = build(reviewed.folders).version
    before = dict(ask(first, links))
    reviewed.add_figures("yunling-2024", {"start": str(TEXT.index("120")), "indicator": ""})
    second = build(reviewed.folders).version
    after = dict(ask(second, links))
    assert second != first
    assert after == {printed: before[printed] for printed in ("120家次", "1.3万余条")}


def test_figure_ids_are_unique_and_exact_in_javascript(data_folder):
    data_folder.add_report("a-2024")
    data_folder.add_figures("a-2024", {"period_start": "2024-01-01", "period_end": "2024-12-31"}, {})
    ids = [row[0] for row in ask(build(data_folder.folders).version, "SELECT figure_id FROM figure")]
    assert len(set(ids)) == 2
    assert all(0 <= figure_id < 2**53 for figure_id in ids)


def test_a_report_with_a_document_and_no_reviewed_figures_is_extracted(data_folder):
    text = "2024年，云岭市应急管理局共检查企业120家次，作出行政处罚7件。"
    data_folder.add_report("yunling-2024", text=text)
    version = build(data_folder.folders).version
    found = ask(version, "SELECT printed, status, sentence, start_offset FROM figure ORDER BY start_offset")
    assert [row[0] for row in found] == ["120家次", "7件"]
    assert {row[1] for row in found} == {"extracted"}
    assert all(text[start:].startswith(printed) for printed, _, _, start in found)
    assert all(printed in sentence for printed, _, sentence, _ in found)


def test_what_extraction_finds_besides_is_not_added_to_reviewed_figures(reviewed):
    version = build(reviewed.folders).version
    assert ask(version, "SELECT count(*) FROM figure WHERE printed = '3项'") == [(0,)]


def test_a_changed_report_is_read_again_alone_and_each_result_parsed_once(data_folder, monkeypatch):
    parsed = []
    monkeypatch.setattr(documents, "read_cached", lambda path: parsed.append(path) or read_cached(path))
    for name in ("a-2024", "b-2024", "c-2024"):
        data_folder.add_report(name, text=f"{name} 检查企业120家次。")
    assert build(data_folder.folders).read == ["a-2024", "b-2024", "c-2024"]
    data_folder.add_report("b-2024", text="检查企业130家次。")
    result = build(data_folder.folders)
    assert result.read == ["b-2024"]
    assert len(parsed) == 3 + 3
    values = ask(result.version, "SELECT DISTINCT value FROM figure ORDER BY 1")
    assert values == [(Decimal(120),), (Decimal(130),)]


def test_what_is_known_of_a_report_is_part_of_what_is_extracted(data_folder):
    data_folder.add_report("a-2024", text="检查企业120家次。")
    data_folder.add_report("b-2024", text="检查企业150家次。")
    build(data_folder.folders)
    data_folder.add_report("b-2024", text="检查企业150家次。", agency="云岭市青禾区应急管理局")
    assert build(data_folder.folders).read == ["b-2024"]


def test_a_damaged_cache_is_read_anew(data_folder):
    data_folder.add_report("a-2024", text="检查企业120家次。")
    build(data_folder.folders)
    (kept,) = PublishedFolder(data_folder.folders.published).cache.glob("*/*.json")
    kept.write_text("{")
    data_folder.add_report("b-2024")
    data_folder.add_figures("b-2024", {})
    assert build(data_folder.folders).read == ["a-2024"]


def test_many_documents_are_read_in_several_processes_with_the_same_result(data_folder, monkeypatch):
    for number in range(5):
        data_folder.add_report(f"r{number}-2024", text=f"检查企业{number}20家次。")
    first = build(data_folder.folders).version
    alone = ask(first, "FROM figure")
    monkeypatch.setattr("etl.publishing.documents.WORTH_A_POOL", 2)
    shutil.rmtree(data_folder.folders.published)
    result = build(data_folder.folders)
    assert sorted(result.read) == [f"r{number}-2024" for number in range(5)]
    assert ask(result.version, "FROM figure") == alone


def test_an_unreadable_document_is_named_and_its_reviewed_figures_stay(reviewed, capsys, monkeypatch):
    (reviewed.reports / "yunling-2024.pdf").write_bytes(b"%PDF-1.7 cut short")
    broken = reviewed.reports / "yunling-2024.pdf"
    reviewed.add_report("yunling-2024", document=broken.name, sha256=file_sha256(broken))
    (reviewed.reports / "yunling-2024.txt").unlink()
    for name, path in vars(reviewed.folders).items():
        monkeypatch.setenv(f"{name.upper()}_DIR", str(path))
    assert run_build(PLAIN) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if str(broken) in line and line.startswith("注意：")] == said[:1]
    assert "1 处需要注意" in said[1]
    version = PublishedFolder(reviewed.folders.published).current()
    assert ask(version, "SELECT printed, sentence FROM figure WHERE indicator = 'penalties'") == [("7件", "")]
    assert ask(version, "SELECT has_document FROM report WHERE report_id = 'yunling-2024'") == [(False,)]


def test_a_report_that_nobody_has_read_is_not_published_as_silent(reviewed):
    reviewed.add_report("unread-2024")
    result = build(reviewed.folders)
    assert [w for w in result.warnings if "unread-2024" in w and "未发布" in w]
    assert ask(result.version, "SELECT count(*) FROM report WHERE report_id = 'unread-2024'") == [(0,)]


def test_a_report_reviewed_and_found_empty_is_published_as_read(reviewed):
    reviewed.add_report("silent-2024")
    reviewed.add_figures("silent-2024")
    version = build(reviewed.folders).version
    assert ask(version, "SELECT count(*) FROM report WHERE report_id = 'silent-2024'") == [(1,)]


def test_a_document_that_no_report_names_is_mentioned(reviewed):
    (reviewed.reports / "stranger.docx").write_bytes(b"x")
    assert [w for w in build(reviewed.folders).warnings if "stranger.docx" in w and "登记" in w]


def test_another_document_than_the_registered_one_stops_the_build(reviewed):
    before = build(reviewed.folders).version
    (reviewed.reports / "yunling-2024.txt").write_text(TEXT + "补充", encoding="utf-8")
    with pytest.raises(InvalidData) as raised:
        build(reviewed.folders)
    said = str(raised.value)
    assert "reports.csv 第 2 行" in said
    assert "SHA-256 应为 " in said and "实为 " in said
    assert PublishedFolder(reviewed.folders.published).current() == before


def test_a_figure_that_its_document_has_not_there_stops_the_build(reviewed):
    reviewed.add_figures("yunling-2024", {"start": "2"}, {"printed": "7件", "value": "7", "start": "4000"})
    with pytest.raises(InvalidData) as raised:
        build(reviewed.folders)
    said = str(raised.value)
    assert "figures/yunling-2024.csv 第 2 行：位置 2 处应为“120家次”，文件中是“检查执法\n”" in said
    assert f"figures/yunling-2024.csv 第 3 行：end=4002 超出文件长度 {len(TEXT)}" in said


def test_the_command_prints_every_mistake_and_fails(reviewed, capsys, monkeypatch):
    for name, path in vars(reviewed.folders).items():
        monkeypatch.setenv(f"{name.upper()}_DIR", str(path))
    reviewed.add_figures("qinghe-2023", {"value": "1"}, {"value": "2"})
    assert run_build(PLAIN) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "第 2 行" in said.err and "第 3 行" in said.err


def test_data_that_changes_during_the_build_is_not_published_under_the_wrong_hash(reviewed, monkeypatch):
    honest = Writer.finish_figures

    def edit_meanwhile(writer):
        honest(writer)
        reviewed.add_figures("qinghe-2023", {})

    monkeypatch.setattr(Writer, "finish_figures", edit_meanwhile)
    with pytest.raises(PublishFailed, match="构建期间"):
        build(reviewed.folders)
    monkeypatch.undo()
    assert not build(reviewed.folders).unchanged


def test_a_damaged_published_file_is_built_anew_under_another_name(reviewed):
    first = build(reviewed.folders).version
    raw = bytearray(first.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    first.write_bytes(raw)
    second = build(reviewed.folders)
    assert not second.unchanged
    assert second.version != first  # a dashboard may hold the damaged one open under its name
    assert ask(second.version, "SELECT count(*) FROM figure") == [(3,)]
    assert not first.exists() and not checksum_file(first).exists()
    assert build(reviewed.folders).unchanged


@pytest.mark.parametrize("pointer", [None, "", "nowhere.duckdb\n", "../outside.duckdb\n", b"\xff\xfe"])
def test_a_lost_or_wrong_pointer_is_set_again_without_building(reviewed, pointer):
    first = build(reviewed.folders).version
    current = reviewed.folders.published / "current"
    if pointer is None:
        current.unlink()
    else:
        current.write_bytes(pointer if isinstance(pointer, bytes) else pointer.encode())
    assert build(reviewed.folders).version == first
    assert current.read_text(encoding="utf-8") == f"{first.name}\n"


def test_going_back_to_earlier_data_puts_the_earlier_version_into_service(reviewed):
    first = build(reviewed.folders).version
    reviewed.add_report("late-2024")
    reviewed.add_figures("late-2024", {})
    second = build(reviewed.folders).version
    reviewed.report_rows.pop()
    reviewed.write_lists()
    (reviewed.data / "figures/late-2024.csv").unlink()
    assert build(reviewed.folders).version == first != second


@pytest.mark.parametrize("name", ["DATA_DIR", "REPORTS_DIR"])
def test_a_misspelt_folder_is_said_and_nothing_is_published(reviewed, capsys, monkeypatch, name):
    for folder, path in vars(reviewed.folders).items():
        monkeypatch.setenv(f"{folder.upper()}_DIR", str(path))
    monkeypatch.setenv(name, str(reviewed.data / "tpyo"))
    assert run_build(PLAIN) == 1
    assert f"环境变量 {name} 指的文件夹" in capsys.readouterr().err
    assert not reviewed.folders.published.exists()


def test_a_fault_of_a_reader_names_the_document(reviewed, monkeypatch):
    def stumble(path):
        raise ZeroDivisionError

    monkeypatch.setattr("etl.engine.reading.read_document", stumble)
    with pytest.raises(ZeroDivisionError) as raised:
        build(reviewed.folders)
    assert str(reviewed.reports / "yunling-2024.txt") in raised.value.__notes__[0]
