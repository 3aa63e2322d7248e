"""Which industry, if any, limits a number: a word that modifies what is counted, or the field spoken of.

自然资源领域检查30次 and a heading 危险化学品 speak of a field up to the next one or to the end of the
paragraph; 检查矿山企业12家，发现隐患30项 hands its industry on to what the inspection led to. The agency's
own trade is no industry among others.
"""

import re

from etl.engine.matches import last
from etl.engine.model import Figure, ReportContext
from etl.engine.prose.clauses import Words
from etl.engine.prose.headings import ITEM, headings_of
from etl.engine.prose.topics import fields_of
from etl.engine.prose.trades import own_trades, told_beside
from etl.engine.rulebook import Rulebook, expression, one_of, word_set

_sector = one_of("sectors", "sectors")
_joined = rf"{_sector}(?:(?:、|和|及|与){_sector})*"
# What the word may modify: 矿山企业, 食品案件, 燃气隐患; or nothing, where it stands last.
JOINED = expression(_joined)
TITLED = expression(rf"([、和及与])?({_joined})([、和及与])?")
OWN = expression(rf"({_joined})(等)?(?:(?:(?<=用地)行为)?$|(?={one_of('sectors', 'things')}))")
FIELD_WORDS = one_of("sectors", "field_words")
_trades = one_of("sectors", "trades")
_field = rf"({_joined}|{_trades})"
FIELD = expression(
    rf"(?:(?:^|(?<=[。；;\n：:，, 　）)是年]))(?:在|对|涉及?|聚焦)?{_field}(?:{FIELD_WORDS})中?"
    rf"(?=[，,。：:\n]|{one_of('sectors', 'after_field')})|(?P<end>\n))"
)
# 养殖领域：检查30家；屠宰领域：检查12家: whatever its name, what stands so before a colon is a field; so is
# 物业领域接到投诉30件, in its sentence
_TOLD = f"(?:(?:领域|行业|条线|方面)[：:]|领域(?=[，,]|{one_of('sectors', 'after_field')}))"
TOLD_OF = expression(
    rf"(?:^|(?<=[。；;\n]))[ 　]{{0,9}}(?!{one_of('sectors', 'any_field', 'begins_deeds')})"
    rf"(?P<told>[一-鿿、]{{2,8}}?){_TOLD}"
)
MAY_TELL = expression(_TOLD)  # cheap, while TOLD_OF tries at each character
MAY_FIELD = expression(FIELD_WORDS)  # no field does without: cheap, while FIELD tries at each character
_heads = f"(?:{FIELD_WORDS}|{one_of('sectors', 'after_heading')})"
_behind = f"(?:{FIELD_WORDS}|{one_of('sectors', 'after_heading', 'heading_ends')})"
HEADING = expression(
    rf"^(?:[^，。：]{{0,8}}?)(?<![和与及、])({_joined}|{_trades}(?={_heads})|安全生产$){_behind}{{0,6}}$"
)
TURNS = expression(rf"(?<=[。；;\n])[ 　]{{0,9}}{one_of('sectors', 'sums_up')}")
OFFICE = re.compile("[一-鿿]{2,18}(?:局|委员会|厅|支队|大队|总队)")
PARTS = re.compile("[、和及与]")
# What is taken away or is there is the thing counted, and no trade: 拆除违法建设12处, 现有加油站46座
TAKEN = re.compile(
    "(?:抽检|抽样|抽取|检测|没收|查扣|查缴|收缴|查获|倾倒|销毁|起获|拆除|拆掉|修复|现有|共有|在用|建成|新建|改建)"
    "(?:农村|[^，。；、0-9]{0,8}(?:不合格|过期|伪劣|假劣|假冒|违法|非法|包衣))?$"
)
# 检查农机企业、网点、摊点等: of several, and not of the trade of the first; but 生产、销售企业
OF_OTHERS = re.compile("(?:企业|单位|场所|店|户|类|案件)、")
HANDED_ON = word_set("sectors", "handed_on")
WHOLE_TRADES = word_set("sectors", "whole_trades")
LOOKED_AT = frozenset(("inspections", "enterprises_inspected"))
SENT_OUT = word_set("sectors", "sent_out")
OF_NO_FIELD = word_set("sectors", "of_no_field")
COMES_OF = word_set("sectors", "handed_on", "comes_of")
OPENING = 800  # characters of news in which they say of whose work they tell
# 全省各级矿山安全监管部门: of what all these look after, mines are no industry among others
OF_BODIES = expression(
    rf"(?:全[国省市区县州]|各级|各地)(?:各级)?({_joined})(?:安全|卫生|市场|行政|综合)*"
    "(?:监管|监察|监督|管理|执法|主管|稽查)+(?:部门|机构|机关|系统|[总支大]队)"
)
LONGEST_LIST = 120  # characters of a sentence before a number that are looked at
TURN_ENDS = 2  # characters of a turn that may belong to the number itself: 全年|未发生
STOPS = expression(rf"[；;。\n]|(?<!公){one_of('sectors', 'stops')}")


class Sectors:
    """Asked for numbers in order of their place; reads the text between them as it goes."""

    def __init__(self, rules: Rulebook, text: str, context: ReportContext):
        self.rules, self.text, self.place, self.field = rules, text, 0, ""
        self.agency = context.agency
        name = context.agency or (last(OFFICE.finditer(context.title)) or [""])[0]
        self.beside = told_beside(self.rules, name, text)
        self.own = own_trades(self.rules, name) - self.beside
        if not context.agency:
            named = self.rules[JOINED].findall(context.title)
            self.own |= self.rules[WHOLE_TRADES].intersection(named)
        self.theme = self._theme(context)
        if self.theme and any(self.theme in told for told in rules[OF_BODIES].findall(text, 0, OPENING)):
            self.own, self.theme = self.own | {self.theme}, ""
        self.headings = headings_of(text)
        self.fields = fields_of(rules, self.headings, rules[HEADING])
        self.turned = -1  # where the text last turned to all fields
        self.told, self.of_list = 0, False  # where the last 甲领域： ended, and whether it is one of a list
        self.in_sentence: set[str] = set()
        self.sentence, self.by_heading = -1, ""
        self.last: Figure | None = None
        self.listed = False  # it is an item of a list of kinds
        self.carrier: tuple[str, int, str] = ("", 0, "")  # the last industry, where it ended, its indicator

    def at(self, place: int, around: Words, sentence: int) -> str:
        """Return the industry that the words around a number name, else the field spoken of."""
        if sentence != self.sentence:
            self.sentence, self.in_sentence, self.carrier = sentence, set(), ("", 0, "")
        self._read_to(place)
        of_item, of_section = self._of_headings(place)
        self.by_heading = of_item or of_section
        if of_item:
            return of_item
        if own := self._foreign(sector_in(around)):
            self.in_sentence.add(own)
            if own in self.beside:
                self.field = own if self._is_told_of_alone(place) else ""
            return own
        return self.field or of_section or self.theme

    def _is_told_of_alone(self, place: int) -> bool:
        """Whether a sentence is of the one trade that it named: 发现违法用地90宗。立案12件。

        One that divides a total, or names several trades, leaves what is told of next to all of them.
        """
        said = self.text[max(self.sentence, place - LONGEST_LIST) : place]
        return "其中" not in said and sum(trade in said for trade in self.beside) == 1

    def _read_to(self, place: int) -> None:
        """Follow the fields that the text names up to `place`."""
        text, since = self.text, self.place
        for turn in self.rules[TURNS].finditer(text, since - 1 if since else 0, place + TURN_ENDS):
            self.turned = turn.start() if turn.start() < place else self.turned
        named = since - 1
        if self.rules[MAY_FIELD].search(text, since, place):
            named = self._read_fields(since, place)
        elif self.field and "\n" in text[since:place]:
            self.field = ""
        if self.field and self.headings.between(named + 1, place):
            self.field = ""
        if self.of_list and "。" in text[max(since, self.told) : place]:  # 甲领域：…；乙领域：…。 is over
            self.field, self.of_list = "", False
        self.place = place if place > since else since

    def _read_fields(self, since: int, place: int) -> int:
        """Note the last field that a stretch names; return where, or where it last ended a line."""
        named = since - 1
        for match in self.rules[FIELD].finditer(self.text, since, place):
            self.field, named = "" if match["end"] else self._foreign(match[1]), match.start()
            if not match["end"]:
                self._note_told(match)
        told = self.rules[MAY_TELL].search(self.text, since, place)
        for match in self.rules[TOLD_OF].finditer(self.text, since, place) if told else ():
            if self.field == match["told"]:
                continue
            self.field, named = self._foreign(match["told"]), match.start("told")
            self._note_told(match)
            self.of_list = self.of_list or match[0][-1] not in "：:"
        return named

    def _note_told(self, match: re.Match) -> None:
        """Note whether a field that the text names is one of a list: 甲方面检查9家；乙方面检查8家."""
        self.of_list = self.told > 0 and "。" not in self.text[self.told : match.start()]
        self.told = match.end()

    def _of_headings(self, place: int) -> tuple[str, str]:
        """Return the field of the nearest heading that names one, as that of an item, or as of a section.

        A sentence that sums up what several told of is of none of them.
        """
        for heading in reversed(self.headings.above(place)):
            if heading.mark < self.turned:
                break
            if heading.mark in self.fields and (name := self._foreign(self.fields[heading.mark])):
                return (name, "") if heading.runs_in or heading.level >= ITEM else ("", name)
        return "", ""

    def carry(self, figure: Figure) -> None:
        """Give a figure the industry of the number before it: 查处食品案件12件，罚款3万元，移送公安2件.

        It does not reach beyond the item, to a total, or to what counts the same thing again.
        """
        self._leave_to_none(figure)
        listed, self.listed = self.listed, self._goes_on_list(figure)
        before, self.last = self.last, figure
        sector, _, indicator = self.carrier
        if self._is_one_of_several(figure, before):
            self._is_of_all()
        elif figure.sector and (figure.sector != self.theme or not sector):
            self.carrier = (figure.sector, figure.end, figure.indicator)
        elif indicator and self._comes_of_it(figure, listed):
            figure.sector = sector
            self.carrier = (sector, figure.end, indicator)
        elif indicator and figure.indicator == indicator:
            self._is_of_all()  # 检查药店90家、诊所30家，停业6家
        elif figure.indicator in self.rules[HANDED_ON] and len(self.in_sentence) == 1:
            figure.sector = next(iter(self.in_sentence))

    def _is_one_of_several(self, figure: Figure, before: Figure | None) -> bool:
        """Whether others were looked at, too: 检查船舶90艘次，检查港口企业12家次，发现隐患30条."""
        if not (figure.sector and before and figure.indicator in LOOKED_AT):
            return False
        same = before.indicator == figure.indicator and before.sentence_start == figure.sentence_start
        return same and not before.sector

    def _is_of_all(self) -> None:
        """Take what follows in the sentence to be of all that was told of."""
        self.carrier = ("", 0, "")
        self.in_sentence.add("")

    def _comes_of_it(self, figure: Figure, listed: bool) -> bool:
        """Whether the figure tells what came of the number that has an industry; `listed`: the one before."""
        _, place, indicator = self.carrier
        if figure.measure == "level" and (listed or self.listed):
            return False
        if figure.indicator == indicator or self.rules[STOPS].search(self.text, place, figure.start):
            return False
        outcome = not figure.indicator or figure.indicator in self.rules[COMES_OF]
        return outcome or indicator in self.rules[SENT_OUT]

    def _goes_on_list(self, figure: Figure) -> bool:
        """Whether the figure is the next item of a list of kinds: 其中采砂12件，侵占河道4件."""
        before = self.last
        if not before or figure.unit != before.unit or figure.sentence_start != before.sentence_start:
            return False
        if self.text.startswith("、", before.end):
            return figure.indicator == before.indicator
        of_which = "其中" in self.text[figure.sentence_start : before.start][-LONGEST_LIST:]
        return of_which and self.text.startswith(("，", ","), before.end) and not figure.indicator

    def _leave_to_none(self, figure: Figure) -> None:
        """Take the field of a heading from what an agency has and does as a whole: 执法人员, 行政复议."""
        if figure.indicator in self.rules[OF_NO_FIELD] and figure.sector == self.by_heading:
            figure.sector = ""

    def _theme(self, context: ReportContext) -> str:
        """Return the one industry that the title is about, else ""."""
        named = {found[2]: found[1] or found[3] for found in self.rules[TITLED].finditer(context.title)}
        theme, beside = named.popitem() if len(named) == 1 else ("", None)
        return "" if beside or theme in self.rules[WHOLE_TRADES] else self._foreign(theme)

    def _foreign(self, name: str) -> str:
        is_own = name and (name in self.agency or not self.own.isdisjoint(PARTS.split(name)))
        return "" if is_own else name


def sector_in(around: Words) -> str:
    """Return the industry that modifies what is counted; of an open list (燃气、化工等) it is none."""
    for words in filter(None, (around.before, around.after)):
        found = last(around.rules[OWN].finditer(words))
        if found and not TAKEN.search(words[: found.start()]) and not OF_OTHERS.search(words, found.end()):
            opens = found[2] and ("、" in found[1] or f"、{found[1]}等" in around.lead)
            return "" if opens else found[1]
    return ""
