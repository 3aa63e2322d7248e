"""`python -m etl import` and `python -m etl reextract`: progress, one line a document, a summary."""

import argparse
import sys
from collections import Counter
from typing import Any

from tqdm import tqdm

from etl.data.contexts import known_contexts
from etl.engine.records import report_id
from etl.importing.bring import import_sources, outdated, reextract
from etl.importing.sources import sources_below
from etl.ledger.errors import UnknownReport
from etl.ledger.reports import list_reports
from etl.pool import documents_below
from etl.publishing.losses import working_ledger

_SAID = {"imported": "新导入", "new_version": "作为新版导入", "known": "早已导入", "refused": "未能导入"}


def run_import(options: argparse.Namespace, corrections: dict[str, Any]) -> int:
    """The command: exit status 1 if any document was refused."""
    ledger = working_ledger()
    known = known_contexts(options.reports) if options.reports else {}
    results: Counter[str] = Counter()
    incomplete = 0
    outcomes = import_sources(
        ledger,
        sources_below(options.paths),
        options.by,
        lambda source: known.get(report_id(source.name), {}) | corrections,
        jobs=options.jobs,
    )
    shown = sys.stderr.isatty()
    total = sum(1 for _ in documents_below(options.paths)) if shown else None  # an archive counts as one
    for outcome in tqdm(outcomes, total=total, desc="导入", unit="份", disable=not shown, leave=False):
        results[outcome.result] += 1
        incomplete += bool(outcome.missing)
        tqdm.write(outcome.message, file=sys.stderr if outcome.result == "refused" else sys.stdout)
    said = "，".join(f"{results[result]} 份{words}" for result, words in _SAID.items() if results[result])
    said += f"；{incomplete} 份要补充或确认信息后才能发布" if incomplete else ""
    print(f"{said or '没有文件'}。台账：{ledger.address}", file=sys.stderr)
    return 1 if results["refused"] else 0


def run_reextract(options: argparse.Namespace) -> int:
    """The command: find the figures of stored texts anew."""
    ledger = working_ledger()
    current = {report.report_id: report.id for report in list_reports(ledger)}
    unknown = [name for name in options.reports if name not in current]
    if unknown:
        raise UnknownReport(f"台账中没有报告 {'、'.join(unknown)}")
    chosen = [current[name] for name in options.reports] or outdated(ledger, current.values())
    troubles = 0
    done = reextract(ledger, chosen, options.by, jobs=options.jobs)
    for _, trouble in tqdm(done, total=len(chosen), desc="重新找数", unit="份", disable=None, leave=False):
        if trouble:
            troubles += 1
            tqdm.write(str(trouble), file=sys.stderr)
    print(f"{len(chosen) - troubles} 份报告的数字已重新找出，已作的决定不变", file=sys.stderr)
    return 1 if troubles else 0
