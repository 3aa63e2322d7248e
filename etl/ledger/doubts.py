"""Which figures to look at first, and which may be accepted together."""

from etl.ledger.items import Review

DOUBTS = {
    "no_indicator": "没有对应的指标",
    "uncertain_scope": "口径不确定",
    "outlier": "与往年或同类相差悬殊",
    "failed_check": "与报告中的其他数字对不上",
    "period": "期间不同于报告",
}


def doubts_of(review: Review, published=None) -> dict[str, list[str]]:
    """For each undecided figure's key, the DOUBTS it raises (empty list: none), most serious first.

    `published` is the path of the published file to compare with (earlier years, official tables).
    """
    raise NotImplementedError


def acceptable_together(review: Review, published=None) -> list[str]:
    """Keys of undecided figures that agree with the official table, or pass all checks without doubt."""
    raise NotImplementedError
