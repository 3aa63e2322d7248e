"""Which documents there are: whose, of which year and kind, in which format, with which fault."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.disclosure import write_disclosure
from demo.paper import Paper
from demo.places import EMERGENCY, Agency
from demo.prose import SPANS, write_bulletin, write_prose
from demo.tables import write_statistics
from demo.world import FIRST, LAST, World

# How often an agency has published a kind by level, from its first year on, and since when there is the kind.
OFTEN = {
    "disclosure": {"province": 1.0, "city": 0.8, "district": 0.28},
    "rule_of_law": {"province": 1.0, "city": 0.8, "district": 0.3},
    "enforcement": {"province": 1.0, "city": 0.5, "district": 0.14},
    "statistics_table": {"province": 1.0, "city": 0.65, "district": 0.22},
    "bulletin": {"province": 0.8, "city": 0.5, "district": 0.08},
}
SINCE = {"statistics_table": 2020, "enforcement": 2020}
# In which formats a kind comes, in parts of a hundred.
FORMS = {
    "disclosure": {"html": 75, "docx": 10, "txt": 13, "pdf": 2},
    "rule_of_law": {"html": 53, "docx": 21, "txt": 23, "pdf": 3},
    "enforcement": {"html": 52, "docx": 24, "txt": 21, "pdf": 3},
    "statistics_table": {"html": 42, "docx": 14, "xlsx": 28, "txt": 12, "pdf": 4},
    "bulletin": {"html": 60, "docx": 15, "txt": 25},
}
COPIED, TWO_TOTALS, WRONG_SUM, LATE = 0.03, 0.1, 0.08, 0.1  # chances of what goes wrong with a document


@dataclass(frozen=True)
class Order:
    """One document to be written. `fault`: "", copied, two totals or wrong sum."""

    name: str
    agency: Agency
    kind: str
    year: int
    form: str
    published: date
    fault: str = ""
    span: str = ""


def orders(agencies: list[Agency], seed: int, years: range = range(FIRST, LAST + 1)) -> Iterator[Order]:
    """All documents of all agencies, in the order of agencies, years and kinds."""
    for agency in agencies:
        habits = Random(f"{seed}/habits/{agency.name}")
        began = {kind: habits.choice([FIRST, FIRST, FIRST + 1, FIRST + 3]) for kind in OFTEN}
        keen = habits.uniform(0.75, 1.25) * (1 if agency.trade == EMERGENCY else 0.85)
        for year in years:
            for kind, chances in OFTEN.items():
                draw = Random(f"{seed}/{agency.name}/{year}/{kind}")
                since = max(began[kind], SINCE.get(kind, FIRST))
                if year >= since and draw.random() < chances[agency.place.level] * keen:
                    yield _order(agency, kind, year, draw)


def _order(agency: Agency, kind: str, year: int, draw: Random) -> Order:
    span = draw.choice(list(SPANS)) if kind == "bulletin" else ""
    form = draw.choices(list(FORMS[kind]), list(FORMS[kind].values()))[0]
    if span:
        published = date(year, *SPANS[span][1]) + timedelta(draw.randint(5, 25))
    else:
        late = draw.random() < LATE
        published = date(year + 1, 1, 8) + timedelta(draw.randint(200, 330) if late else draw.randint(0, 75))
    code = {"应急管理": "yj", "市场监管": "sj", "生态环境": "hb"}[agency.trade]
    name = f"{agency.place.adcode}{code}-{kind}-{year}"
    return Order(name, agency, kind, year, form, published, _fault(kind, year, draw), span)


def _fault(kind: str, year: int, draw: Random) -> str:
    chance = draw.random()
    if kind != "bulletin" and year > FIRST and chance < COPIED:
        return "copied"
    if kind in ("rule_of_law", "enforcement") and chance < COPIED + TWO_TOTALS:
        return "two totals"
    if kind == "statistics_table" and chance < COPIED + WRONG_SUM:
        return "wrong sum"
    return ""


def paper_of(order: Order, world: World, seed: int) -> Paper:
    """Write the document that was ordered."""
    year = order.year
    start, end = date(year, 1, 1), date(year, 12, 31)
    if order.span:
        start, end = date(year, *SPANS[order.span][0]), date(year, *SPANS[order.span][1])
    paper = Paper(order.name, order.agency, order.kind, year, start, end, published=order.published)
    of_year = year - 1 if order.fault == "copied" else year
    # A copy is what was written the year before, sentence by sentence, with another year put in.
    draw = Random(f"{seed}/text/{order.agency.name}/{order.kind}/{of_year}")
    if order.kind == "disclosure":
        write_disclosure(paper, world, draw, of_year)
    elif order.kind == "statistics_table":
        write_statistics(paper, world, draw, of_year, wrong_sum=order.fault == "wrong sum")
    elif order.kind == "bulletin":
        write_bulletin(paper, world, draw, order.span)
    else:
        write_prose(paper, world, draw, of_year, two_totals=order.fault == "two totals")
    return paper
