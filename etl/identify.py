"""Who reports, what kind of report, for which period: read from a document's head and tail alone."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from etl.dates import YEAR, half_width, parse_date, parse_period, parse_year
from etl.divisions import Division, find_division, search_division
from etl.model import Document, ReportContext
from etl.titles import ORGANISATION, clean, find_title, is_title

HEAD, TAIL = 3000, 600  # characters looked at, however long the document is
SIGNATURE_LINES = 6

# What a title says of the kind; the first match decides.
KINDS = (
    ("disclosure", re.compile(r"信息公开")),
    ("statistics_table", re.compile(r"统计年报|统计年度报告|统计表|执法(?:数据|统计)(?:年报|表|公[开示])")),
    ("rule_of_law", re.compile(r"法治|依法行政")),
    ("bulletin", re.compile(r"通报|季度|[0-9一二三四五六七八九十]\s?月|[上下]半年|假期|期间|节")),
    ("enforcement", re.compile(r"执法")),
)
# What the opening says of it where there is no title; the first words decide.
_OPENINGS = {
    "信息公开": "disclosure",
    "法治政府": "rule_of_law",
    "法治建设": "rule_of_law",
    "行政执法": "enforcement",
}
_OPENING = 800

_PLACE = r"[\u4e00-\u9fff()（）]"
_SHORT_NAME = "(?:[委办镇乡]|街道)(?=关于|[0-9二]|$)"  # 卫健委, 清河街道
_LED_BY = rf"{_PLACE}{{1,24}}?(?:{ORGANISATION}|{_SHORT_NAME})(?:{_PLACE}{{0,8}}?(?:总队|支队|大队|分局))?"
_IN_TITLE = re.compile(rf"^(?:关于)?(?:[0-9〇零一二三四五六七八九]{{4}}年度?)?(?:中共)?({_LED_BY})")
_SIGNATURE = re.compile(rf"(?:^|[（(])({_PLACE}{{2,26}}?(?:{ORGANISATION}|[委办]))(?=$|[）)0-9二])")
_MENTIONED = re.compile(rf"[省市区县旗州盟][\u4e00-\u9fff]{{2,10}}?{ORGANISATION}")
_LEAD_YEAR = re.compile(rf"(?:^|[。\n])\s*({YEAR.pattern})(?:度|末|底)?(?=[，,、以全来我市区县])")
_COMPARED = re.compile(rf"[较比与《〔—-]|.?{YEAR.pattern}(?:同期|相比)")
_HOLIDAY = re.compile(r"春节|元旦|清明|五一|端午|中秋|国庆|假期|期间")
# The level of an agency that gives no place: by 区委、区政府, 全县, or a clause that begins 县水利局.
_SEAT = re.compile(
    r"([省市区县旗州盟])委、?(?:\1人民政府|\1政府)|全([省市区县旗州盟])"
    r"|(?:^|[，,。\n])([省市区县旗州盟])[\u4e00-\u9fff]{1,8}?[局委]"
)
_LEVEL_OF = {
    "省": "province",
    "市": "city",
    "州": "city",
    "盟": "city",
    "区": "district",
    "县": "district",
    "旗": "district",
}


def identify(document: Document) -> ReportContext:
    """Return what the document says of itself; fields that it does not state stay empty.

    The file's own title is believed before the title lines, and these before the signature, the
    publisher and the running text. Only the head and the tail are read.
    """
    head, tail = half_width(document.text[:HEAD]), half_width(document.text[-TAIL:])
    title = half_width(clean(document.title))
    title = title if is_title(title) else find_title(head)
    signer, signed = _signature(tail)
    agency = _agency(title, signer, document.publisher, head)
    year = _year(title, head, signed or parse_date(document.published))
    period = _period(title, head, year)
    division = _division(agency, title, head)
    return ReportContext(
        agency=agency,
        kind=_kind(title, head),
        year=year,
        period_start=period[0].isoformat() if period else "",
        period_end=period[1].isoformat() if period else "",
        level=division.level,
        province=division.province,
        city=division.city,
        district=division.district,
        title=title,
    )


def _kind(title: str, head: str) -> str:
    if title:
        return next((kind for kind, pattern in KINDS if pattern.search(title)), "bulletin")
    opening = head[:_OPENING]
    places = [(opening.find(words), kind) for words, kind in _OPENINGS.items() if words in opening]
    return min(places)[1] if places else "bulletin"


def _signature(tail: str) -> tuple[str, date | None]:
    """The name and the date in the last lines; web pages print a few more below them."""
    signer, signed = "", None
    lines = [clean(line) for line in tail.split("\n") if line.strip()][-SIGNATURE_LINES:]
    for line in lines:
        if len(line) > 60:
            continue
        signed = parse_date(line) or signed
        found = _SIGNATURE.search(line)
        signer = found[1] if found else signer
    return signer, signed


def _agency(title: str, signer: str, publisher: str, head: str) -> str:
    found = _IN_TITLE.match(title)
    named = found[1] if found else ""
    if signer and (not named or signer.endswith(named)):  # 区应急管理局 in the title, in full below it
        return signer
    if named:
        return named
    publisher = clean(publisher)
    return publisher if re.search(rf"{ORGANISATION}$", publisher) else _mentioned(head)


def _mentioned(head: str) -> str:
    """The first agency in the text whose name begins with a known division."""
    for match in _MENTIONED.finditer(head):
        for start in range(max(0, match.start() - 12), match.start()):
            division, length = find_division(head[start : match.end()])
            if division.adcode and start + length >= match.start() + 1:
                return head[start : match.end()]
    return ""


def _year(title: str, head: str, published: date | None) -> int | None:
    span = parse_period(title)
    if span:
        return span[1].year
    lead = _LEAD_YEAR.search(head)
    if lead:
        return parse_year(lead[1])
    if published:  # a report of the past year appears in the first months of the next
        return published.year - 1 if published.month <= 6 else published.year
    # Last, the year named most; not one that another is compared with, nor that of a plan or decree.
    named = [match for match in YEAR.finditer(head) if not _COMPARED.match(head[max(0, match.start() - 1) :])]
    years = Counter(parse_year(match[0]) for match in named)
    return years.most_common(1)[0][0] if years else None


def _period(title: str, head: str, year: int | None) -> tuple[date, date] | None:
    if year is None:
        return None
    days = parse_period(head[:_OPENING], year) if _HOLIDAY.search(title) else None
    return days or parse_period(title, year) or (date(year, 1, 1), date(year, 12, 31))


def _division(agency: str, title: str, head: str) -> Division:
    division, _ = find_division(agency)
    if division.level:
        return replace(division, level="district") if agency.endswith("分局") else division
    if not agency and (named := search_division(title)).level:
        return named
    seat = _SEAT.search(title) or _SEAT.search(head)  # 在区委、区政府的领导下
    level = agency[:1] if agency[:1] in _LEVEL_OF else (seat and next(filter(None, seat.groups()))) or ""
    return Division(level=_LEVEL_OF.get(level, ""))
