"""Weigh the candidates of each indicator, scope and period: at most one figure is the whole."""

from bisect import bisect_right
from collections import defaultdict

from etl.engine.model import Figure, ReportContext
from etl.engine.prose.periods import stretch_said
from etl.engine.rulebook import Rulebook
from etl.engine.whole.candidates import Candidate, candidate_of, told_of_channels
from etl.engine.whole.departments import name_departments
from etl.engine.whole.doubts import doubt
from etl.engine.whole.evidence import is_limited, is_table
from etl.engine.whole.headlines import limit_headlines
from etl.engine.whole.inferred import ONLY, doubt_what_is_inferred, first_named, is_broken
from etl.engine.whole.kinds import counts_places
from etl.engine.whole.levels import name_shares
from etl.engine.whole.lone import without_lone_forms
from etl.engine.whole.nearmiss import doubt_near_misses
from etl.engine.whole.numbers import numbers_of
from etl.engine.whole.outdone import drop_outdone, drop_repeated
from etl.engine.whole.pairs import share_audiences, share_kinds
from etl.engine.whole.pieces import name_pieces
from etl.engine.whole.sums import MOST_PARTS, adds_up

STATED, SUM = "stated", "sum"
# Of these what is named is one kind of many, even where it stands alone: 罚款3万元, 共检查旅行社12家次.
OF_MANY = frozenset(
    (
        *("penalties", "fines", "cases_filed", "cases_closed", "violations_found", "licences"),
        *("inspections", "enterprises_inspected", "hazards_found", "officers_dispatched"),
        *("training_participants", "publicity_events", "suspensions"),
        *("study_sessions", "study_participants", "public_reached", "overturned"),
    )
)
# of these a name says only what was handed out, or who they are
TOLD_BY_NAME = frozenset(("materials", "officers"))
UNREAD = frozenset(("table_unproven", "number_broken"))  # doubts of which none may stand as a whole
SENTENCE = 400  # characters of a sentence before a number in which it may say of when that is


def prove_wholes(rules: Rulebook, text: str, figures: list[Figure], context: ReportContext) -> None:
    """Give each figure its `whole`, name the pieces that stand beside a whole, and add to the `doubts`.

    `figures`: all of one document, in order of place. The whole is that of the reporting body or of its
    whole system: a figure of another body, a share, a change or a rate never is one.
    """
    for figure in figures:
        figure.whole = ""
        if is_broken(text, figure):
            doubt(figure, "number_broken")
    without_lone_forms(rules, text, figures)
    limit_headlines(text, figures)
    name_shares(text, figures)
    name_departments(rules, text, figures, context)
    groups = _groups(text, figures, context)
    for indicator, group in groups:
        if indicator != "fines":
            _prove(rules, text, figures, group, context)
    share_kinds(text, figures)  # once the cases beside the money have their names
    for indicator, group in groups:
        if indicator == "fines":
            _prove(rules, text, figures, group, context)
    share_audiences(text, figures)
    drop_repeated(figures)
    named = first_named(rules, text, context)
    for figure in figures:
        doubt_what_is_inferred(rules, text, figure, context, named)
    doubt_near_misses(rules, text, figures)


def _groups(text: str, figures: list[Figure], context: ReportContext) -> list[tuple[str, list[int]]]:
    """Return the places of the figures of one indicator, scope and period, with the indicator.

    Where nobody says which year it is, 10月 and 1-10月 are two periods all the same.
    """
    groups: dict[tuple, list[int]] = defaultdict(list)
    said, year = "", f"{context.year}-" if context.year else ""
    start, end = context.period_start or f"{year}01-01", context.period_end or f"{year}12-31"
    for position, figure in enumerate(figures):
        if figure.indicator and figure.measure == "level" and figure.scope != "other":
            period = (figure.period_start or start, figure.period_end or end)
            if not (context.year or is_table(figure)):
                lead = text[max(figure.sentence_start, figure.start - SENTENCE, 0) : figure.start]
                said = stretch_said(lead) or said
            groups[figure.indicator, figure.scope, *period, said].append(position)
    return [(key[0], group) for key, group in groups.items()]


def _prove(
    rules: Rulebook, text: str, figures: list[Figure], group: list[int], context: ReportContext
) -> None:
    candidates = [
        candidate_of(rules, text, figures, position, context)
        for position in group
        if not (
            is_limited(figures[position])
            or counts_places(text, figures[position])
            or not UNREAD.isdisjoint(figures[position].doubts)
        )
    ]
    told_of_channels(rules, figures, candidates)
    news = context.kind == "bulletin"
    for candidate in candidates:
        if candidate.narrow and not (news and candidate.narrow.is_told):
            doubt(candidate.figure, "part_uncertain")
    members = [figures[position] for position in group]
    if reaching := [candidate for candidate in candidates if not candidate.narrow]:
        _weigh(reaching, members, news)
    drop_outdone(members)
    name_pieces(candidates, members)


def _weigh(candidates: list[Candidate], group: list[Figure], news: bool) -> None:
    numbers = numbers_of(candidates)
    if _are_of_forms(candidates, group):
        for number in numbers:
            _name(number)
        return
    if len(numbers) == 1 and all(_is_kind(candidate, news) for candidate in numbers[0]):
        _name(numbers[0])
        for candidate in numbers[0]:  # 检查冷库9家: they may be all there are
            if not candidate.beside_channel:
                doubt(candidate.figure, "part_uncertain")
        return
    if len(numbers) > 1 or numbers[0][0].in_list:
        numbers = _settle(numbers, group)
    if len(numbers) == 1:
        _stand(numbers[0], group)
    else:
        for number in numbers:
            for candidate in number:
                doubt(candidate.figure, "several_candidates")


def _is_kind(candidate: Candidate, news: bool) -> bool:
    """Whether the words single out one of many kinds, so that nothing proves the number to be of them all.

    News tell what is worth telling: of them, any kind that is not said to be the total.
    """
    indicator = candidate.figure.indicator
    if indicator == "study_sessions" and candidate.stated:
        return False  # 全年党组会学法7次: of a few kinds that are told apart by who met
    if indicator in TOLD_BY_NAME:
        return False
    if candidate.beside_channel or indicator in OF_MANY:
        return candidate.beside_channel or candidate.of_kind
    return news and not candidate.stated and candidate.of_kind


def _are_of_forms(candidates: list[Candidate], group: list[Figure]) -> bool:
    """Whether sessions are told apart by who met, none of them in total: 中心组学法4次，全体职工学法6次."""
    of_form = group[0].indicator == "study_sessions" and any(figure.part for figure in group)
    return of_form and not any(candidate.stated or candidate.in_total for candidate in candidates)


def _settle(numbers: list[list[Candidate]], group: list[Figure]) -> list[list[Candidate]]:
    """Name the pieces among several numbers; return those that may still be the whole."""
    general = [number for number in numbers if any(not candidate.specific for candidate in number)]
    general = general or _only_channel(numbers, group)
    if summed := [one for one in numbers if _adds_up(one, group, numbers)]:
        general = summed if len(summed) == 1 else general
    if len(general) > 1:
        general = _stated_among(general)
    if len(general) == 1 and not _may_exceed(general[0], numbers):
        return numbers
    standing = {id(number) for number in general}
    for number in numbers:
        if id(number) not in standing:
            _name(number)
    return general


def _is_of_channel(number: list[Candidate], numbers: list[list[Candidate]]) -> bool:
    """Whether a number was published by one channel of several, so that its kinds add up to that alone."""
    return all(one.channel for one in number) and any(
        one.channel for other in numbers if other is not number for one in other
    )


def _may_exceed(total: list[Candidate], numbers: list[list[Candidate]]) -> bool:
    """Whether no other number speaks against the one that singles nothing out: smaller, or a channel's."""
    others = [candidate for number in numbers if number is not total for candidate in number]
    if any(one.channel for one in total) and any(other.channel for other in others):
        return False  # 网站发布信息89条，微信推送39条: each is of its channel
    return _is_greatest(total, numbers) or all(other.channel for other in others)


def _only_channel(numbers: list[list[Candidate]], group: list[Figure]) -> list[list[Candidate]]:
    """Return the number published through the only channel, where no piece is named beside it."""
    by_channel = [number for number in numbers if any(candidate.by_channel for candidate in number)]
    return by_channel if len(by_channel) == 1 and not any(map(is_limited, group)) else []


def _name(number: list[Candidate]) -> None:
    """Make the figures of a number parts, under the names that their words single out."""
    for candidate in number:
        candidate.figure.part = candidate.specific or candidate.figure.label


def _stated_among(general: list[list[Candidate]]) -> list[list[Candidate]]:
    """Return the one number that is said to be the total and is the greatest; else all."""
    stated = [number for number in general if any(one.stated or one.in_total for one in number)]
    if len(stated) != 1 or not _is_greatest(stated[0], general):
        return general
    for number in general:
        if number is not stated[0]:
            for candidate in number:
                doubt(candidate.figure, "part_uncertain")
    return stated


def _adds_up(number: list[Candidate], group: list[Figure], numbers: list[list[Candidate]]) -> bool:
    """Whether the figures after one of the statements, which singles nothing out, add up to the number."""
    if len(numbers) > 1 and number[0].figure.indicator in OF_MANY and all(one.of_kind for one in number):
        return False  # 审批报告书9份，其中甲类3份、乙类6份，核发许可证8张: the sum of one kind
    return not _is_of_channel(number, numbers) and any(
        adds_up(candidate.figure, _following(candidate.figure, group))
        for candidate in number
        if candidate.stated or not candidate.specific
    )


def _following(figure: Figure, group: list[Figure]) -> list[Figure]:
    """The next figures of the group, which is in order of place: no more than may be parts of a sum."""
    at = bisect_right(group, figure.start, key=lambda other: other.start)
    return group[at : at + MOST_PARTS]


def _is_greatest(number: list[Candidate], numbers: list[list[Candidate]]) -> bool:
    """Whether no other number of the same unit is greater."""
    figure = number[0].figure
    return all(
        other[0].figure.value <= figure.value for other in numbers if other[0].figure.unit == figure.unit
    )


def _stand(number: list[Candidate], group: list[Figure]) -> None:
    """Let the best statement of the one number stand as the whole: of text and table, the first.

    A cell below 合计 is stated to be the total, and no better than the sentence that leads up to its table.
    """
    tabled = any(is_table(one.figure) for one in number)
    best = min(number, key=lambda one: (one.in_title, not (one.stated or tabled), one.figure.start))
    following = [other for other in group if other.start > best.figure.start and is_limited(other)]
    best.figure.whole = (
        SUM if adds_up(best.figure, following) else STATED if any(one.stated for one in number) else ONLY
    )
    if best.figure.whole == STATED and best.of_kind:
        doubt(best.figure, "part_uncertain")  # 全年开展专题学习12次: it may be the total of these alone
