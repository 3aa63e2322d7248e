"""What a government page is when it is not the document: one that leads on, one that is not there though the
server says 200, one that holds the document as a file or as a picture."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from etl.engine.reading.article import drop_furniture
from etl.fetching.store import FEW

HEAD = 3 * 2**20  # bytes looked at: the rest of so large a page is its article
ATTACHED = (".docx", ".doc", ".wps", ".rtf", ".pdf", ".ofd", ".xlsx", ".xls", ".et", ".odt", ".ods")
MOST_ATTACHED = 20

_GONE = re.compile(
    r"404|页面(?:不存在|没有找到|未找到|找不到|已删除|走丢)|(?:找不到|未找到|没有找到)(?:您|你)?(?:要|所)?"
    r"(?:访问|查找|请求|浏览)?的?(?:页面|网页|文件|内容|信息)|(?:文章|信息|内容|网页)(?:不存在|已删除|已被删除|已下线)"
    r"|您访问的(?:页面|网页|链接|信息|内容)|无法访问(?:此|该)页"
)
_REFRESH = re.compile(
    r"^\s{0,9}(\d{0,5})[\d.]{0,9}\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}['\"]?([^'\"]{1,2000})", re.I
)
_SCRIPTED = re.compile(
    r"(?:location(?:\.href)?\s{0,9}=|location\.(?:replace|assign)\s{0,9}\()\s{0,9}['\"]([^'\"\s]{1,2000})['\"]"
)
_SOON = 10  # seconds: a page that goes on later is itself to be read


@dataclass(frozen=True)
class Page:
    """What an HTML page is. `onward`: the address that it leads to, or ""; `attached`: addresses of files
    that it links; `tables`, `pictures`: how many stand in its article; `text`: characters that one reads."""

    gone: bool
    onward: str
    attached: tuple[str, ...] = ()
    tables: int = 0
    pictures: int = 0
    text: int = 0

    @property
    def notes(self) -> list[str]:
        """What a reader must know of the page, in Chinese."""
        if self.pictures and not self.tables and not self.attached:
            if self.text < FEW:
                return ["正文是图片，没有文字可读；请先做文字识别（OCR）"]
            return [f"正文里有 {self.pictures} 张图片而没有表格；若表在图中，其中的数字读不出，请核对"]
        return []


def page_of(content: bytes, address: str) -> Page:
    """Look at a page. Its links are made whole with its own address."""
    root = _parsed(content)
    if root is None:
        return Page(gone=False, onward="")
    base = root.find(".//base[@href]")
    address = urljoin(address, base.get("href")) if base is not None else address
    scripts = " ".join(script.text or "" for script in root.iter("script"))
    title = " ".join((root.findtext(".//title") or "").split())
    refresh, framed, attached = _refresh(root, address), _framed(root, address), _attached(root, address)
    drop_furniture(root)
    text = " ".join(root.text_content().split())
    short = len(text) < FEW
    return Page(
        gone=short and bool(_GONE.search(title + " " + text)),
        onward=refresh or (short and (framed or _scripted(scripts, address))) or "",
        attached=attached,
        tables=sum(1 for _ in root.iter("table")),
        pictures=sum(1 for _ in root.iter("img")),
        text=len(text),
    )


def _parsed(content: bytes) -> html.HtmlElement | None:
    declared = re.search(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,20})", content[:4096], re.I)
    charset = declared[1].decode("ascii") if declared else "utf-8"
    try:
        text = content[:HEAD].decode(charset, "replace")
    except LookupError:
        text = content[:HEAD].decode("utf-8", "replace")
    text = re.sub(r"^\s{0,99}<\?xml[^>]{0,200}\?>", "", text.lstrip("\ufeff")).replace("\0", "")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _framed(root: html.HtmlElement, address: str) -> str:
    frames = (urljoin(address, frame.get("src", "").strip()) for frame in root.iter("frame", "iframe"))
    return next((target for target in frames if _leads_on(target, address)), "")


def _scripted(scripts: str, address: str) -> str:
    targets = (urljoin(address, target) for target in _SCRIPTED.findall(scripts))
    return next((target for target in targets if _leads_on(target, address)), "")


def _refresh(root: html.HtmlElement, address: str) -> str:
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            found = _REFRESH.match(meta.get("content") or "")
            target = urljoin(address, found[2].strip()) if found else ""
            if found and int(found[1] or 0) <= _SOON and _leads_on(target, address):
                return target
    return ""


def _attached(root: html.HtmlElement, address: str) -> tuple[str, ...]:
    found = []
    for link in root.iter("a"):
        target = urljoin(address, (link.get("href") or "").strip())
        path = urlsplit(target).path.lower()
        named = (link.text_content() or "").strip().lower()
        if (path.endswith(ATTACHED) or named.endswith(ATTACHED)) and _leads_on(target, address):
            found.append(target)
    return tuple(dict.fromkeys(found))[:MOST_ATTACHED]


def _leads_on(target: str, address: str) -> bool:
    return target.startswith(("http://", "https://")) and target != address
