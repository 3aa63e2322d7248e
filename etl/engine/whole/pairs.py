"""Money beside a named kind of cases is of that kind: 甲案件12件，罚款3万元；乙案件8件，罚款1万元."""

import re
from collections.abc import Iterable
from itertools import pairwise

from etl.engine.model import Figure
from etl.engine.whole.evidence import is_limited, is_table

CASES = frozenset(("penalties", "cases_filed", "cases_closed", "violations_found"))
ENDS = re.compile("[；;。\n]|其中|(?<!公)共(?!同)|合计|累计|总(?:计|金额|额|数)")
SUMMED = re.compile("[，,]?(?:共计?|合计|累计)(?:处以?)?(?:罚没?款|处罚金额|罚没金额)(?:金额)?")
TAKEN = re.compile("没收|收缴|查扣|扣押|暂扣|销毁")
WORTH = re.compile(
    "涉案|案值|货值|标的|违法所得|[涉违][及案法价]?金额"
)  # 案件12件，涉案金额90万元，罚款3万元
CAME_TO = {
    "training_participants": "training_sessions",
    "study_participants": "study_sessions",
    "public_reached": "publicity_events",
}
AROUND = 6  # figures of a sentence looked at
LONGEST = 40  # characters between a count and its money


def pair_money(text: str, figures: list[Figure]) -> Iterable[tuple[Figure, Figure]]:
    """Yield each amount of money with the count of cases directly before it in the same item."""
    for amount, position in _amounts(text, figures):
        before = figures[position]
        if position and ends_list(text, figures[position - 1], before, amount):
            continue
        between = text[before.end : amount.start]
        if len(between) > LONGEST or closes_bracket(between):
            continue
        if not ENDS.search(between) or (SUMMED.fullmatch(between) and _is_alone(figures, position)):
            yield before, amount


def _amounts(text: str, figures: list[Figure]) -> Iterable[tuple[Figure, int]]:
    """Yield each amount with the place of the cases before it, over what was taken away with them."""
    for at, amount in enumerate(figures):
        if amount.indicator != "fines" or is_table(amount):
            continue  # a cell has its limits from its row and column
        before = at - 1
        while (
            before > 0
            and not figures[before].indicator
            and _is_taken(text, figures[before - 1], figures[before])
        ):
            before -= 1
        if before >= 0 and figures[before].indicator in CASES:
            yield amount, before


def _is_taken(text: str, earlier: Figure, goods: Figure) -> bool:
    """Whether the number is of goods that were taken away: 查处甲案件6件，没收河砂50吨，罚款3万元."""
    between = text[earlier.end : goods.start]
    return bool(TAKEN.search(between) or WORTH.search(between))


def _is_alone(figures: list[Figure], position: int) -> bool:
    """Whether a count is the only one of its sentence, so that a sum behind it is of what it counts."""
    count = figures[position]
    near = figures[max(0, position - AROUND) : position + AROUND]
    same = [other for other in near if other.sentence_start == count.sentence_start]
    return sum(other.indicator in CASES for other in same) == 1


def ends_list(text: str, earlier: Figure, before: Figure, amount: Figure) -> bool:
    """Whether money comes after a whole list of kinds: 甲类12件、乙类8件，罚款3万元."""
    between = text[earlier.end : before.start]
    listed = earlier.indicator == before.indicator and between.startswith(("、", "，", ","))
    return listed and not text[before.end : amount.start].startswith("、")


def closes_bracket(between: str) -> bool:
    """Whether a bracket ends between the two, so that the count stood in it alone."""
    return ("）" in between or ")" in between) and not ("（" in between or "(" in between)


def share_audiences(text: str, figures: list[Figure]) -> None:
    """Limit who came to what they came to, where that is no whole: 举办执法讲堂8期，参训560人次."""
    for event, audience in pairwise(figures):
        if event.indicator != CAME_TO.get(audience.indicator) or is_table(audience):
            continue
        goes_with = event.sentence_start == audience.sentence_start and event.part and not event.whole
        if goes_with and not is_limited(audience) and not ENDS.search(text, event.end, audience.start):
            audience.part, audience.whole = event.part, ""


def share_kinds(text: str, figures: list[Figure]) -> None:
    """Give money the part or the industry of the cases that it goes with, in a list of several kinds."""
    by_sentence: dict[int, list[tuple[Figure, Figure]]] = {}
    for pair in pair_money(text, figures):
        by_sentence.setdefault(pair[0].sentence_start, []).append(pair)
    for pairs in by_sentence.values():
        for before, amount in pairs:
            if not (amount.part or amount.sector):
                amount.part, amount.sector = before.part, before.sector
