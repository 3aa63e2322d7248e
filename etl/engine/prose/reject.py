"""Why a numeral is no figure, as far as its immediate surroundings tell. Cheap looks first."""

import re
from collections.abc import Callable

from etl.engine.matches import sure
from etl.engine.prose.attach import RANGE, RATIOS, Numeral
from etl.engine.prose.durations import is_measured
from etl.engine.prose.norms import COUNTED_AS
from etl.engine.prose.numbers import HALF_WIDTH
from etl.engine.prose.rules import SIGNS, Rule, Rules, Ruling
from etl.engine.prose.sayings import SAYINGS
from etl.engine.prose.scan import DIGIT
from etl.engine.rulebook import Rulebook, expression, one_of, word_set

NAMES = expression(one_of("rejections", "names"))
HOTLINES = word_set("rejections", "hotlines")
DATE = re.compile(rf"(?:19|20)[{DIGIT}]{{2}}([-./．])[{DIGIT}]{{1,2}}(?:\1[{DIGIT}]{{1,2}})?(?![{DIGIT}])")
TIME = re.compile(rf"[{DIGIT}]{{1,2}}[:：][{DIGIT}]{{2}}(?![{DIGIT}])")
PHONE = re.compile(
    rf"(?:0[{DIGIT}]{{2,3}}[-—－ ]?[{DIGIT}]{{7,8}}|1[3-9][{DIGIT}]{{9}}"
    rf"|400[-—－]?[{DIGIT}]{{3}}[-—－]?[{DIGIT}]{{4}})(?![{DIGIT}])"
)
JOINED = re.compile(rf"[-－—·•・+＋×xX*/][{DIGIT}nNxXＮ]|[+＋×][一-鿿“A-Za-z]")
CHAIN = re.compile(rf"[{DIGIT}nNxXＮ.．]{{1,40}}(?:[-－—·•・+＋×*/][{DIGIT}nNxXＮ.．]{{1,40}}){{1,40}}")
ASCII_WORD = re.compile(r"[A-Za-z0-9_./:=?&%#@~-]+")
LETTER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
OPENING = frozenset("〔[［【(（<〈")
ITEM = re.compile(rf"[{DIGIT}]{{1,2}}(?:[.．、)）](?![{DIGIT}])|[)）])")
PAGE_COUNTER = re.compile(
    r"(?:(?:阅读量|阅读次数|浏览量|浏览次数|点击数|点击率|访问量|阅读|浏览|点击|字号)[：:]\s*|(?:公告|列表|记录|结果)[（(]共)$"
)
NUMBERED = re.compile(r"(?:邮编|邮政编码|电话|传真|QQ|编号|编码|账号|代码|网址|号码|邮箱)[：:为是]?\s*$")
ITEM_LEAD = frozenset("。；：:;\n\r 　、“")
LAW = frozenset("条款章节项编")
MONTH_DAY = re.compile(rf" ?[{DIGIT}]{{1,2}} ?月(?: ?[{DIGIT}]{{1,2}} ?[日号])?")
# 千人投诉量, 百万件申诉量: the base of a rate; 千余件 and 近千人 are numbers
BARE_BASE = re.compile(r"[百千万亿]{1,9}[^余多来几]{1,3}")
# 十四届二次、三次全会
SESSION = re.compile(r"届[一二三四五六七八九十次、和及]*$")
MORE_THAN = frozenset("近上逾超过破")  # 逾千万元, 超亿元
VAGUE = frozenset("数几若好某")


def arabic(rules: Rulebook, text: str, n: Numeral) -> Ruling:
    """Return why an Arabic numeral is no figure, as far as it tells itself. May move `n.end`."""
    previous = text[n.start - 1] if n.start else "\n"
    of_kind = ARABIC if n.unit else ARABIC_BARE
    return of_kind.decide(n.unit, n.approx, SIGNS.get(previous, 0), rules, text, n, previous)


def chinese(rules: Rulebook, text: str, n: Numeral) -> Ruling:
    """Return why a Chinese numeral is no figure, as far as it tells itself."""
    previous = text[n.start - 1] if n.start else "\n"
    return CHINESE.decide(n.unit, n.approx, SIGNS.get(previous, 0), rules, text, n, previous)


def _ordinal(rules: Rulebook, text: str, n: Numeral, previous: str) -> str:
    if previous != "第" and not text.startswith("第 ", max(0, n.start - 2)):
        return ""
    return _of_ordinal(text, n)


def _of_ordinal(text: str, n: Numeral) -> str:
    following = text[n.end - 1 : n.end + 1]
    if n.unit in LAW or following[-1:] in LAW:
        return "law_article"
    return "document_number" if "号" in following or n.reason == "document_number" else "ordinal"


def _hotline(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    return text[n.start : n.start + 5] in rules[HOTLINES]


def _version(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """工业互联网2.0版."""
    return text.startswith(".0", n.start + 1)


def _in_code(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    if not (
        previous in LETTER or (previous in "./:=-_&?" and n.start > 1 and _continues_code(text, n.start))
    ):
        return False
    m = ASCII_WORD.match(text, n.start)
    n.end = max(n.end, m.end()) if m else n.end
    return True


def _continues_code(text: str, start: int) -> bool:
    before = text[start - 2]
    return before.isascii() and before.isalnum() and text[start - 1] != ":"


def _page_counter(rules: Rulebook, text: str, n: Numeral, previous: str) -> object:
    return PAGE_COUNTER.search(text, max(0, n.start - 10), n.start)


def _uncounted_unit(rules: Rulebook, text: str, n: Numeral, previous: str) -> str:
    """A year, a term, a document: what the unit says, but for a span of time that was measured."""
    if not n.reason:
        return ""
    if is_measured(text, n):
        return "" if text[n.end : n.end + 1] in "，。；、,;. \n缩压降减增" else n.reason
    if n.unit == "年" and n.value < 1900:
        return "time"
    if n.reason == "date" and n.unit == "年" and (m := MONTH_DAY.match(text, n.end)):
        n.end = m.end()
    return n.reason


def _law_article(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    return n.unit not in "项条节" or (previous in "章编" and n.start > 1)


def _minutes(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:  # 10时30分
    return previous in "时点"


def _falling_range(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """处罚15-8件: which of the two is the count, nobody can tell."""
    return n.high is not None and n.high <= n.value


def _whole_of(pattern: re.Pattern) -> Callable[[Rulebook, str, Numeral, str], bool]:
    """A rule for what is written as `pattern`, all of it: the numeral reaches to its end."""

    def holds(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
        m = pattern.match(text, n.start)
        n.end = max(n.end, m.end()) if m else n.end
        return m is not None

    return holds


def _before_letter(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    if text[n.end : n.end + 1] not in LETTER:
        return False
    n.end = max(n.end, sure(ASCII_WORD.match(text, n.start)).end() if text[n.start].isascii() else n.end)
    return True


def _joined(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """互联网+, 3·15, 1+N: a name made of numbers."""
    if not JOINED.match(text, n.end):
        return False
    m = CHAIN.match(text, n.start)
    n.end = max(n.end, m.end()) if m else n.end
    return True


def _joined_before(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    return previous in "·•・+＋×" or (previous in "-－" and n.start > 1 and text[n.start - 2] in "nNxX")


def _in_document_bracket(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    following = text[n.end : n.end + 1]
    return previous in OPENING and bool(following) and following in "〕]］】"


def _item_number(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    return (previous in ITEM_LEAD or previous in "(（") and ITEM.match(text, n.start) is not None


def _numbered(rules: Rulebook, text: str, n: Numeral, previous: str) -> object:
    return NUMBERED.search(text, max(0, n.start - 10), n.start)


def _bare_hotline(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    return text[n.start : n.end].translate(HALF_WIDTH) in rules[HOTLINES]


def _chinese_ordinal(rules: Rulebook, text: str, n: Numeral, previous: str) -> str:
    return _of_ordinal(text, n) if previous == "第" else ""


def _vague(rules: Rulebook, text: str, n: Numeral, previous: str) -> object:
    if previous == "每" and n.value == 1:  # 确保每一件
        return True
    return previous in VAGUE or COUNTED_AS.search(text, max(0, n.start - 4), n.start)


def _kind_or_grade(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    return text[n.end : n.end + 1] not in "，。；、"


def _chinese_article(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    return previous in "章节编"


def _base_of_rate(rules: Rulebook, text: str, n: Numeral, previous: str) -> bool:
    """千人投诉量, 每万人, 亿元GDP."""
    more, first = previous in MORE_THAN, text[n.start]
    if n.unit not in rules[RATIOS] and not more and BARE_BASE.fullmatch(text, n.start, n.end):
        return True
    of_each = previous == "每" and first in "百千万"
    return of_each or (n.unit == "元" and first in "万亿" and not more)


def _session(rules: Rulebook, text: str, n: Numeral, previous: str) -> object:
    return SESSION.search(text, max(0, n.start - 24), n.start)


def _name(rules: Rulebook, text: str, n: Numeral, previous: str) -> object:
    return rules[NAMES].match(text, n.start)


SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
BEFORE_CODE = LETTER | set("./:=-_&?")
_ARABIC_FIRST = (
    Rule("ordinal", "", _ordinal, signs=frozenset("第 ")),
    Rule("hotline", "phone", _hotline, ("网", "线", "台")),
    Rule("version", "slogan_or_name", _version, ("网", "版", "方", "时")),
    Rule("in_code", "code", _in_code, signs=BEFORE_CODE),
    Rule("page_counter", "code", _page_counter, signs=frozenset("：:共" + SPACES)),
    Rule("uncounted_unit", "", _uncounted_unit),
)
ARABIC = Rules(
    *_ARABIC_FIRST,
    Rule("law_article", "law_article", _law_article, LAW),
    Rule("falling_range", "code", _falling_range, approx=(RANGE,)),
    Rule("minutes", "time", _minutes, ("分",)),
)
ARABIC_BARE = Rules(
    *_ARABIC_FIRST,
    Rule("written_date", "date", _whole_of(DATE)),
    Rule("clock_time", "time", _whole_of(TIME)),
    Rule("phone_number", "phone", _whole_of(PHONE)),
    Rule("before_letter", "code", _before_letter),
    Rule("joined", "slogan_or_name", _joined),
    Rule("joined_before", "slogan_or_name", _joined_before, signs=frozenset("·•・+＋×-－")),
    Rule("document_bracket", "document_number", _in_document_bracket, signs=OPENING),
    Rule("item_number", "heading_number", _item_number, signs=ITEM_LEAD | set("(（")),
    Rule("numbered", "code", _numbered),
    Rule("bare_hotline", "phone", _bare_hotline),
)
CHINESE = Rules(
    Rule("uncounted_chinese_unit", "", lambda rules, text, n, previous: n.reason),
    Rule("chinese_ordinal", "", _chinese_ordinal, signs=frozenset("第")),
    Rule("vague", "rhetoric", _vague),
    *SAYINGS,
    Rule("kind_or_grade", "slogan_or_name", _kind_or_grade, ("类", "级")),
    Rule("chinese_article", "law_article", _chinese_article, LAW),
    Rule("base_of_rate", "rate_base", _base_of_rate),
    Rule("session", "ordinal", _session, ("次",)),
    Rule("name", "slogan_or_name", _name),
    Rule("unitless", "rhetoric", lambda *_: True, ("",)),
)
