"""Who reports, what kind of report, for which period: read from a document's head and tail alone."""

import re
from dataclasses import replace
from datetime import date

from etl.engine.characters import plain
from etl.engine.dates import half_width, parse_date
from etl.engine.identify.covered import find_period, find_year
from etl.engine.identify.divisions import Division, find_division, search_division
from etl.engine.identify.naming import find_agency, level_first, signature_names
from etl.engine.identify.pagehead import PageHead, clean, is_chrome, read_head
from etl.engine.identify.titles import find_title, is_headline, is_title
from etl.engine.model import Document, ReportContext
from etl.engine.rulebook import Rulebook

HEAD, TAIL = 3000, 600  # characters looked at, however long the document is
SIGNATURE_LINES = 6

# What a title says of the kind; the first match decides.
KINDS = (
    ("disclosure", re.compile(r"信息公开")),
    ("statistics_table", re.compile(r"统计年报|统计年度报告|统计表|执法(?:数据|统计)(?:年报|表|公[开示])")),
    ("rule_of_law", re.compile(r"法治|依法行政")),
    ("bulletin", re.compile(r"通报|季度|[0-9一二三四五六七八九十]\s?月|[上下]半年|假期|期间|节")),
    ("enforcement", re.compile(r"执法.{0,12}(?:报告|总结|情况|公[示开]|统计|年报|数据|分析|工作)")),
)
# What the opening says of it where there is no title; the first words decide.
_OPENINGS = (
    ("disclosure", re.compile(r"信息公开|主动公开(?:方面|情况|[)）。])|依申请公开")),
    ("rule_of_law", re.compile(r"法治政府|法治建设|习近平法治思想|法治工作")),
    ("enforcement", re.compile(r"行政执法(?:工作|总体|基本|数据|情况|统计)")),
)
_OPENING = 800
_NAMED_WORK = re.compile(r"《[^》]{0,60}》")
ANNUAL = frozenset(("disclosure", "statistics_table", "rule_of_law", "enforcement"))

_YEAR_FIRST = re.compile(r"^[0-9]{4}年度?")
_NATIONAL = re.compile(r"国家|国务院|中国|海关总署|[\u4e00-\u9fff]{2,10}(?:部|总局|总署)$")
_GRASSROOTS = re.compile(r"街道|[镇乡](?:人民政府|$)|开发区|高新区|经开区|新区|园区")
# The level of an agency that gives no place: by 区委、区政府, 全县, or a clause that begins 县水利局.
_SEAT = re.compile(
    r"([省市区县旗州盟])委、?(?:\1人民政府|\1政府)|全([省市区县旗州盟])"
    r"|(?:^|[，,。\n])(?!市场|市容|区域)([省市区县旗州盟])[\u4e00-\u9fff]{1,8}?[局委]"
)
_LEVEL_OF = {
    "省": "province",
    "市": "city",
    "州": "city",
    "盟": "city",
    "区": "district",
    "县": "district",
    "旗": "district",
    "自治区": "province",
}


def identify(rules: Rulebook, document: Document) -> ReportContext:
    """Return what the document says of itself; fields that it does not state stay empty.

    The file's own title is believed before the title lines, and these before the signature, the
    publisher and the running text. Only the head and the tail are read.
    """
    text = half_width(plain(document.text[:HEAD]))
    head = read_head(text)
    signers, signed = _signature(half_width(plain(document.text[-TAIL:])))
    title = _title(rules, half_width(clean(plain(document.title))), head)
    body = "\n".join(head.lines)
    agency = find_agency(rules, title, signers, plain(document.publisher) or head.publisher, body)
    kind = _kind(title, agency, body)
    published = parse_date(document.published) or head.published or signed
    year = find_year(title, body, kind in ANNUAL, published)
    period = find_period(title, body, year, kind in ANNUAL, published)
    division = _division(rules, agency, title, body)
    return ReportContext(
        agency=agency,
        kind=kind,
        year=year,
        period_start=period[0].isoformat() if period else "",
        period_end=period[1].isoformat() if period else "",
        level=division.level,
        province=division.province,
        city=division.city,
        district=division.district,
        title=title,
    )


def _title(rules: Rulebook, stated: str, head: PageHead) -> str:
    """The file's own title if it reads as one, else the text's, else a heading like that of a news item."""
    if is_title(rules, stated):
        return stated
    return find_title(rules, head) or (stated if is_headline(rules, stated) else "")


def _kind(title: str, agency: str, head: str) -> str:
    if title:
        work = title.replace(agency, "") if agency else title  # 综合行政执法局2024年工作总结
        return next((kind for kind, pattern in KINDS if pattern.search(work)), "bulletin")
    opening = _NAMED_WORK.sub("", head[:_OPENING])
    places = [(found.start(), kind) for kind, words in _OPENINGS if (found := words.search(opening))]
    return min(places)[1] if places else "bulletin"


def _signature(tail: str) -> tuple[list[str], date | None]:
    """The names and the date in the last lines; web pages print a few more below them."""
    lines = [clean(line) for line in tail.split("\n") if line.strip()][-SIGNATURE_LINES:]
    lines = [line for line in lines if len(line) <= 60 and not is_chrome(line)]
    signed = next(filter(None, map(parse_date, reversed(lines))), None)
    return signature_names(lines), signed


def _place_of(rules: Rulebook, title: str) -> Division:
    """The place that a title without an agency names: 2024年云岭市“五一”假期检查情况."""
    words = _YEAR_FIRST.sub("", title)
    if words and words[0] not in "全各我本":
        division, length = find_division(rules, words)
        if division.level and length <= 6:
            return division
    return search_division(rules, title)


def _division(rules: Rulebook, agency: str, title: str, head: str) -> Division:
    division, _ = find_division(rules, agency)
    if division.level:
        lower = agency.endswith("分局") or _GRASSROOTS.search(agency)
        return replace(division, level="district") if lower else division
    if agency and _NATIONAL.match(agency):
        return Division()
    if _GRASSROOTS.search(agency):
        return Division(level="district")
    if not agency and (named := _place_of(rules, title)).level:
        return named
    seat = _SEAT.search(title) or _SEAT.search(head)  # 在区委、区政府的领导下
    level = level_first(agency) or (seat and next(filter(None, seat.groups()))) or ""
    return Division(level=_LEVEL_OF.get(level, ""))
