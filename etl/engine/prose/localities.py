"""Areas told of one after another in a report of the area above: 安州市：一次查清, 该市, 全县."""

import re

from etl.engine.matches import last
from etl.engine.prose.bodynames import is_no_name
from etl.engine.rulebook import Rulebook

BULLETS = "●■◆★▲◎○□◇"
_N = "[一二三四五六七八九十0-9]"
# above a paragraph, by itself or with what is told of it
HEADED = re.compile(
    rf"[ \u3000\t{BULLETS}]{{0,8}}(?:{_N}{{1,2}}[、.．]|[（(]{_N}{{1,2}}[）)])?"
    r"([^\s，。；、：:“”（）()0-9]{1,6}[市县区州旗盟])(?:[：:—][^。；\n]{0,40})?[ \u3000\t]{0,8}"
)
FAR = 400  # characters before 该市 in which it was named
SPOKEN_OF = re.compile("[该全]([市县区州旗盟])(?![局委])")
_NAMED = (
    rf"(?:^|[\s，。；、：:—“（({BULLETS}]|[在从对据由])"
    rf"([^\s，。；、：:“”（）(){BULLETS}0-9全该各我本在从对据由]{{1,6}}?%s)"
)
NAMED = {letter: re.compile(_NAMED % letter) for letter in "市县区州旗盟"}
ABOVE = {
    "省": "市县州旗盟区",
    "自治区": "市县州旗盟",
    "市": "县旗",
    "州": "县旗市",
    "盟": "旗县",
}  # whose parts are called so

NO_CITY = re.compile("市场|城市管理")  # 云岭县城市管理局 is of no city


def letters_below(agency: str) -> str:
    """Return by which letters an agency's report calls areas that lie in its own: 全县 in a city's report."""
    agency = NO_CITY.sub("", agency)
    for above, letters in ABOVE.items():
        place = agency.find(above)
        if 0 <= place < 12 and not any(letter in agency[place + 1 :] for letter in "市县旗区州盟"):
            return letters
    return ""


def spoken_of(rules: Rulebook, text: str, at: int, end: int, below: str) -> str:
    """Return the area that 该市, or 全市 where areas called so lie `below`, stands for there; else ""."""
    spoken = SPOKEN_OF.match(text, at, end)
    if not spoken or text[at] == "全" and spoken[1] not in below:
        return ""
    named = last(NAMED[spoken[1]].finditer(text, max(0, at - FAR), at))
    return named[1] if named and not is_no_name(rules, named[1]) else ""


def heading(rules: Rulebook, text: str, start: int, end: int) -> str:
    """Return the area that a line by itself announces; else ""."""
    found = HEADED.fullmatch(text, start, end)
    return found[1] if found and not is_no_name(rules, found[1]) else ""
