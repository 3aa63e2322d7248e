"""What the words around a name tell of whom it is: of who reports, of one above or beside it."""

import re

from etl.engine.identify.divisions import find_division
from etl.engine.identify.mentions import Mention
from etl.engine.identify.names import NATIONAL_BODY, national_name
from etl.engine.matches import sure
from etl.engine.rulebook import Rulebook, expression, one_of

# Behind a name: a second one in brackets, and the office within that wrote the report.
_ASIDE = re.compile(
    r"(?:[(（](?!地址|联系)[^()（）\n]{2,20}[)）])?(?:党政(?:综合)?办公?室?|(?:综合|政务公开)?办公室)?"
)
_OWN = expression(one_of("agencies", "own_report"))
# 由云岭市水利局根据条例要求负责编制
_WRITES = re.compile(
    "(?:负责|组织|牵头)?(?:(?:根据|依据|按照|结合)[^，,。；;\n]{2,40})?(?:编制|编写|撰写|起草)"
)
# 云岭市水利局青禾分局（以下简称分局）
_CALLS_ITSELF = re.compile('[(（]以?下?简称[“"]?(?:[我本]|分局|支队|大队|中心|管委会|监管分局)')
# 按照《云岭市政府政务公开办公室关于做好年度报告有关事项的通知》
_ORDERS = re.compile("[^《》，,。\n]{0,14}关于(?:做好|印发|开展|报送|认真|组织|编制|进一步|全面)")
_ACTS = expression(rf"[0-9]|{one_of('agencies', 'acts')}")
_TOLD = expression(one_of("agencies", "told_by"))
_OTHERS = expression(one_of("agencies", "of_others"))
_OTHERS_BEFORE = expression(rf"(?:{one_of('agencies', 'others_before')}|各[省市县区师、（）()]+)\Z")
_YEARS_OWN = re.compile(r"(?:关于)?20[0-9]{2}年度?(?:法治政府|政府信息公开|信息公开|行政执法)")
_SUBJECT = re.compile(r"(?:^|[\n。；;，,：:)）]|年度?|以来|现将|编制)\Z")
_DEPLOYS = re.compile("(?:统一)?部署(?:开展|实施|推进)")  # what it and those below it then do
_TASK_GROUP = re.compile("(?:领导小?组|指挥部)$")  # that a body has set up for a task
_NEXT = re.compile(r"(?:下一步|接下来|今后)[,，]?\Z")  # what the author will do
_LEADS = re.compile("牵头(?:组织|开展|负责|联合|会同|成立|制定|[，,](?:会同|联合|协同)?[省市区县州])")
_TELLS = re.compile(r"(?:记者|笔者)?(?:昨日|今日|近日|日前)?(?:[从据]|获悉)\Z")
# 云岭市应急管理局副局长张某介绍: news have it from one of its people
_ONE_OF_ITS = re.compile(
    "[一-鿿]{0,10}(?:[局厅司处队]长|主任|负责人|书记|发言人|党组成员)[、，,一-鿿]{2,10}?(?:介绍|通报|表示|透露|指出|告诉|说)"
)
_ABOVE = re.compile("[^，,。；;在]{0,14}(?:领导|指导|关心|支持|帮助)下")  # 在市公安局的坚强领导下
_QUOTED = re.compile(r"[《〈<][^《〈<》〉>\n]{0,99}\Z")
_OWN_PLAN = re.compile(r"(?:制定|制作|修改|修订|完善|更新|出台|拟定|起草|编制)了?[《〈][^《》〈〉\n]{0,99}\Z")
# 司法部印发《关于通报表扬先进集体的决定》: of those who are commended
_COMMENDS = re.compile(
    "(?:印发|下发|发布|公布)了?[《〈][^》〉\n]{0,16}(?:表扬|表彰|命名|名单|优秀|先进|示范)"
    "|(?:近日|日前|昨日)?(?:印发|下发|发布|公布|通报)了?[^《》，。\n]{0,16}(?:表扬|表彰|标兵|优秀|先进|获奖)"
)
_GOVERNMENT = re.compile(r"政府(?:办公[室厅])?$")  # named in passing it is the one above
FIRST_WORDS = 100  # in which the first paragraph of a text begins
_PARAGRAPH = re.compile(r"(?:^|\n)(?:20[0-9]{2}年(?:度|以来)?[，,]?)?\Z")  # with the government that acts
FIRST_SUBJECT = 40  # where a body of the country that acts is the one that reports
OPENING = 800  # characters in which the subjects of sentences report


def evidence_of(rules: Rulebook, body: str, mention: Mention) -> str:
    """What the words around a name in `body` tell: a key of naming.EVIDENCE."""
    before, after = body[max(0, mention.start - 12) : mention.start], body[mention.end : mention.end + 60]
    line = body[max(0, mention.start - 60) : mention.start]
    if _ABOVE.match(after):
        return "above"
    if _is_its_own(rules, after):
        return "own"
    if _QUOTED.search(line):
        return "mention" if _OWN_PLAN.search(line) else "other"
    opens = bool(_SUBJECT.search(before))
    acts = opens and _acts(rules, after)
    if _GOVERNMENT.search(mention.name):
        return _of_government(before, mention, acts)
    if _leads(before, after):
        return "subject"
    if _is_anothers(rules, before, after) or (_TASK_GROUP.search(mention.name) and not acts):
        return "mention" if opens and _DEPLOYS.match(after) else "other"
    return _of_who_acts(rules, before, after, acts and mention.start < _reach(rules, mention.name))


def is_office_in_place(rules: Rulebook, name: str) -> bool:
    """Whether the name is a national body's office in a place that is known (国家税务总局甲省税务局)."""
    found = rules[NATIONAL_BODY].match(name)
    return bool(found and find_division(rules, name[found.end() :])[1])


def _reach(rules: Rulebook, name: str) -> int:
    """In how many characters a body that acts is the one that reports."""
    return FIRST_SUBJECT if national_name(rules, name) and not is_office_in_place(rules, name) else OPENING


def _of_who_acts(rules: Rulebook, before: str, after: str, acts: bool) -> str:
    if _is_told(rules, before, after):
        return "told"
    return "subject" if acts else "mention"


def _is_its_own(rules: Rulebook, after: str) -> bool:
    """Whether the words behind a name say that the report is its own, whatever stands between."""
    if _ORDERS.match(after):
        return False
    behind = _behind(after)
    return bool(
        _YEARS_OWN.match(after)
        or rules[_OWN].match(after)
        or rules[_OWN].match(behind)
        or _WRITES.match(behind)
        or _CALLS_ITSELF.match(after)
    )


def _acts(rules: Rulebook, after: str) -> bool:
    return bool(rules[_ACTS].match(after) or rules[_ACTS].match(_behind(after)))


def _behind(after: str) -> str:
    """The words behind a second name and an office."""
    return after[sure(_ASIDE.match(after)).end() :]


def _is_anothers(rules: Rulebook, before: str, after: str) -> bool:
    """Whether the words around a name make it that of one beside, below or above the author."""
    return bool(_COMMENDS.match(after) or rules[_OTHERS_BEFORE].search(before) or rules[_OTHERS].match(after))


def _is_told(rules: Rulebook, before: str, after: str) -> bool:
    """Whether news have what they tell from there."""
    return bool(_TELLS.search(before) or rules[_TOLD].match(after) or _ONE_OF_ITS.match(after))


def _of_government(before: str, mention: Mention, acts: bool) -> str:
    """The author's evidence where the text begins with what its government does, else that of one above."""
    opens = acts and mention.start < FIRST_WORDS and _PARAGRAPH.search(before)
    return "subject" if opens else "other"


def _leads(before: str, after: str) -> bool:
    """Whether the name is that of who brings the others together, or of who speaks of what comes next."""
    return bool(_LEADS.match(after) or _NEXT.search(before))
