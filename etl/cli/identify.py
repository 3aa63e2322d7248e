"""`python -m etl identify`: who reports what for which period, and what of it is guessed."""

import argparse

from etl.cli.documents import over_documents
from etl.cli.textout import columns
from etl.engine.records import to_json
from etl.pool import Outcome, identified

COLUMNS = {
    "agency": "机构",
    "province": "省",
    "city": "市",
    "district": "区县",
    "adcode": "代码",
    "level": "层级",
    "trade": "行业",
    "kind": "类型",
    "year": "年份",
    "period_start": "期间起",
    "period_end": "期间止",
    "title": "标题",
    "published": "发布",
}


def run_identify(options: argparse.Namespace) -> int:
    """The command: exit status 1 if any document could not be read, after the others have been done."""
    show = _show_table if options.format == "table" else _show_lines
    return over_documents(options.paths, options.jobs, "识别", show, task=identified)


def _show_table(outcome: Outcome) -> None:
    for record in outcome.records:
        print(_table(record))


def _show_lines(outcome: Outcome) -> None:
    for record in outcome.records:
        print(to_json(record))


def _table(record: dict) -> str:
    """The document's name, one line a field, a guessed one marked and explained."""
    lines = []
    for name, word in COLUMNS.items():
        guess = record["doubts"].get(name)
        value = "" if record[name] is None else str(record[name])
        lines.append([word, value, f"？{guess['text']}" if guess else ""])
    return "\n".join([record["document"], *columns(lines), ""])
