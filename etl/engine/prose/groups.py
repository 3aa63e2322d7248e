"""How all the bodies of an area look in a text: 全市, 各级, 市县两级, three districts, a trade's offices."""

import re

from etl.engine.prose.bodynames import TRADE_BODIES
from etl.engine.prose.scan import DIGIT
from etl.engine.rulebook import expression, one_of

_LEVELS = (
    r"[^，。；、\s0-9]{0,6}?[两三四]级"
    r"(?=[^，。；\s]{0,10}(?:机构|部门|系统|队伍|政府|执法|共|[河林田]长|巡河|巡林|累计))"
)
_GROUPS = (
    rf"(?:(?:以上|上述|其他|其余|全部|边境|沿江|沿海)?[两三四五六七八九十{DIGIT}]{{1,3}}个?(?:州（市）|县（市、区）|市（州）|地市|市州|州市|区县|县区|县市区|[省市县区州盟旗])"
    r"(?=共|合计|累计|均|一次性|查|立案|检查|办|出动)"
    rf"|[{DIGIT}两三四五六七八九十]{{1,3}}个?(?:街镇|镇街|乡镇|街道|派出所|[大中]队|分局|成员单位|部门)(?:、[{DIGIT}]{{1,3}}个?[一-鿿]{{2,4}}?)?"
    r"(?=共|合计|累计|出动|派出|分别|均|处罚|立案|检查|办案|办结))"
)
_TRADES = rf"(?:{TRADE_BODIES}(?=共|累计|已|查|立案|检查|出动|办))"
_ITS_BODIES = (
    "[^，。；：、]{0,10}?(?:执法|监管|监察)(?:人员|队伍|力量|部门|机构|机关|系统)"  # 我市农业执法人员
)
_OUR_AREA = rf"(?:[我本][市省县区州](?!场监)(?={one_of('scope', 'our_area_does')}|{_ITS_BODIES}|[0-9]))"
_RANKS = r"[区县市]级(?=[^，。；\s]{0,8}(?:部门|机构|队伍))"
_DIRECT = "[省市区县州]直各?(?:有关|相关|行业|主管|监管|行政|执法){0,2}(?:部门|单位|机关)"  # 市直各行业部门
SYSTEM = expression(
    rf"({one_of('scope', 'system')}|{_LEVELS}|{_RANKS}|{_DIRECT}|{_GROUPS}|{_TRADES}|{_OUR_AREA})"
)
# after 全市: 全市人大 is no subject, 全市“清网”行动共立案 is one
# 镇街动态12条, 乡镇建设3条 are topics
_TOPIC = rf"(?:动态|建设|要闻|风采|概况|新闻|信息|文件)(?=[{DIGIT}])"
_MEDIA = "(?:各类|各种|各大|主流|新闻|官方|网络|及?以上){0,3}(?:融?媒体|报刊|电视台)"
OBJECT = expression(
    rf"{_TOPIC}|{_MEDIA}|(?!“[^”]{{2,16}}”[^，。]{{0,8}}(?:共|累计|立案|查)|[^，。；]{{0,20}}办件)"
    rf"{one_of('scope', 'system_object')}"
)
ACTS = expression(rf"[^，。；：、]{{0,16}}?{one_of('scope', 'acts')}")
# 全市持证人员90人: who there is, and nothing that they did
STAFF = re.compile(
    "[^，。；：、出派]{0,16}?(?:人员|队伍|力量|编制)[^，。；：、一-鿿]{0,2}(?:共|共有|现有|达到?|为|有|近|超)?[0-9]"
)
CHIEFS = re.compile("[河湖林田路]长")
BEFELL = re.compile("[^，。；、：]{0,12}?(?:发生|事故)")
# 全市共发生事故9起: 共 is of no act
HAPPENED = re.compile("[^，。；、：查办处立检]{0,10}发生[^，。；、：]{0,12}?(?:事故|火灾|灾害)")
# 全国12315平台共受理: a way in, and nobody's work but the agency's
WAY_IN = re.compile("[^，。；]{0,12}(?:平台|热线|窗口|网站)")
# 云岭市水利局及全市各级水利站共巡查
AND_ALL = re.compile("[^，,。；;]{0,30}(?:及|和|与|以及)(?:全[省市区县州]|各级|各[市区县])")
AREA_ACTS = expression(one_of("scope", "our_area_does"))
OWN_SYSTEM = re.compile(
    "[^，。；：、\\s0-9]{2,14}系统(?=[共累全开检查立办出组下已深])"
    "|[^，。；：、\\s0-9的等局厅委]{2,8}(?:机关|部门)(?![的负领党长])"
)
# what is told of a place: no office, no shop that was fined, no title of a document
HOLDS = re.compile(
    "(?!政府|人民|党|委|[^，。；、：\\n]{0,12}(?:[局厅委办队所站某案店厂]|公司|任务))[^，。；、：“《\\n]{2,20}[0-9]"
)
