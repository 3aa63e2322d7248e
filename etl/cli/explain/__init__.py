"""`python -m etl explain`: one page that shows a document with every figure and rejection in its place."""

import argparse
from pathlib import Path

from etl.cli.explain.page import page
from etl.data.contexts import known_contexts
from etl.engine.errors import EnforcementCompareError
from etl.engine.extract import extract
from etl.engine.records import report_id
from etl.pool import context_of, read

__all__ = ["page", "run_explain"]


def run_explain(options: argparse.Namespace) -> int:
    """The command: read `options.file`, write the page to `options.html`, return the exit status."""
    contexts = known_contexts(options.reports) if options.reports else {}
    document = read(options.file)
    context = context_of(document, contexts.get(report_id(options.file), {}))
    write(options.html, options.file, page(document, context, extract(document, context)))
    return 0


def write(target: Path, source: str, content: str) -> None:
    """Write the page; never over the document that it explains."""
    if target.exists() and Path(source).exists() and target.samefile(source):
        raise EnforcementCompareError(f"{target}：这是报告原文本身，请给 --html 另一个文件名")
    try:
        target.write_text(content, encoding="utf-8", errors="xmlcharrefreplace")
    except OSError as error:
        raise EnforcementCompareError(f"{target}：写不进去（{error.strerror}），请换一个位置") from error
