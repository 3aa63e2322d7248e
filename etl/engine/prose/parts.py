"""The part of a whole that a number states: named by its own words, by 其中 or a list, or by the item before.

Names are whole words or nothing; what only leads up to a number, holds an earlier year against it, or repeats
the indicator's own name is no part.
"""

import re
from dataclasses import dataclass

from etl.engine.initials import searched
from etl.engine.model import Figure, ReportContext
from etl.engine.prose.before import without_agency
from etl.engine.prose.clauses import Words
from etl.engine.rulebook import (
    Made,
    Rulebook,
    expression,
    expressions,
    grouped_expressions,
    headed,
    one_of,
    texts,
    word_set,
)

LONGEST = 16
LEADS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|(?:其次|再次|首先|最[多高]的?|主要)[为是]"
    r"|结果分别为|其中|包括|包含|含|以及|[、，,：: 　和及与的]|[内另]有|截至|[本上]?年[末底]|以上|上述"
    r"|依据|根据|按照|适用)+"
)
GATHERED = re.compile("^[^，。；]{0,12}集中[在于]")  # 查处的案件集中在食品（198件）
TRAILS = re.compile("(?<=..)(?:另有|共有|还有|则有|立案|结案|办结)$")
# 2018年上半年立案252件: a time is no part
DATED = searched(
    "^(?:(?:19|20)[0-9]{2}年度?|[上下]半年|前?[一二三四]季度|[0-9]{1,2}月份?|[去上今]年度?|全年|同期|[-—至到~]){1,6}"
)
LAST_WORDS = re.compile(r".{0,99}(?:[的对为]|[，、：:])(?=.{2})")
ACT = re.compile("^[^“”、]{0,12}?(?:开展|举办|组织|召开)(?=.{2})")  # 多措并举开展法律六进
AGAINST = searched(r"^[较比与由从同]|(?:上年|去年|同期|上月|同月|[0-9]{1,4}[年月]份?)(?:的|为|同期)*$")
NOT_PARTS = word_set("parts", "not_parts")
ABOUT_REQUESTS = expression(one_of("parts", "about_requests"))
BOUNDED = frozenset(("penalties", "cases_filed", "cases_closed"))
DISPUTES = frozenset(("reconsiderations", "litigations", "overturned"))
GOES_ON = headed("parts", "goes_on")
DECISIONS = word_set("parts", "decisions")
GRADES = texts("parts", "grades")
# 罚款5万元以上的案件12件: the bound stands before the counted noun, as a number of its own
_AMOUNT = "[0-9０-９.]{1,20}"
_BOUNDED = (
    rf"(?:超过?|不足|低于|高于){_AMOUNT}万?元|{_AMOUNT}(?:[-－—~～至]{_AMOUNT}万?元|万?元(?:及)?以[上下])"
)
BOUND = re.compile(
    rf"((?:案值|货值|标的|涉案金额|金额|罚没?款?)?(?:{_BOUNDED}))的?[^0-9０-９，。；、]{{0,10}}$"
)
NUMBER = re.compile("[0-9０-９](?![0-9０-９.．]*[%％])")  # but for how much it grew
ENDS_ITEM = re.compile("[；;。\n]")
TOTAL = re.compile("(?<!公)共(?!同)|合计|累计|总(?:计|金额|额|数)")
MONEY_OF_ITEM = re.compile("[0-9][件起宗次][，,][^，,]{0,6}(?:罚款|罚没|处罚金额)[^，,0-9]{0,6}[0-9]")
SAID_OF_ALL = expression(one_of("whole", "generic"))  # 企业57家。其中，行政处罚立案31起: no kind of cases
DISCLOSED = re.compile(
    "(?:[主自]动|及时|对外|依法|共|累计|全年){0,3}(?:公开|公示|公布|发布)"
)  # in a report on that
# in any other: 公示处罚信息30条, 30条处罚信息全部上网公示; not 公开透明地处罚30件, 公示平台
SHOWN = "(?:公示|公布|(?<!一)公开)(?!系统|平台|网|栏|率|制度|透明|听证|审理|查处|查办|处理|销毁|如下)"
SHOWN_BEFORE, SHOWN_BEHIND = (
    re.compile(rf"{SHOWN}[^，。；、]{{0,16}}\Z"),
    re.compile(rf"[^，。；、]{{0,12}}(?:信息|文书|结果)[^，。；、]{{0,16}}{SHOWN}"),
)
LAW = re.compile(r"(?:落实|适用|违反|依据|执行)(《[^》\n]{2,40}》)[^；;。《]{0,12}?[，,：:]")


ALWAYS = grouped_expressions("parts", "always")
# All that name a part of an indicator, in one: most words name none
ANY_ALWAYS = Made(
    lambda rules: {
        indicator: re.compile("|".join(f"(?:{said.pattern})" for said in named.values()))
        for indicator, named in rules[ALWAYS].items()
    }
)
OFFICE = re.compile("^[我本省市县区州旗](?:[局厅委院]|[支大总]队)(?:本级)?")
ACT_ALONE = re.compile("(?:直接|自行)?(?:抽查|检查|立案|查[处办]|办[理结]|处罚|实施)*\\Z")
SAME_NAME = expressions(
    "parts", "own_names", r"(?:办理|作出|实施|各类)?(?:%s)(?:案件|事项|决定书?|类|数量?|总数)?$"
)


@dataclass(slots=True)
class Parts:
    """Asked for each figure of a document in order; keeps the part that an item goes on with."""

    rules: Rulebook
    text: str
    context: ReportContext
    last: Figure | None = None  # the last figure that has a part of its own
    in_bracket: bool = False
    listed: bool = False  # it stands in a list with the one before it

    def name(self, figure: Figure, around: Words, head: str | None, title: str) -> str:
        """Return the name of the part that `figure` states, else "".

        `head`: the indicator of the whole that it breaks down, None where it breaks none down; `title`: the
        heading above.
        """
        if not figure.indicator:
            return ""
        if figure.indicator in self.rules[DECISIONS] and (head == "publications" or self._is_shown(around)):
            return "公开"
        own = self._own(figure, around, head)
        if own and figure.scope == "own" and _is_reporter(self.rules, own, self.context.agency):
            self._note(figure, around)  # an item of the list, as the districts behind it are
            return ""
        part = self._of_requests(figure, around, own, title) or own or self._gone_on(figure, around)
        if part and not own:
            return part
        if own or figure.indicator in self.rules[GRADES]:
            self._note(figure, around)
        return part or self._law(figure)

    def _note(self, figure: Figure, around: Words) -> None:
        """Remember a figure for those that go on with its part."""
        self.listed = self.last is not None and self._goes_on_list(self.last, figure)
        self.last, self.in_bracket = figure, around.in_bracket

    def _is_shown(self, around: Words) -> bool:
        """Whether the words are of decisions that were published, and not of all that were made."""
        disclosed = self.context.kind == "disclosure" and DISCLOSED.match(around.clause)
        return bool(disclosed or SHOWN_BEFORE.search(around.clause) or SHOWN_BEHIND.match(around.after))

    def _own(self, figure: Figure, around: Words, head: str | None) -> str:
        if named := always_named(figure.indicator, around):
            return named
        if head is None and not _divides(around):
            return ""
        name = part_name(self.rules, around.before or (around.after if around.noun_follows else ""))
        same = self.rules[SAME_NAME].get(figure.indicator)
        if not name or name in figure.sector or name == figure.body or (same and same.match(name)):
            return ""
        return name if head is not None or len(self.rules[SAID_OF_ALL].sub("", name)) > 1 else ""

    def _of_requests(self, figure: Figure, around: Words, own: str, title: str) -> str:
        """Return 信息公开 where a dispute is about a request for information."""
        if figure.indicator not in DISPUTES:
            return ""
        near = around.earlier + around.before + around.after
        if self.context.kind == "disclosure" or self.rules[ABOUT_REQUESTS].search(near + title):
            return f"信息公开;{own}" if own and own != "信息公开" else "信息公开"
        return ""

    def _gone_on(self, figure: Figure, around: Words) -> str:
        """Return the part of the item that goes on: 其中简易程序46起，处罚金额1.3万元."""
        last = self.last
        if last is None or figure.indicator not in self.rules[GOES_ON].get(last.indicator, ()):
            return ""
        between = self.text[last.end : figure.start]
        if figure.indicator == "fines" and NUMBER.search(
            between
        ):  # 其中甲类9件，拘留6人，罚款3万元: something else came between
            return ""
        of_grade = figure.indicator == "hazards_rectified"  # 重大隐患17处，其中整改13处
        if _has_ended(between.replace("其中", "") if of_grade else between, figure):
            return ""
        if TOTAL.search(around.raw) and not self._told_item_by_item(figure):
            return ""
        if (self.in_bracket and re.search("[）)]", between)) or (
            self.listed and not between.startswith("、")
        ):
            return ""  # 其中甲类12件、乙类8件，罚款3万元: what comes after the list is of all of it
        return last.part or self.rules[GRADES].get(last.indicator, "")

    def _goes_on_list(self, last: Figure, figure: Figure) -> bool:
        """Whether the figure stands in one list with the last: 甲类12件、乙类8件; 甲类12件，乙类8件."""
        between = self.text[last.end : figure.start]
        same = last.indicator == figure.indicator and not NUMBER.search(between)
        return between.startswith("、") or (same and between.startswith(("，", ",")))

    def _told_item_by_item(self, figure: Figure) -> bool:
        """Whether each item has money of its own: 简易程序46起，共罚1.3万元；普通程序4起，共罚5万元."""
        sentence = self.text[figure.sentence_start : figure.sentence_end]
        items = ENDS_ITEM.split(sentence[:600])
        return sum(bool(MONEY_OF_ITEM.search(item)) for item in items) > 1

    def _law(self, figure: Figure) -> str:
        """Return the law of a list by law: 落实《甲条例》，处罚20起；落实《乙规定》，处罚3起."""
        if not figure.indicator or figure.measure != "level":
            return ""
        if self.text.find("《", figure.sentence_start, figure.sentence_end) < 0:
            return ""
        sentence = self.text[figure.sentence_start : figure.sentence_end]
        laws = list(LAW.finditer(sentence[:600]))
        if len(laws) < 2:
            return ""
        place = figure.start - figure.sentence_start
        before = [law for law in laws if law.end() <= place]
        if not before or ENDS_ITEM.search(sentence, before[-1].end(), place):
            return ""
        return before[-1][1]


def _is_reporter(rules: Rulebook, name: str, agency: str) -> bool:
    """Whether the office names itself beside its system: 全市立案50件，其中市局立案10件."""
    rest = OFFICE.sub("", without_agency(rules, name, agency))
    return rest != name and not ACT_ALONE.sub("", rest)


def _has_ended(between: str, figure: Figure) -> bool:
    """Whether the item before has ended, or is another outcome than the figure's: 维持3件、撤销1件."""
    if figure.indicator == "overturned" and between.startswith("、"):
        return True
    return "其中" in between or bool(ENDS_ITEM.search(between))


def _divides(around: Words) -> bool:
    """Whether the words break something down: 其中, or a bracket in which no total stands."""
    of_which = "其中" in around.raw or "其中" in around.earlier
    return of_which or (around.in_bracket and not TOTAL.search(around.raw))


def always_named(indicator: str, around: Words) -> str:
    """Return the part that the words of a number name by themselves (简易程序案件46起), else ""."""
    if indicator in BOUNDED and (found := BOUND.search(around.clause)):
        return found[1]
    known = around.rules[ANY_ALWAYS].get(indicator)
    said = around.before or ("" if around.after else around.earlier)  # 行政处罚类最多，共18件
    for own in (said, around.after[:LONGEST]) if known else ():
        for name, said in around.rules[ALWAYS][indicator].items() if known.search(own) else ():
            if found := said.search(own):
                return LEADS.sub("", found[int(name[1])]) if name[0] == "<" else name
    return ""


def _with_whole_quotes(name: str) -> str:
    """Return the name without quotation marks around all of it, or what the one that is left open holds."""
    opened, closed = name.count("“"), name.count("”")
    if opened > closed:
        return name[name.rindex("“") + 1 :]
    if opened < closed:
        return name.replace("”", "", closed - opened)
    return name[1:-1] if opened == 1 and name[0] + name[-1] == "“”" else name


def part_name(rules: Rulebook, said: str) -> str:
    """Return the words as the name of a part: whole words, without what leads up to them; else ""."""
    name = _with_whole_quotes(DATED.sub("", LEADS.sub("", GATHERED.sub("", said))).strip('"：:，,、 　'))
    if AGAINST.search(name) or name in rules[NOT_PARTS] or len(name) < 2 or name.isdigit():
        return ""
    name = TRAILS.sub("", ACT.sub("", name).removesuffix("的"))
    if len(name) > LONGEST:
        name = LAST_WORDS.sub("", name)
    return name if len(name) <= LONGEST else ""
