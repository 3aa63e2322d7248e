"""Which part of a page is the article: the smallest element that holds nearly all that is not links."""

import re

from lxml import html

from etl.engine.reading.chrome import drop_chrome

_DROPPED = (
    "script",
    "style",
    "noscript",
    "iframe",
    "template",
    "svg",
    "select",
    "button",
    "textarea",
    "object",
    "embed",
    "nav",
    "video",
    "audio",
    "canvas",
    "head",
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BODY_MARKS = re.compile(
    r"TRS_|UCAP-CONTENT|zoom|article[-_]?(?:content|body|con|text|detail|main)|news[-_]?(?:content|con|text|detail)"
    r"|content[-_]?(?:text|body|main|detail)|con[-_]?text|wzzw|zhengwen|xxgk[-_]?(?:content|con)|view[-_]?(?:content|con)"
    r"|pages[-_]content|ewb-article|bt-content|detail[-_]?(?:content|con|text)|info[-_]?(?:content|con)|text[-_]?con"
    r"|editor|vsb_content|mainText|js_content|^(?:content|article|detail)$",
    re.IGNORECASE,
)
_SHARE = 0.9  # of the page's text, for an element without a telling name
_MARKED_SHARE = 0.5  # for one whose name says that it is the article
_DIGIT = re.compile(r"\d")


def drop_furniture(root: html.HtmlElement) -> None:
    """Take out what is never content: scripts, forms' controls, navigation, hidden elements, page chrome."""
    for element in list(root.iter()):
        if element is root or not isinstance(element.tag, str):
            continue
        if element.tag in _DROPPED or _HIDDEN.search(element.get("style", "")):
            element.drop_tree()
    drop_chrome(root)


def article_of(root: html.HtmlElement) -> html.HtmlElement:
    """The element to read; the whole body where nothing smaller holds nearly everything.

    No numeral in a table cell is ever left outside: a line of footer too much is the lesser evil.
    """
    body = root.find("body")
    body = root if body is None else body
    weights = _weights(body)
    text, numerals = weights[body]
    best = node = body
    while node is not None and text and node.tag not in ("table", "tbody", "tr"):
        share = _MARKED_SHARE if _is_marked(node) else _SHARE
        if weights[node][0] >= share * text:
            best = node
        node = next((child for child in node if _holds(weights.get(child), text, numerals)), None)
    return best


def _holds(weight: tuple[int, int] | None, text: int, numerals: int) -> bool:
    return weight is not None and weight[1] == numerals and weight[0] >= _MARKED_SHARE * text


def _is_marked(element: html.HtmlElement) -> bool:
    return any(_BODY_MARKS.search(element.get(name, "")) for name in ("id", "class"))


def _within(order: list[html.HtmlElement], tags: tuple[str, ...]) -> set[html.HtmlElement]:
    """The elements of these tags and all that stand in them; parents come first in `order`."""
    found: set[html.HtmlElement] = set()
    for element in order:
        if element.tag in tags or element.getparent() in found:
            found.add(element)
    return found


def _weights(body: html.HtmlElement) -> dict[html.HtmlElement, tuple[int, int]]:
    """For each element: characters outside links below it, and pieces with numerals in table cells."""
    order = [element for element in body.iter() if isinstance(element.tag, str)]
    in_link, in_cell = _within(order, ("a",)), _within(order, ("td", "th"))
    weights: dict[html.HtmlElement, tuple[int, int]] = {}
    for element in reversed(order):  # children before parents
        own = [element.text or ""] + [child.tail or "" for child in element]
        below = [weights.get(child, (0, 0)) for child in element]
        text = 0 if element in in_link else sum(len(piece.strip()) for piece in own)
        numerals = sum(bool(_DIGIT.search(piece)) for piece in own) if element in in_cell else 0
        weights[element] = text + sum(w[0] for w in below), numerals + sum(w[1] for w in below)
    return weights
