"""Title, date, publisher and address of a page, from its meta tags and the line below its heading."""

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree, html

# In order of trust: the names that the state's standard for government sites prescribes come first.
_TITLES = ("ArticleTitle", "og:title", "twitter:title")
_DATES = (
    "PubDate",
    "publishdate",
    "article:published_time",
    "og:published_time",
    "firstpublishedtime",
    "publish_time",
    "createDate",
    "date",
)
_PUBLISHERS = ("ContentSource", "source", "publisher", "SiteName", "og:site_name", "author")
_DATE = re.compile(r"(20\d\d)\s{0,9}[-年/.]\s{0,9}(\d{1,2})\s{0,9}[-月/.]\s{0,9}(\d{1,2})")
_DATE_LINE = re.compile(
    r"(?:发布|公开|发文|成文|生成|更新|公布)?(?:日期|时间)\s{0,9}[:：\]】]\s{0,9}\[?\s{0,9}"
    r"(20\d\d\s{0,9}[-年/.]\s{0,9}\d{1,2}\s{0,9}[-月/.]\s{0,9}\d{1,2})"
)
_PUBLISHER_LINE = re.compile(
    r"(?:来\s{0,9}源|信息来源|发布机构|发布单位|公开主体|责任单位)\s{0,9}[:：\]】]\s{0,9}([^\s|:：，,]{3,40})"
)
_SITE_SUFFIX = re.compile(r"\s{0,9}[-_|—–]{1,9}\s{0,9}[^-_|—–]{2,40}$")
_HEAD_TEXT = 20_000
_PIECES_LIMIT = 2_000
_LONE_DATE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself; empty where it does not."""

    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""


def metadata_of(root: html.HtmlElement) -> PageMetadata:
    """Read the metadata before anything is taken out of the page."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    visible = _visible_text(root)
    canonical = root.find(".//link[@rel='canonical']")
    return PageMetadata(
        title=_title(root, metas),
        published=_date(_first(metas, _DATES)) or _date(_found(_DATE_LINE, visible)) or _lone_date(root),
        publisher=_found(_PUBLISHER_LINE, visible) or _first(metas, _PUBLISHERS),
        url=(canonical.get("href", "") if canonical is not None else "") or metas.get("og:url", ""),
    )


def _title(root: html.HtmlElement, metas: dict[str, str]) -> str:
    stated = _first(metas, _TITLES)
    if stated:
        return _clean(stated)
    headings = [_clean(heading.text_content()) for heading in root.iter("h1")]
    headings = [heading for heading in headings if 6 <= len(heading) <= 100]
    if len(headings) == 1:
        return headings[0]
    element = root.find(".//title")
    title = _clean(element.text_content()) if element is not None else ""
    return _SITE_SUFFIX.sub("", title)


def _visible_text(root: html.HtmlElement) -> str:
    pieces, length = [], 0
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
            text = element.tail if isinstance(element, etree._Element) else None
        else:
            text = f"{element.text or ''} {element.tail or ''}"
        if text and not text.isspace():
            pieces.append(text)
            length += len(text)
        if length > _HEAD_TEXT:
            break
    return " ".join(pieces)


def _lone_date(root: html.HtmlElement) -> str:
    """The date of the first short piece of text that begins with one, as below a heading."""
    for element in islice(root.iter("span", "div", "p", "em", "i", "td", "time", "font"), _PIECES_LIMIT):
        piece = (element.text or "").strip()
        if len(piece) <= _LONE_DATE_LENGTH and _DATE.match(piece):
            return _date(piece)
    return ""


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name.lower()] for name in names if name.lower() in metas), "")


def _found(pattern: re.Pattern, text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _date(text: str) -> str:
    match = _DATE.search(text)
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return ""
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
