"""`python -m etl verify`: check data/ against the documents at hand."""

import argparse
import sys
from dataclasses import dataclass, field

from tqdm import tqdm

from etl.data.datafiles import load_data, read_figures
from etl.data.problems import Problems
from etl.engine.errors import EnforcementCompareError, UnreadableDocument
from etl.engine.reading import read_document
from etl.publishing.assemble import check_hashes, check_offsets
from etl.publishing.build import Folders, documents_at_hand
from etl.publishing.located import located


@dataclass
class Verification:
    """What was compared: figures with their documents, and the reports that have none at hand."""

    reports: int
    figures: int = 0
    compared: int = 0
    without_document: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def run_verify(args: argparse.Namespace) -> int:
    """The command: report on standard output what was checked, on standard error what is wrong."""
    try:
        folders = Folders.from_environment()
        done = verify(folders)
    except EnforcementCompareError as error:
        print(error, file=sys.stderr)
        return 1
    for warning in done.warnings:
        print(f"注意：{warning}", file=sys.stderr)
    missing = done.without_document
    print(f"{done.reports} 份报告、{done.figures} 个数字合格，其中 {done.compared} 个已与原文逐字核对")
    if missing:
        print(f"{len(missing)} 份报告的文件不在 {folders.reports}，未与原文核对（如 {missing[0]}）")
    return 0


def verify(folders: Folders) -> Verification:
    """Check every data file, and every figure of a document that is at hand.

    Raises InvalidData with all mistakes; a report without its document is not one. A document that is
    there and cannot be read is one: it was readable when its figures were reviewed.
    """
    problems = Problems()
    data = load_data(folders.data, problems)
    documents, warnings = documents_at_hand(data, folders.reports)
    check_hashes(data, documents, problems)
    done = Verification(reports=len(data.reports), warnings=warnings)
    for report_id in tqdm(data.reports, desc="核对", unit="份", disable=None, leave=False):
        lines = read_figures(data, report_id, problems) if report_id in data.figure_files else []
        done.figures += len(lines)
        if report_id not in documents:
            done.without_document.append(report_id)
            continue
        try:
            text = read_document(documents[report_id].path).text
        except UnreadableDocument as error:
            problems.add(data.folder / "reports.csv", data.report_lines[report_id], str(error))
            continue
        if documents[report_id].fetched:
            done.compared += sum(place is not None for place in located([line.row for line in lines], text))
            continue
        if lines:
            check_offsets(data.figure_files[report_id], lines, text, problems)
        done.compared += sum(line.row.start is not None for line in lines)
    problems.raise_if_any()
    return done
