"""Tables that leave the house: their columns, place and period in every one; what a picture says of marks."""

import pandas as pd

from dashboard import words
from dashboard.comparability import SCOPE_TEXT, stand_together
from dashboard.data.store import Published
from dashboard.drawing.marks import judged, marks_of, mixture_caption
from dashboard.queries.reports import reports_by_id
from dashboard.queries.sources import places_of
from dashboard.records import records

EXPORTED = {
    "agency": "机构",
    "adcode": "区划代码",
    "province": "省",
    "city": "市",
    "district": "区县",
    "name_zh": "指标",
    "year": "年份",
    "value": "数值",
    "value_high": "区间上限",
    "unit": "单位",
    "approx": "约数",
    "said": "报告原文",
    "limits": "限定",
    "verdict": "可比性",
    "reasons": "原因",
    "scope": "口径",
    "period_start": "期间起",
    "period_end": "期间止",
    "report_id": "报告编号",
    "ids": "数字编号",
}
AGENCY, YEAR, REPORT_ID = "机构", "年份", "报告编号"
SPAN, OF_REPORT = ("period_start", "period_end"), ("报告期间起", "报告期间止")
PLACE, PERIOD = ("区划代码", "省", "市", "区县"), ("期间起", "期间止")


def export_table(marks: pd.DataFrame) -> pd.DataFrame:
    """Marks with the columns that leave the house, under their Chinese names."""
    full = judged((marks if "said" in marks else marks_of(marks)).reset_index(drop=True))
    said = full.assign(approx=full["approx"].map(words.APPROX), scope=full["scope"].map(SCOPE_TEXT))
    return said[list(EXPORTED)].rename(columns=EXPORTED)


def completed(published: Published, table: pd.DataFrame) -> pd.DataFrame:
    """The table with place and period of its agencies and reports, where it lacks them; years as numbers."""
    if YEAR in table and table[YEAR].map(lambda year: str(year).isdecimal()).all():
        table = table.assign(**{YEAR: table[YEAR].astype("int64")})
    if AGENCY in table and not set(PLACE) <= set(table):
        known = places_of(published, table[AGENCY].unique().tolist()).rename(columns=EXPORTED)
        added = [name for name in PLACE if name not in table]
        at = table.columns.get_loc(AGENCY) + 1
        table = table.merge(known[[AGENCY, *added]], on=AGENCY, how="left")
        table = table[[*table.columns[:at], *added, *table.columns[at : -len(added)]]]
    if REPORT_ID in table and not set(PERIOD) <= set(table):
        known = reports_by_id(published, table[REPORT_ID].dropna())
        known = known.rename(columns=dict(zip(("report_id", *SPAN), (REPORT_ID, *OF_REPORT), strict=True)))
        table = table.merge(known[[REPORT_ID, *OF_REPORT]], on=REPORT_ID, how="left")
    return table


def notes_of(marks: pd.DataFrame) -> str:
    """What a picture of marks says of their signs and of how they compare."""
    full = marks if "pattern" in marks else marks_of(marks)
    verdicts = [stand_together(records(rows)) for _, rows in full.groupby("indicator", sort=False)]
    several = [standing.of_all.sentence for standing in verdicts if len(standing.each) > 1]
    return (f"能否相比：{'；'.join(dict.fromkeys(several))}。" if several else "") + mixture_caption(full)
