"""The divisions of the region view, and what their tiles and table say. Pure."""

import pandas as pd

from dashboard.drawing.tiles import shades
from dashboard.naming import PLACEHOLDERS
from dashboard.numbers import amount, is_missing
from dashboard.records import records
from dashboard.words import HEARD

MEASURES = {"disclosing": "披露机构数", "reports": "报告数", "median": "中位数"}


def place_names(tree: pd.DataFrame) -> dict[str, str]:
    """Code -> path of every province and city that can be opened, in the order of the tree."""
    names = dict(zip(tree["code"], tree["name"], strict=True))
    opened = tree[(tree["level"] != "district") & ~tree["name"].isin(PLACEHOLDERS)]
    return {
        row.code: row.name if row.level == "province" else f"{names.get(row.parent, '')}/{row.name}"
        for row in opened.itertuples()
    }


def places_on_offer(tree: pd.DataFrame, divisions: tuple[str, ...]) -> list[str]:
    """What can be opened within the divisions of a filter (none: the country, ""), the widest first.

    One that has but a single place below it is passed over for that place: one tile compares nothing.
    """
    names, at = place_names(tree), ""
    while True:
        below = [code for code in children(tree, at) if _meets(code, divisions)]
        if len(below) != 1 or below[0] not in names:
            break
        at = below[0]
    inside = [code for code in names if code.startswith(at) and code != at and _meets(code, divisions)]
    return [at, *inside]


def _meets(code: str, divisions: tuple[str, ...]) -> bool:
    """Does a division lie in one of these, or one of these in it?"""
    return not divisions or any(code.startswith(one) or one.startswith(code) for one in divisions)


def children(tree: pd.DataFrame, at: str) -> list[str]:
    """Codes of the divisions directly below `at`; a level that names no place is passed over."""
    below = tree[tree["parent"] == at]
    found: list[str] = []
    for row in below.itertuples():
        found += children(tree, row.code) if row.name in PLACEHOLDERS and row.level == "city" else [row.code]
    return found


def with_texts(found: pd.DataFrame, measure: str, unit: str) -> pd.DataFrame:
    """`found` with value, text, shade and about: what a tile says and how strongly it is filled."""
    rows = records(found)
    if measure == "median":
        values = [row["median"] for row in rows]
        texts = [_median_text(row, unit) for row in rows]
        about = [_median_about(row, unit) for row in rows]
    else:
        values = [row[measure] if row["reporting"] else None for row in rows]
        texts = [_count_text(row, measure) for row in rows]
        about = [
            f"已知{row['agencies']}个机构，{row['reporting']}个{HEARD}（报告{row['reports']}份），"
            f"{row['disclosing']}个有这一项"
            for row in rows
        ]
    series = pd.Series(values, index=found.index, dtype="float64")
    return found.assign(value=series, text=texts, about=about, shade=shades(series))


def _count_text(row: dict, measure: str) -> str:
    if not row["reporting"]:
        return "无报告"
    return f"{row['disclosing']}/{row['reporting']}" if measure == "disclosing" else f"{row['reports']}份"


def _median_text(row: dict, unit: str) -> str:
    if is_missing(row["median"]):
        return "—"
    return ("≈" if row["approximate"] else "") + amount(row["median"], unit, 1)


def _median_about(row: dict, unit: str) -> str:
    if is_missing(row.get("fit")):
        return "没有这一项的数字"
    left_out = f"；另有{int(row['unfit'])}个口径不合，未计" if row["unfit"] else ""
    if is_missing(row["median"]):
        return f"没有合乎口径的数字{left_out}"
    low, high = amount(row["low"], unit), amount(row["high"], unit)
    span = low if low == high else f"{low}–{high}"
    return f"{int(row['fit'])}个机构，{span}{left_out}"


def region_table(found: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The same numbers as the tiles, in words."""
    shown = pd.DataFrame({"地区": found["name"], "机构": found["agencies"], HEARD: found["reporting"]})
    if measure == "median":
        return shown.assign(中位数=found["text"], 说明=found["about"])
    return shown.assign(报告=found["reports"], 有这一项=found["disclosing"])
