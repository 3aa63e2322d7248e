"""Files that are out to do harm: each is refused by name with the reason, and the next one is read."""

import gzip
import os
import signal
import zipfile
from pathlib import Path

import pytest

from etl.engine.errors import UnreadableDocument
from etl.importing.archive import is_archive, sources_in
from etl.importing.isolation import IsolatedReader
from etl.limits import MEGABYTE, Limits
from tests.etl.importing import hostile
from tests.etl.importing.hostile import REPORT

pytestmark = pytest.mark.slow

LIMITS = Limits(seconds=20, memory=1024 * MEGABYTE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.fixture(scope="module")
def reader():
    with IsolatedReader(LIMITS) as reader:
        yield reader


REFUSED = {
    "empty.txt": (lambda: b"", "0 字节"),
    "blank.txt": (lambda: b" \n\t\n", "没有文字"),
    "bomb.docx": (hostile.bomb, "压缩炸弹"),
    "lying-bomb.docx": (hostile.lying_bomb, "压缩炸弹|已损坏"),
    "many-entries.docx": (
        lambda: hostile.packed(dict.fromkeys((f"word/{n}" for n in range(6000)), b"")), "压缩炸弹",
    ),
    "entities.docx": (lambda: hostile.docx(doctype=hostile.LAUGHS, inside="&j;"), "XML 实体"),
    "entities.xlsx": (
        lambda: hostile.xlsx('<is><t>&j;</t></is>', doctype=hostile.LAUGHS), "XML 实体",
    ),
    "outside.docx": (
        lambda: hostile.docx(doctype='<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>', inside="&j;"),
        "XML 实体",
    ),
    "macros.docm": (lambda: hostile.docx(**{"word/vbaProject.bin": b"Sub AutoOpen()"}), "含有宏"),
    "macros.xlsx": (lambda: hostile.xlsx(**{"xl/vbaProject.bin": b"Sub Auto_Open()"}), "含有宏"),
    "old.doc": (lambda: _OLE + "WordDocument".encode("utf-16-le"), "旧版 Word"),
    "locked.docx": (lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "nul.txt": (lambda: REPORT.encode() + b"\0" * 10 + REPORT.encode(), "不是可读的文本"),
    "random.txt": (lambda: os.urandom(5000), "不是可读的文本"),
    "program.txt": (lambda: b"\x7fELF" + os.urandom(5000), "不是可读的文本"),
    "picture.pdf": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
    "broken.pdf": (lambda: hostile.pdf(1)[:200], "已损坏|没有文字"),
    "pages.pdf": (lambda: hostile.pdf(601), "超过 600 页"),
    "broken.docx": (lambda: hostile.docx()[:-40], "损坏"),
    "nested.zip": (lambda: hostile.packed({"inner.zip": hostile.packed({"a.txt": REPORT})}), "压缩包"),
    "report.txt.gz": (lambda: gzip.compress(REPORT.encode()), "压缩包"),
    "presentation.pptx": (lambda: hostile.packed({"ppt/presentation.xml": "<p/>"}), "演示文稿"),
    "long.txt": (lambda: (REPORT * 200_000).encode(), "500 万字"),
    "100MB.txt": (lambda: b"120" * (101 * 2**20 // 3), "超过 100 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_name_and_the_reason_and_the_next_is_read(reader, name):
    make, reason = REFUSED[name]
    with pytest.raises(UnreadableDocument, match=reason) as error:
        reader.read(make(), name)
    assert str(error.value).startswith(f"{name}：")
    assert "\n" not in str(error.value)
    assert "120家次" in reader.read(REPORT.encode(), "next.txt")[0].text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("really-text.pdf", REPORT.encode()),
        ("really-word.txt", hostile.docx()),
        ("really-a-page.docx", f"<html><body><p>{REPORT}</p></body></html>".encode()),
        ("traversal/../../../etc/报告.docx", hostile.docx()),
        ("strange-entries.docx", hostile.docx(**{"../../../tmp/owned": b"x", "/etc/owned": b"x"})),
    ],
)
def test_a_wrong_name_does_no_harm_and_the_content_is_read(reader, name, data):
    document, context = reader.read(data, name)
    assert "120家次" in document.text
    assert context.agency == "云岭市应急管理局"


def test_scripts_in_a_page_are_no_text(reader):
    harm = "<script>alert('检查企业999家次')</script><img src=x onerror=alert(1)>"
    page = f"<html><body>{harm}<p>{REPORT}</p></body></html>"
    text = reader.read(page.encode(), "page.html")[0].text
    assert "999" not in text and "alert" not in text and "120家次" in text


def test_markup_in_a_document_stays_text(reader):
    text = reader.read((REPORT + "<script>alert(1)</script>\n").encode(), "r.txt")[0].text
    assert "<script>alert(1)</script>" in text  # as it stands: what shows it must not run it


def test_formulas_are_not_computed_and_give_their_saved_value(reader):
    cell = "<f>HYPERLINK(\"http://example.com\",1)+cmd|' /C calc'!A0</f><v>120</v>"
    assert "120" in reader.read(hostile.xlsx(cell.replace('"', "&quot;")), "f.xlsx")[0].text


def test_a_document_that_never_ends_is_stopped_and_the_next_is_read(reader, monkeypatch):
    deep = b"<html><body>" + b"<table><tr><td>1</td></tr></table>" * 400_000
    monkeypatch.setattr(reader, "limits", Limits(seconds=2))
    with pytest.raises(UnreadableDocument, match="slow.html：读取超过 2 秒"):
        reader.read(deep, "slow.html")
    assert reader.read(REPORT.encode(), "next.txt")[1].year == 2024


def test_a_document_that_eats_memory_is_stopped_and_the_next_is_read(reader, monkeypatch):
    wide = f"<html><body><p>{REPORT}</p>".encode() + b"<b>1</b>" * 8_000_000
    monkeypatch.setattr(reader, "limits", Limits(seconds=60, memory=700 * MEGABYTE))
    with pytest.raises(UnreadableDocument, match="wide.html：.*内存超过上限"):
        reader.read(wide, "wide.html")
    assert reader.read(REPORT.encode(), "next.txt")[1].year == 2024


def test_the_reading_process_may_be_killed_and_another_takes_its_place(reader):
    reader.read(REPORT.encode(), "first.txt")
    reader._process.kill()
    reader._process.wait()
    assert reader.read(REPORT.encode(), "next.txt")[1].year == 2024


def test_a_process_that_has_ended_is_not_ended_by_its_number_when_that_may_be_anothers(reader, monkeypatch):
    ended = []

    def note(group, how):
        ended.append((group, os.waitid(os.P_PID, group, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None))

    monkeypatch.setattr("etl.importing.isolation.os.killpg", note)
    reader.read(REPORT.encode(), "r.txt")
    first = reader._process.pid
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    reader.read(REPORT.encode(), "r.txt")
    assert ended == [(first, True)]  # not cleared away yet: the number was still its own
    monkeypatch.undo()


def test_the_reading_process_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://tests:geheim@db/ledger")
    with IsolatedReader(LIMITS) as reader:
        reader.read(REPORT.encode(), "first.txt")
        environment = Path(f"/proc/{reader._process.pid}/environ").read_bytes()
    assert b"geheim" not in environment


def files_in(data, limits=LIMITS):
    sources = sources_in(data, "a.zip", limits)
    return {source.name: source.trouble or source.data.decode() for source in sources}


def test_links_in_an_archive_are_refused_and_the_rest_is_read():
    found = files_in(hostile.archive_with_link())
    assert "链接" in found["a.zip/链接.txt"] and "已拒绝" in found["a.zip/链接.txt"]
    assert found["a.zip/报告.txt"] == REPORT


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/x", "C:\\x.txt", "..\\..\\x", "a\x07b.txt"])
def test_names_that_lead_out_of_an_archive_are_refused(name):
    found = files_in(hostile.packed({name: "evil", "good.txt": REPORT}))
    assert found.pop("a.zip/good.txt") == REPORT
    (said,) = found.values()
    assert "文件名指到压缩包之外" in said
    assert "\x07" not in said


def test_an_archive_of_many_files_is_refused_whole():
    data = hostile.packed({f"{n}.txt": "" for n in range(LIMITS.archive_entries + 1)})
    assert "超过 2000 个" in files_in(data)["a.zip"]


def test_a_bomb_in_an_archive_is_refused_and_the_rest_is_read():
    found = files_in(hostile.packed({"bomb.txt": bytes(50 * MEGABYTE), "good.txt": REPORT}))
    assert "压缩炸弹" in found["a.zip/bomb.txt"]
    assert found["a.zip/good.txt"] == REPORT


def test_an_archive_may_not_unpack_to_more_than_its_limit():
    incompressible = os.urandom(MEGABYTE)
    data = hostile.packed({f"{n}.bin": incompressible for n in range(4)}, zipfile.ZIP_STORED)
    sources = list(sources_in(data, "a.zip", Limits(archive_bytes=2 * MEGABYTE + 1)))
    assert [bool(source.trouble) for source in sources] == [False, False, True, True]


def test_a_locked_archive_and_a_broken_one_are_refused():
    locked = bytearray(hostile.packed({"x.txt": REPORT}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(signature) + offset] |= 1
    assert "密码" in files_in(bytes(locked))["a.zip/x.txt"]
    assert "已损坏" in files_in(b"PK\x03\x04 cut short")["a.zip"]


def test_names_that_chinese_windows_wrote_are_read():
    assert files_in(hostile.gbk_archive()) == {"a.zip/执法/报告.txt": REPORT}


def test_what_systems_leave_in_archives_is_passed_over():
    data = hostile.packed({"__MACOSX/._r.txt": "x", ".DS_Store": "x", "~$r.docx": "x", "r.txt": REPORT})
    assert list(files_in(data)) == ["a.zip/r.txt"]


def test_word_and_excel_files_are_no_archives_of_files():
    assert not is_archive(hostile.docx()) and not is_archive(hostile.xlsx())
    assert is_archive(hostile.packed({"r.txt": REPORT}))
