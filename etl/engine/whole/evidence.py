"""What the text itself says of a figure's being the total."""

import re

from etl.engine.model import Figure
from etl.engine.prose.lexicon import one_of

# 全年共检查, 累计罚款, 处罚合计: the words directly before the number, or the opening of its clause.
CLAUSE = re.compile(r"[，,；;：:。！？（()）\n]")
TOTAL = re.compile(one_of("whole", "total"))
OF_WHICH = re.compile(rf"[，,；;（(。]?\s*(?:{one_of('whole', 'of_which')})")
REACH = 40  # characters looked at before a figure


def states_total(text: str, figure: Figure) -> bool:
    """Whether the words before the number, or what follows it, say that it is the total."""
    if figure.rule.startswith("table"):
        return figure.in_total
    before = CLAUSE.split(text[max(figure.sentence_start, figure.start - REACH) : figure.start])[-1]
    return bool(TOTAL.search(before)) or bool(OF_WHICH.match(text, figure.end))
