"""Who reports, what kind of report, for which period: read from a document's head and tail alone."""

import re

from etl.engine.characters import plain
from etl.engine.dates import half_width, parse_date
from etl.engine.identify.addressed import writer_to_all
from etl.engine.identify.candidates import NAMED_IN_PASSING
from etl.engine.identify.covered import find_period, find_year
from etl.engine.identify.divisions import find_division, search_division
from etl.engine.identify.fullname import full_name
from etl.engine.identify.inferred import RENAMED, inferred_agency, since_renamed
from etl.engine.identify.kinds import ANNUAL, find_kind, is_news
from etl.engine.identify.names import NATIONAL, level_first
from etl.engine.identify.naming import READ, Sources, find_agency
from etl.engine.identify.pagehead import PageHead, clean, read_head
from etl.engine.identify.places import division_of, level_of, most_named
from etl.engine.identify.signature import read_signature
from etl.engine.identify.speaker import town_that_opens
from etl.engine.identify.table import Division
from etl.engine.identify.titles import find_title, is_headline, is_title
from etl.engine.identify.unlisted import with_unlisted
from etl.engine.model import Document, ReportContext
from etl.engine.rulebook import Rulebook

HEAD, TAIL = 3000, 600  # characters looked at, however long the document is

_YEAR_FIRST = re.compile(r"^[0-9]{4}年度?")
# How a letter sounds, as some mirrors print behind it: 執(zhí)法.
_SOUNDS = re.compile(r"[(（](?<=[\u4e00-\u9fff][(（])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}[)）]")
# The level of an agency that gives no place: by 区委、区政府, 全县, or a clause that begins 县水利局.
_SEAT = re.compile(
    r"([省市区县旗州盟])委、?(?:\1人民政府|\1政府)|全([省市区县旗州盟])"
    r"|(?:^|[，,。\n])(?!市场|市容|区域)([省市区县旗州盟])[\u4e00-\u9fff]{1,8}?[局委]"
)


def identify(rules: Rulebook, document: Document) -> ReportContext:
    """Return what the document says of itself; fields that it does not state stay empty.

    The file's own title is believed before the title lines, and these before the signature, the
    publisher and the running text. Only the head and the tail are read. `guessed` names the fields that are
    inferred rather than read, each with its code of GUESSES.
    """
    head, rows = _prose(document)
    page = read_head(head)
    tail = _read(document.text[-TAIL:])
    further = tail if len(document.text) > HEAD else ""
    rules = with_unlisted(rules, f"{_read(document.title)}\n{head}\n{further}")
    signers, signed = read_signature(rules, tail, page.lines[:1])
    title, guessed_title = _title(rules, _read(clean(document.title)), page)
    body = "\n".join(page.lines)
    publisher = plain(document.publisher) or page.publisher
    sources = Sources(title, signers, clean(publisher), page.sources, page.crumbs, body, rows)
    agency, guessed_agency, kind, guessed_kind = _reporter(rules, sources, bool(guessed_title))
    published = parse_date(document.published) or page.published or signed
    year, guessed_year = find_year(title, body, kind in ANNUAL, published, document.url)
    if guessed_agency == "agency_system" and (year or RENAMED) >= RENAMED:
        agency = since_renamed(rules, agency)
    period, guessed_period = find_period(title, body, year, kind in ANNUAL, published)
    if agency:
        agency, guessed_agency = full_name(rules, agency, guessed_agency, title, body[:READ] + "\n" + tail)
    division, guessed_place = _division(rules, agency, title, body[:READ])
    guesses = dict(
        title=guessed_title, agency=guessed_agency, kind=guessed_kind,
        year=guessed_year, period=guessed_period, place=guessed_place,
    )  # fmt: skip
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
        adcode=division.adcode,
        title=title,
        published=published.isoformat() if published else "",
        guessed={field: code for field, code in guesses.items() if code},
    )


def _reporter(rules: Rulebook, sources: Sources, headline: bool) -> tuple[str, str, str, str]:
    """The agency and the kind of its report, each with the code of what is guessed.

    Of a text that names nobody, and of a yearly report that names others in passing, the agency is inferred.
    What a newsroom tells of an agency the agency has not published.
    """
    agency, guess = find_agency(rules, sources)
    kind, guessed_kind = find_kind(sources.title, headline, agency, sources.body)
    if (
        not agency
        or guess in NAMED_IN_PASSING
        and (kind in ANNUAL or writer_to_all(rules, sources.body[:READ])[0])
    ):
        inferred, how = inferred_agency(rules, sources.title, sources.body[:READ], kind in ANNUAL)
        agency, guess = (inferred, how) if inferred else (agency, guess)
    elif guess in NAMED_IN_PASSING and (town := town_that_opens(rules, sources.body[:READ])):
        agency, guess = town, "agency_area"
    elif not guess and kind == "bulletin" and is_news(sources.body):
        guess = "agency_news"
    return agency, guess, kind, guessed_kind


def _prose(document: Document) -> tuple[str, str]:
    """The head without the words of tables that have rows of numbers, and those words."""
    text, rows = document.text[:HEAD], []
    for table in reversed(document.tables):
        if table.start < HEAD and sum(any(map(str.isdecimal, cell.text)) for cell in table.cells) > 6:
            rows.append(text[table.start : table.end])
            text = text[: table.start] + text[table.end :]
    return _SOUNDS.sub("", _read(text)), _read("\n".join(reversed(rows)))


def _read(text: str) -> str:
    """The text in plain characters; 丨 is a letter of the block that names are made of, and is none."""
    return half_width(plain(text)).replace("丨", "|")


def _title(rules: Rulebook, stated: str, head: PageHead) -> tuple[str, str]:
    """The file's own title if it reads as one, else the text's, else a heading like that of a news item."""
    if is_title(rules, stated):
        return stated, ""
    if found := find_title(rules, head):
        return found, "" if is_title(rules, found) else "title_headline"
    return (stated, "title_headline") if is_headline(rules, stated) else ("", "")


def _place_of(rules: Rulebook, title: str) -> tuple[Division, str]:
    """The place that a title without an agency names: 2024年云岭市“五一”假期检查情况."""
    words = _YEAR_FIRST.sub("", title)
    if words and words[0] not in "全各我本":
        division, length = find_division(rules, words)
        if division.level and length <= 6:
            return division, "" if division.adcode else "place_unknown"
    return search_division(rules, title), ""


def _division(rules: Rulebook, agency: str, title: str, body: str) -> tuple[Division, str]:
    division, guess = division_of(rules, agency, title + "\n" + body)
    if division.level:
        return division, guess
    if not agency:
        named, guess = _place_of(rules, title)
        if named.level:
            return named, guess
    if agency in rules[NATIONAL]:
        return Division(), ""
    seat = _SEAT.search(title) or _SEAT.search(body)  # 在区委、区政府的领导下
    if level := level_first(agency):
        return Division(level=level_of(level)), ""
    character = next(filter(None, seat.groups())) if seat else ""
    if not agency and (place := most_named(rules, body, character)).level:
        return place, "place_mention"
    level = level_of(character)
    return Division(level=level), "level_words" if level else ""
