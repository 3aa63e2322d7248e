"""What is known of a figure that may be the whole: what its words state, single out, and are limited by."""

import re
from dataclasses import dataclass

from etl.engine.model import Figure, ReportContext
from etl.engine.rulebook import Rulebook
from etl.engine.whole.channels import (
    CHANNEL,
    channel_spoken_of,
    is_beside_channel,
    is_only_channel,
    parts_by_channel,
)
from etl.engine.whole.evidence import (
    LONGEST_ITEM,
    in_title,
    is_table,
    opens_list,
    sentence_states_total,
    states_total,
)
from etl.engine.whole.kinds import is_of_kind, limit_of
from etl.engine.whole.names import singled_out, words_of
from etl.engine.whole.pairs import ENDS, closes_bracket
from etl.engine.whole.reach import Limit

# the indicator of what a total of these is named after, as one of its kinds; 工作人员 have none
WIDER = {"major_hazards": "hazards_found", "general_hazards": "hazards_found", "officers": ""}
CLOSE = 12  # characters between a count and the money that was fined for it
FINED = re.compile("处罚|查处")
TOLD = 400  # characters before a figure in which the bodies that it is of are named
AGAIN = "again "  # how the rule of a value of an earlier period begins
AGAIN_REACH = 4  # figures looked back over for the one that it is held against
# of which a count is no kind of the cases before it: 处罚9件，其中警告9件，听证2件
OWN_PROCEDURE = frozenset(
    ("hearings", "legal_reviews", "major_case_deliberations", "reconsiderations", "litigations")
)
FAR = 12  # figures looked back over for the head of an 其中 chain


@dataclass(slots=True)
class Candidate:
    """A figure that names no limit.

    `stated`: its words state a total; `specific`: what they single out; `channel`: that is where it was
    published; `by_channel`: and the sentence names no other; `beside_channel`: a piece is of another;
    `narrow`: the action or the occasion that is told of where it stands; `of_kind`: what is singled out is
    one kind of many, not how all is told; `in_total`: the sentence opens with a total that goes on to it.
    """

    figure: Figure
    stated: bool
    specific: str
    in_title: bool = False
    in_list: bool = False
    channel: bool = False
    by_channel: bool = False
    beside_channel: bool = False
    narrow: Limit | None = None
    in_total: bool = False
    of_kind: bool = False


def candidate_of(
    rules: Rulebook, text: str, figures: list[Figure], position: int, context: ReportContext
) -> Candidate:
    """Return what the text says of the figure at `position` of all of a document."""
    figure = figures[position]
    if is_table(figure):
        return Candidate(figure, figure.in_total, "")
    previous = figures[position - 1].end if position else 0
    following = figures[position + 1].start if position + 1 < len(figures) else len(text)
    around = words_of(rules, text, figure, previous, following)
    stated = states_total(text, figure, around)
    told = text[max(0, figure.start - TOLD) : figure.start]
    specific = singled_out(around, figure.indicator, context, told)
    lists = position + 1 < len(figures) and opens_list(rules, text, figure, figures[position + 1])
    lists = lists and not (stated and not specific)
    goes_on = _is_next_item(text, figures, position)
    specific = specific or figure.label.removeprefix("责令") * (lists or goes_on)
    specific = specific or _of_what_it_goes_with(rules, text, figures, position, context)
    channel = figure.indicator == "publications" and bool(rules[CHANNEL].search(specific))
    by_channel = channel and is_only_channel(rules, text, figure)
    beyond = _is_beyond_chain(text, figures, position, specific)
    return Candidate(
        figure,
        stated,
        specific,
        in_title(text, figure),
        lists or goes_on,
        channel,
        by_channel,
        narrow=limit_of(rules, text, figure, context, around, stated, beyond),
        in_total=not specific and sentence_states_total(rules, text, figures, position),
        of_kind=is_of_kind(rules, figure, specific),
    )


def told_of_channels(rules: Rulebook, figures: list[Figure], candidates: list[Candidate]) -> None:
    """Note which of the candidates, all of one group of the `figures`, are of one channel beside another."""
    if of_channel := [candidate for candidate in candidates if candidate.channel]:
        parts = parts_by_channel(rules, figures)
        for candidate in of_channel:
            candidate.beside_channel = is_beside_channel(rules, parts, candidate.specific)


def _of_what_it_goes_with(
    rules: Rulebook, text: str, figures: list[Figure], position: int, context: ReportContext
) -> str:
    """Return what the number before, or the beginning of the sentence, singles out for this one."""
    if held_against := _of_what_it_is_held_against(rules, text, figures, position, context):
        return held_against
    before = figures[position - 1] if position else None
    if before and before.end == figures[position].start and before.indicator == figures[position].indicator:
        return before.part or _singled_out_at(
            rules, text, figures, position - 1, context
        )  # 公众号发布86期430条
    if figures[position].indicator == "fines":
        return _of_what_was_fined(rules, text, figures, position, context)
    return channel_spoken_of(rules, text, figures[position])


def _of_what_it_is_held_against(
    rules: Rulebook, text: str, figures: list[Figure], position: int, context: ReportContext
) -> str:
    """Return what the number singles out whose earlier value this is: 甲案件10起，比去年同期（2起）多8起."""
    figure = figures[position]
    if not figure.rule.startswith(AGAIN):
        return ""
    before = range(position - 1, max(-1, position - AGAIN_REACH), -1)
    now = next((at for at in before if figures[at].indicator == figure.indicator), None)
    if now is None:
        return ""
    return figures[now].part or _singled_out_at(rules, text, figures, now, context)


def _singled_out_at(
    rules: Rulebook, text: str, figures: list[Figure], at: int, context: ReportContext
) -> str:
    """Return what the words of the figure at that place single out."""
    words = words_of(rules, text, figures[at], figures[at - 1].end if at else 0, figures[at + 1].start)
    return singled_out(words, figures[at].indicator, context, "")


def _is_beyond_chain(text: str, figures: list[Figure], position: int, specific: str) -> bool:
    """Whether the figure is no item of what 其中 breaks down, even where it stands after that word."""
    figure = figures[position]
    if text.find("其中", max(0, figure.sentence_start), figure.start) < 0:
        return True
    if _head_is_of_all_kinds(figures, position) or _list_is_over(text, figures, position):
        return True
    return not specific and _head_is_of_another(text, figures, position)


def _of_what_was_fined(
    rules: Rulebook, text: str, figures: list[Figure], position: int, context: ReportContext
) -> str:
    """Return what the count directly before an amount singles out: 处罚源头企业94家135万元."""
    before, amount = figures[position - 1] if position else None, figures[position]
    if before is None or before.indicator or before.measure != "level":
        return ""
    between = text[before.end : amount.start]
    if len(between) > CLOSE or ENDS.search(between) or closes_bracket(between):
        return ""
    earlier = figures[position - 2].end if position > 1 else 0
    around = words_of(rules, text, before, earlier, amount.start)
    return singled_out(around, amount.indicator, context, "") if FINED.search(around.raw) else ""


def _is_next_item(text: str, figures: list[Figure], position: int) -> bool:
    """Whether the figure goes on with a list of kinds: 检查园区8个次、企业30家次."""
    before, figure = figures[position - 1] if position else None, figures[position]
    if before is None or before.indicator != figure.indicator or before.measure != figure.measure:
        return False
    between = text[before.end : figure.start]
    return between.startswith("、") and len(between) <= LONGEST_ITEM


def _head_is_of_all_kinds(figures: list[Figure], position: int) -> bool:
    """Whether what stands before, in the section, is of several indicators: 执法案件900件，其中许可700件."""
    figure = figures[position]
    before = figures[max(0, position - FAR) : position]
    wider = WIDER.get(figure.indicator)
    return any(
        (head.indicator == "cases_total" or (head.indicator == wider and head.unit == figure.unit))
        and head.section == figure.section
        for head in before
    )


def _head_is_of_another(text: str, figures: list[Figure], position: int) -> bool:
    """Whether 其中 names what is counted by itself: 信息9件，其中咨询6件; not so 金额9元，其中罚款5元."""
    figure = figures[position]
    mark = text.rfind("其中", max(0, figure.sentence_start), figure.start)
    before = figures[max(0, position - FAR) : position]
    head = next((other for other in reversed(before) if other.end <= mark), None)
    if head is not None and head.scope == "system" and figure.scope == "own":
        return True  # 全市立案90件，其中市局立案12件: all of its own
    if head is None or head.indicator == figure.indicator:
        return False
    items = [item for item in before if item.start > mark]
    if figure.indicator == "fines" and head.unit == figure.unit:
        return False
    # 检查900次，其中联合执法80次，检查企业150家: of these 80
    return not any(item.part or item.indicator == head.indicator for item in items)


def _list_is_over(text: str, figures: list[Figure], position: int) -> bool:
    """Whether two items or more of what 其中 breaks down stand before, and this is nothing of the kind.

    Or they come to all of it: 立案9件，其中甲类6件，乙类3件，结案9件.
    """
    figure = figures[position]
    mark = text.rfind("其中", max(0, figure.sentence_start), figure.start)
    before = figures[max(0, position - FAR) : position]
    head = next((other for other in reversed(before) if other.end <= mark), None)
    if mark < 0 or head is None:
        return False
    items = [other for other in before if other.start > mark and _is_of_kind_of(other, head)]
    if items and sum(item.value for item in items) == head.value:
        return True
    if _is_of_kind_of(figure, head):
        return False
    # 其中甲类6件、乙类3件，罚款9元: the mark between the items is not the one before this
    listed = len(before) > 1 and text.startswith("、", before[-2].end)
    return len(items) > 1 or (listed and not text.startswith("、", before[-1].end))


def _is_of_kind_of(figure: Figure, head: Figure) -> bool:
    if figure.indicator == head.indicator:
        return bool(figure.indicator) or figure.unit == head.unit
    return figure.unit == head.unit and figure.indicator not in OWN_PROCEDURE
