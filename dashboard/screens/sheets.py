"""Views by their addresses as sheets, without a page: for files made by command, and for standing orders."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from dashboard.address import BadAddress
from dashboard.data.store import Published
from dashboard.office.model import Sheet
from dashboard.screens.agency.sheet import agency_asked, agency_sheet
from dashboard.screens.briefing.content import Content, content_of
from dashboard.screens.briefing.sheet import sheet_of
from dashboard.screens.compare.sheet import compared_asked, sheet_of_comparison
from dashboard.screens.coverage.sheet import coverage_asked
from dashboard.screens.overview_sheet import overview_asked
from dashboard.screens.regions.sheet import regions_asked
from dashboard.screens.theme.asked import THEMES, choice_asked
from dashboard.yearly import MOST_MARKS

OTHERS: dict[str, Callable[[Published, Mapping[str, Sequence[str]], str], Sheet]] = {
    "overview": overview_asked,
    "agency": lambda published, said, link: agency_sheet(*agency_asked(published, said), link),
    "compare": lambda published, said, link: sheet_of_comparison(compared_asked(published, said), link),
    "coverage": coverage_asked,
    "regions": regions_asked,
}
PAGES = (*THEMES, *OTHERS)
LOOKS = ("view", "tab", "order", "alike", "before", "log", "all", "shape")  # of a page, not of what it says


@dataclass(frozen=True)
class Asked:
    """A view by its page (hazards) and what follows the question mark of its address."""

    page: str
    query: str = ""


def sheets_asked(published: Published, views: Sequence[Asked]) -> list[Sheet]:
    """The views as sheets, in their order. Raises BadAddress, which names the view."""
    found = []
    for view in views:
        try:
            found.append(sheet_asked(published, view))
        except BadAddress as trouble:
            raise BadAddress(f"{view.page}{'?' if view.query else ''}{view.query}：{trouble}") from trouble
    return found


def sheet_asked(published: Published, view: Asked) -> Sheet:
    """One view as a sheet. Raises BadAddress."""
    page = view.page.strip("/")
    link = _link(page, view.query.lstrip("?"))
    if page in OTHERS:
        return OTHERS[page](published, _said(view), link)
    return sheet_of(content_asked(published, view), link)


def content_asked(published: Published, view: Asked) -> Content:
    """The content of the briefing of a theme page. Raises BadAddress."""
    page, asked = view.page.strip("/"), _said(view)
    if page not in THEMES:
        raise BadAddress(f"页面“{page}”不能做成幻灯片或文档；可以的有：{'、'.join(PAGES)}")
    choice = choice_asked(published, page, asked)
    if choice.many:
        raise BadAddress(
            f"所选范围内有{choice.count}个机构，一次最多用{MOST_MARKS}个；请选定地区、层级或机构"
        )
    content = content_of(choice, any_year="year" not in asked)
    if content is None:
        raise BadAddress(f"{choice.when}没有“{choice.title}”的数字")
    return content


def _said(view: Asked) -> dict[str, list[str]]:
    said = parse_qs(view.query.lstrip("?"), keep_blank_values=True)
    return {name: values for name, values in said.items() if name not in LOOKS}


def _link(page: str, query: str) -> str:
    public = os.environ.get("PUBLIC_ADDRESS", "").rstrip("/")
    return f"{public}/{page}" + (f"?{query}" if query else "") if public else ""
