"""What the line above a table says of it."""

import re

LONGEST = 60  # characters of a line that may be a table's title
_SENTENCE = re.compile("[。；;！？]")
_OF_WHAT_FOLLOWS = re.compile("[:：]$|[(（][^（）()]{1,30}[)）]$|单位[:：]")


def caption_in(line: str) -> str:
    """The last clause of running text where it leads to the table below: 各单位数据如下（单位：万元）."""
    clause = _SENTENCE.split(line.strip("。 　"))[-1].strip()
    return clause if len(clause) <= LONGEST and _OF_WHAT_FOLLOWS.search(clause) else ""
