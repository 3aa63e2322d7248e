"""Through which channel something was published, where that limits the number of what was."""

import re

from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook, expression, one_of

CHANNEL = expression(rf"{one_of('parts', 'channels')}$")
CHANNELS = expression(one_of("parts", "channels"))
LONGEST = 600  # characters of a sentence that are looked at
FIRST = 20  # characters of a sentence within which its subject is named
LONGEST_LEAD = 40  # characters before a number in which the channel that it is of may stand
# 微信账号（2个）发布信息149条
COUNTED_CHANNEL = re.compile(
    r"([^，。；：、（）()\n]{2,14})[（(][0-9]{1,3}[个家]?[）)][^，。；：、（）()\n0-9]{0,10}\Z"
)
# 主动公开信息（公文平台发文）90条
CHANNEL_IN_BRACKET = re.compile("[（(]([^，。；：（）()0-9含]{2,14}(?:发文|发布|公开|推送))[）)]\\Z")
# 还通过甲公众号，发布信息90条
BY_CHANNEL = re.compile("(?:通过|利用|依托|借助)([^，,。；：0-9]{2,24})[，,][^，,。；：0-9]{0,12}\\Z")
# 发挥网站第一平台作用，公开信息: the channel is spoken of, and not what follows
SPOKEN_OF = re.compile("作用|功能|优势|建设|维护|管理|改版|升级|改造|整改")
SIDE_BY_SIDE = re.compile("[、和及与]{0,3}")  # 微博、微信公众号关注量达…，全年发布信息90条
OPENING = re.compile(r"\s{0,40}([^，,。；\n]{0,60})[，,]")


def channel_spoken_of(rules: Rulebook, text: str, figure: Figure) -> str:
    """Return the channel that a sentence begins with: “云岭水利”公众号推出专栏，全年发布信息90条.

    Or the one whose accounts a bracket counts before the number.
    """
    if figure.indicator != "publications":
        return ""
    counted = COUNTED_CHANNEL.search(text, max(0, figure.start - LONGEST_LEAD), figure.start)
    if counted and rules[CHANNELS].search(counted[1]):
        return counted[1]
    in_bracket = CHANNEL_IN_BRACKET.search(text, max(0, figure.start - LONGEST_LEAD), figure.start)
    if in_bracket:
        return in_bracket[1]
    by = BY_CHANNEL.search(text, max(figure.sentence_start, figure.start - LONGEST_LEAD), figure.start)
    if by and len(channel := set(rules[CHANNELS].findall(by[1]))) == 1:
        return channel.pop()
    opening = OPENING.match(text, figure.sentence_start, figure.start)
    named = list(rules[CHANNELS].finditer(opening[1])) if opening else []
    if opening and SPOKEN_OF.search(opening[1]):
        return ""
    if not named or named[0].start() > FIRST:
        return ""
    together = opening[1][named[0].start() : named[-1].end()] if opening else ""
    return together if SIDE_BY_SIDE.fullmatch(rules[CHANNELS].sub("", together)) else ""


def is_only_channel(rules: Rulebook, text: str, figure: Figure) -> bool:
    """Whether the sentence names one channel of publication."""
    sentence = text[figure.sentence_start : figure.sentence_end][:LONGEST]
    return len(set(rules[CHANNELS].findall(sentence))) == 1


def parts_by_channel(rules: Rulebook, figures: list[Figure]) -> set[str]:
    """The parts of what was published that name a channel."""
    parts = {figure.part for figure in figures if figure.indicator == "publications"}
    return {part for part in parts if rules[CHANNELS].search(part)}


def is_beside_channel(rules: Rulebook, parts: set[str], channel: str) -> bool:
    """Whether a piece of what was published is of another: 网站公开96条，其中动态60条；微博发布310条."""
    if len(set(rules[CHANNELS].findall(channel))) > 1:
        return False  # 网站与新媒体公开信息96条
    return any(part not in channel for part in parts)
