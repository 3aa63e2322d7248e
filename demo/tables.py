"""The yearly statistics of administrative enforcement: the four official tables, by agency or by district."""

from dataclasses import dataclass, replace
from random import Random

from demo.numbers import Style, number
from demo.paper import PIECE, Paper, Table
from demo.places import Agency
from demo.prose import sign, teller_of
from demo.say import facts
from demo.world import World

PENALTY_KINDS = {
    "警告、通报批评": "penalties_warning",
    "罚款": "penalties_fine",
    "没收违法所得、没收非法财物": "penalties_confiscation",
    "暂扣许可证件、降低资质等级": "",
    "吊销许可证件": "penalties_licence",
    "责令停产停业": "penalties_suspension",
    "行政拘留": "",
    "其他行政处罚": "penalties_other",
}
LICENCE_STEPS = {
    "申请数量": "licences_applied",
    "受理数量": "licences_accepted",
    "许可数量": "licences_granted",
    "不予许可数量": "licences_refused",
    "撤销许可数量": "licences_revoked",
}
COERCION_KINDS = {
    "行政强制措施": {
        "查封场所、设施或者财物": "coercions_sealed",
        "扣押财物": "coercions_seized",
        "冻结存款、汇款": "",
        "其他行政强制措施": "",
    },
    "行政强制执行": {"加处罚款或者滞纳金": "", "代履行": "", "申请人民法院强制执行": "coercions_court"},
}
OTHER_ACTS = {"行政检查次数": "inspections", "行政征收次数": "levies", "行政奖励次数": "rewards"}
_TABLE = "一二三四"


def write_statistics(paper: Paper, world: World, draw: Random, of_year: int, wrong_sum: bool) -> None:
    """Fill `paper` with the tables; with `wrong_sum` the penalties' kinds do not add up to their total."""
    teller = teller_of(paper, world, draw, of_year)
    name = teller.words["name"]
    paper.title = draw.choice(
        [f"{name}{paper.year}年度行政执法统计年报", f"{name}{paper.year}年行政执法数据公示"]
    )
    paper.write("title", paper.title)
    if draw.random() < 0.4:
        paper.write(
            "text", f"根据行政执法统计年报制度有关要求，现将{name}{paper.year}年度行政执法数据予以公布。"
        )
    bodies = _bodies(paper.agency, world, draw)
    by_place = draw.random() < 0.5  # rows named 湖心区 rather than by the bureau's name
    kept = [_penalties, _licences, _coercions, _others]
    if draw.random() < 0.3:
        kept = sorted(draw.sample(kept, 3), key=kept.index)
    for place, make in enumerate(kept):
        style = Style(comma=teller.style.comma, in_ten_thousands=0, about=0, in_words=0)
        columns = make(draw, wrong_sum)
        upright = len(bodies) == 1 and place != 2 and draw.random() < 0.25
        rows = [_values(paper, world, each, of_year, columns, style, by_place) for each in bodies]
        caption = f"表{_TABLE[place]}　{paper.year}年度{columns.title}"
        table = _upright(columns, rows[0]) if upright else _across(columns, bodies, rows, draw, by_place)
        paper.blocks.append(Table(table, caption, columns.unit))
    if draw.random() < 0.5:
        paper.write("text", f"填报说明：本表统计范围为{paper.year}年1月1日至12月31日作出的行政执法行为。")
    sign(paper, teller)


@dataclass
class Columns:
    """The columns of one table: `heads` its rows of headings, `facts` a fact a column ("" for nought).

    `total`: the column that adds the others up, `amiss`: by how much it fails to.
    """

    title: str
    counter: str
    heads: list[list]
    facts: list[str]
    money: str = ""
    total: str = ""
    amiss: int = 0

    @property
    def unit(self) -> str:
        return f"单位：{'、'.join(filter(None, (self.counter, self.money)))}"


def _penalties(draw: Random, wrong_sum: bool) -> Columns:
    money = draw.choice(["万元", "万元", "元"])
    kinds = list(PENALTY_KINDS)
    heads = [
        [("单位名称", 1, 2), ("行政处罚实施数量（宗）", len(kinds) + 1, 1), (f"罚没金额（{money}）", 1, 2)],
        [*kinds, "合计"],
    ]
    return Columns(
        draw.choice(["行政处罚实施情况统计表", "行政处罚情况"]),
        "宗",
        heads,
        [*PENALTY_KINDS.values(), "penalties", "fines"],
        money,
        "penalties",
        draw.choice([-3, -1, 2, 10]) if wrong_sum else 0,
    )


def _licences(draw: Random, _: bool) -> Columns:
    heads = [[("单位名称", 1, 2), ("行政许可实施数量（宗）", len(LICENCE_STEPS), 1)], list(LICENCE_STEPS)]
    return Columns("行政许可实施情况统计表", "宗", heads, list(LICENCE_STEPS.values()))


def _coercions(draw: Random, _: bool) -> Columns:
    groups = [(group, len(kinds), 1) for group, kinds in COERCION_KINDS.items()]
    names = [name for kinds in COERCION_KINDS.values() for name in kinds]
    heads = [[("单位名称", 1, 2), *groups, ("合计", 1, 2)], names]
    known = [fact for kinds in COERCION_KINDS.values() for fact in kinds.values()]
    return Columns("行政强制实施情况统计表", "宗", heads, [*known, "coercions"])


def _others(draw: Random, _: bool) -> Columns:
    heads = [[("单位名称", 1, 2), ("其他行政执法行为（次）", len(OTHER_ACTS), 1)], list(OTHER_ACTS)]
    return Columns("其他行政执法行为实施情况统计表", "次", heads, list(OTHER_ACTS.values()))


def _bodies(agency: Agency, world: World, draw: Random) -> list[Agency | None]:
    """Whose rows a table has: its own, or those of its districts with their total (None), too."""
    below = world.below(agency)
    if agency.place.level == "city" and len(below) > 1 and draw.random() < 0.4:
        return [agency, *below, None]
    return [agency]


def _values(
    paper: Paper, world: World, body: Agency | None, year: int, columns: Columns, style: Style, by_place: bool
) -> list[str]:
    """The cells of one row, each noted as the figure that it is."""
    own = paper.agency
    if body is None:
        members = [world.own(each, year) for each in [own, *world.below(own)]]
        known = {name: sum(member[name] for member in members) for name in members[0]}
        said = {"scope": "system", "sort": "table total"}
    else:
        known = world.own(body, year)
        said = {"subject": body.name, "sort": "table"}
    if body not in (None, own):  # a row named after a place is all that happened there
        said |= {"sort": "row of a district", "scope": "system" if by_place else "own"}
    return [_cell(paper, name, known, columns, style, said) for name in columns.facts]


def _cell(paper: Paper, name: str, known: dict, columns: Columns, style: Style, said: dict) -> str:
    unit = columns.money if name == "fines" else columns.counter
    value = (known[name] if name else 0) + (columns.amiss if name == columns.total else 0)
    shown = number(value, unit, style, Random(0))
    bare = shown.printed.removesuffix(unit)
    fact = facts()[name] if name else {"indicator": ""}
    if fact["indicator"] == "suspensions":  # in a table of kinds a stop is a kind of penalty
        fact = fact | {"indicator": "penalties"}
    if "kind" in fact:
        said = said | {"sort": f"table: {fact['kind']}", "whole": PIECE}
    elif columns.amiss and name == columns.total:
        said = said | {"sort": "wrong sum"}
    paper.note(replace(shown, printed=bare), fact, **said)
    return bare


def _across(
    columns: Columns, bodies: list[Agency | None], rows: list[list[str]], draw: Random, by_place: bool
) -> list[list]:
    several = len(bodies) > 1
    names = [_row_name(body, bodies[0], several, by_place) for body in bodies]
    heads = columns.heads if several or draw.random() < 0.6 else _without_first(columns.heads)
    named = heads is columns.heads
    return [*heads, *([name, *cells] if named else cells for name, cells in zip(names, rows, strict=True))]


def _row_name(body: Agency | None, first: Agency, several: bool, by_place: bool) -> str:
    if body is None:
        return "合计"
    if not several or (not by_place and body is not first):
        return body.name
    return "市本级" if body is first else body.place.name


def _without_first(heads: list[list]) -> list[list]:
    return [heads[0][1:], *heads[1:]]


def _upright(columns: Columns, cells: list[str]) -> list[list]:
    """Indicators in rows: for one body alone."""
    top = [entry for entry in columns.heads[0][1:]]
    names: list[str] = []
    below = iter(columns.heads[1])
    for text, width, height in top:
        names += [text] if height == 2 else [next(below) for _ in range(width)]
    return [["项目", "数量"], *([name, cell] for name, cell in zip(names, cells, strict=True))]
