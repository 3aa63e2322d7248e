"""Which agency reports: by the title, the signature, the publisher or the opening of the text."""

import re

from etl.engine.identify.divisions import find_division
from etl.engine.identify.pagehead import clean
from etl.engine.identify.titles import ORGANISATION
from etl.engine.rulebook import Rulebook

_PLACE = r"[\u4e00-\u9fff()（）]"
_SHORT_NAME = "(?:[委办镇乡]|街道)(?=关于|[0-9二]|$)"  # 卫健委, 清河街道
_MINISTRY = "(?<![干内全各支])部(?=关于|通报|公布|发布|召开|[0-9二])"
_PART = rf"(?:(?!关于|联合|开展|组织|积极|会同){_PLACE}{{0,8}}?(?:总队|支队|大队|分局))?"
_LED_BY = rf"{_PLACE}{{1,24}}?(?:{ORGANISATION}|{_SHORT_NAME}|{_MINISTRY}){_PART}"
_IN_TITLE = re.compile(
    rf"^(?:[\[【《“]?)(?:关于)?(?:[0-9〇零一二三四五六七八九]{{4}}年度?)?(?:中共{_PLACE}{{2,20}}?委员会(?={_PLACE}*政府))?(?:中共)?"
    rf"({_LED_BY})"
)
_ENDS_LIKE_ONE = re.compile(rf"{ORGANISATION}$")
_BEFORE = re.compile(r"(?<![一-鿿])[一-鿿]{2,12}$")
_OF_PLACE = re.compile(
    rf"^(?:[0-9]{{4}}年度?)?({_PLACE}{{2,16}}?)(?:关于)?(?:[0-9]{{4}}年度?)?(?:政府信息公开|法治政府建设)"
)
_STREET = re.compile(
    rf"^(?:[0-9]{{4}}年度?)?({_PLACE}{{2,12}}?(?:街道?|镇|乡))(?:关于)?(?:[0-9]{{4}}年|法治)"
)
_SIGNATURE = re.compile(rf"(?:^|[（(])((?![（(]){_PLACE}{{2,30}}?(?:{ORGANISATION}|[委办]))(?=$|[）)0-9二])")
_WRITTEN_OUT = re.compile(rf"(?<![一-鿿])[一-鿿]{{4,24}}?{ORGANISATION}")
_PARTY = re.compile(r"^中共[一-鿿]{2,20}?委员会(?=[一-鿿]+政府$)")  # signs before the government
_ACTS = (
    r"(?=在|以|认真|坚[持决]|深入|严格|按照|全面|围绕|积极|紧|持续|始终|高度|根据|切实|扎实|召开|开展|组织|通报|获悉|了解到"
    r"|为|[0-9]{4}年)"
)
_OPENING = re.compile(
    rf"(?:^|[\n。]|[0-9]年度?[，,]?|现将|编制|从)\s*((?!我|年|度|现将|编制|组织|记者|据)[一-鿿]{{1,16}}?(?:{ORGANISATION})(?:[一-鿿]{{0,8}}?(?:支队|大队|分局))?){_ACTS}"
)
_MENTIONED = re.compile(
    rf"[省市区县旗州盟](?:(?!联合|关于|会同|印发|法治|人民政府)[\u4e00-\u9fff]){{2,10}}?{ORGANISATION}"
    r"(?!网站|门户|公报|印发|和|、|联合|新闻|[:：])"
)
_NOT_IN_NAME = re.compile(
    r"关于|通过|印发|联合|会同|配合|由|根据|按照|以来|要求|记者|向|被|成立|设立|委员会|督促|接受|组织|参加|现将|年度|推动|指导"
)
_OPENING_LENGTH = 800
_LEVEL = "省市区县旗州盟"
_PLACELESS = re.compile(rf"(?!市场|市容|市政(?!府)|区域)[{_LEVEL}]|自治区")  # 市民政局 leaves its place out


def find_agency(rules: Rulebook, title: str, signers: list[str], publisher: str, head: str) -> str:
    """Return the agency's name as fully as the document gives it; empty where it names none.

    A short name of the title (区应急局) is completed by the signature, the publisher or the text.
    """
    publisher = clean(publisher)
    publisher = publisher if _ENDS_LIKE_ONE.search(publisher) else ""
    named = _in_title(rules, title)
    if named:
        return _completed(rules, named, [*reversed(signers), publisher], head)
    if signers:
        return signers[-1]
    return publisher or _opening(rules, head) or _mentioned(rules, head)


def signature_names(lines: list[str]) -> list[str]:
    """The names that stand alone in the last lines of a document."""
    found = (_SIGNATURE.search(line) for line in lines if len(line) <= 60)
    return [_PARTY.sub("", match[1]) for match in found if match]


def _in_title(rules: Rulebook, title: str) -> str:
    if of_place := _OF_PLACE.match(title):
        words = of_place[1]
        if find_division(rules, words)[1] == len(words):
            return words + "人民政府" if words[-1] in _LEVEL else words
    if street := _STREET.match(title):
        name = street[1]
        return name + ("人民政府" if name[-1] in "镇乡" else "道办事处" if name[-1] == "街" else "办事处")
    found = _IN_TITLE.match(title)
    return found[1] if found else ""


def _completed(rules: Rulebook, name: str, fuller: list[str], head: str) -> str:
    for other in fuller:
        if other and other != name and (other.endswith(name) or abbreviates(rules, name, other)):
            return other
    if len(name) <= 2 or (find_division(rules, name)[1] and not level_first(name)):
        return name
    at = head.find(name)
    while at >= 0:
        before = _BEFORE.search(head, max(0, at - 13), at)
        if before and not _NOT_IN_NAME.search(before[0]):
            reach = find_division(rules, before[0] + name)[1] - len(before[0])
            if reach == len(level_first(name)):
                return before[0] + name
        at = head.find(name, at + 1)
    written_out = (match[0] for match in _WRITTEN_OUT.finditer(head[:_OPENING_LENGTH]))
    return next(
        (full for full in written_out if _begins_with_place(rules, full) and abbreviates(rules, name, full)),
        name,
    )


def _begins_with_place(rules: Rulebook, name: str) -> bool:
    length = find_division(rules, name)[1]
    return length >= 3 and not _NOT_IN_NAME.search(name[:length])


def level_first(name: str) -> str:
    """The level that a name begins with in place of its place: 市 of 市民政局, none of 市场监管局."""
    found = _PLACELESS.match(name)
    return found[0] if found else ""


def abbreviates(rules: Rulebook, short: str, full: str) -> bool:
    """Whether `short` is the name `full` with characters left out, of the same place (市人社局)."""
    place, trade = _parted(rules, short)
    full_place, full_trade = _parted(rules, full)
    if not full_place.endswith(place) or not trade or not full_trade or len(full) <= len(short):
        return False
    rest = iter(full_trade)
    return trade[0] == full_trade[0] and trade[-1] in full_trade[-3:] and all(char in rest for char in trade)


def _parted(rules: Rulebook, name: str) -> tuple[str, str]:
    length = find_division(rules, name)[1] or len(level_first(name))
    return name[:length], name[length:]


def _opening(rules: Rulebook, head: str) -> str:
    """The subject of one of the first sentences: 2024年，青禾区水利局坚持…; 从县民政局获悉."""
    for match in _OPENING.finditer(head[:_OPENING_LENGTH]):
        if not _NOT_IN_NAME.search(match[1]) and (level_first(match[1]) or find_division(rules, match[1])[1]):
            return _completed(rules, match[1], [], head)
    return ""


def _mentioned(rules: Rulebook, head: str) -> str:
    """The first agency in the text whose name begins with a known division."""
    for match in _MENTIONED.finditer(head):
        for start in range(max(0, match.start() - 12), match.start()):
            division, length = find_division(rules, head[start : match.end()])
            if division.adcode and start + length >= match.start() + 1:
                return head[start : match.end()]
    return ""
