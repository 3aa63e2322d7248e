"""A parser of command lines that says in Chinese what is wrong, and in its help what each part is."""

import argparse
import re
import sys
from typing import Any, NoReturn

_USAGE = "用法："
# What argparse says, by the release of Python that is used; what it says otherwise stays as it is.
_SAID = (
    (re.compile(r"the following arguments are required: (.+)"), r"缺少参数 \1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"没有这样的参数：\1"),
    (re.compile(r"expected (?:one|at least one) argument"), "后面要有一个值"),
    (re.compile(r"invalid choice: (.+?) \(choose from (.+)\)"), r"没有 \1 这一项，可选 \2"),
    (re.compile(r"invalid \w+ value: (.+)"), r"写法不对：\1"),
    (re.compile(r"^argument (\S+): "), r"参数 \1："),
)


class Arguments(argparse.ArgumentParser):
    """Commands are added to it as to any ArgumentParser; theirs speak Chinese, too."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, **settings)
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """End with status 2."""
        for english, chinese in _SAID:
            message = english.sub(chinese, message)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：{message}\n")


class _Help(argparse.HelpFormatter):
    _TITLES = {"positional arguments": "参数", "options": "选项"}

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _USAGE if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(self._TITLES.get(heading or "", heading))
