"""What is known of a figure that may be the whole: what its words state, single out, and are limited by."""

from dataclasses import dataclass

from etl.engine.model import Figure, ReportContext
from etl.engine.rulebook import Rulebook, expression, one_of
from etl.engine.whole.evidence import LONGEST_ITEM, in_title, is_table, opens_list, states_total
from etl.engine.whole.names import singled_out, words_of
from etl.engine.whole.pairs import CASES
from etl.engine.whole.reach import Limit, limit_there

CHANNEL = expression(rf"{one_of('parts', 'channels')}$")
CHANNELS = expression(one_of("parts", "channels"))
LONGEST = 600  # characters of a sentence that are looked at
# the indicator of what a total of these is named after, as one of its kinds; 工作人员 have none
WIDER = {"major_hazards": "hazards_found", "general_hazards": "hazards_found", "officers": ""}
FAR = 12  # figures looked back over for the head of an 其中 chain


@dataclass(slots=True)
class Candidate:
    """A figure that names no limit.

    `stated`: its words state a total; `specific`: what they single out; `channel`: that is where it was
    published; `by_channel`: and the sentence names no other; `narrow`: the action or the occasion that is
    told of where it stands.
    """

    figure: Figure
    stated: bool
    specific: str
    in_title: bool = False
    opens_list: bool = False
    channel: bool = False
    by_channel: bool = False
    narrow: Limit | None = None


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
    specific = singled_out(around, context)
    lists = position + 1 < len(figures) and opens_list(rules, text, figure, figures[position + 1])
    lists = lists and not (stated and not specific)
    specific = specific or figure.label * (lists or _is_next_item(text, figures, position))
    channel = figure.indicator == "publications" and bool(rules[CHANNEL].search(specific))
    by_channel = channel and _is_only_channel(rules, text, figure)
    beyond = _head_is_of_all_kinds(figures, position) or _after_chain(text, figures, position)
    narrow = limit_there(rules, text, figure, context, beyond)
    return Candidate(figure, stated, specific, in_title(text, figure), lists, channel, by_channel, narrow)


def _is_next_item(text: str, figures: list[Figure], position: int) -> bool:
    """Whether the figure goes on with a list of kinds: 检查园区8个次、企业30家次."""
    before, figure = figures[position - 1] if position else None, figures[position]
    if before is None or before.indicator != figure.indicator or before.measure != figure.measure:
        return False
    between = text[before.end : figure.start]
    return between.startswith("、") and len(between) <= LONGEST_ITEM


def _is_only_channel(rules: Rulebook, text: str, figure: Figure) -> bool:
    """Whether the sentence names one channel of publication."""
    sentence = text[figure.sentence_start : figure.sentence_end][:LONGEST]
    return len(set(rules[CHANNELS].findall(sentence))) == 1


def _head_is_of_all_kinds(figures: list[Figure], position: int) -> bool:
    """Whether what stands before, in the section, is of several indicators: 执法案件900件，其中许可700件."""
    figure = figures[position]
    before = figures[max(0, position - FAR) : position]
    wider = WIDER.get(figure.indicator)
    return any(
        head.section == figure.section
        and (head.indicator == "cases_total" or (head.indicator == wider and head.unit == figure.unit))
        for head in before
    )


def _after_chain(text: str, figures: list[Figure], position: int) -> bool:
    """Whether 其中 divided what is counted otherwise: 隐患860项，其中重大隐患12项，停产整顿6家."""
    figure = figures[position]
    mark = text.rfind("其中", max(0, figure.sentence_start), figure.start)
    if mark < 0:
        return False
    item = figure
    for other in reversed(figures[max(0, position - FAR) : position]):
        if other.start < mark:
            break
        item = other
    of_cases = figure.indicator == "fines" and (not item.indicator or item.indicator in CASES)
    return item.unit != figure.unit and not of_cases
