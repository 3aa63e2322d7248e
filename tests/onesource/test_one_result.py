"""One document, one result: whatever the format, the same figures, none lost and none made up."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from etl.data.rules import rulebook
from etl.engine import Engine
from etl.engine.model import Document, Figure
from etl.engine.reading import office, read_bytes
from etl.engine.reading.builder import RawCell, TextBuilder
from tests.etl.samplefiles import docx_file, html_page, placed, tabbed_text, xlsx_file
from tests.onesource import drawing
from tests.onesource.documents import Source, sources

ENGINE = Engine(rulebook())
SAMPLES = Path(__file__).parent / "samples"
SOURCES = {source.name: source for source in sources()}
MADE = {
    "txt": lambda source: tabbed_text(flat(source)),
    "html": lambda source: html_page(flat(source)),
    "docx": lambda source: docx_file(flat(source)),
    "xlsx": lambda source: xlsx_file(flat(source)),
    "pdf": drawing.pdf,
    "pdf by character": lambda source: drawing.pdf(source, by_character=True),
    "pdf of filled boxes": lambda source: drawing.pdf(source, filled=True),
    "ofd": drawing.ofd,
}
CONVERTED = (".doc", ".rtf")  # read as what LibreOffice makes of them
# What plain text cannot say: where the merged cells of these forms lay.
UNSAID = {("txt", "statistics"), ("txt", "disclosure"), ("txt", "bulletin"), ("txt", "unruled")}


def flat(source: Source) -> list:
    """Paragraphs as strings and tables as rows."""
    blocks: list = []
    for kind, content, *_ in source.blocks:
        blocks += content if kind in ("columns", "frame") else [content]
    return blocks


@cache
def expected(name: str) -> Counter:
    """The figures of the document itself, without any file."""
    builder = TextBuilder()
    for block in flat(SOURCES[name]):
        if isinstance(block, str):
            builder.paragraph(block)
        else:
            builder.table([RawCell(row, at, text, high, wide) for row, at, high, wide, text in placed(block)])
    return figures(Document(text=builder.text, tables=builder.tables))


def figures(document: Document) -> Counter:
    """How often each figure is there, told apart by all that is compared."""
    found = ENGINE.take(document).figures
    assert all(document.text[figure.start : figure.end] == figure.printed for figure in found)
    return Counter(map(_told, found))


def _told(figure: Figure) -> tuple:
    return figure.printed, figure.value, figure.unit, figure.indicator, figure.measure, figure.scope


def hold(read: Document, name: str) -> None:
    """Nearly every figure alike, and none that the document has not."""
    wanted, found = expected(name), figures(read)
    alike = (wanted & found).total() / wanted.total()
    assert alike >= 0.99, sorted(map(str, wanted - found))[:20]
    assert not found - wanted, sorted(map(str, found - wanted))[:20]


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("format_name", MADE)
def test_a_format_made_from_the_source_gives_its_figures(format_name: str, name: str) -> None:
    data = MADE[format_name](SOURCES[name])
    document = read_bytes(data, f"{name}.{format_name.split()[0]}")
    if (format_name, name) in UNSAID:
        assert expected(name).total() == figures(document).total()
    else:
        hold(document, name)
        assert not document.warnings


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.*.*")), ids=lambda path: path.name)
def test_a_file_that_an_office_program_made_gives_the_figures(path: Path) -> None:
    if path.suffix in CONVERTED and not office.is_installed():
        pytest.skip("system: LibreOffice is not installed, which reads these files")
    hold(read_bytes(path.read_bytes(), path.name), path.name.split(".")[0])


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xls")), ids=lambda path: path.name)
def test_a_table_of_wps_is_the_workbook_of_the_same_container(path: Path) -> None:
    hold(read_bytes(path.read_bytes(), path.with_suffix(".et").name), path.name.split(".")[0])


@pytest.mark.skipif(not office.is_installed(), reason="system: LibreOffice is not installed")
def test_a_text_of_wps_is_the_document_of_the_same_container() -> None:
    hold(read_bytes((SAMPLES / "layout.lo.doc").read_bytes(), "layout.wps"), "layout")
