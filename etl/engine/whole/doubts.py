"""What may speak against a figure: codes, the heaviest first, with the words that a reader sees."""

from functools import lru_cache

from etl.engine.model import Figure

DOUBTS = {
    "several_candidates": "同一指标有几个数，没有证明哪一个是总数",
    "parts_exceed_whole": "分项比总数大，或相加不等于总数",
    "number_broken": "数字旁边隔着空格还有数字，可能是一个数断成了两个",
    "weak_indicator": "指标由标题、前文或并列项推断",
    "scope_inferred": "口径由上文推断",
    "part_uncertain": "限定范围（分项、行业、专项）不确定",
    "period_inferred": "期间由上文推断",
    "table_unproven": "表格的行列没有核对上",
}


def doubt(figure: Figure, code: str) -> None:
    """Note that `code`, a key of DOUBTS, speaks against `figure`; the order is that of DOUBTS."""
    if code not in figure.doubts:
        figure.doubts = _in_order(*figure.doubts, code)


@lru_cache(maxsize=1024)
def _in_order(*raised: str) -> tuple[str, ...]:
    return tuple(known for known in DOUBTS if known in raised)
