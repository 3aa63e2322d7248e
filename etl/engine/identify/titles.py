"""The title of a report among the first lines of its text."""

import re

from etl.engine.dates import YEAR
from etl.engine.identify.divisions import find_division
from etl.engine.identify.names import ORGANISATION
from etl.engine.identify.pagehead import PageHead
from etl.engine.rulebook import Rulebook

TITLE_LINES = 15  # a title stands within the first lines, below what a web page prints above it
TITLE_LENGTH = 80
HEADLINE_LENGTH = 50
HEADLINE_LINES = 5

_END = re.compile(
    r"(?:报告|通报|总结|[年季月旬周]报|情况|公[示告开]|统计|简报|汇报|分析|进展|工作|计划|安排|思路|打算|谋划|展望|要点|表|平稳|数据)"
    r"(?:[(（].{0,30}[)）])?$"
)
_WORD = re.compile(
    r"报告|通报|总结|[年季月旬周]报|公示|公告|简报|汇报|统计|执法|法治|依法行政|信息公开|检查|排查|安全生产|工作|监管情况|复议|应诉"
)
_OTHER = re.compile(
    r"[。；;：:，,！!]$|^[•·●▪◆]|^(?:索引号|来源|发布|字体|浏览|当前位置|首页|现将|附件|目录|各|http)"
    r"|^第?[一二三四五六七八九十]+[、章]|^[(（][一二三四五六七八九十]+[)）]|^[0-9]+[.、]"
)
_SENTENCE = re.compile(r"[。；;：:，,|\[\]]|^(?:根据|按照|为|现将|第)")
_ACTION = re.compile(r"开展|查处|检查|整治|查办|整改|监管|执法|行动|排查|处罚|曝光|严打|打击|治理|护航|通报")
_NEWS = re.compile(
    r"(?!.*(?:[。；;：:，,、]$|来源|作者|发布|记者|字号|首页|专栏|栏目|工作平台|政府网|版[：:]|文章字数))(?!第?[一二三四五六七八九十]+[、章]|[(（]|[0-9]+[.、])"
    r"(?=.*(?:开展|查处|检查|整治|查办|整改|监管|执法|行动|排查|处罚|打击|治理|违法|违规|隐患|形势|安全|案件|罚|追回|追讨|秩序|成效|通报|关闭|取缔))"
    r"(?=(?:.*[\u4e00-\u9fff]){6})[^。|\[\]>]{8,50}"
)
_COLUMN = re.compile(
    "(?:政府)?信息公开(?:专栏|目录)?|政务公开(?:专栏)?|通知公告|工作动态"
)  # no title's first line
_WORKS = re.compile(r"报告|总结|年报|通报|情况")
_RUN_ON = re.compile(
    r"([^，,。；;：:]{8,60}?(?:报告|总结|年报|通报))(?=[\u4e00-\u9fff]{2,24}20[0-9]{2}年|[一1][、.]|20[0-9]{2}年)"
)
_NAMES_ONE = re.compile(rf"{ORGANISATION}|(?<![干内全各支])部(?:通报|公布|发布|关于)")
_OF_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}[省市区县旗州盟][:：]")  # 青禾区：开展检查
_PERIOD_BELOW = re.compile("[(（](?=.*(?:20[0-9]{2}年|[0-9]月|季度|半年))[^()（）]{4,30}[)）]")
_ORGANISATION_ALONE = re.compile(rf"[\u4e00-\u9fff()（）]{{2,30}}{ORGANISATION}(?:党[委组])?$")


def is_title(rules: Rulebook, line: str) -> bool:
    """Whether a line reads as a report's title: it ends like one and names a year, agency or place."""
    return (
        6 <= len(line) <= TITLE_LENGTH
        and not _OTHER.search(line)
        and bool(_END.search(line) and _WORD.search(line))
        and bool(
            YEAR.search(line)
            or _NAMES_ONE.search(line)
            or line.startswith("关于")
            or _begins_with_place(rules, line)
        )
    )


def _begins_with_place(rules: Rulebook, line: str) -> bool:
    return line[0] not in "全各本我" and find_division(rules, line)[1] in range(2, 12)


def find_title(rules: Rulebook, head: PageHead) -> str:
    """Return the title, put together where it runs over two or three lines; empty if there is none."""
    lines = head.lines[:TITLE_LINES]
    if is_title(rules, head.title):
        return head.title
    for at, line in enumerate(lines):
        if is_title(rules, line):
            return _with_line_before(lines, at) + _period_below(lines, at)
        if len(line) > TITLE_LENGTH:
            begun = _RUN_ON.match(line)  # the running text, which may have swallowed the title
            if begun and is_title(rules, begun[1]):
                return begun[1]
            break
        if _COLUMN.fullmatch(line) or any(is_title(rules, further) for further in lines[at + 1 : at + 3]):
            continue  # a title by itself
        for end in (at + 2, at + 3):
            joined = "".join(lines[at:end])
            if is_title(rules, joined) and not any(map(_OTHER.search, lines[at:end])):
                return joined
    return _headline(rules, lines)


def _headline(rules: Rulebook, lines: list[str]) -> str:
    """The heading of a news item: a short line that tells what was done, with the running text below it."""
    for at, line in enumerate(lines[:HEADLINE_LINES]):
        if len(line) > HEADLINE_LENGTH:
            break
        if is_headline(rules, line):
            return line
        below = lines[at + 1 : at + 4]
        if _NEWS.fullmatch(line) and any(len(each) > HEADLINE_LENGTH for each in below):
            return line
    return ""


def is_headline(rules: Rulebook, line: str) -> bool:
    """Whether a line reads as the heading of a news item: a place or agency acts, and no sentence ends."""
    return (
        8 <= len(line) <= HEADLINE_LENGTH
        and not _SENTENCE.search(line)
        and not _OTHER.search(line)
        and bool(_ACTION.search(line) or _WORKS.search(line))
        and bool(_NAMES_ONE.search(line) or YEAR.search(line) or _begins_with_place(rules, line))
        and not _ORGANISATION_ALONE.fullmatch(line)
    )


def _with_line_before(lines: list[str], at: int) -> str:
    """The title line, with the line above it where that gives the agency or the year it lacks."""
    title = lines[at]
    before = lines[at - 1] if at else ""
    lacks_agency = _ORGANISATION_ALONE.fullmatch(before) and not (
        _NAMES_ONE.search(title) or _OF_PLACE.match(title)
    )
    lacks_year = not YEAR.search(title) and len(before) <= 12 and YEAR.search(before)
    return before + title if lacks_agency or lacks_year else title


def _period_below(lines: list[str], at: int) -> str:
    """The line in brackets below a title that gives its months: （2025年1—9月）."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return below if _PERIOD_BELOW.fullmatch(below) else ""
