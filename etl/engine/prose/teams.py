"""Teams and branches spoken of without their names: 支队 in its own report, 该大队, 市局直属支队."""

import re

from etl.engine.matches import last

KIND = re.compile("[支大总中]队$|分局$")
NOT_ITSELF = re.compile("[长员部、]|内勤|本级")  # 支队长, and 大队、中队 of many
SPOKEN_OF = re.compile("该(?:[省市县区州])?([支大总中]队|分局)")
FAR = 400  # characters before 该大队 in which it was named
NAMED = re.compile('[^，,。、；;：:（）()“”"\\s0-9该在对的由等]{3,18}?(?:[支大总中]队|分局)')
# 市局直属支队共巡查, 我局执法大队查处: one team of the agency, told of by itself
_TEAM = r"[^，。；、：（(\s0-9在对的]{1,8}[支大总中]队"
_ACTS = "(?=共|累计|全年|查|检查|巡查|出动|立案|办理|开展|直接|先后|在)"
OF_AGENCY = re.compile(
    f"([市区县省州我本]局(?:{_TEAM}|[^，。；、：（(\\s0-9在对的]{{2,8}}(?:稽查|分)局)){_ACTS}"
)
BEHIND = re.compile(f"({_TEAM}){_ACTS}")

TOWN_TEAM = re.compile("(?:[镇乡]|街道)(?:综合)?(?:行政)?执法(?:大队|中队|队|办|局|所)")
TEAM = re.compile("[^，。、；：（(\\s0-9在对的]{3,18}?(?:[支大总]队|执法队|监[督察]所|管理所|中心)")


def kind_of(agency: str) -> str:
    """Return the word by which a team or a branch speaks of itself (支队, 分局), "" for other agencies."""
    found = KIND.search(agency)
    return found[0] if found else ""


def is_itself(kind: str, text: str, at: int, end: int) -> bool:
    """Whether the agency of that kind is named there by nothing but its kind: 支队共检查, 大队机关."""
    return text.startswith(kind, at, end) and not NOT_ITSELF.match(text, at + len(kind))


def named_before(text: str, at: int, end: int, agency: str) -> str:
    """Return the name of the body that 该大队 stands for: the agency's, else the last told of; else ""."""
    spoken = SPOKEN_OF.match(text, at, end)
    if not spoken:
        return ""
    if agency.endswith(spoken[1]):
        return agency
    named = last(NAMED.finditer(text, max(0, at - FAR), at))
    return named[0] if named and named[0].endswith(spoken[1]) else ""


def team_behind(text: str, at: int, end: int) -> str:
    """Return the team that acts whose name begins behind the agency's (县公安局|交警大队查处), else ""."""
    found = BEHIND.match(text, at, end)
    return found[1] if found else ""


def team_of_agency(text: str, at: int, end: int) -> str:
    """Return the name of the agency's own team that acts there by itself, else ""."""
    found = OF_AGENCY.match(text, at, end)
    return found[1] if found else ""
