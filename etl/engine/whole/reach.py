"""What limits the stretch of text that a figure stands in: an action, an occasion, a day, a theme.

行动期间，检查单位48家 counts what one action came to; 2023年共检查单位480家 counts the year, whatever action
was told of before. An action that is named in the sentence limits the numbers after it, until a period of the
whole report is named; one in the paragraph before limits a sentence that names no such period; in news the
title does.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from etl.engine.matches import last, sure
from etl.engine.model import Figure, ReportContext
from etl.engine.prose.campaigns import AFTER, LEAD, SEVERAL, campaign_named, covers_days
from etl.engine.rulebook import Rulebook, expression, one_of

OPENING = 2000  # characters of news before a paragraph in which they tell what they are about
LONGEST = 240  # characters of the sentence, and of the paragraph before it, that are looked at
_ACTION = rf"{one_of('whole', 'kinds_of_action')}{one_of('whole', 'actions')}"
_ACTIVITY = "活动(?=共|累计|期间|中|以来|开展以来|[，,]?累计)|”[^，。；”“]{0,6}活动"
LIMIT = expression(rf"{one_of('whole', 'limiting')}|{_ACTION}|{_ACTIVITY}")
OCCASION = expression(rf"{one_of('whole', 'limiting', 'occasions')}|{_ACTION}|{_ACTIVITY}")
TITLED = expression(one_of("whole", "limiting", "kinds_of_action"))
REASON = re.compile("(?:主要是|由于|因为?)[^，,；;。]{0,60}")  # 主要是大检查期间查处得多
BRACKETS = re.compile("[（(][^（）()]{0,60}[）)]")
ENDS_CHAIN = re.compile("[；;]|合计|总计|共计|累计|[，,]共")
ITEM = re.compile("[；;，,。：:](?:[一二三四五六七八九十]{1,2}是|此外|另外|另一方面)")
SHORTEST = 3  # 督查 by itself names no campaign
ACTIONS = (
    "行动",
    "整治",
    "治理",
    "攻坚",
    "斗争",
    "大检查",
    "大排查",
    "督查",
    "督察",
    "战役",
    "会战",
    "回头看",
)
LONGEST_NAME = 14
HEAD = re.compile(r"[一-鿿]{0,14}\Z")
TAIL = re.compile("(?:专项|联合|统一|集中)?(?:行动|整治|检查|执法|活动|工作|巡查|清理|治理)?")
# 全年, 今年以来, 2023年 (not 2023年9月), 1至9月; 截至目前 may be said of an action, too
ANCHOR = expression(
    rf"{one_of('whole', 'anchors')}|[今去]年[^，,。；;]{{0,16}}以来"
    r"|(?:19|20)[0-9]{2}年(?:度|全年)?(?![0-9])"
    r"|[0-9]{1,2}月?(?:份)?(?:-|－|—|–|~|～|至|到)+[0-9]{1,2}月|前[0-9一二三四五六七八九十]{1,2}个?月"
    r"|第?[一二三四]季度"
)


# of a year so far, where nothing else is told of
UNTIL = re.compile("截[至止]到?(?:目前|(?:今年)?[0-9]{1,2}月(?:底|末|份))")


class Limit(NamedTuple):
    """What a stretch of text tells of; without a name where it is only that it breaks something down."""

    name: str
    is_campaign: bool = False


def limit_there(
    rules: Rulebook, text: str, figure: Figure, context: ReportContext, of_all_kinds: bool
) -> Limit | None:
    """Return the action, the occasion or the day that the words before a figure tell of; None of the period.

    `of_all_kinds`: what stands before 其中 is of several indicators; what follows may be the whole of one.
    """
    limits = rules[LIMIT if covers_days(context) else OCCASION]  # of a report on a holiday it is no part
    start = max(figure.sentence_start, figure.start - LONGEST)
    paragraph = text.rfind("\n", max(0, start - LONGEST), start) + 1 or max(0, start - LONGEST)
    lead = BRACKETS.sub("", REASON.sub("", text[start : figure.start]))
    of_which = lead.rfind("其中")
    ends = ENDS_CHAIN.search(lead, of_which) or rules[ANCHOR].search(lead, of_which)
    if of_which >= 0 and not of_all_kinds and not ends:
        return Limit("")
    news = context.kind == "bulletin"
    opening = text[max(0, paragraph - OPENING) : paragraph] if news else ""
    for words in (lead, REASON.sub("", text[paragraph:start]), opening):
        if limit_or_period := _limits(rules, limits, words):
            return limit_or_period[0]
    if news and (found := last(rules[TITLED].finditer(context.title))):
        return _named(rules, context.title, found)
    unproven = news and limits is rules[OCCASION] and not UNTIL.search(lead)
    return Limit("") if unproven else None


@lru_cache(maxsize=64)  # the words before a sentence are asked for each of its figures
def _limits(rules: Rulebook, limits: re.Pattern, words: str) -> tuple[Limit | None] | None:
    """Return the last limit that `words` name, none where a period comes after it; None without either."""
    item = last(ITEM.finditer(words))
    words = words[item.end() :] if item else words
    limit, anchor = last(_actions(rules, limits, words)), last(rules[ANCHOR].finditer(words))
    if limit is None:
        return None if anchor is None else (None,)
    return (None,) if anchor and anchor.end() >= limit.end() else (_named(rules, words, limit),)


def _actions(rules: Rulebook, limits: re.Pattern, words: str) -> Iterator[re.Match]:
    """Yield the limits that are carried out, and neither planned (专项整治方案) nor a slogan (六大行动)."""
    for limit in limits.finditer(words):
        end = sure(TAIL.match(words, limit.end())).end()
        if not rules[AFTER].match(words, end) and not SEVERAL.search(words, 0, limit.start()):
            yield limit


def _named(rules: Rulebook, words: str, limit: re.Match) -> Limit:
    """Return the limit by its whole name: 安全生产大检查, 此次行动."""
    end = sure(TAIL.match(words, limit.end())).end()
    if name := campaign_named(rules, words, limit.start(), end)[0]:
        return Limit(name, is_campaign=name.endswith(ACTIONS) and len(name) > SHORTEST)
    before = sure(HEAD.search(words, max(0, limit.start() - LONGEST_NAME), limit.start()))[0]
    return Limit(rules[LEAD].sub("", before) + words[limit.start() : end])
