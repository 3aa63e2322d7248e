"""Whose figure a row or column holds: the agency's own, its whole system's, or a named body's."""

import re
from functools import lru_cache

from etl.engine.model import Figure, ReportContext
from etl.engine.prose.reporter import default_scope
from etl.engine.rulebook import Rulebook
from etl.engine.tables.evidence import Place
from etl.engine.tables.labels import Label
from etl.engine.tables.words import core, squash
from etl.engine.whole.doubts import doubt

_SHORT = (
    ("应急管理", "应急"),
    ("市场监督管理", "市场监管"),
    ("综合行政执法", "综合执法"),
    ("城市管理", "城管"),
    ("卫生健康", "卫健"),
    ("委员会", "委"),
)
_WITH = re.compile(
    "(?<=[局厅委])(?:及|和|与|以及)[^局厅委]{1,20}(?:中心|站|所|队)$"
)  # the reporter and a body of its own
_OF_AN_AGENCY = re.compile("(?<![局厅委])(?:[所科股室]|[中大]队|窗口)$")  # units of one agency
_OVER_TEAMS = re.compile("[支总]队$")  # whose 大队 are those of districts
_SEVERAL = re.compile("其[余他它]")  # 其余4个镇街
_WHOLE_AREA = re.compile(r"全[省市区县州盟旗]|各(?:县|区|市|州|镇|街道|乡|地)|全系统|各级")


def scope_of(
    labels: list[Label], bodies: set[str], titles: list[str], context: ReportContext
) -> tuple[str, str]:
    """(scope, body) of a cell. `bodies` are the distinct bodies that the block names.

    The scope is empty where neither labels nor titles tell it: then it is that of the document.
    """
    telling = [label for label in labels if label.kind in ("body", "rest", "own", "total")]
    if not telling:
        return ("system" if any(map(_WHOLE_AREA.search, titles)) else "", "")
    named = telling[-1]
    if named.kind == "total":
        return _scope_of_total(named, telling, bodies, context)
    if named.kind == "body":
        return _scope_of_body(named, bodies, context)
    return ("system" if named.kind == "rest" else "own", "")


def _scope_of_total(
    named: Label, telling: list[Label], bodies: set[str], context: ReportContext
) -> tuple[str, str]:
    """(scope, body) of a total of these bodies; of things alone it is whose the table is."""
    if len(bodies) > 1:
        of = [label for label in telling if label.kind == "body"]
        if of:
            return _scope_of_body(of[-1], bodies, context)
        of_one = all(map(_OF_AN_AGENCY.search, bodies)) and not _OVER_TEAMS.search(context.agency)
        return ("" if of_one else "system", "")
    if _WHOLE_AREA.search(squash(named.text)):
        return "system", ""
    return ("own" if bodies else "", "")


def without_bodies(places: list[Place]) -> list[tuple]:
    """The labels of each row but for its bodies; one object for all rows that then say the same."""
    of_rows: dict[int, tuple] = {}  # by identity, since many cells have the same
    alike: dict[tuple, tuple] = {}
    for place in places:
        if id(place.rows) not in of_rows:
            rows = tuple(label for label in place.rows if label.kind not in ("body", "own"))
            of_rows[id(place.rows)] = alike.setdefault(rows, rows)
    return [of_rows[id(place.rows)] for place in places]


class Untold:
    """Whose figures those of a document's tables are where neither labels nor titles tell it.

    What an area's government reports, or a text of 全市 without a reporter, is the area's; the form of the
    report on disclosure is the reporter's own. Where nobody reports it is asked about.
    """

    def __init__(self, rules: Rulebook, text: str, context: ReportContext):
        of_own = context.kind == "disclosure"
        self.scope = "own" if of_own else default_scope(rules, text, context).kind
        self.asked = not (of_own or context.agency)

    def settle(self, figure: Figure) -> None:
        """Give the figure a scope if its table gave none."""
        if not figure.scope:
            figure.scope = self.scope
            if self.asked:
                doubt(figure, "scope_inferred")


def _scope_of_body(named: Label, bodies: set[str], context: ReportContext) -> tuple[str, str]:
    if named.words == _area(context) or _SEVERAL.match(squash(named.text)):
        return "system", ""
    if is_own(named.words, context) or len(bodies) == 1 and not context.agency:
        return "own", ""
    return "other", core(named.text)


def _area(context: ReportContext) -> str:
    """The name of the city or province that the agency itself is of."""
    return {"city": context.city, "province": context.province}.get(context.level, "")


def is_own(body: str, context: ReportContext) -> bool:
    """True where a body's name is the reporting agency's, in full or short (区应急局)."""
    if not context.agency:
        return False
    body, agency = _short(_WITH.split(body)[0]), _short(context.agency)
    if body == agency or len(body) > 2 and agency.endswith(body):
        return True
    if body[:1] in "省市区县州" and len(body) > 3 and agency.endswith(body[1:]) and body[0] in agency:
        return True
    if agency in body and len(body) - len(agency) <= 9 and body.endswith(agency):
        return True  # the name with the province or city before it
    return body == context.district and context.level == "district"


@lru_cache(maxsize=1024)  # the agency and the bodies of a table are asked for at each of its cells
def _short(name: str) -> str:
    name = squash(name)
    for long, short in _SHORT:
        name = name.replace(long, short)
    return name
