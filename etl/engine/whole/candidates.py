"""What is known of a figure that may be the whole: what its words state, single out, and are limited by."""

from dataclasses import dataclass

from etl.engine.model import Figure, ReportContext
from etl.engine.rulebook import Rulebook, expression, one_of
from etl.engine.whole.evidence import LONGEST_ITEM, in_title, is_table, opens_list, states_total
from etl.engine.whole.names import singled_out, words_of
from etl.engine.whole.reach import Limit, limit_there

CHANNEL = expression(rf"{one_of('parts', 'channels')}$")
CHANNELS = expression(one_of("parts", "channels"))
LONGEST = 600  # characters of a sentence that are looked at
FAR = 12  # figures looked back over for the head of an 其中 chain


@dataclass(slots=True)
class Candidate:
    """A figure that names no limit.

    `stated`: its words state a total; `specific`: what they single out; `by_channel`: that is only where it
    was published; `narrow`: the action or the occasion that is told of where it stands.
    """

    figure: Figure
    stated: bool
    specific: str
    in_title: bool = False
    opens_list: bool = False
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
    by_channel = figure.indicator == "publications" and _is_only_channel(rules, text, figure, specific)
    narrow = limit_there(rules, text, figure, context, _head_is_of_all_kinds(figures, position))
    return Candidate(figure, stated, specific, in_title(text, figure), lists, by_channel, narrow)


def _is_next_item(text: str, figures: list[Figure], position: int) -> bool:
    """Whether the figure goes on with a list of kinds: 检查园区8个次、企业30家次."""
    before, figure = figures[position - 1] if position else None, figures[position]
    if before is None or before.indicator != figure.indicator or before.measure != figure.measure:
        return False
    between = text[before.end : figure.start]
    return between.startswith("、") and len(between) <= LONGEST_ITEM


def _is_only_channel(rules: Rulebook, text: str, figure: Figure, specific: str) -> bool:
    """Whether the words single out a channel of publication, and the sentence names no other."""
    sentence = text[figure.sentence_start : figure.sentence_end][:LONGEST]
    named = set(rules[CHANNELS].findall(sentence))
    return bool(rules[CHANNEL].search(specific)) and len(named) == 1


def _head_is_of_all_kinds(figures: list[Figure], position: int) -> bool:
    """Whether a total of all kinds of cases stands before, in the section: 执法案件900件，其中许可700件."""
    figure = figures[position]
    before = figures[max(0, position - FAR) : position]
    return any(head.indicator == "cases_total" and head.section == figure.section for head in before)
