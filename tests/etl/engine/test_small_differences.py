"""What changes nothing in what a sentence says changes nothing in what is read: signs, larger numbers."""

import re

import pytest

from etl.engine.model import Document
from tests.etl.engine.prose.marked import unmark
from tests.etl.engine.prose.test_sentences import CONTEXT, SENTENCES
from tests.rules import ENGINE

DONE = "检查|抽查|发放|开展|组织|举办|下达|作出|查处|办理|受理|整改|排查|发现|移送|核发|查封|扣押|暂扣|约谈"
UNITS = "家次|户次|人次|场次|家|户|件|起|宗|人|项|条|处|份|场|期"
COUNT = re.compile(rf"(?<![一-鿿])((?:{DONE})[一-鿿]{{2,8}}?)([0-9]{{1,3}})({UNITS})(?=[，。；])")
ASCII = str.maketrans("，；：（）", ",;:()")
# What a sentence is turned into, and the few of the sentences that then do say something else
TURNED = {
    "colon": (lambda text: COUNT.sub(r"\1：\2\3", text), 2),
    "thousands": (lambda text: COUNT.sub(lambda m: f"{m[1]}1,{m[2].zfill(3)}{m[3]}", text), 2),
    "more": (lambda text: COUNT.sub(r"\g<1>1\g<2>0余\3", text), 2),
    "in all": (lambda text: COUNT.sub(r"\1共计\2\3", text), 2),
    "lawfully": (lambda text: COUNT.sub(r"依法\1\2\3", text), 2),
    "this year": (lambda text: f"今年以来，{text}", 2),
    "half-width": (lambda text: text.translate(ASCII), 2),
    "item": (lambda text: f"（1）{text}", 10),  # some make a heading that speaks of an area
}


def said(text: str) -> list[tuple]:
    figures = ENGINE.extract(Document(text), CONTEXT).figures
    return [(f.indicator, f.measure, f.scope) for f in figures]


@pytest.fixture(scope="module")
def read() -> dict[str, list[tuple]]:
    lines = [
        line for path in SENTENCES.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()
    ]
    texts = [unmark(line).text for line in lines if "\\n" not in line]
    return {text: said(text) for text in texts if not re.match("[一二三四0-9（(]", text)}


@pytest.mark.parametrize("turned", TURNED)
def test_a_sentence_turned_a_little_is_read_as_before(read, turned):
    turn, most = TURNED[turned]
    changed = {text: turn(text) for text in read if turn(text) != text}
    assert len(changed) > 100
    otherwise = [text for text, other in changed.items() if said(other) != read[text]]
    assert len(otherwise) <= most, otherwise
