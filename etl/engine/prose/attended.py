"""Who took part in what was held: people told before or behind it are of that and of nothing else."""

import re
from itertools import pairwise

from etl.engine.model import Figure

PEOPLE = frozenset(("人", "名", "位", "人次", "名次"))
TOOK_PART_IN = re.compile("[^，。；、0-9]{0,16}(?:参加|参与)了?")
_BE_THERE = "(?:参加|参训|参学|参演|参与|听课|听讲)"
# whom more than what is held reaches, and how many each sends
_OTHERS = "(?![^，。；、]{0,20}(?:群众|公众|市民|居民|村民|学生|师生|企业|受众|宣传|出动|安排|选派|每))"
# 学习16次，参训干部620人次; 讲堂6期，460人次参加
BEHIND = re.compile(
    f"[，,、；]?{_OTHERS}[^，。；、0-9]{{0,16}}{_BE_THERE}"
    "(?:的|学员|干部|职工|执法|人员|人数|累计|达|共|约|近)*"
)
BEFORE = re.compile(f"[，,、；]?{_OTHERS}(?:[^，。；、0-9]{{1,8}}、)?[^，。；、0-9]{{0,16}}")
PRESENT = re.compile(f"[^，。；、0-9]{{0,6}}{_BE_THERE}了?(?![^，。；、）)\n])")
HELD = {
    "training_sessions": "training_participants",
    "study_sessions": "study_participants",
    "drills": "",
}
OF_PEOPLE = frozenset(("", "training_participants", "study_participants", "public_reached"))


def take_part(text: str, figures: list[Figure]) -> None:
    """Give people of one sentence what they took part in: 46名执法人员参加了3期培训; 培训3期，46人参加."""
    for people, sessions in pairwise(figures):
        told = HELD.get(sessions.indicator)
        counts = not people.indicator and people.unit in PEOPLE
        if told and counts and TOOK_PART_IN.fullmatch(text, people.end, sessions.start):
            people.indicator, people.rule = told, f"next {sessions.rule}"
    held, end = None, 0  # what was held last, and where the number before ends
    for figure in figures:
        if figure.indicator in HELD:
            held = figure
        elif figure.unit in PEOPLE and figure.indicator in OF_PEOPLE:
            if held:
                _attend(text, held, end, figure)
        elif figure.indicator:
            held = None
        end = figure.end


def _attend(text: str, held: Figure, end: int, people: Figure) -> None:
    """Give people what was held before them where they were there, unless they say what it was."""
    trained = people.indicator == "training_participants" and "参训" in text[end : people.start]
    if not trained and _were_present(text, end, people):
        people.indicator = HELD[held.indicator]
        people.rule = f"behind {held.rule}" if people.indicator else ""


def _were_present(text: str, end: int, people: Figure) -> bool:
    """Whether the words around people, of which those before begin at `end`, say no more than that."""
    if BEHIND.fullmatch(text, end, people.start):
        return True
    return bool(BEFORE.fullmatch(text, end, people.start) and PRESENT.match(text, people.end))
