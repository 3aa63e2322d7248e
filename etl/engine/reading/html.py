"""HTML pages of government sites: the article's text and tables, its title, date and publisher."""

import codecs
import re

from lxml import etree, html

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.article import article_of, drop_furniture
from etl.engine.reading.builder import TextBuilder
from etl.engine.reading.htmltable import holds_data, table_cells
from etl.engine.reading.metadata import metadata_of
from etl.engine.reading.txt import is_text

_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,99}?encoding)"
    rb"\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_-]{2,20})",
    re.IGNORECASE,
)
# Not UTF-16: who can read the claim in single bytes reads no UTF-16. Browsers pass over it, too.
_CHARSETS = frozenset(
    ("utf-8", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950", "ascii", "iso8859-1", "cp1252")
    + ("cp936", "hz", "utf-8-sig")
)
_XML = re.compile(r"<\?xml[^>]{0,999}>")  # of XHTML; lxml takes no text that says how it is encoded
_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8"}
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")


def read_html(data: bytes, path: str) -> Document:
    """The Document of an HTML page; scripts are never run, nothing is fetched."""
    text = _decode(data, path)
    declared = _XML.match(text)
    # Without huge_tree the library cuts pages short at a depth of 256, with it at 2048.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text[declared.end() if declared else 0 :], parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
            raise MemoryError from error
        raise UnreadableDocument(f"{path}：网页里没有内容，请重新保存网页") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument(f"{path}：网页嵌套过深，读不完整，请把正文另存为 txt 或 docx")
    found = metadata_of(root)
    drop_furniture(root)
    builder = TextBuilder()
    article = article_of(root)
    write_blocks(article, builder)
    if found.title and found.title not in builder.text:
        whole = TextBuilder()
        whole.paragraph(found.title)
        write_blocks(article, whole)
        builder = whole
    return Document(
        text=builder.text,
        path=path,
        format="html",
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        url=found.url,
        tables=builder.tables,
    )


def write_blocks(root: html.HtmlElement, builder: TextBuilder) -> None:
    """Write an element's text, a paragraph for each block, without recursion: pages nest without limit."""
    line: list[str] = []

    def flush() -> None:
        builder.paragraph(_tidy("".join(line)))
        line.clear()

    stack: list[tuple[html.HtmlElement, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        block = element.tag in _BLOCKS
        if entering and element.tag == "table" and holds_data(element):
            flush()
            builder.table(table_cells(element))
        elif entering:
            if block:
                flush()
            elif element.tag == "br":
                line.append("\n")
            line.append(_inline(element.text))
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element) if isinstance(child.tag, str))
            continue
        elif block:
            flush()
        if element is not root:
            line.append(_inline(element.tail))
    flush()


def _inline(text: str | None) -> str:
    return _SPACE.sub(" ", text) if text else ""


def _tidy(text: str) -> str:
    return "\n".join(part.strip(" ") for part in text.split("\n"))


def _decode(data: bytes, path: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        stated = _CHARSET.search(data[:8192])
        name = stated[1].decode("ascii").lower() if stated else ""
        encodings = ["utf-8", "gb18030"]
        if name and _known(_ENCODINGS.get(name, name)):
            encodings.insert(0, _ENCODINGS.get(name, name))
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.removeprefix("\ufeff").replace("\x00", "")
    # Pages often carry a broken byte or two; more than a few are another encoding.
    text = data.decode(encodings[0], "replace")
    if text.count("\ufffd") * 1000 < len(text) and is_text(text.replace("\x00", "")):
        return text.replace("\x00", "")
    raise UnreadableDocument(f"{path}：网页的编码认不出，请用浏览器另存为 UTF-8 网页")


def _known(encoding: str) -> bool:
    """True for an encoding of text that pages are written in: a page may also claim hex or rot13."""
    try:
        return codecs.lookup(encoding).name in _CHARSETS
    except LookupError:
        return False
