"""The words around a number: those before it, those after it, and the clause they stand in."""

import re
from dataclasses import dataclass

from etl.model import Figure
from etl.prose.attach import Numeral
from etl.prose.lexicon import one_of

WINDOW = 60  # characters looked at before a number
LOOKAHEAD = 30  # and after it
LEAD = 160  # of the sentence, for rules that ask for a context
COMMAS = "，,：:；;（()）\n。！？"
AFTER = re.compile(r"[^，,：:；;（()）\n。！？、]*")
FILLER = re.compile(
    r"(?:其中|分别|共计?|合计|总计|累计|达到?|大?约|近|超过?|逾|为|是|了|均|已|各|仅|突破|不少于|不足|全年|去年|今年|[：:—\-\s“”])+$"
)
VERB_TAIL = re.compile(rf"(?:^|{one_of('verbs', 'verbs')})(?:了|过|出|好|完|着)?$")
VERB = re.compile(one_of("verbs", "part_breakers"))
PART_MARK = re.compile(r"其中|包括|分别|含|：|:|（|\(|——|从.{1,6}看|按.{1,8}分")


@dataclass(slots=True)
class Words:
    """The words around one number.

    `before` and `after` reach to the next stop or number; `clause` reaches back over other numbers to the
    last comma; `lead` is the sentence so far; `earlier` the clause before, or the words before a bracket.
    """

    raw: str  # `before` with fillers (共, 分别为) still on
    before: str
    after: str
    clause: str
    lead: str
    earlier: str
    in_bracket: bool

    @property
    def noun_follows(self) -> bool:
        """Whether the counted noun stands after the number (发放1000册宣传资料)."""
        return bool(self.after) and bool(VERB_TAIL.search(self.before))

    def phrases(self, is_none: bool = False) -> list[str]:
        """Return the words as one phrase without the number, surest reading first."""
        whole = self.before + self.after
        if is_none:
            return [self.after_none, whole]
        found = [whole, self.before] if self.noun_follows else [self.before, whole]
        if len(self.before) < 3 or self.in_bracket:
            found.append(self.earlier + self.before)
        return found

    @property
    def after_none(self) -> str:
        return self.after

    def is_part(self, whole: Figure) -> bool:
        """Whether this number breaks down `whole`: 检查310家次，其中矿山12家次; 宝平街道（24件）."""
        if VERB.search(self.before) or len(self.before) > 16:
            return False
        return self.in_bracket or not self.before or bool(PART_MARK.search(self.lead))


def words_around(text: str, start: int, end: int, previous: int, following: int, n: Numeral) -> Words:
    """Return the words around `n` in `start:end`; other numbers end at `previous` and begin at `following`."""
    low = max(start, n.start - WINDOW)
    segment = text[low:n.start]
    comma = max(map(segment.rfind, COMMAS))
    stop = max(comma, previous - low - 1, segment.rfind("、") if previous > low else -1)
    raw = segment[stop + 1:]
    limit = max(n.end, min(end, following, n.end + LOOKAHEAD))
    after = AFTER_NONE.match(text, n.end, limit)[0] if n.kind == "none" else AFTER.match(text, n.end, limit)[0]
    before_comma = segment[:max(comma, 0)]
    earlier = before_comma[max(map(before_comma.rfind, COMMAS)) + 1:]
    return Words(raw, FILLER.sub("", raw), after.strip(), segment[comma + 1:],
                 text[max(start, n.start - LEAD):n.start], earlier, comma >= 0 and segment[comma] in "（(")


AFTER_NONE = re.compile(r"[^，,：:；;\n。！？]*")
