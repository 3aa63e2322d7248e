"""The units that the title of a table states, for the columns that they suit."""

from etl.engine.rulebook import Rulebook
from etl.engine.tables.blocks import Block
from etl.engine.tables.labels import Label
from etl.engine.tables.words import MONEY_WORDS, units_in


def units_above(rules: Rulebook, block: Block, cells: list[tuple]) -> dict[int, tuple[str, ...]]:
    """The units that the nearest title states, of each column by its labels' id.

    Where columns speak of money, its unit is theirs alone: 单位：万元 above 许可, 处罚 and 罚没金额.
    """
    stated = next(filter(None, (units_in(rules, title) for title in block.titles)), ())
    units = tuple(unit for unit, _ in stated)
    money = {id(columns): _speaks_of_money(columns) for _, columns, _ in cells}
    counted = tuple(unit for unit in units if unit != "元") if any(money.values()) else units
    return {name: units if of_money else counted for name, of_money in money.items()}


def _speaks_of_money(columns: tuple[Label, ...]) -> bool:
    return any(word in label.words for label in columns for word in MONEY_WORDS)
