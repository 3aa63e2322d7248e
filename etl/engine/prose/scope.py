"""Whose work a figure speaks of: walks the subjects of a sentence up to each number."""

import re

from etl.engine.initials import searched
from etl.engine.prose.attach import Numeral
from etl.engine.prose.bodynames import (
    BODY_END,
    BODY_ENDINGS,
    FOREMOST,
    ITEM_BODY,
    LISTED,
    OFFICE_ENDINGS,
)
from etl.engine.prose.reporter import is_reported_on
from etl.engine.prose.sections import Sentence
from etl.engine.prose.subjects import BY_AREA, SYSTEM_SCOPE, Scope, Subjects
from etl.engine.rulebook import expression, one_of, word_set

CLAUSE_END = re.compile(r"[，,；;：:、（()）]")
IN_LIST = re.compile("[^，,；;。：:、（(0-9]{2,14}、")  # an item in the middle of a list is no subject
# 会同甲局、乙局: with whom the agency acts; 提请县委、县政府: whom it asks
LIST_OF_OBJECTS = searched(
    "(?:(?<!针)对|赴|深入|走进|抽查|检查|督查|暗访|约谈|走访|落实|提请|报请|贯彻|执行|邀请|配合|协助|报送|提交|会同|联合|协同|联手|携手|会商|(?<![共合一不])同(?!时)|(?<![参])与)"
    r"[^，,。；;：:]{0,38}、\Z"
)
_ITEM = "[一二三四五六七八九十]{1,2}是"
ITEM = re.compile(_ITEM)
TURN = re.compile(f"{_ITEM}|(?P<sums_up>(?:[两二三四五六]地)?(?:合计|总计|共计))")
# “云岭水利”公众号开设专栏: an account of its own
ACCOUNT = rf'[“"][一-鿿A-Za-z]{{2,10}}[”"](?:政务)?(?:微信)?{one_of("scope", "accounts")}'
OWN_ACT = expression(rf"{one_of('scope', 'own_acts')}|{ACCOUNT}")
OWN_ACCOUNT = expression(ACCOUNT)
CONTINUES = expression(one_of("scope", "continues"))
_QUOTED = re.compile("[“《][^“”《》]{0,60}[”》]")
_NUMBER = re.compile("[0-9０-９]")
# 县甲局牵头，公安、水利等部门参加，共出动: the work of all of them
JOINT = re.compile("[^。；]{0,40}?牵头[，,、][^。；]{2,60}?(?:参加|参与|配合)[，,]")
BEFORE = 600  # characters of the sentence before that are looked at: one without an end stays linear
OF_AREAS = re.compile("个?(?:[县市区州省镇乡]|街道|部门|单位)(?!直|场)")
WORD = re.compile("[一-鿿]")
BRACKET = 8  # characters that a bracket inside a name has at most: 各县（市、区）水利局
OF_WHICH = re.compile(r"[ 　]{0,9}其中")
DIVIDED = re.compile(r"[ 　]{0,9}[按从][^，。；]{1,8}[分看]")  # 按门类划分，食品90人
# 临溪县农业局立案3件。全年共立案12件: an agency that reports on itself comes back to its own work
SUMS_UP = re.compile(r"[ 　]{0,9}(?:全年|今年以来|年内|一年来)[，,]?(?:[共累]计?|合计|总计)")
LASTING = frozenset(("enforcement", "bulletin", "statistics_table"))
_COURTS = word_set("scope", "courts")
# 30件，均由市局办理: who acts is said behind the number
BY_WHOM = re.compile(
    "[^，,。；;]{0,20}[，,]?(?:均|都|全部)?由(?!于|此)([^，,。；;由]{1,16}?(?:局|厅|委(?!员)|委员会|政府|办公室|[支大总中]队))"
    "[^，,。；;]{0,4}?(?:直接|负责|统一|牵头|依法)*(?:办理|承办|查处|挂牌|督办|查办|实施|作出|处罚|决定|执行|收缴|立案)"
)
BY_WHOM_REACH = 24  # characters behind a number up to that 由


class Walk:
    """The scope at each number of one sentence, in order.

    `kind` and `default` are those of the document, `last` the scope that the sentence before ended with,
    `base` what a sentence without a subject goes on with: no body that was only one of a list.
    """

    def __init__(
        self,
        subjects: Subjects,
        text: str,
        sentence: Sentence,
        kind: str,
        default: Scope,
        last: Scope,
        base: Scope,
    ):
        self.subjects, self.rules, self.text, self.kind = subjects, subjects.rules, text, kind
        self.place, self.end = sentence.start, sentence.end
        self.by_area = bool(BY_AREA.search(text, sentence.start, min(sentence.end, sentence.start + 600)))
        self.default = SYSTEM_SCOPE if sentence.section.system else default
        self.bracket = -BRACKET  # where the last one opens
        self.opened, self.told = False, True  # a subject before any number; a number of the current one
        self.subject = self.current = self.outside = self._at_start(sentence, last, base)
        self.aside = False  # 其中省局检查8家: until the next semicolon

    def _at_start(self, sentence: Sentence, last: Scope, base: Scope) -> Scope:
        start, goes_on = sentence.start, self._goes_on(sentence, last)
        self.came = default = base if self._lasts(sentence, base, goes_on) else self.default
        self.opening = default if default.kind != "other" else self.default
        if self.rules[OWN_ACT].match(self.text, start):
            self.opening = self.subjects.itself
            return self.opening
        if first := self._subject(start):
            self.opened = True
            self.opening = first if first.kind != "other" else self.opening
            return first
        before = self._before(start)
        if before and (goes_on or self._is_told_of(before, start)):
            return before
        of_list = last.kind == "other" and last != base and not OF_WHICH.match(self.text, start)
        return last if goes_on and not (of_list or sentence.new_section) else default

    def _is_told_of(self, named: Scope, start: int) -> bool:
        """Whether what the words before named is told of here, where nothing says that they go on.

        市公安局与我局建立机制。全年检查30家: an agency that reports on itself only mentions others.
        """
        if named.kind != "other" or self.text[start - 1] == "\n":
            return named.kind != "system"
        return not named.passes and (self.default.kind == "system" or self.subjects.has_offices)

    def _goes_on(self, sentence: Sentence, last: Scope) -> bool:
        """Whether the sentence opens as one that goes on with the subject of the one before."""
        if OF_WHICH.match(self.text, sentence.start):
            return True
        continues = not (last.passes or sentence.new_paragraph)
        if not continues or last.kind != "other" and DIVIDED.match(self.text, sentence.start):
            return continues
        return bool(self.rules[CONTINUES].match(self.text, sentence.start))

    def _before(self, start: int) -> Scope | None:
        """The scope that the sentence before sets, where it has no number and nothing read it yet."""
        text, end = self.text, start - 1
        low = max(0, end - BEFORE)
        begin = max(low - 1, text.rfind("。", low, end), text.rfind("\n", low, end)) + 1
        if _NUMBER.search(_QUOTED.sub("", text[begin:end])):
            return None
        if text[end:start] == "\n":
            return self.subjects.headed(text, begin, end)
        return self.subjects.at(text, begin, end)

    def _lasts(self, sentence: Sentence, base: Scope, goes_on: bool) -> bool:
        """Whether the area or the body that the sentence before spoke of is still spoken of."""
        if sentence.new_section:
            return False
        same = not sentence.new_paragraph and not ITEM.match(self.text, sentence.start)
        if base.kind != "system":
            ended = base.passes or self.default.kind == "own" and SUMS_UP.match(self.text, sentence.start)
            return same and not ended and not self.subjects.names_office(self.text, sentence.start, self.end)
        return goes_on or base.acts and (same or self.kind in LASTING)

    def at(self, n: Numeral) -> Scope:
        """Return the scope at `n`; numbers are asked in order."""
        self.follow(n)
        self.opened = self.told = True
        return self._named_at(n) or self.current

    def follow(self, n: Numeral) -> None:
        """Follow the subjects of the clauses up to `n`."""
        text = self.text
        for match in CLAUSE_END.finditer(text, max(self.place, n.start - 200), n.start):
            sign, clause = match[0], match.end()
            if sign in "（(":
                self.bracket, self.outside = match.start(), self.current
                self._open_bracket(match.start())
            elif sign in "）)":
                self.current = self.outside
                if clause - self.bracket < BRACKET and WORD.match(text, self.bracket - 1):
                    continue
            elif turned := self._turned(clause):
                self.current = turned
            elif sign in "；;" and (self.aside or self.current.kind == "other"):
                own = self.rules[OWN_ACT].match(text, clause)
                self.current, self.aside = self.subjects.itself if own else self.subject, False
            if sign != "、" or not self._is_in_list(clause):
                self._take(clause)
        self.place = max(self.place, n.start)

    def _turned(self, at: int) -> Scope | None:
        """Return whose work is told of again where an item begins, or what was told is added up."""
        turn = TURN.match(self.text, at)
        if turn is None or turn["sums_up"] and not self.told:
            return None
        return self.opening if turn["sums_up"] else self.default

    def _open_bracket(self, at: int) -> None:
        """Take the body that is named right before a bracket: 青禾区（增长62.5%）."""
        body = self._body_before(at, at)
        self.current = (self.subjects.named(body) if body else None) or self.current

    def _is_in_list(self, at: int) -> bool:
        """Whether no subject begins there: 向甲镇、乙乡、丙园区派遣12件, 提请县委、县政府研究9次."""
        text = self.text
        return bool(IN_LIST.match(text, at) or LIST_OF_OBJECTS.search(text, max(0, at - 40), at))

    def _named_at(self, n: Numeral) -> Scope | None:
        """Return the scope of the body that is named right before `n`, or of who is said behind it to act."""
        text = self.text
        if n.kind == "chinese" and n.value == 1 or OF_AREAS.match(text, n.end - 1, self.end):
            return None  # 市消防支队一起督办, 甲区、乙区2个区
        bracket = text[n.start - 1 : n.start] in ("（", "(")
        body = self._body_before(n.start, n.start - bracket)
        if body and (scope := self.subjects.named(body)):
            if not bracket:
                self.current = scope
            return scope
        if text.find("由", n.end, n.end + BY_WHOM_REACH) < 0:
            return None
        if by := BY_WHOM.match(text, n.end, self.end):
            return self.subjects.at(text, by.start(1), self.end) or self.subjects.named(by[1])
        return None

    def _body_before(self, number: int, end: int) -> str:
        """Return the body whose name ends at `end`, before the number, "" where none does."""
        text, rules, final = self.text, self.rules, self.text[end - 1 : end]
        found = None
        if final in rules[BODY_ENDINGS] or final == "\n":
            found = rules[BODY_END].search(text, max(0, number - 14), end)
        if final in "，,达为共有仅只才" and (found := rules[FOREMOST].search(text, max(0, number - 40), end)):
            return found[found.lastindex or 1]
        if found is None and (final in rules[OFFICE_ENDINGS] or final == "\n"):
            found = rules[LISTED].search(text, max(0, number - 18), end)
        return found[1] if found else ""

    def of_item(self, n: Numeral, item: str) -> Scope:
        """Return the scope at `n` of a list in which it belongs to `item`: 甲区、乙区分别立案3件、4件."""
        scope = self.at(n)
        body = self.rules[ITEM_BODY].match(item)
        return (self.subjects.named(body[1]) if body else None) or scope

    @property
    def base(self) -> Scope:
        """What a later sentence without a subject may go on with."""
        if self.current.passes and (self.current.kind == "other" or self.current.acts):
            return self.came
        still = self.current.kind != "other" or self.current == self.subject
        return self.current if still else self.opening

    def _subject(self, at: int, by_area: bool = False) -> Scope | None:
        quoted = self.text.startswith(("“", '"'), at)
        if quoted and self.rules[OWN_ACCOUNT].match(self.text, at, self.end):
            return self.subjects.itself
        named = self.subjects.at(self.text, at, self.end, by_area)
        if named and JOINT.match(self.text, at, self.end):
            return SYSTEM_SCOPE
        if named and self.default.kind == "system" and named.body in self.rules[_COURTS]:
            return SYSTEM_SCOPE  # of the area that is told of, all of them
        return named

    def _take(self, at: int) -> None:
        named = self._subject(at, self.by_area)
        if named is None and is_reported_on(self.text, at):
            named = SYSTEM_SCOPE
        self.aside = self.aside or bool(named and self.text.startswith("其中", at))
        self.current = named or self.current
        self.told = self.told and not named
        if named and not self.opened:  # 7月28日，青禾区大队出动
            self.subject, self.opened = named, True
