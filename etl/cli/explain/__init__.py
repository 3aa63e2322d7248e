"""`python -m etl explain`: one page that shows a document with every figure and rejection in its place."""

import argparse
from functools import partial
from pathlib import Path

from etl.cli.explain.page import page
from etl.data.contexts import known_contexts
from etl.data.rules import rulebook
from etl.engine import Engine, Rulebook
from etl.engine.errors import EnforcementCompareError, UnreadableDocument
from etl.engine.reading.files import printable
from etl.limits import Limits
from etl.pool import Order, order_for, read, with_input
from etl.workers import Died, each

__all__ = ["page", "run_explain"]


def run_explain(options: argparse.Namespace) -> int:
    """The command: read `options.file`, write the page to `options.html`, return the exit status."""
    contexts = known_contexts(options.reports) if options.reports else {}
    limits = Limits.from_environment()
    order = with_input(order_for(options.file, contexts, rejections=True))
    ((_, explained),) = each(partial(_explained, rulebook()), [order], limits=limits)
    if isinstance(explained, Died):
        raise UnreadableDocument(f"{printable(options.file)}：{limits.said(explained.cause)}")
    write(options.html, options.file, explained)
    return 0


def _explained(rules: Rulebook, order: Order) -> str:
    return page(Engine(rules).take(read(order), order.known), rules.indicators)


def write(target: Path, source: str, content: str) -> None:
    """Write the page; never over the document that it explains."""
    if target.exists() and Path(source).exists() and target.samefile(source):
        raise EnforcementCompareError(f"{target}：这是报告原文本身，请给 --html 另一个文件名")
    try:
        target.write_text(content, encoding="utf-8", errors="xmlcharrefreplace")
    except OSError as error:
        raise EnforcementCompareError(f"{target}：写不进去（{error.strerror}），请换一个位置") from error
