"""Damaged and invented files: each becomes a document or is refused, and nothing else ever happens."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.data.printed import parse_printed
from etl.engine.errors import UnreadableDocument
from etl.importing.archive import is_archive, sources_in
from etl.importing.task import read
from etl.limits import Limits
from tests.etl.importing import hostile
from tests.rules import ENGINE

WHOLE = {
    "docx": hostile.docx(),
    "xlsx": hostile.xlsx(),
    "pdf": hostile.pdf(2),
    "html": f"<html><title>通报</title><body><table><tr><td>{hostile.REPORT}</td></tr></table>".encode(),
    "txt": hostile.REPORT.encode(),
    "gbk": hostile.REPORT.encode("gb18030"),
    "utf-16": hostile.REPORT.encode("utf-16"),
    "zip": hostile.packed({"执法/报告.txt": hostile.REPORT, "b.docx": hostile.docx()}),
}
SMALL = Limits(file_bytes=2**20, archive_bytes=2**21)
changes = st.lists(st.tuples(st.integers(0, 2**20), st.binary(max_size=8), st.integers(0, 12)), max_size=6)
few = settings(max_examples=max(20, settings.default.max_examples // 2))


def damaged(data: bytes, harm: list[tuple[int, bytes, int]]) -> bytes:
    """The data with pieces cut out and others put in."""
    for at, piece, cut in harm:
        at %= len(data) + 1
        data = data[:at] + piece + data[at + cut :]
    return data


def is_read_or_refused(data: bytes) -> None:
    try:
        document = read(ENGINE, data, "文件.x", 10**6)["document"]
    except UnreadableDocument as error:
        assert str(error).startswith("文件.x：") and "\n" not in str(error)
        return
    assert document.text.strip()
    document.text.encode()
    assert "\0" not in document.text
    for table in document.tables:
        for cell in table.cells:
            assert document.text[cell.start : cell.end] == cell.text


@few
@given(st.sampled_from(sorted(WHOLE)), changes)
def test_a_damaged_file_is_read_or_refused_by_name(kind, harm):
    is_read_or_refused(damaged(WHOLE[kind], harm))


@few
@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4", b"<html>", b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused_by_name(data, beginning):
    is_read_or_refused(beginning + data)


@few
@given(changes)
def test_a_damaged_archive_gives_files_or_reasons(harm):
    data = damaged(WHOLE["zip"], harm)
    if is_archive(data):
        for source in sources_in(data, "a.zip", SMALL):
            assert source.name.startswith("a.zip")
            assert bool(source.trouble) or len(source.data) <= SMALL.file_bytes


@given(st.text("0123456789０１.．,，零〇一二两三十百千万亿余多近约几半分之点%％件次元-—~至 未无没收到a"))
@example("万" * 500)
@example("1" * 5000)
@example("-" * 500)
def test_any_printed_words_are_a_number_or_refused(printed):
    try:
        low, high = parse_printed(printed)
    except ValueError:
        return
    assert low.is_finite() and (high is None or high.is_finite())
