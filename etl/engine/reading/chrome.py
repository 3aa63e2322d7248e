"""Page chrome that sites set around and into their articles: lists of links, counters, the way here."""

import re
from dataclasses import dataclass

from lxml import html

_LINE = re.compile(
    r"^[\s【\[·]{0,9}(?:上|下)一?(?:篇|条|页)[\s】\]]{0,9}[:：]|扫一扫.{0,8}(?:手机|打开|查看|分享)"
    r"|ICP备|公网安备|网站标识码|版权所有|Copyright|建议使用.{0,30}(?:浏览器|分辨率)"
    r"|^[\s【\[(（]{0,9}(?:浏览|点击|阅读|访问|下载)(?:次数|量|数|率)?[\s】]{0,9}[:：]"
    r"|^(?:分享(?:到|至|本)|【?(?:打印|关闭|收藏|字体|字号))|^您?(?:当前|现在)?(?:所在|的){0,4}位置\s{0,9}[:：]"
    r"|已?下载\s{0,9}(?:次数\s{0,9}[:：]?)?\s{0,9}\d{1,9}\s{0,9}次|^(?:访问|浏览)(?:量|总量|人次)",
    re.IGNORECASE,
)
_LINE_LIMIT = 160  # characters; a longer block has content beside the chrome
_LIST_HEADING = re.compile(
    r"^\s*(?:相关(?:信息|链接|阅读|文章|新闻|文件|解读|稿件|报道|内容)|热[点门]|推荐|延伸阅读|排行|最新|点击排行)"
)
_HEADING_LIMIT = 12
_SIDE = re.compile(
    r"(?:^|[-_ ])(?:foot|footer|copyright|bread(?:crumb)?s?|crumbs?|share|sidebar|related|hot|ewm|qrcode|"
    r"xgwz|xglj|xgxx|page_?turn|prev_?next|weather)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SIDE_SHARE = 0.4  # of the page's text; a larger part is no side matter
_BOX = re.compile(r"索\s*引\s*号")
_BOX_LIMIT = 700  # characters of the box of formal data that heads a page of 政府信息公开
_BLOCKS = frozenset(("p", "div", "li", "td", "span", "h3", "h4", "h5", "dd", "dt", "center"))
_LIST_ITEMS = 3
_BESIDE_LINKS = 14  # characters of an item of a list of links outside the link: a date


@dataclass(slots=True)
class _Sizes:
    """Characters below an element, in all and in links."""

    text: int = 0
    links: int = 0


def drop_chrome(root: html.HtmlElement) -> None:
    """Take the chrome out of a page; the text that follows a piece of it stays."""
    order = [element for element in root.iter() if isinstance(element.tag, str)]
    sizes = _sizes(order)
    gone: set[html.HtmlElement] = set()
    for element in order:
        if element in gone or element.getparent() in gone:
            gone.add(element)
        elif element is not root and _is_chrome(element, sizes, sizes[root].text):
            gone.add(element)
            element.drop_tree()
        elif element.tag in _BLOCKS and _heads_list(element, sizes):
            gone |= {element, element.getnext()}
            element.getnext().drop_tree()
            element.drop_tree()


def _sizes(order: list[html.HtmlElement]) -> dict[html.HtmlElement, _Sizes]:
    sizes = {element: _Sizes() for element in order}
    for element in reversed(order):  # children before parents
        size = sizes[element]
        size.text += len(element.text or "")
        size.links = size.text if element.tag == "a" else size.links
        parent = sizes.get(element.getparent())
        if parent:
            parent.text += size.text + len(element.tail or "")
            parent.links += size.links
    return sizes


def _is_chrome(element: html.HtmlElement, sizes: dict[html.HtmlElement, _Sizes], whole: int) -> bool:
    size = sizes[element].text
    if element.tag in _BLOCKS and size <= _LINE_LIMIT and _is_line(element):
        return True
    if element.tag in ("ul", "ol") and _is_link_list(element, sizes):
        return True
    boxed = element.tag in ("table", "div", "ul") and size <= _BOX_LIMIT
    if boxed and _BOX.match(element.text_content().strip()):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return len(names) > 1 and size <= _SIDE_SHARE * whole and bool(_SIDE.search(names))


def _is_line(element: html.HtmlElement) -> bool:
    text = element.text_content().strip()
    return bool(_LINE.search(text)) and "。" not in text and element.find(".//table") is None


def _is_link_list(element: html.HtmlElement, sizes: dict[html.HtmlElement, _Sizes]) -> bool:
    """Three or more links with nothing but dates beside them."""
    items = element.findall("li")
    return len(items) >= _LIST_ITEMS and all(
        sizes[item].links and sizes[item].text - sizes[item].links <= _BESIDE_LINKS for item in items
    )


def _heads_list(element: html.HtmlElement, sizes: dict[html.HtmlElement, _Sizes]) -> bool:
    """热点排行 above a list."""
    if sizes[element].text > _HEADING_LIMIT or not _LIST_HEADING.match(element.text_content().strip()):
        return False
    after = element.getnext()
    return after is not None and after.tag in ("ul", "ol")
