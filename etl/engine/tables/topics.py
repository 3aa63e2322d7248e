"""Tables on reviews whose columns say what these were asked of: 行政处罚 | 行政强制 | 工伤认定."""

import re

from etl.engine.model import Figure
from etl.engine.tables.evidence import Place

_NO_TOPIC = re.compile(
    "维持|撤销|驳回|终止|确认违法|责令履行|变更|审结|办结|结案|调解|和解|纠错|合计|总计|小计|率$|占|收到|受理"
)
_TOPIC = frozenset(("", "penalties", "licences", "coercions", "publications", "disclosure_requests"))
_SURELY = re.compile("行政处罚|行政强制|行政许可|信息公开|举报|市场监管|公安|被申请人")


def asked_of_reviews(cells: list[tuple[Figure, Place]]) -> None:
    """Make the counts of topics parts of the reviews; how these ended keeps no indicator."""
    topics = [
        (figure, name)
        for figure, place in cells
        if figure.measure == "level" and figure.unit in ("件", "") and figure.indicator in _TOPIC
        if (name := _topic(place)) and not _NO_TOPIC.search(name)
    ]
    if not any(_SURELY.search(name) for _, name in topics):
        return
    for figure, name in topics:
        figure.indicator, figure.rule, figure.part = "reconsiderations", "table:reviews/topic", name
        figure.in_total, figure.sector = False, ""


def _topic(place: Place) -> str:
    """What the labels of a cell name beside 数量, in whole words."""
    labels = (label for label in (*place.columns, *place.rows) if label.kind not in ("plain", "period"))
    return ";".join(label.words for label in labels)
