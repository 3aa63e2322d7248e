"""What the quality page lists of checks and outliers: rows of its queries as tables. Pure."""

import pandas as pd

from dashboard.comparability import SCOPE_TEXT
from dashboard.numbers import amount, plain, quoted
from dashboard.records import records

KINDS = {
    "total": "合计与分项",
    "share": "占比",
    "change": "同比",
    "per_head": "人均",
    "rate": "比率",
    "conflict": "两处数字",
}
AGREEMENT = {False: "✕ 不一致", None: "? 不能判定", True: "✓ 一致"}


def checks_table(found: pd.DataFrame) -> pd.DataFrame:
    """Rows of `queries.quality_checks` as the page shows them."""
    verdicts = [None if pd.isna(agrees) else bool(agrees) for agrees in found["agrees"]]
    return pd.DataFrame(
        {
            "结论": [AGREEMENT[verdict] for verdict in verdicts],
            "类别": found["kind"].map(KINDS).to_list(),
            "机构": found["agency"].to_list(),
            "年份": found["year"].astype(str).to_list(),
            "指标": found["name_zh"].fillna("—").to_list(),
            "报告写明": [plain(value) for value in found["stated"]],
            "重新计算或另一处": [plain(value) for value in found["recomputed"]],
            "说明": found["explanation"].to_list(),
        }
    )


def outlier_table(found: pd.DataFrame) -> pd.DataFrame:
    """Rows of `queries.outliers` as the page shows them."""
    rows = records(found)
    return pd.DataFrame(
        {
            "机构": found["agency"],
            "指标": found["name_zh"],
            "年份": found["year"].astype(str),
            "口径": found["scope"].map(SCOPE_TEXT),
            "数值": [quoted({"approx": "exact", **record}) for record in rows],
            "同类中位数": [amount(r["median"], r["unit"], 1) for r in rows],
            "同类机构": found["peers"],
            "偏离": [("高 " if r["score"] > 0 else "低 ") + plain(abs(r["score"]), 1) for r in rows],
        }
    )
