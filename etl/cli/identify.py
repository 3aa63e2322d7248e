"""`python -m etl identify`: who reports what for which period, and what of it is guessed."""

import argparse
import sys

from tqdm import tqdm

from etl.cli.textout import columns
from etl.data.rules import rulebook
from etl.engine import Engine
from etl.engine.records import to_json
from etl.pool import documents_below, order_for, run_all, run_identify

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


def run_identify_command(options: argparse.Namespace) -> int:
    """The command: exit status 1 if any document could not be read, after the others have been done."""
    troubles, orders = 0, []
    for path, trouble in documents_below(options.paths):
        if trouble:
            troubles += 1
            print(trouble, file=sys.stderr)
        else:
            orders.append(order_for(path, {}, rejections=False))
    shown = sys.stderr.isatty() and not sys.stdout.isatty() and len(orders) > 1
    with tqdm(total=len(orders), desc="识别", unit="份", disable=not shown, leave=False) as bar:
        for outcome in run_all(orders, Engine(rulebook()), options.jobs, task=run_identify):
            if outcome.trouble:
                troubles += 1
                tqdm.write(outcome.trouble, file=sys.stderr)
            for record in outcome.records:
                print(_table(record) if options.format == "table" else to_json(record))
            bar.update()
    return 1 if troubles else 0


def _table(record: dict) -> str:
    """The document's name, one line a field, a guessed one marked and explained."""
    lines = []
    for name, word in COLUMNS.items():
        guess = record["doubts"].get(name)
        value = "" if record[name] is None else str(record[name])
        lines.append([word, value, f"？{guess['text']}" if guess else ""])
    return "\n".join([record["document"], *columns(lines), ""])
