"""Rates: their definitions (data/rates/*.yml), why one is missing, and how one is said."""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard.numbers import amount, is_missing, plain
from etl.published.rates import POPULATION, RateDefinition, load_rates

__all__ = ["POPULATION", "REASON_TEXT", "RateDefinition", "formula", "load_rates", "missing_sentence"]

_LONG = re.compile(r"(?<![\d,.])[1-9]\d{3,}(?![\d,年])")
_BARE = re.compile(r"[\d,.，．]+")
REASON_TEXT = {
    "no_denominator": "分母缺失",
    "no_numerator": "分子缺失",
    "neither": "分子、分母都没有",
    "basis": "分子、分母的口径不同",
    "several_numbers": "同一报告有几个不同的数",
    "small_denominator": "分母过小",
    "above_maximum": "分子大于分母，两者口径不一",
    "no_population": "没有登记常住人口",
    "filtered": "被筛选条件排除",
}


def formula(rate: Mapping, definition: RateDefinition) -> str:
    """How a shown rate came about: 43项 ÷ 452个次 × 1,000 = 95.1项/千家次, or that the report states it."""
    said = amount(rate["value"], definition.unit, definition.decimals)
    if rate["stated"]:
        return f"报告写明 {_grouped(rate['printed'])}"
    divided = f"{_said(rate, 'numerator')} ÷ {_said(rate, 'denominator')}"
    if definition.unit == "%":
        return f"{divided} = {said}"
    scale = "" if definition.scale == 1 else f" × {plain(definition.scale)}"
    return f"{divided}{scale} = {said}"


def _grouped(printed: str) -> str:
    """As printed, long numbers with thousands separators: some reports set them, some do not."""
    return _LONG.sub(lambda digits: f"{int(digits[0]):,}", printed)


def _said(rate: Mapping, end: str) -> str:
    """What is printed of the numerator or denominator: a zero in words (未发生) with the digit before it, a
    bare number, as tables print them (187.74 under 万元), as an amount in its indicator's unit."""
    printed, value = rate[f"{end}_printed"], rate[end]
    if _BARE.fullmatch(printed):
        return amount(value, rate[f"{end}_unit"])
    return f"0（{printed}）" if value == 0 and "0" not in printed else _grouped(printed)


def missing_sentence(rates: pd.DataFrame) -> str:
    """Why rates are missing, counted by agency: 3 个机构分母缺失；1 个机构分母过小。Empty if none is."""
    missing = rates[rates["value"].map(is_missing)]
    counted = missing.groupby("reason")["agency"].nunique().sort_values(ascending=False, kind="stable")
    said = [f"{count} 个机构{REASON_TEXT[reason]}" for reason, count in counted.items()]
    return "；".join(said) + "。" if said else ""
