"""Whether what the words of a number single out is one kind of many."""

import re

from etl.engine.model import Figure
from etl.engine.rulebook import Rulebook
from etl.engine.whole.channels import CHANNELS

# how all was told (网上公示), no kind where no other number stands beside it
TELLING = re.compile(
    "(?:网上|对外|公示|结果|(?:行政)?处罚|(?:行政)?许可|决定书?|宣讲|普法|送法"
    "|关[闭停]|取缔|(?:应|已)?(?:持有?|取得)(?:有效)?(?:行政)?(?:执法)?证件?的?(?:人员)?(?:只有|仅有)?"
    "|(?:专题)?(?:集体)?学法|领导班子|领导干部|班子|干部职工|会议|政府|街道)+"
)
# a series of lessons by its name, a line that people call
BY_NAME = re.compile("讲堂|夜校|课堂|学堂|讲坛|热线")


def is_of_kind(rules: Rulebook, figure: Figure, specific: str) -> bool:
    """Whether what is singled out is one kind of many: not how all is told, nor where it was published."""
    if not specific or TELLING.fullmatch(specific) or BY_NAME.search(specific):
        return False
    return figure.indicator != "publications" or not rules[CHANNELS].search(specific)
