"""The first lines of a document: what a web page prints around its article, told from the article."""

import re
from dataclasses import dataclass, field
from datetime import date

from etl.engine.dates import parse_date
from etl.engine.initials import searched

LINES = 40  # a page's furniture and the title stand within these
LONGEST_NAME = 40  # characters of an agency's name
SOURCES = 3  # of those a page names
LABELLED = 160  # characters; a longer line is running text, whatever it begins with

_CHROME = re.compile(
    r"^(?:今天是|您?(?:当前|现在|所在|的){0,4}位置|首页|返回|分享|打印|关闭|收藏|\[?字[体号]|【?字|浏览|访问|点击|扫一扫|登录|无障碍"
    r"|繁体|简体|站内搜索|网站地图|版权所有|主办|承办|上一[篇条页]|下一[篇条页]|责任编辑|Copyright|附件)"
    r"|^[>›»＞]"
)
_CHROME_INSIDE = searched(r"[>›»＞].{0,99}[>›»＞]|ICP备|公网安备|网站标识码|登录.{0,6}注册|智能问答|今天是")
_LABEL = r"(?:^|[|\s　]|(?<=[0-9:：]))"
_VALUE = r"\s{0,9}\|?\s{0,9}[:：]?\s{0,9}\|?\s{0,9}"
_TITLE = re.compile(
    rf"{_LABEL}(?:标\s{{0,9}}题|(?:信息)?名\s{{0,9}}称)(?:\s{{0,9}}\|\s{{0,9}}|\s{{0,9}}[:：]\s{{0,9}}\|?\s{{0,9}}|\s{{1,9}})"
    r"([^|\n]{6,80}?)(?=\s{0,9}(?:文\s{0,9}号|索\s{0,9}引|发文|发布|公开|主题|分类|[|\n]|$))"
)
_BY = searched(
    rf"{_LABEL}(?:发布(?:机构|单位|机关|部门)|发文机[关构]|发文单位|公开主体|责任单位|制发机关|(?:填报|报送|编制|公开|报告)(?:单位|机关)|单位名称)"
    rf"{_VALUE}([一-鿿（）()]{{3,40}})"
)
_FROM = re.compile(
    rf"{_LABEL}(?:(?:文章|信息|稿件)?来\s{{0,9}}源|来源单位|稿源|(?:作者|供稿|撰稿|报送|提供)(?:单位)?|信息提供|发布)\s{{0,9}}[:：|]"
    rf"{_VALUE}([一-鿿（）()]{{3,40}})"
)
# What no line that _BY or _FROM finds anything in does without
_OFFICE_WORD = re.compile("[机单部体]")
_COLON = re.compile("[:：|]")
_CRUMBS = re.compile(r"[>›»＞].{0,99}[>›»＞]|位置")
_SITE = re.compile("(?:^|[|：:]|访问)([一-鿿]{4,30}(?:局|厅|委员会|支队|总队))(?=$|[|]|今天|网站|门户|官网)")
_BY_ALONE = re.compile(r"^[•·\-|]*(?:发布机构|发布单位|发文机[关构]|公开主体)[:：|]*$")
_CENTURY = re.compile("19|20")  # in each date
_ON = re.compile(rf"(?:日期|时间){_VALUE}((?:19|20)[0-9]{{2}}[-年/.].{{4,9}})")
_LONE_DATE = re.compile(r"^[^0-9]{0,8}((?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?)")
# … 2024-06-12 09:30 来源:县交通运输局, within a long line
_BEFORE_SOURCE = re.compile(
    r"((?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?)\s?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s?"
    r"(?:(?:文章|信息|稿件)?来源|作者|浏览|点击|字号|发布[人者])\s?[:：]"
)
_DAY_FIRST = re.compile(r"^\s{0,9}([0-3]?[0-9])\.([01]?[0-9])\.(20[0-9]{2})(?![0-9.])")  # 17.07.2015 12:19
_YEAR_ALONE = re.compile(r"20[0-9]{2}")
_LABELLED = re.compile(
    r"^[|\-•\s]*(?:索引号|信息索引号|标题|发布|发文|成文|公文|生成|更新|公开|主题|体裁|组配|信息来源|文章来源|来源|文号|备注|有效性"
    r"|日期|时间|名称|作者|关键词)[^。]{0,12}[:：|]|^\|"
    r"|^(?:信息)?索引号|^(?:组配|主题|体裁)分类|^发[布文](?:日期|时间|机[构关])|^公开方式"
)
ONCE = 8  # characters that a title which is printed twice has at least
_TWICE = re.compile(rf"(.{{{ONCE},80}}?)[|｜—-]?\1\|?")


@dataclass(slots=True)
class PageHead:
    """The lines of the head without the furniture, and what the furniture says."""

    lines: list[str] = field(default_factory=list)  # without spaces
    title: str = ""
    publisher: str = ""
    sources: list[str] = field(default_factory=list)  # who wrote or sent in the text, as the page says
    crumbs: str = ""  # the path of columns to the page
    published: date | None = None


def clean(line: str) -> str:
    """The line without its spaces (标 题); a title that a page prints twice on it is one."""
    line = "".join(line.split())
    again = len(line) <= LABELLED and line.find(line[:ONCE], ONCE) > 0
    return twice[1] if again and (twice := _TWICE.fullmatch(line)) else line


def is_chrome(line: str) -> bool:
    """Whether a line, without its spaces, is of the page and not of the report (今天是…, 首页>政务公开)."""
    return len(line) <= LABELLED and bool(_CHROME.match(line) or _CHROME_INSIDE.search(line))


def read_head(head: str) -> PageHead:
    """Part the furniture of a page from its lines; dates printed as today's are nobody's."""
    found = PageHead()
    label_alone = False
    for raw in head.split("\n", LINES * 2)[: LINES * 2]:
        line = clean(raw)
        if label_alone and line and not found.publisher:
            found.publisher = line if len(line) <= LONGEST_NAME else ""
            label_alone = False
        elif _BY_ALONE.match(line):
            label_alone = True
        elif len(line) > LABELLED:
            if found.published is None and (on := _BEFORE_SOURCE.search(raw, 0, LABELLED)):
                found.published = parse_date(on[1])  # of a page whose lines are one
            found.lines.append(line)
        elif is_chrome(line):
            _take_furniture(raw, line, found)
        elif line:
            _take_labels(raw, line, found)
            if not _LABELLED.match(line):
                _append(line, found.lines)
    return found


def _take_furniture(raw: str, line: str, found: PageHead) -> None:
    _take_sources(raw, found)
    _take_date(raw, line, found)
    if not found.crumbs and _CRUMBS.search(line):
        found.crumbs = line
    elif len(found.sources) < SOURCES and (site := _SITE.search(line)):
        found.sources.append(site[1])  # 无障碍|云岭市水利局|今天是星期三


def _append(line: str, lines: list[str]) -> None:
    if lines and line[0] == "年" and _YEAR_ALONE.fullmatch(lines[-1]):
        lines[-1] += line  # broken around its number
    else:
        lines.append(line)


def _take_labels(raw: str, line: str, found: PageHead) -> None:
    if not found.title and ("标" in line or "名" in line) and (title := _TITLE.search(raw)):
        found.title = clean(title[1])
    if not found.publisher and _OFFICE_WORD.search(raw) and (by := _BY.search(raw)):
        found.publisher = clean(by[1])
    _take_sources(raw, found)
    _take_date(raw, line, found)


def _take_sources(raw: str, found: PageHead) -> None:
    """Who sent the text in; of 作者:法制科 信息来源:市水利局 both."""
    if _COLON.search(raw):
        found.sources += [clean(source[1]) for source in _FROM.finditer(raw)][: SOURCES - len(found.sources)]


def _take_date(raw: str, line: str, found: PageHead) -> None:
    """The date of publication, which often shares its line with the number of visits (浏览次数)."""
    if found.published is not None or not _CENTURY.search(line):
        return
    if on := _ON.search(line) or (None if is_chrome(line) else _LONE_DATE.match(line)):
        found.published = parse_date(on[1])
    elif on := _DAY_FIRST.match(raw):
        found.published = parse_date(f"{on[3]}-{on[2]}-{on[1]}")
