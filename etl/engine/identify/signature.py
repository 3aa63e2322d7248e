"""Who signs a document, and when: read from its last lines."""

import re
from datetime import date

from etl.engine.dates import parse_date
from etl.engine.identify.mentions import quoted_offices
from etl.engine.identify.names import ORGANISATION, proper_name
from etl.engine.identify.pagehead import clean, is_chrome
from etl.engine.initials import searched
from etl.engine.rulebook import Rulebook

LINES = 6  # of the end; web pages print a few more below the signature
LONGEST = 60  # characters of a line that may be a signature

LINES_OF_HEAD = 5  # among which the title and who wrote it stand
_BYLINE = re.compile(
    "([一-鿿]{2,20}(?:局|委员会|[支大]队|中心|办公室))(?:(?:党组书记|党委书记)?、?(?:副?局长|副?主任|队长)[一-鿿]{0,4})?(?:[(（].{4,20}[)）])?"
)
_BRACKET = re.compile(r"[(（][\u4e00-\u9fff]{3,20}[)）]\Z")
_YEAR = re.compile("20[0-9]{2}(?![0-9.])")
_ONLY_NUMBER = re.compile(r"[0-9.,%|]{1,99}$")
_SIGNATURE = searched(
    rf"(?:^|[(（])((?![（(])[\u4e00-\u9fff()（）]{{2,30}}?(?:{ORGANISATION}|[委办]))(?=$|[）)0-9二])"
)


def read_signature(rules: Rulebook, tail: str, top: list[str]) -> tuple[tuple[str, ...], date | None]:
    """The names and the date in the last lines; `top`: the first line of the text.

    Names among numbers that stand alone are the rows of a table; the line at the top of a short text is no
    signature.
    """
    lines = [line for line in tail.split("\n") if line.strip()]
    lines = [clean(line) for line in lines[-LINES:]]
    lines = [line if len(line) <= LONGEST else _last_bracket(line) for line in lines if not is_chrome(line)]
    signed = next(filter(None, map(parse_date, reversed(lines))), None)
    of_table = sum(bool(_ONLY_NUMBER.match(line)) for line in lines) > 1
    names = [] if of_table else signature_names(rules, [line for line in lines if line not in top])
    return tuple(reversed(names)), signed


def bylines(title: str, body: str) -> list[str]:
    """The names that are lines of their own beneath the title, or with their head: …局局长 张某."""
    lines = body.split("\n", LINES_OF_HEAD)[:LINES_OF_HEAD]
    below = lines[lines.index(title) + 1 :] if title in lines else []
    return [found[1] for line in below if (found := _BYLINE.fullmatch(line))]


def signature_names(rules: Rulebook, lines: list[str]) -> list[str]:
    """The names that stand alone in the last lines of a document."""
    return [name for line in lines if len(line) <= LONGEST and (name := _name(rules, line))]


def _name(rules: Rulebook, line: str) -> str:
    if office := next(quoted_offices(rules, line), None):
        signed = office.end == len(line) or line[office.end] in "0123456789二)）"
        return office.name if signed and _signs(line[office.end :]) else ""
    found = _SIGNATURE.search(line)
    return proper_name(rules, found[1]) if found and _signs(line[found.end(1) :]) else ""


def _signs(rest: str) -> bool:
    """Whether a name is signed: a date follows it, a bracket closes, or nothing; not a table's numbers."""
    return not rest or not rest[0].isdigit() or parse_date(rest) is not None or bool(_YEAR.match(rest))


def _last_bracket(line: str) -> str:
    """The bracket that a paragraph ends with, where news say whom they have it from: …规范。(县水利局)"""
    found = _BRACKET.search(line)
    return found[0] if found else ""
