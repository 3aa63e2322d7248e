"""From the numerals of one sentence to its figures and rejections."""

from dataclasses import dataclass, field

from etl.model import Figure, Rejection, ReportContext
from etl.prose import limits, reject, scopes
from etl.prose.attach import RATIOS, Numeral
from etl.prose.classify import classify
from etl.prose.clauses import Words, words_around
from etl.prose.judge import reason_in_sentence
from etl.prose.lists import Shares, shared_lists
from etl.prose.measure import measure_of
from etl.prose.periods import period_of
from etl.prose.scopes import OWN_SCOPE, Scope
from etl.prose.sections import Section


@dataclass(slots=True)
class Sentence:
    """One sentence with its numerals, statements of none among them, in order."""

    start: int
    end: int
    numerals: list[Numeral]
    section: Section
    new_paragraph: bool
    new_section: bool


JOINED = frozenset(("、", "和", "及", "与", "，和", "、和"))


@dataclass(slots=True)
class Memory:
    """What one sentence hands on to the next."""

    scope: Scope = OWN_SCOPE
    last: Figure | None = None


@dataclass(slots=True)
class Result:
    """What has been read so far."""

    figures: list[Figure] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


def read_sentence(text: str, sentence: Sentence, context: ReportContext, memory: Memory, result: Result) -> None:
    """Append each numeral of `sentence` to the figures or the rejections."""
    counting = []
    for n in sentence.numerals:
        reason = n.reason
        if reason:
            _reject(text, n, reason, sentence, result)
        else:
            counting.append(n)
    if not counting:
        return
    if sentence.section.future:
        for n in counting:
            _reject(text, n, "future", sentence, result)
        return
    _read_counting(text, sentence, counting, context, memory, result)


def _read_counting(text, sentence, counting, context, memory, result) -> None:
    shares = shared_lists(text, sentence.start, counting)
    scope = scopes.Walk(text, sentence, context, memory.scope)
    previous_end, same_sentence = sentence.start, None
    for position, n in enumerate(counting):
        following = counting[position + 1].start if position + 1 < len(counting) else sentence.end
        around = words_around(text, sentence.start, sentence.end, previous_end, following, n)
        at = scope.at(n, previous_end)
        previous_end = n.end
        figure, reason = _decide(text, n, around, shares.get(n.start), at, sentence, context, same_sentence or memory.last)
        if figure is None:
            _reject(text, n, reason, sentence, result)
            continue
        result.figures.append(figure)
        same_sentence = memory.last = figure
    memory.scope = scope.current


def _decide(text, n: Numeral, around: Words, share: Shares | None, scope: Scope, sentence: Sentence,
            context: ReportContext, last: Figure | None) -> tuple[Figure | None, str]:
    """Return the figure that `n` states, or None and the reason why it states none."""
    raw = around.raw
    reason = reason_in_sentence(n, around, share is not None)
    if reason:
        return None, reason
    measure = measure_of(n, around, raw)
    follows = last if last is not None and last.end >= sentence.start else None
    if share is not None:
        measure = share.measure or measure
        around = share.words
    elif follows and n.unit in RATIOS and text[follows.end:n.start] in JOINED:
        measure = follows.measure
    indicator, rule = _indicator(n, around, measure, sentence, last)
    if not indicator and n.kind == "chinese" and reject.is_rhetoric(text, n, around):
        return None, "rhetoric"
    if not indicator and not n.unit and n.kind != "none" and n.value < 10_000:
        return None, "no_unit"
    start, end = period_of(around, measure, context)
    return Figure(
        start=n.start, end=n.end, printed=text[n.start:n.end], value=n.value, unit=n.unit.replace("％", "%"), approx=n.approx,
        value_high=n.high, indicator=indicator, label=_label(n, around), measure=measure,
        scope=scope.kind, body=scope.body, campaign=limits.campaign_in(around.lead), sector=limits.sector_in(around.lead),
        part="", period_start=start, period_end=end, section=sentence.section.path,
        sentence_start=sentence.start, sentence_end=sentence.end, rule=rule,
    ), ""


def _indicator(n: Numeral, around: Words, measure: str, sentence: Sentence, last: Figure | None) -> tuple[str, str]:
    if measure in ("share", "change"):
        return "", ""
    unit = "none" if n.kind == "none" else n.unit
    found = classify(n.unit if unit != "none" else "", measure, around.phrases(n.kind == "none"),
                     around.lead + sentence.section.title)
    if found:
        return found.indicator, found.name
    if last is not None and last.indicator and last.unit == n.unit and last.measure == measure and around.is_part(last):
        return last.indicator, "part of " + last.indicator
    return "", ""


def _label(n: Numeral, around: Words) -> str:
    if around.noun_follows:
        return (around.before[-6:] + around.after[:12])[:16]
    return (around.before or around.earlier)[-14:] or around.after[:14]


def _reject(text: str, n: Numeral, reason: str, sentence: Sentence, result: Result) -> None:
    result.rejections.append(Rejection(n.start, n.end, text[n.start:n.end], reason, sentence.section.path))
