"""Numbers of what an agency may do (行政许可事项12项), which count nothing that it did."""

import re
from dataclasses import dataclass

from etl.engine.initials import searched
from etl.engine.prose.attach import Numeral
from etl.engine.prose.clauses import Words

DID = re.compile("完成|办理|受理|办结|作出|(?<!许可|行政)审批")
POWERS = searched(
    "事权|行政权力|权责(?:清单|事项)|权力(?:清单|事项)|职权|(?:许可|处罚|强制|监管|执法|办理|审查)事项(?:清单|目录)|和?事项清单"
)
# 新增行政处罚64项: matters that may be penalized, not penalties
CHANGED = re.compile(
    "(?:新增|取消|承接|下放|划转|调整|保留|赋权|委托)(?:实施)?(?:行政)?(?:处罚|强制|许可|检查)[权类]?(?:事项)?$"
)
# 我局3项行政许可事项: matters, not licences
FOLLOW = re.compile("[^，。；、]{0,6}(?:许可|审批|处罚|强制|权力|执法)事项")


@dataclass(slots=True)
class Powers:
    """Asked for each number in order; keeps whether the sentence counts powers."""

    named: bool = False

    def begin(self, of_which: bool) -> None:
        """Begin a sentence; one that opens with 其中 goes on with what the last one counted."""
        self.named = self.named and of_which

    def counts(self, n: Numeral, around: Words) -> bool:
        """Whether the number is of powers."""
        near = around.lead[-40:]
        named = ("权" in near or "事项" in near) and POWERS.search(near)
        self.named = (self.named or bool(named)) and not DID.search(around.clause)
        if n.unit != "项":
            return False
        held = FOLLOW.match(around.after) and not DID.search(around.raw)
        return self.named or bool(held or CHANGED.search(around.before))
