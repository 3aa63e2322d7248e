"""Regular expressions that stand in rule files: each compiles, and none goes back for long on any text."""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from etl.engine.linear import faults

Text = Annotated[str, Field(min_length=1)]
# What may repeat without bound, or so often that automaton.WIDE does not count as bounded.
_REPEATS = re.compile(r"[*+]|\{\d*,(?:\d{3,})?\}")


@lru_cache(maxsize=10_000)  # the same rules are read for each build
def checked(source: str) -> str:
    """Return the expression. Raises ValueError, saying what is wrong, where it cannot be a rule's."""
    try:
        flags = re.compile(source).flags
    except re.error as error:
        at = f"第 {error.pos + 1} 个字符" if error.pos is not None else "它"
        raise ValueError(f"不是合格的正则表达式（{at}：{error.msg}），请改正") from error
    if _REPEATS.search(source) and (found := faults(source, flags)):
        raise ValueError(
            f"重复没有上限，遇到“{next(iter(found.values()))}”这样的文字会反复回溯；请写明次数，如 {{0,12}}"
        )
    return source


def listed(said: object) -> object:
    """Return one expression as a list of one; a list as it is."""
    return [said] if isinstance(said, str) else said


Expression = Annotated[Text, AfterValidator(checked)]
Alternatives = Annotated[list[Expression], BeforeValidator(listed)]  # written as one or as a list of them
