"""`python -m etl extract`: every figure of documents, one JSON object a line, or as a table."""

import argparse
import sys

from etl.cli.documents import over_documents
from etl.cli.textout import table
from etl.data.contexts import known_contexts
from etl.engine.errors import InvalidData
from etl.engine.records import to_json
from etl.pool import Outcome


def run_extract(options: argparse.Namespace) -> int:
    """The command: exit status 1 if any document could not be read, after the others have been done."""
    if options.out or options.cluster:
        from etl.cli.scaling import run_into_lake

        return run_into_lake(options)
    if options.again:
        raise InvalidData("--again 要与 --out LAKE 一起用")
    contexts = known_contexts(options.reports) if options.reports else {}
    show = _show_table if options.format == "table" else _show_lines
    return over_documents(
        options.paths, options.jobs, "读取", show, contexts=contexts, rejections=options.rejections
    )


def _show_table(outcome: Outcome) -> None:
    print(table(outcome.path, outcome.records))


def _show_lines(outcome: Outcome) -> None:
    sys.stdout.writelines(to_json(record) + "\n" for record in outcome.records)
