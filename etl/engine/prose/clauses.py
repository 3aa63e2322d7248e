"""The words around a number: those before it, those after it, and the clause they stand in."""

import re
from dataclasses import dataclass

from etl.engine.matches import sure
from etl.engine.prose.attach import Numeral
from etl.engine.prose.segments import last_comma, list_mark, words_before
from etl.engine.rulebook import Made, Rulebook, expression, one_of, word_tuple

WINDOW = 60  # characters looked at before a number
LOOKAHEAD = 30  # and after it
LEAD = 160  # of the sentence, for rules that ask for a context
LAST_CLAUSE = re.compile(r"(?s)\A.*[，,。；;：:]")
AFTER = re.compile(r"[ 　]*[^，,：:；;（()）\n。！？、 　]*")
FURTHER = re.compile(r"(?:、[^，,：:；;（()）\n。！？、0-9０-９]{2,12}){0,2}")
AFTER_NONE = re.compile(r"[^，,：:；;\n。！？]*")
FILLERS = word_tuple("verbs", "fillers")
BLANK = ' \t\u00a0\u3000：:—-“”"了'
VERBS = word_tuple("verbs", "verbs")
TWO = Made(lambda rules: tuple(word for word in rules[FILLERS] if len(word) == 2))
_DONE = one_of("verbs", "verbs", "-weak")
_DID = rf"{_DONE}(?:了|过|出|并|和|及|、)?"
DONE = expression(rf"{_DID}(?:{_DID})*(?!机构(?!概况|职能|设置|简介)|部门)")
ACT = expression(one_of("verbs", "acts"))
NOUN_END = expression(one_of("verbs", "noun_ends"))
LOST = re.compile("败诉|被(?:撤销|变更|纠错)")
IN_GENERAL = re.compile("的?(?:情况|情形|现象|事件|事项)(?:发生|出现)?$|的案件$")
TAKES_PART = ("参训", "参加", "参与", "受训")  # 执法人员48名参训
TOOK_PART_IN = re.compile("(?:参加|参与).{3}")  # 干部48名参加学法考试: what in decides
ALTERNATIVES = re.compile("[、和及或与]")
BY_WAY_OF = ("通过", "结合", "按照", "根据", "围绕", "依托", "在")
OF_SERVICE = re.compile("[一-鿿]服务(?:企业|单位|机构|公司)")
# What these govern they say, before its noun: 出动车2台、执法人员9人; 吊销驾驶证3本、许可证1本
MUSTERS = frozenset(("吊销", "暂扣", "注销", "出动", "派出", "投入", "调集", "抽调", "抽派"))
CUT_NUMBER = re.compile(r"^\d+年?度?")
_ORDINAL = "[一二三四五六七八九十]{1,3}"
# Opens a clause or heads an item, counts nothing: 其中, 三、, 2., 一是, ①
LEAD_IN = re.compile(
    rf"^(?:其中|(?:累计|全年)共?|(?:第?{_ORDINAL}|\d{{1,2}})[、.．]|{_ORDINAL}是|[\u2460-\u2473\u2776-\u277f])+(?=..)"
)


@dataclass(slots=True)
class Words:
    """The words around one number.

    `raw` reaches back to the last stop or number, `before` is the same without fillers (共, 分别为), `after`
    reaches forward to the next. `clause` reaches back over other numbers to the last comma; `earlier` is the
    clause before that, or the words before a bracket, and empty where it has a number of its own; `lead` is
    the sentence so far.
    """

    rules: Rulebook
    raw: str
    before: str
    after: str
    clause: str
    earlier: str
    lead: str
    in_bracket: bool
    end: int
    touches_number: bool = False  # the next number follows directly: 五万元以上十万元以下
    whole_clause: bool = False  # the clause has no other number before this one
    modifies: bool = False  # what it counts is the beginning of what the next number counts: 五类案件30件
    verb: str = ""  # of the list, where the words have none of their own
    done: str = ""  # the first verb in `raw`
    further: str = ""  # what a list after the number goes on with: 学习5次局党委会、中心组专题学法

    @property
    def noun_follows(self) -> bool:
        """Whether the counted noun stands after the number (发放1000册宣传资料)."""
        return bool(self.after or self.further) and (
            not self.before or self.before.endswith(self.rules[VERBS]) or self.before.endswith(("等", "》"))
        )

    @property
    def label(self) -> str:
        """What is counted, in the report's words, short."""
        if self.noun_follows:
            return (_without_lead_in(self.before)[-6:] + self.after[:12])[:16]
        words = _without_lead_in(self.before or self.earlier).lstrip("、")
        cut = words[-15:-14].isdigit()  # the cut fell into a number
        return (CUT_NUMBER.sub("", words[-14:]) if cut else words[-14:]) or self.after[:14]

    def phrases(self, is_none: bool = False) -> list[str]:
        """Return the words as one phrase without the number, surest reading first."""
        whole = self.before + self.after
        if is_none:
            return self._phrases_of_none(whole or self.earlier)  # 行政强制：无
        own, noun_follows = self.before or self.after, self.noun_follows
        if own == "对":
            own = whole  # 抽查中，对12家门店作出处罚
        found = self._nearest(whole, noun_follows)
        if self.verb and not (self.before and self.after):
            found.insert(0 if self.verb in MUSTERS else len(found), self.verb + own)
        if self.whole_clause:
            found.append(self.clause)
        if self.earlier:
            found.append(self.earlier + own)
        if noun_follows and self.further:
            found.append(self.before + self.after + self.further)  # 112场次、多形式的应急演练
        return found

    def _nearest(self, whole: str, noun_follows: bool) -> list[str]:
        """Return the words before and behind the number, `whole`, as phrases: surest first."""
        if not (noun_follows or self.after.startswith(TAKES_PART)):
            return [self.before, whole] if self.after else [self.before]
        found = [whole] if TOOK_PART_IN.match(self.after) else [whole, self.before]
        cut = self.rules[NOUN_END].search(self.after)
        return [self.before + self.after[: cut.start()], *found] if cut else found

    def _phrases_of_none(self, whole: str) -> list[str]:
        if LOST.search(self.after[1:]):  # 无复议、诉讼败诉案件: what there is none of is a loss
            return [self.after, whole]
        first = ALTERNATIVES.split(self.after)[0]
        if self.after.startswith("被"):  # 没有被撤销的处罚
            return [first.split("的")[0], first, self.after, whole]
        if self.after.startswith(("对", "针对", "因", "由", "涉及")):  # 未收到对处罚、许可提起的复议
            return [ALTERNATIVES.split(self._denied)[0], self.after, whole]
        return [first, self.after, whole]

    def other_alternatives(self) -> list[str]:
        """Return what else there is none of: 未发生复议或诉讼."""
        named = [] if LOST.search(self.after[1:]) else ALTERNATIVES.split(self._denied)[1:]
        return [item for item in named if item]

    @property
    def _denied(self) -> str:
        """What there is none of: of 因公开引发的复议和诉讼的情况 neither what caused it nor the end."""
        return IN_GENERAL.sub("", self.after).rsplit("的", 1)[-1]

    def take_verb_of(self, last: "Words | None") -> None:
        """Note the verb that governs the number: its own, else that of the number before it in a list."""
        if done := self._first_verb():
            self.done = done[0]
            return
        if "处罚" in self.raw:
            self.done = last.done or last.verb if last else ""  # 帮扶企业65家，行政处罚2家
            return
        if own := self._verb_of_clause():
            self.verb = own[0]
            return
        by_way_of = self.earlier.startswith(BY_WAY_OF)
        if self.earlier and not by_way_of and (done := self.rules[DONE].search(self.earlier)):
            self.verb = done[0]  # 检查集市，早市、夜市等区域170处、美容场所30户次
            return
        if last is None or self.earlier or self._says_enough():
            return
        if self.lead[-len(self.raw) - 1 : len(self.lead) - len(self.raw)] not in "；;":
            self.verb = last.done or last.verb

    def _first_verb(self) -> re.Match | None:
        """The first verb of the words; the 服务 of 家政服务企业 is none."""
        done = self.rules[DONE].search(self.raw)
        return (
            None if done and OF_SERVICE.search(self.raw, max(0, done.start() - 1), done.end() + 2) else done
        )

    def _verb_of_clause(self) -> re.Match | None:
        """The first verb of the clause, however far away: 检查甲单位、乙单位…等场所1400家次."""
        found = self.rules[DONE].search(self.clause) if self.whole_clause else None
        if found or "等" not in self.before:
            return found
        return self.rules[DONE].search(LAST_CLAUSE.sub("", self.lead))

    def _says_enough(self) -> bool:
        """Whether the words are too many, or name an act of its own, to need the verb of a list."""
        return len(self.raw) > 12 or bool(self.rules[ACT].search(self.raw))

    @property
    def bare_phrases(self) -> list[str]:
        """Return what a number without a unit may be of: only the words directly before it, nothing after."""
        return [self.before] if self.before and not self.after else []


def words_around(
    rules: Rulebook, text: str, start: int, end: int, previous: int, following: int, n: Numeral
) -> Words:
    """Return the words around `n` in `start:end`, between the numbers that end and begin next to it."""
    low = n.start - WINDOW if n.start - WINDOW > start else start
    since = previous - low  # where the number before ends, in the segment
    segment = words_before(text, low, n, since)
    comma = last_comma(segment)
    stop = max(comma, since - 1, list_mark(segment) if since > 0 else -1)
    raw = segment[stop + 1 :]
    until = end if end < following else following
    after = _after(text, n, until)
    in_bracket = comma >= 0 and segment[comma] in "（("
    reached = n.end + len(after)
    further = sure(FURTHER.match(text, reached, until))[0] if text.startswith("、", reached) else ""
    if reached + len(further) == following < end:
        further = ""  # 甲领域12件、乙领域8件: it is what the next number counts
    return Words(
        rules,
        raw,
        without_fillers(rules, raw),
        _stated(text, n) + after.strip(),
        segment[comma + 1 :],
        _earlier(segment, comma, since, in_bracket),
        text[n.start - LEAD if n.start - LEAD > start else start : n.start],
        in_bracket,
        n.end,
        following == n.end < end,
        stop > comma >= since,
        bool(after) and reached == following < end,
        further=further,
    )


def _after(text: str, n: Numeral, until: int) -> str:
    """Return the words after a number, up to the next stop or number."""
    if n.kind == "none":
        limit = max(n.end, min(until, n.end + 2 * LOOKAHEAD))
        return sure(AFTER_NONE.match(text, n.end, limit))[0]
    reach = n.end + LOOKAHEAD
    return sure(AFTER.match(text, n.end, reach if reach < until else max(n.end, until)))[0]


def _earlier(segment: str, comma: int, since: int, in_bracket: bool) -> str:
    """Return the clause before the last comma, empty where there is none or it has a number of its own."""
    if comma <= 0 or not in_bracket and since > comma:
        return ""
    start = last_comma(segment[:comma]) + 1
    return segment[start:comma] if in_bracket or since <= start else ""


def _without_lead_in(words: str) -> str:
    """Return the words without what opens the clause or heads the item."""
    return words[lead_in.end() :] if (lead_in := LEAD_IN.match(words)) else words


def without_fillers(rules: Rulebook, raw: str) -> str:
    """Return the words without what only leads up to a number: 其中, 共, 分别为, 达到了."""
    while True:
        raw = raw.rstrip(BLANK)
        if not raw.endswith(rules[FILLERS]) or raw.endswith(("行为", "作为", "下达")):
            return raw
        raw = raw[:-2] if raw.endswith(rules[TWO]) else raw[:-1] if not raw.endswith("不少于") else raw[:-3]


def _stated(text: str, n: Numeral) -> str:
    """零复议 names what there is none of."""
    return text[n.start + 1 : n.end] if n.kind == "none" and text[n.start] == "零" else ""
