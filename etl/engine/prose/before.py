"""What may stand between the beginning of a clause and its subject: times, connectives, orders."""

from etl.engine.matches import sure
from etl.engine.prose.agencynames import names_of
from etl.engine.prose.localities import BULLETS
from etl.engine.prose.scan import DIGIT
from etl.engine.rulebook import Rulebook, beginnings, expression, one_of

# What may stand before a subject: times, connectives, 组织全市… Possessive, so that no text makes it go back.
_WORDS = one_of("scope", "before_subject")
_TIME = (
    rf"前?[{DIGIT}]{{1,4}}(?:年度?|月份?|日|时许?|点|[-—至~]|个月)|截[至止](?:目前)?(?:[{DIGIT}]{{4}}年)?(?:[{DIGIT}]{{1,2}}月)?"
    rf"(?:底|末|[{DIGIT}]{{1,2}}日)?|[上下]半年|前?第?[一二三四]季度|近[一二两三四五六半]?个?(?:多)?[年月周日天](?:[来内])?"
)
# 组织全市执法人员培训2期: who attends is no subject, a whole system that is trained is one
_ATTENDED = "(?:培训|轮训|会议|竞赛|比武|讲座|考试|演练)"
_ORDERS = (
    rf"(?:组织|指导|督促|推动)(?:开展)?(?=[全各])(?![^，。；、]{{0,24}}?{_ATTENDED})"
    "|组织(?:开展)?(?=全[省市区县州][^，。；、0-9]{2,8}系统)"
)
# glued to a headline, or before one of several cases
_RUBRIC = (
    "(?:视频|图解|图文|快讯|组图|独家|关注|聚焦|简讯|要闻"
    rf"|案例[一二三四五六七八九十{DIGIT}]{{1,3}})[丨｜|：:]"
)
_SIGNS = rf"[\s,，、:：—\-“”（(至到{BULLETS}]"
_LEADS_UP = rf"(?:{_RUBRIC}|{_SIGNS}|{_WORDS}|[一二三四五六七八九十]是|{_TIME}|{_ORDERS})"
_BEFORE_SUBJECT = expression(rf"{_LEADS_UP}{{0,20}}+")
_MAY_LEAD_UP = beginnings(expression(_LEADS_UP))


def subject_at(rules: Rulebook, text: str, at: int, end: int | None = None) -> int:
    """Return where a subject may begin in `text[at:end]`: behind what leads up to it."""
    if text[at : at + 1] not in rules[_MAY_LEAD_UP]:
        return at
    return sure(rules[_BEFORE_SUBJECT].match(text, at, len(text) if end is None else end)).end()


def without_agency(rules: Rulebook, words: str, agency: str) -> str:
    """Return the words without the first name that the agency gives itself, and what leads up to it."""
    names = names_of(rules, agency)
    if not any(map(words.__contains__, names)):
        return words
    for start in range(len(words)):
        at = subject_at(rules, words, start)
        if named := [name for name in names if words.startswith(name, at)]:
            return words[:start] + words[at + max(map(len, named)) :]
    return words
