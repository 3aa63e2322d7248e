"""What limits the stretch of text that a figure stands in: an action, an occasion, a day, a theme.

行动期间，检查单位48家 counts what one action came to; 2023年共检查单位480家 counts the year, whatever action
was told of before. An action that is named in the sentence limits the numbers after it, until a period of the
whole report is named; one in the paragraph before limits a sentence that names no such period; in news the
title does.
"""

import re

from etl.engine.model import Figure, ReportContext
from etl.engine.prose.campaigns import covers_days
from etl.engine.rulebook import Rulebook, expression, one_of

LONGEST = 240  # characters of the sentence, and of the paragraph before it, that are looked at
LIMIT = expression(one_of("whole", "limiting"))
OCCASION = expression(one_of("whole", "limiting", "occasions"))
REASON = re.compile("(?:主要是|由于|因为?)[^，,；;。]{0,60}")  # 主要是大检查期间查处得多
BRACKETS = re.compile("[（(][^（）()]{0,60}[）)]")
# 全年, 今年以来, 2023年 (not 2023年9月), 1至9月; 截至目前 may be said of an action, too
ANCHOR = expression(
    rf"{one_of('whole', 'anchors')}|(?:19|20)[0-9]{{2}}年(?:度|全年)?(?![0-9])"
    r"|[0-9]{1,2}月?(?:份)?(?:-|－|—|–|~|～|至|到)+[0-9]{1,2}月|前[0-9一二三四五六七八九十]{1,2}个?月"
    r"|第?[一二三四]季度"
)


def is_limited_there(
    rules: Rulebook, text: str, figure: Figure, context: ReportContext, of_all_kinds: bool
) -> bool:
    """Whether the words that lead up to a figure tell of an action, an occasion or a day, not of the period.

    `of_all_kinds`: what stands before 其中 is of several indicators; what follows may be the whole of one.
    """
    limits = rules[LIMIT if covers_days(context) else OCCASION]  # of a report on a holiday it is no part
    start = max(figure.sentence_start, figure.start - LONGEST)
    paragraph = text.rfind("\n", max(0, start - LONGEST), start) + 1 or max(0, start - LONGEST)
    lead = BRACKETS.sub("", REASON.sub("", text[start : figure.start]))
    if not of_all_kinds and "其中" in lead and not rules[ANCHOR].search(lead, lead.rfind("其中")):
        return True
    for words in (lead, REASON.sub("", text[paragraph:start])):
        if (limited := _limits(rules, limits, words)) is not None:
            return limited
    return context.kind == "bulletin" and bool(limits.search(context.title))


def _limits(rules: Rulebook, limits: re.Pattern, words: str) -> bool | None:
    """Return whether the last that `words` name is a limit; None where they name neither limit nor period."""
    limit = anchor = -1
    for match in limits.finditer(words):
        limit = match.end()
    for match in rules[ANCHOR].finditer(words):
        anchor = match.end()
    return None if limit == anchor else limit > anchor
