"""Words that could name an action or an occasion and only say how all was done, or name one of several."""

import re

from etl.engine.initials import searched

# 全年整治占道经营30处 says what was done, and names no action
AS_VERB = re.compile(
    "(?:^|[，,。；;：:\n])(?:全年|今年|年内|本年度|已|共|累计|依法|先后|持续)+(?:整治|清查|督查|督察)$"
    "|“[^“”]{0,8}进[^“”]{0,6}”[^，。；]{0,6}活动$"  # “法律六进”活动, “执法进社区”活动: how all is done
    "|(?:实际|自觉|具体|有力|一致|迅速|积极)行动$"
    "|(?:闭环|滚动|动态|靶向|跟踪|对账|清单式|台账式|销号|源头|边查边|即查即|逐[一项条户家])(?:整治|治理|清查|督[查办察])$"
)
# 我市重拳整治超限超载: what is done, unlike 重拳整治行动
HOW = re.compile(
    "(?:重拳|大力|着力|强力|全力|有效|有力|严厉|从严|严格|严肃|切实|认真|深入|深度|依法|持续|坚决|稳步|及时"
    "|快速|彻底|不断|同步|扎实|积极|主动|打击、|排查)(?:整治|清查|督[查察]|打击)$"
)
WITH_OBJECT = re.compile("(?!行动|工作|活动|期间|中|以来|共|累计|成效|成果|战|月|周|日|年|组|高峰)[一-鿿]")
OF_A_SEASON = re.compile("(?:[期季月周]|宣传|[宣咨][传询]日)$")
# 三季度正值主汛期 says when it was, 利用宣传周 how: no occasion to which the numbers are confined
BESIDES = re.compile("(?:[正时]值|恰逢|适逢|正逢|正处|利用|借助|抓住)[^，,。；;]{0,40}\\Z")

# 专项排查、日常巡查、突击检查，…: one of several, each named in full (not 隐患排查和整治行动)
_ACT = "(?:检查|排查|巡查|抽查|核查|执法|稽查|行动|整治|治理|攻坚|督查|传[周月日])"
_ITEM = "[、和及与][^，,。；;、和及与0-9]"
AMONG_BEFORE = searched(f"[^，,。；;、和及与]{{2,14}}{_ACT}[”』]?{_ITEM}{{0,12}}\\Z")
AMONG_BEHIND = re.compile(f"[”』]?(?:{_ITEM}{{2,14}}){{1,3}}(?<={_ACT})")
FULL = 4


def says_how(words: str, limit: re.Match, end: int) -> bool:
    """Whether a limit named in `words`, whose name ends at `end`, only says how or when all was done.

    So do a verb with its object, a season that just is, a day that was used, one of several actions.
    """
    return bool(
        _is_among(words, limit, end)
        or AS_VERB.search(words, 0, limit.end())
        or (WITH_OBJECT.match(words, end) and HOW.search(words, 0, end))
        or (OF_A_SEASON.search(limit[0]) and BESIDES.search(words, 0, limit.start()))
    )


def _is_among(words: str, limit: re.Match, end: int) -> bool:
    before = AMONG_BEFORE.search(words, 0, limit.start())
    if before and end - max(map(words[: limit.start()].rfind, "、和及与")) > FULL:
        return True
    return AMONG_BEHIND.match(words, end) is not None


LOOKED = re.compile("(?:督[查察]|夜查|暗访|巡查|检查|突击)$")
WORK_REPORT = re.compile("总结|小结|工作(?:报告|汇报|情况)")


def tells_of_one_thing(title: str, action: re.Match | None) -> bool:
    """Whether news of this title are no report on all the work; `action`: the one that the title names."""
    return bool(action or not WORK_REPORT.search(title))


def only_looked(name: str) -> bool:
    """Whether the name of an action only says how they looked."""
    return LOOKED.search(name) is not None
