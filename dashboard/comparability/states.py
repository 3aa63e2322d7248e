"""The states of a cell of the coverage grid, and what the filters hide, in words."""

import pandas as pd

STATE_TEXT = {
    "value": "有数值",
    "zero": "明确为零",
    "partial": "只有分项",
    "not_disclosed": "未披露",
    "unknown": "未知（只读到摘录）",
    "no_report": "无报告",
}

REASON_TEXT = {
    "basis": "口径不同",
    "approximate": "只有约数",
    "unreviewed": "未经人工核对",
    "period": "不是整年",
    "campaign": "只有专项行动的数字",
    "derived": "只有由分项相加的数字",
    "parts_only": "只有分项、没有合计",
    "published_notices": "只公布了公开的条数",
    "several_wholes": "同一报告有几个不同的数",
    "unproven": "不能确认所给的数是否全部",
    "several_campaigns": "只有几个专项行动各自的数",
    "other_body": "只有其他机构的数字",
    "shares_only": "只有比率或占比",
}


def hidden_sentence(hidden: pd.DataFrame) -> str:
    """What `queries.hidden_by_filter` found, in one sentence; empty when nothing is hidden.

    An agency is counted once a reason, however many indicators it concerns.
    """
    counted = hidden.groupby("reason")["agency"].nunique().sort_values(ascending=False, kind="stable")
    said = [f"{count} 个机构因{REASON_TEXT[reason]}未列出" for reason, count in counted.items()]
    return "；".join(said) + "。" if said else ""
